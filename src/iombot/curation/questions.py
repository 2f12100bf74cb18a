"""Question sets: what people ask, and what any correct reply must be."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag, TypeAdapter, ValidationError

from iombot.curation.judging import Expect, Expectation
from iombot.errors import Finding, IombotError, KnowledgeError
from iombot.knowledge.reader import located, plain

YAML = (".yaml", ".yml")
"""How the name of a set ends that is in YAML; any other is JSON Lines."""


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
    """A question of a set, alone or in a conversation."""

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
    """The cases of a set, in order: of JSON Lines, or of a list in YAML (`*.yaml`, `*.yml`) with the same keys.

    Raises `QuestionsError` with every fault of the file, and where it holds no question.
    """
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise QuestionsError([Finding(str(path), 0, 0, "", f"cannot be read: {error.strerror}")]) from error
    except UnicodeDecodeError as error:
        raise QuestionsError([Finding(str(path), 0, 0, "", "is not UTF-8")]) from error
    cases, findings = (_of_yaml if path.suffix in YAML else _of_lines)(text, str(path))
    if findings or not cases:
        raise QuestionsError(findings or [Finding(str(path), 0, 0, "", "holds no question")])
    return cases


def _of_lines(text: str, name: str) -> tuple[list[Case], list[Finding]]:
    cases, findings = [], []
    for number, line in enumerate(text.split("\n"), 1):  # a string may hold other line separators
        if line.strip():
            try:
                cases.append(_case(_LINE.validate_json(line)))
            except ValidationError as error:
                findings += _findings(error, name, number)
    return cases, findings


def _of_yaml(text: str, name: str) -> tuple[list[Case], list[Finding]]:
    try:
        content, positions, findings = plain(text, name)
    except KnowledgeError as error:
        return [], list(error.findings)
    if not isinstance(content, list):
        return [], [Finding(name, 1, 1, "", "is not a list of questions")]
    cases = []
    for place, item in enumerate(content):
        try:
            cases.append(_case(_LINE.validate_python(item)))
        except ValidationError as error:
            for fault in error.errors(include_url=False, include_context=False, include_input=False):
                findings.append(located(name, positions, (place, *fault["loc"][1:]), fault["msg"]))
    return cases, findings


def _case(line: _Single | _Conversation) -> Case:
    if isinstance(line, _Single):
        return Case(line.id, (line.question(line.id, ""),))
    turns = enumerate(line.turns, 1)
    return Case(line.id, tuple(turn.question(f"{line.id}.{place}", line.kind) for place, turn in turns))


def _findings(error: ValidationError, file: str, line: int) -> list[Finding]:
    """Faults of one line; the column of a value in a line of JSON is of no help, its path is."""
    faults = error.errors(include_url=False, include_context=False, include_input=False)
    return [Finding(file, line, 1, ".".join(str(step) for step in fault["loc"][1:]), fault["msg"]) for fault in faults]
