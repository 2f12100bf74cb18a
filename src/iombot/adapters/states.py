"""What an adapter remembers between two updates, behind one small interface; everything expires."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from struct import pack, unpack
from time import monotonic
from typing import Protocol

from cachetools import TTLCache

from iombot.adapters.recent import Numbers, Recent
from iombot.dialogue.state import ChatState
from iombot.errors import IombotError

MAX_CHATS = 20_000
"""Chats whose context is kept in memory; the longest unused goes first."""
MAX_ANSWERS = 10_000
"""Answers that an edited question can still update: people edit what they have just written."""
ANSWER_SECONDS = 48 * 3600
"""Telegram lets a bot edit its message for 48 hours at least."""
MAX_SEEN = 100_000
"""Albums and presses kept to recognise one that comes twice."""
MAX_BLOCKS = 10_000
"""Blocks of update ids kept for the same: of 256 each, as long as Telegram gives them in a row."""
SEEN_SECONDS = 24 * 3600
"""Telegram keeps an update for 24 hours, so none comes again later."""
MAX_COUNTS = 100_000
"""Counters kept at the same time for one length of window; the oldest goes first, and with it a limit is forgotten,
not an answer."""


@dataclass(frozen=True)
class Answer:
    """Ids of the messages that answered a question."""

    texts: tuple[int, ...]
    cards: tuple[int, ...] = ()
    """Contact cards and the like, sent after the text."""


class QueueBusyError(IombotError):
    """Another replica takes too long over an update of the same queue; the update is to come again later."""


class ChatMemory(Protocol):
    """Keeps what must outlive an update; replicas share one. `chat` is the adapter's own key of a conversation.

    Nothing here raises because a shared store is away: without it a chat has no context, and counts and events are
    those of this replica alone.
    """

    async def state(self, chat: str) -> ChatState:
        """The context of a chat; an empty one where none is kept any more."""

    async def keep_state(self, chat: str, state: ChatState) -> None:
        """Replaces the context of a chat."""

    async def forget(self, chat: str) -> None:
        """Drops the context of a chat."""

    async def keep_need(self, chat: str) -> None:
        """Notes that somebody in this chat asked for help; forgotten as late as the chat's context."""

    async def in_need(self, chat: str) -> bool:
        """Whether somebody in this chat asked for help a short while ago: what else is said there is not kept."""

    async def answer(self, chat: str, question: int) -> Answer | None:
        """The messages that answered the message `question`; None where that is not known any more."""

    async def keep_answer(self, chat: str, question: int, answer: Answer) -> None:
        """Notes the messages that answered the message `question`."""

    async def first_time(self, event: str) -> bool:
        """Whether no other update asked about `event` (an album, a pressed button) before; notes it."""

    async def again(self, event: str) -> None:
        """Lets `event` be met for the first time once more, since what it was to lead to has failed."""

    async def count(self, name: str, seconds: float) -> int:
        """How often `name` was counted in its window, this time included, so 1 or more.

        The first count opens a window of `seconds` (above 0); the first one after its end opens the next. For rate
        limits: all replicas count together, so exactly one of them is told each number.
        """

    def turn(self, queue: str | None, update: int) -> AbstractAsyncContextManager[bool]:
        """The turn of an update in its `queue` (a chat; None: an update that belongs to no chat).

        Waits until no other replica handles an update of the queue, then says whether this one is still to be
        handled. It is noted as handled when the block ends without an exception. Raises `QueueBusyError` if the turn
        does not come in time. A replica calls this for one update of a queue at a time.
        """

    async def close(self) -> None:
        """Lets go of connections; nothing is asked afterwards."""


class InMemory(ChatMemory):
    """Memory of one running bot; nothing reaches a disk."""

    def __init__(self, context_minutes: float, clock: Callable[[], float] = monotonic) -> None:
        """Forgets a chat's context `context_minutes` after its last question; `clock` tells seconds."""
        self._states: TTLCache[str, ChatState, float] = TTLCache(MAX_CHATS, ttl=context_minutes * 60, timer=clock)
        self._needs: TTLCache[str, bool, float] = TTLCache(MAX_CHATS, ttl=context_minutes * 60, timer=clock)
        self._answers = Recent(MAX_ANSWERS, ANSWER_SECONDS, clock)
        self._seen = Recent(MAX_SEEN, SEEN_SECONDS, clock)
        self._updates = Numbers(MAX_BLOCKS, SEEN_SECONDS, clock)
        self._counts: dict[float, Recent] = {}
        """Counters by the length of their window: those of one length end in the order in which they began."""
        self._clock = clock

    async def state(self, chat: str) -> ChatState:
        """See `ChatMemory.state`."""
        return self._states.get(chat) or ChatState()

    async def keep_state(self, chat: str, state: ChatState) -> None:
        """See `ChatMemory.keep_state`."""
        self._states[chat] = state

    async def forget(self, chat: str) -> None:
        """See `ChatMemory.forget`."""
        self._states.pop(chat, None)

    async def keep_need(self, chat: str) -> None:
        """See `ChatMemory.keep_need`."""
        self._needs[chat] = True

    async def in_need(self, chat: str) -> bool:
        """See `ChatMemory.in_need`."""
        return chat in self._needs

    async def answer(self, chat: str, question: int) -> Answer | None:
        """See `ChatMemory.answer`."""
        known = self._answers.get((chat, question))
        if known is None:
            return None
        texts, *messages = unpack(f"<{len(known) // 8}q", known)
        return Answer(tuple(messages[:texts]), tuple(messages[texts:]))

    async def keep_answer(self, chat: str, question: int, answer: Answer) -> None:
        """See `ChatMemory.keep_answer`."""
        ids = (*answer.texts, *answer.cards)
        self._answers.put((chat, question), pack(f"<{1 + len(ids)}q", len(answer.texts), *ids))

    async def first_time(self, event: str) -> bool:
        """See `ChatMemory.first_time`."""
        if event in self._seen:
            return False
        self._seen.put(event)
        return True

    async def again(self, event: str) -> None:
        """See `ChatMemory.again`."""
        self._seen.pop(event)

    async def count(self, name: str, seconds: float) -> int:
        """See `ChatMemory.count`."""
        if seconds not in self._counts:
            self._counts[seconds] = Recent(MAX_COUNTS, seconds, self._clock)
        counts = self._counts[seconds]
        before = counts.get(name)
        times = 1 + int.from_bytes(before or b"")
        note = counts.put if before is None else counts.change
        note(name, times.to_bytes(8))
        return times

    @asynccontextmanager
    async def turn(self, queue: str | None, update: int) -> AsyncIterator[bool]:  # noqa: ARG002 (nobody else to wait for)
        """See `ChatMemory.turn`."""
        if update in self._updates:
            yield False
            return
        yield True
        self._updates.add(update)

    async def close(self) -> None:
        """See `ChatMemory.close`."""


@asynccontextmanager
async def once(memory: ChatMemory, event: str) -> AsyncIterator[bool]:
    """Whether `event` is met for the first time, as `ChatMemory.first_time`; not noted if what follows fails."""
    is_first = await memory.first_time(event)
    try:
        yield is_first
    except BaseException:
        if is_first:
            await memory.again(event)
        raise
