"""What all handlers share: the knowledge base in force, and the memory of the chats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final, Protocol

from iombot.adapters.states import ChatMemory
from iombot.adapters.telegram.pictures import Painter
from iombot.dialogue.core import Turn
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.errors import ConfigurationError
from iombot.knowledge.base import KnowledgeBase

SENTENCES: Final = (
    "description", "short-description",
    "command-help", "command-contacts", "command-sources", "command-about", "command-privacy", "command-chart",
    "hello-group", "not-text", "contact-unknown", "outdated", "error", "thanks", "inline-nothing",
    "good", "bad", "source", "related", "chart", "choose-chart", "back", "all-contacts", "copy",
    "source-line", "period", "calculation", "card-note",
)  # fmt: skip
"""Phrases that this adapter says, each with `telegram-` before it in the knowledge base."""


def require_sentences(knowledge: KnowledgeBase) -> None:
    """Raise `ConfigurationError` if the knowledge base lacks one of the adapter's phrases."""
    missing = [name for name in SENTENCES if f"telegram-{name}" not in knowledge.phrases]
    if missing:
        raise ConfigurationError(
            "The knowledge base has no words for Telegram: copy telegram.yaml from the one that comes with iombot. "
            f"Missing under phrases: {', '.join(f'telegram-{name}' for name in missing)}."
        )


class Core(Protocol):
    """What this adapter asks of `iombot.dialogue.core.Bot`."""

    def respond(self, utterance: str, state: ChatState) -> Turn:
        """Reply to an utterance, and the chat's new state."""

    def command(self, name: str) -> Reply:
        """Reply to a command."""

    def entry(self, id: str) -> Reply | None:
        """What an entry or contact says; None where there is none of this id any more."""


@dataclass(frozen=True)
class Edition:
    """A knowledge base with the core that answers from it."""

    core: Core
    knowledge: KnowledgeBase
    charts: Mapping[str, str] = field(default_factory=dict)
    """Entries that a chart can show, each with the entry that the chart is about; none without the extra `charts`."""

    def say(self, phrase: str, language: str, **values: object) -> Reply:
        """A sentence of this adapter as a reply; `phrase` without its `telegram-`."""
        text = self.knowledge.phrase(f"telegram-{phrase}", language, **values)
        return Reply("chat", text, confidence=1.0, language=language)


class Desk:
    """The edition in force and the chats' memory."""

    def __init__(self, edition: Edition, memory: ChatMemory, painter: Painter | None = None) -> None:
        self.memory = memory
        self.painter = painter
        """None without the extra `charts`."""
        self.edition = edition
        """Replaced as a whole when the knowledge base changes. A handler reads it once per update, so that an answer
        in flight ends on the edition that it began with."""
