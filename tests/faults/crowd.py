"""People who ask one question each, so that every answer has its question, and a Telegram that fails when told to."""

from __future__ import annotations

import asyncio
import time
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count, cycle
from random import Random

from botapi import BotApi
from botapi_faults import Fault
from botapi_rules import Params, shown_text
from updates import Update, in_chat

from iombot.knowledge.base import load_knowledge

Rule = Callable[[str, Params], Fault | None]
"""What a call of a method with these fields gets instead of its result; None: the result."""
Batch = list[Update]
PATIENCE = 90.0
"""Seconds after which a question is lost: longer than anybody looks for an answer."""
ECHO = 0.5
"""Seconds for which a second answer is waited for, after every question has its first."""

_SHIPPED = load_knowledge()
EXCUSES = frozenset(str(_SHIPPED.phrase(f"telegram-{name}", "en")) for name in ("error", "slow-down", "busy"))
"""What people are told instead of an answer."""
QUESTIONS = (
    "How many people did IOM support through AVRR in 2023?",
    "How many tigers were counted near the harbour?",  # kept for curators, since the releases do not say
    "What does VHR stand for?",
    "/help",
)


@dataclass
class Crowd(BotApi):
    """The server and its people."""

    rule: Rule | None = None
    strikes: int = 0
    """How often something went wrong so far."""
    slowness: float = 0.0
    """Seconds from when a message is shown until the bot is told so."""
    deliver: Callable[[Batch], Batch] = list
    """What becomes of the updates that are handed out together."""
    questions: tuple[str, ...] = QUESTIONS
    asked: dict[int, float] = field(default_factory=dict)
    """When each chat asked."""
    answered: dict[int, float] = field(default_factory=dict)
    """When each chat got its first answer."""
    answers: Counter[int] = field(default_factory=Counter)
    excuses: Counter[int] = field(default_factory=Counter)
    """How often each chat was told that there would be no answer."""
    _chats: count[int] = field(default_factory=lambda: count(1000))

    def __post_init__(self) -> None:
        self._texts = cycle(self.questions)
        self.chance = Random(0)  # noqa: S311 (the same luck in every run)

    @property
    def lost(self) -> int:
        """Questions without an answer."""
        return len(self.asked.keys() - self.answered.keys())

    @property
    def doubled(self) -> int:
        """What was said beyond one answer to a question."""
        again = sum(self.answers.values()) - len(self.answers)
        return again + sum(self.excuses[chat] for chat in self.answered)

    def question(self, text: str | None = None) -> Update:
        """An update of somebody who asks for the first time, counted from now on."""
        chat = next(self._chats)
        self.asked[chat] = time.monotonic()
        return in_chat(chat, text or next(self._texts))

    async def ask(self, number: int) -> None:
        """So many people ask at once."""
        await self.feed(*(self.question() for _ in range(number)))

    async def ask_for(self, seconds: float, number: int, ask: Callable[[], Awaitable[None]] | None = None) -> None:
        """So many people ask, one after the other."""
        for _ in range(number):
            await (ask() if ask else self.ask(1))
            await asyncio.sleep(seconds / number)

    async def settled(self, since: float | None = None) -> float:
        """Wait until everybody has an answer or knows that there is none; the seconds that took, from `since` on."""
        since = time.monotonic() if since is None else since
        try:
            async with asyncio.timeout(PATIENCE), self._news:
                await self._news.wait_for(lambda: self.asked.keys() <= self.answered.keys() | self.excuses.keys())
        except TimeoutError:
            return PATIENCE
        finally:
            await asyncio.sleep(ECHO + self.slowness)
        return max(0.0, max(self.answered.values(), default=since) - since)

    def _next_fault(self, method: str, params: Params) -> Fault | None:
        fault = self.rule(method, params) if self.rule else super()._next_fault(method, params)
        self.strikes += fault is not None
        return fault

    async def _get_updates(self, params: Params) -> object:
        found = await super()._get_updates(params)
        return self.deliver(found) if isinstance(found, list) else found

    async def _send_message(self, params: Params) -> object:
        shown = await super()._send_message(params)
        chat = params["chat_id"]
        if chat not in self.asked:  # whoever sent what is malformed
            return shown
        if shown_text(params) in EXCUSES:
            self.excuses[chat] += 1
        else:
            self.answered.setdefault(chat, time.monotonic())
            self.answers[chat] += 1
        if self.slowness:
            self.strikes += 1
            await asyncio.sleep(self.slowness)
        return shown
