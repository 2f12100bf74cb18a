"""Question sets: what people ask, and what any correct reply must be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from iombot.curation.judging import Expect, Expectation
from iombot.errors import Finding, IombotError


class QuestionsError(IombotError):
    """A question set cannot be read; the text lists every fault with its place. Seen by curators."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


@dataclass(frozen=True)
class Question:
    """One utterance with its expectation."""

    id: str
    text: str
    expected: Expectation


@dataclass(frozen=True)
class Case:
    """Questions of one chat, in order; most cases have just one."""

    id: str
    questions: tuple[Question, ...]


class _Turn(BaseModel):
    """A question of a JSON Lines set, alone or in a conversation."""

    model_config = ConfigDict(frozen=True, extra="ignore")  # such sets carry notes of their own

    q: str
    expect: Expect
    kind: str | None = None
    required: list[list[str]] = Field(default=[], alias="all")
    forbidden: list[str] = Field(default=[], alias="none")

    def question(self, id: str, kind: str) -> Question:
        """The same in our own terms; `kind` is that of the conversation."""
        required = tuple(tuple(group) for group in self.required)
        return Question(id, self.q, Expectation(self.expect, self.kind or kind, required, tuple(self.forbidden)))


class _Single(_Turn):
    """A line with one question."""

    id: str


class _Conversation(BaseModel):
    """A line with several questions of one chat."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    id: str
    kind: str = ""
    turns: list[_Turn] = Field(min_length=1)


_LINE: TypeAdapter[_Single | _Conversation] = TypeAdapter(
    Annotated[
        Annotated[_Single, Tag("single")] | Annotated[_Conversation, Tag("conversation")],
        Discriminator(lambda line: "conversation" if isinstance(line, dict) and "turns" in line else "single"),
    ]
)


def read_questions(path: Path) -> list[Case]:
    """The cases of a JSON Lines set, in order. Raises `QuestionsError` with every fault of the file."""
    try:
        lines = path.read_bytes().decode("utf-8-sig").split("\n")  # a string may hold other line separators
    except OSError as error:
        raise QuestionsError([Finding(str(path), 0, 0, "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise QuestionsError([Finding(str(path), 0, 0, "", "is not UTF-8")]) from error
    cases, findings = [], []
    for number, line in enumerate(lines, 1):
        if line.strip():
            try:
                cases.append(_case(_LINE.validate_json(line)))
            except ValidationError as error:
                findings += _findings(error, str(path), number)
    if findings:
        raise QuestionsError(findings)
    return cases


def _case(line: _Single | _Conversation) -> Case:
    if isinstance(line, _Single):
        return Case(line.id, (line.question(line.id, ""),))
    turns = enumerate(line.turns, 1)
    return Case(line.id, tuple(turn.question(f"{line.id}.{place}", line.kind) for place, turn in turns))


def _findings(error: ValidationError, file: str, line: int) -> list[Finding]:
    """Faults of one line; the column of a value in a line of JSON is of no help, its path is."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return [Finding(file, line, 1, ".".join(str(step) for step in fault["loc"][1:]), fault["msg"]) for fault in faults]
