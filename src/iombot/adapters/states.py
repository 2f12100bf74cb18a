"""What an adapter remembers between two updates, behind one small interface; everything expires."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from time import monotonic
from typing import Protocol

from cachetools import TTLCache

from iombot.dialogue.state import ChatState

MAX_CHATS = 20_000
"""Chats whose context is kept in memory; about 1 kB each, the longest unused goes first."""
MAX_ANSWERS = 50_000
"""Answers that an edited question can still update."""
ANSWER_SECONDS = 48 * 3600
"""Telegram lets a bot edit its message for 48 hours at least."""
MAX_SEEN = 100_000
"""Update ids kept to recognise one that comes twice."""
SEEN_SECONDS = 24 * 3600
"""Telegram keeps an update for 24 hours, so none comes again later."""


@dataclass(frozen=True)
class Answer:
    """Ids of the messages that answered a question."""

    texts: tuple[int, ...]
    cards: tuple[int, ...] = ()
    """Contact cards and the like, sent after the text."""


class ChatMemory(Protocol):
    """Keeps what must outlive an update; replicas share one. `chat` is the adapter's own key of a conversation."""

    async def state(self, chat: str) -> ChatState:
        """The context of a chat; an empty one where none is kept any more."""

    async def keep_state(self, chat: str, state: ChatState) -> None:
        """Replaces the context of a chat."""

    async def forget(self, chat: str) -> None:
        """Drops the context of a chat."""

    async def answer(self, chat: str, question: int) -> Answer | None:
        """The messages that answered the message `question`; None where that is not known any more."""

    async def keep_answer(self, chat: str, question: int, answer: Answer) -> None:
        """Notes the messages that answered the message `question`."""

    async def first_time(self, event: str) -> bool:
        """Whether `event` (an update, an album) was never asked about before; notes it."""


class InMemory(ChatMemory):
    """Memory of one running bot; nothing reaches a disk."""

    def __init__(self, context_minutes: float, clock: Callable[[], float] = monotonic) -> None:
        """Forgets a chat's context `context_minutes` after its last question; `clock` tells seconds."""
        self._states: TTLCache[str, ChatState, float] = TTLCache(MAX_CHATS, ttl=context_minutes * 60, timer=clock)
        self._answers: TTLCache[tuple[str, int], Answer, float] = TTLCache(MAX_ANSWERS, ttl=ANSWER_SECONDS, timer=clock)
        self._seen: TTLCache[str, bool, float] = TTLCache(MAX_SEEN, ttl=SEEN_SECONDS, timer=clock)

    async def state(self, chat: str) -> ChatState:
        """See `ChatMemory.state`."""
        return self._states.get(chat) or ChatState()

    async def keep_state(self, chat: str, state: ChatState) -> None:
        """See `ChatMemory.keep_state`."""
        self._states[chat] = state

    async def forget(self, chat: str) -> None:
        """See `ChatMemory.forget`."""
        self._states.pop(chat, None)

    async def answer(self, chat: str, question: int) -> Answer | None:
        """See `ChatMemory.answer`."""
        return self._answers.get((chat, question))

    async def keep_answer(self, chat: str, question: int, answer: Answer) -> None:
        """See `ChatMemory.keep_answer`."""
        self._answers[chat, question] = answer

    async def first_time(self, event: str) -> bool:
        """See `ChatMemory.first_time`."""
        if event in self._seen:
            return False
        self._seen[event] = True
        return True
