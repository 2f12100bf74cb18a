"""Where questions are thought about: what may take long holds nobody up, nor do many that take a little each."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from time import thread_time
from typing import Final, TypeVar

from cachetools import TTLCache

from iombot.adapters.telegram.backlog import Backlog

SHORT: Final = 150
"""Characters of a question that is thought about at once. The worst so short take a fifth of a second, those of 300
characters most of one (`python tests/telegram_bot/bench_flood.py`), and nobody else is to wait for that."""
BUDGET: Final = 0.25
"""Seconds of processor time for which others wait while one chat's questions are thought about; most take a hundredth,
so that hardly anybody who types gets there. What comes on top is thought about beside everything else."""
FORGIVEN: Final = 10.0
"""Seconds of quiet after which a chat has its budget again."""
MOST: Final = 10_000
"""Chats of which it is known what they took; of any other, it was forgiven."""

T = TypeVar("T")


class Thinker:
    """Thinks about short questions at once, and about others one after the other beside everything else."""

    def __init__(self, backlog: Backlog) -> None:
        """Give way to what is still to be fetched, as `backlog` knows it."""
        self._backlog = backlog
        self._spent: TTLCache[int, float, float] = TTLCache(MOST, ttl=FORGIVEN)
        # One thread: long questions wait for each other, and take at most half of the time of the short ones.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="long-questions")

    def holds_up(self, chat: int, text: str) -> bool:
        """Whether others would wait for too long while a question of the chat is thought about."""
        return len(text) > SHORT or self._spent.get(chat, 0.0) > BUDGET

    async def think(self, chat: int, text: str, work: Callable[[], T]) -> T:
        """The outcome of `work`, which is about `text`; in whatever thread."""
        if self.holds_up(chat, text):
            await self._backlog.fetched()
            return await asyncio.get_running_loop().run_in_executor(self._thread, work)
        began = thread_time()
        try:
            return work()
        finally:
            self._spent[chat] = self._spent.get(chat, 0.0) + thread_time() - began
