"""Who is answered, and how often: limits that keep one chat from taking what belongs to all."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace
from math import inf
from typing import Final, Literal

from cachetools import TTLCache

from iombot.adapters.states import ChatMemory
from iombot.observability.meter import Drop, Meter
from iombot.settings import Settings

WINDOW: Final = 60.0
"""Seconds over which updates are counted."""
GROUP: Final = 20
"""Messages a minute that Telegram lets a bot send to a group: to answer more there would make them all wait."""
TOLD: Final = 600.0
"""Seconds within which a chat is told once why it gets no answer."""
TOLD_STRANGER: Final = 86_400.0
"""The same for a chat that never gets one."""
QUERIES: Final = 4
"""Inline queries for each message that a chat may send: a phone sends one at every pause in typing."""
LONG: Final = 4
"""Messages a minute that take long to think about. Each may take seconds of the processor's time."""
APOLOGIES: Final = 10
"""One message in so many says that the bot is busy: more would hold up the answers to those who came in time."""
MUTED: Final = 5.0
"""Seconds for which a chat over its limit is not even counted."""
MOST_MUTED: Final = 10_000
"""Chats of which that is remembered."""

Kind = Literal["said", "query"]
"""What is counted: messages and presses together, inline queries by themselves."""


@dataclass(frozen=True)
class Policy:
    """Who is answered, with what, and how often. A person's id stands for the private chat with that person."""

    chat: int = 0
    """Messages and presses of a chat a minute; 0: any number."""
    total: int = 0
    """The same of all chats, inline queries too."""
    allowed: Collection[int] | None = None
    """Chats that are answered; None: all."""
    staff: Collection[int] = ()
    """Chats that see what is marked for staff."""

    @classmethod
    def of(cls, settings: Settings) -> Policy:
        """The policy of the settings. Staff are allowed."""
        total = settings.messages_per_second * WINDOW if settings.total_limit is None else settings.total_limit
        allowed = None if settings.allowed_chats is None else settings.allowed_chats | settings.staff_chats
        return cls(settings.chat_limit, int(total), allowed, settings.staff_chats)


@dataclass(frozen=True)
class Refusal:
    """An update is not answered."""

    phrase: Literal["slow-down", "busy", "members-only"]
    """Which sentence says why."""
    tell: bool
    """Whether to say it: only once in a while, or it would be the flood's echo."""


class Admission:
    """Keeps count; replicas with the same memory count together."""

    def __init__(self, policy: Policy, memory: ChatMemory, meter: Meter) -> None:
        self._policy = policy
        self._memory = memory
        self._meter = meter
        self._muted: TTLCache[tuple[Kind, int], bool, float] = TTLCache(MOST_MUTED, ttl=MUTED)

    @property
    def at_once(self) -> float:
        """Updates of a private chat that are worth reading out of many: one too many, so that it is told."""
        return self._policy.chat + 1 if self._policy.chat else inf

    @property
    def mutes(self) -> bool:
        """Whether any chat was over its limit a moment ago."""
        return len(self._muted) > 0

    def is_muted(self, kind: Kind, chat: int) -> bool:
        """Whether a chat was over its limit a moment ago, so that what comes next is refused unseen."""
        return (kind, chat) in self._muted

    def mute(self, kind: Kind, chat: int) -> None:
        """Refuse what comes next of a chat unseen, for a moment."""
        self._muted[kind, chat] = True

    @property
    def open_to_all(self) -> bool:
        """Whether strangers are answered."""
        return self._policy.allowed is None

    async def refusal(self, chat: int, kind: Kind = "said", *, long: bool = False) -> Refusal | None:
        """Why an update of the chat is not answered; None if it is. Counts the update."""
        if not self.allows(chat):
            return await self._refuse(chat, "members-only", "stranger", TOLD_STRANGER)
        # Groups have negative ids.
        limit = min(self._policy.chat, GROUP) if chat < 0 else self._policy.chat
        most = limit * (QUERIES if kind == "query" else 1)
        if most and await self._memory.count(f"{kind} {chat}", WINDOW) > most:
            self.mute(kind, chat)
            return await self._refuse(chat, "slow-down", "chat-limit", TOLD)
        if most and long and await self._memory.count(f"long {chat}", WINDOW) > LONG:
            return await self._refuse(chat, "slow-down", "chat-limit", TOLD)
        if self._policy.total and await self._memory.count("all", WINDOW) > self._policy.total:
            refusal = await self._refuse(chat, "busy", "total-limit", TOLD)
            most = max(1, self._policy.total // APOLOGIES)
            return replace(refusal, tell=refusal.tell and await self._memory.count("busy", WINDOW) <= most)
        return None

    def allows(self, chat: int) -> bool:
        """Whether the chat is one that is answered at all."""
        return self._policy.allowed is None or chat in self._policy.allowed

    async def _refuse(
        self, chat: int, phrase: Literal["slow-down", "busy", "members-only"], reason: Drop, seconds: float
    ) -> Refusal:
        self._meter.dropped(reason)
        return Refusal(phrase, tell=await self._memory.count(f"{phrase} {chat}", seconds) == 1)
