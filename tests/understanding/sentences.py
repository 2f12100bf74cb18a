"""The test sentences beside this folder: who may ask what, and what the reply must be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from pydantic import BaseModel, ConfigDict, Field, TypeAdapter

from iombot.curation.matching import says
from iombot.dialogue.core import Bot
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase

FOLDER = Path(__file__).parents[1] / "sentences"


class Expected(BaseModel):
    """What a reply must be. Lists of entries and statuses hold what is equally right."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)

    entry: str | list[str] = []
    status: str | list[str] = []
    """Left out: `unknown` for a gap, `answered` for anything else that has an entry."""
    reason: str | None = None
    contains: list[str] = []
    lacks: list[str] = []

    @property
    def entries(self) -> list[str]:
        """The ids of which the reply must name one; empty where any will do."""
        return [self.entry] if isinstance(self.entry, str) else self.entry

    def complaint(self, reply: Reply, base: KnowledgeBase) -> str:
        """What is wrong with the reply; empty where nothing is."""
        statuses = self._statuses(base)
        if reply.status not in statuses:
            return f"is {reply.status} ({reply.reason}, {reply.entries}), not {statuses}"
        if self.entries and not set(self.entries) & set(reply.entries):
            return f"comes from {reply.entries}, not {self.entries}"
        if self.reason and reply.reason != self.reason:
            return f"gives the reason {reply.reason}, not {self.reason}"
        wrong = [f"lacks {text!r}" for text in self.contains if not says(reply.text, text)]
        wrong += [f"says {text!r}" for text in self.lacks if says(reply.text, text)]
        return ", ".join(wrong)

    def _statuses(self, base: KnowledgeBase) -> list[str]:
        if self.status:
            return [self.status] if isinstance(self.status, str) else self.status
        gap = any(id in base.entries and base.entries[id].kind == "gap" for id in self.entries)
        return ["unknown" if gap else "answered"]


class Turn(Expected):
    """One utterance of a conversation."""

    say: str


class Group(Expected):
    """Utterances that must all lead to the same, or one conversation."""

    group: str = ""
    ask: list[str] = []
    todo: list[str] = []
    """Fair utterances that do not lead there yet."""
    turns: list[Turn] = []
    todo_turns: list[Turn] = Field(default=[], alias="todo-turns")
    """A fair conversation in which some turn fails yet."""


@dataclass(frozen=True)
class Sentence:
    """An utterance, or the utterances of a conversation, in the order in which they are typed."""

    file: str
    group: str
    turns: tuple[tuple[str, Expected], ...]
    todo: bool

    @property
    def id(self) -> str:
        """What pytest calls it."""
        return f"{self.group}: {' / '.join(text for text, _ in self.turns)}"

    def complaints(self, bot: Bot) -> list[str]:
        """What is wrong with the replies, turn by turn; empty where nothing is."""
        state = ChatState()
        found = []
        for text, expected in self.turns:
            turn = bot.respond(text, state)
            state = turn.state
            complaint = expected.complaint(turn.reply, bot.knowledge)
            found += [f"{text!r}: {complaint}"] if complaint else []
        return found


GROUPS = TypeAdapter(list[Group])


def read_sentences(folder: Path = FOLDER) -> list[Sentence]:
    """All sentences, file by file."""
    files = sorted(folder.glob("*.yaml"))
    groups = (
        (file.stem, group)
        for file in files
        for group in GROUPS.validate_python(yaml.safe_load(file.read_text("utf-8")))
    )
    return [sentence for file, group in groups for sentence in _sentences(file, group)]


def _sentences(file: str, group: Group) -> Iterator[Sentence]:
    name = group.group or group.entries[0]
    for todo, utterances in ((False, group.ask), (True, group.todo)):
        for utterance in utterances:
            yield Sentence(file, name, ((utterance, group),), todo)
    for todo, turns in ((False, group.turns), (True, group.todo_turns)):
        if turns:
            yield Sentence(file, name, tuple((turn.say, turn) for turn in turns), todo)
