"""What all handlers share: the knowledge base in force, and the memory of the chats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from iombot.adapters.states import ChatMemory
from iombot.adapters.telegram.admission import Admission, Policy
from iombot.adapters.telegram.backlog import Backlog
from iombot.adapters.telegram.buttons import Keyboard, answer_keyboard
from iombot.adapters.telegram.pictures import Painter
from iombot.adapters.telegram.thinking import Thinker
from iombot.dialogue.core import Turn
from iombot.dialogue.memory import said_of
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.errors import ConfigurationError
from iombot.knowledge.base import KnowledgeBase
from iombot.observability.meter import Meter
from iombot.questions_log.log import QuestionsLog
from iombot.settings import Settings

SENTENCES: Final = (
    "description", "short-description", "privacy", "privacy-log",
    "command-help", "command-contacts", "command-sources", "command-about", "command-privacy", "command-chart",
    "hello-group", "not-text", "not-read", "contact-unknown", "outdated", "error", "thanks", "inline-nothing",
    "slow-down", "busy", "members-only",
    "good", "bad", "source", "related", "chart", "choose-chart", "back", "all-contacts", "copy",
    "source-line", "period", "calculation", "card-note",
)  # fmt: skip
"""Phrases that this adapter says, each with `telegram-` before it in the knowledge base."""


MOST_KEYBOARDS: Final = 500
"""Keyboards kept; most questions are about one of the entries."""
ALL_WELCOME: Final = Policy()
"""Everybody is answered, any number of times, with what is public."""


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
class Keeping:
    """What is kept of messages, as `/privacy` says it."""

    days: int = 0
    """How long a question that was not answered is kept for curators; 0 where none is."""
    minutes: float = 30
    """How long the context of a chat is remembered."""

    @classmethod
    def of(cls, settings: Settings) -> Keeping:
        """What the settings say."""
        return cls(settings.questions_days if settings.questions_log else 0, settings.context_minutes)


NOTHING_KEPT: Final = Keeping()


@dataclass(frozen=True)
class Edition:
    """A knowledge base with the core that answers from it."""

    core: Core
    knowledge: KnowledgeBase
    charts: Mapping[str, str] = field(default_factory=dict)
    """Entries that a chart can show, each with the entry that the chart is about; none without the extra `charts`."""
    keeping: Keeping = NOTHING_KEPT
    staff: Edition | None = None
    """The same with what only staff may see; None where there is nothing of the kind, or no such chat."""

    keyboards: dict[tuple[object, ...], Keyboard | None] = field(default_factory=dict, repr=False, compare=False)
    """The buttons below answers that were given before, by what they depend on; at most `MOST_KEYBOARDS`."""

    def keyboard(self, reply: Reply) -> Keyboard | None:
        """The buttons that belong below a reply; None if there are none."""
        key = (reply.status, reply.entries, reply.options, reply.language)
        if key in self.keyboards:
            return self.keyboards[key]
        made = answer_keyboard(reply, self.knowledge, self.charts)
        # Long questions are answered in a thread of their own: nothing is ever taken out.
        if len(self.keyboards) < MOST_KEYBOARDS:
            self.keyboards[key] = made
        return made

    def known(self, state: ChatState) -> ChatState:
        """The state without ids that are not in this edition: of an older one, or of what this chat may not see."""
        if all(map(self._has, (*state.entries, *state.earlier, *state.options))):
            return state
        kept = {name: tuple(filter(self._has, getattr(state, name))) for name in ("entries", "earlier", "options")}
        return replace(state, **kept)

    def _has(self, answer: str) -> bool:
        base, id = self.knowledge, said_of(answer)[0]
        return id in base.entries or id in base.contacts or id in base.releases or id in base.intents

    def say(self, phrase: str, language: str, **values: object) -> Reply:
        """A sentence of this adapter as a reply; `phrase` without its `telegram-`."""
        text = self.knowledge.phrase(f"telegram-{phrase}", language, **values)
        return Reply("chat", text, confidence=1.0, language=language)

    def command(self, name: str, language: str) -> Reply:
        """The reply to a command: that of the core, but what is kept of messages is up to the adapter."""
        if name != "privacy":
            return self.core.command(name)
        phrase = "privacy-log" if self.keeping.days else "privacy"
        return self.say(phrase, language, days=self.keeping.days, minutes=f"{self.keeping.minutes:g}")


class Desk:
    """The edition in force and the chats' memory."""

    def __init__(
        self,
        edition: Edition,
        memory: ChatMemory,
        painter: Painter | None = None,
        policy: Policy = ALL_WELCOME,
        meter: Meter | None = None,
    ) -> None:
        self.memory = memory
        self.questions: QuestionsLog | None = None
        """Takes note of questions for curators, once it is put here; without it, none is kept."""
        self.meter = meter or Meter()
        self.admission = Admission(policy, memory, self.meter)
        self.backlog = Backlog()
        self.thinker = Thinker(self.backlog)
        self._staff = frozenset(policy.staff)
        self.painter = painter
        """None without the extra `charts`."""
        self.edition = edition
        """Replaced as a whole when the knowledge base changes. A handler reads it once per update, so that an answer
        in flight ends on the edition that it began with."""

    def edition_for(self, chat: int) -> Edition:
        """What a chat is answered from."""
        edition = self.edition
        return edition.staff if edition.staff and chat in self._staff else edition
