"""Which update is handled when: each chat in order, different chats at the same time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable
from typing import Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

WAITING: Final = 100_000
"""Updates that may wait at the same time. Only those of other chats are ever in the way of an update."""


class InOrder(BaseUpdateProcessor):
    """Updates of one chat one after the other as they came, up to `chats` chats side by side."""

    __slots__ = ("_chats", "_queues")

    def __init__(self, chats: int) -> None:
        """Handle updates of at most `chats` chats at a time."""
        super().__init__(WAITING)
        self._chats = asyncio.Semaphore(chats)
        self._queues: dict[int, deque[asyncio.Event]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Wait for the chat's turn, then for one of the places, then handle the update."""
        key = _queue_of(update)
        if key is None:
            async with self._chats:
                await coroutine
            return
        queue = self._queues.setdefault(key, deque())
        turn = asyncio.Event()
        queue.append(turn)
        if queue[0] is turn:
            turn.set()
        try:
            await turn.wait()
            async with self._chats:
                await coroutine
        finally:
            queue.remove(turn)
            if queue:
                queue[0].set()
            else:
                del self._queues[key]

    async def initialize(self) -> None:
        """Nothing to prepare."""

    async def shutdown(self) -> None:
        """Nothing to release."""


def _queue_of(update: object) -> int | None:
    """The chat; for inline mode the person, whose next letters make the earlier ones old; None for anything else."""
    if not isinstance(update, Update):
        return None
    if update.effective_chat:
        return update.effective_chat.id
    return update.effective_user.id if update.effective_user else None
