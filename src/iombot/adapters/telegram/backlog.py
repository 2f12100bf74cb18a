"""Whether Telegram has more updates than it could hand over at once."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import Final

FULL: Final = 100
"""Updates that a response of Telegram holds at most; so many mean that there are more."""
PATIENCE: Final = 3.0
"""Seconds for which a long question gives way to what is still to be fetched."""


class Backlog:
    """Updates come in the order in which they were sent: behind a flood, others wait until it has been fetched.

    Whoever thinks about a long question meanwhile, in whatever thread, makes that take twice as long.
    """

    def __init__(self) -> None:
        self._fetched = asyncio.Event()
        self._fetched.set()

    def note(self, updates: int) -> None:
        """Take note of a response that holds so many updates."""
        if updates >= FULL:
            self._fetched.clear()
        else:
            self._fetched.set()

    @property
    def is_empty(self) -> bool:
        """Whether all was fetched that there was."""
        return self._fetched.is_set()

    async def fetched(self) -> None:
        """Wait until all has been fetched, or for `PATIENCE`: a flood may go on for long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await self._fetched.wait()
