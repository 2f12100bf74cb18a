"""Which update is handled when: once, each chat in order, different chats at the same time."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Awaitable, Coroutine
from typing import Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from iombot.adapters.states import ChatMemory

WAITING: Final = 100_000
"""Updates that may wait at the same time. Only those of other chats are ever in the way of an update."""


class InOrder(BaseUpdateProcessor):
    """Updates of one chat one after the other as they came, up to `chats` chats side by side; none twice."""

    __slots__ = ("_chats", "_memory", "_queues")

    def __init__(self, chats: int, memory: ChatMemory) -> None:
        """Handle updates of at most `chats` chats at a time; `memory` knows what other replicas do."""
        super().__init__(WAITING)
        self._memory = memory
        self._chats = asyncio.Semaphore(chats)
        self._queues: dict[int, deque[asyncio.Event]] = {}

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Wait for the chat's turn, then for one of the places, then handle the update; one that was is passed over.

        Raises `QueueBusyError`.
        """
        key = _queue_of(update)
        if key is None:
            await self._handle(None, update, coroutine)
            return
        queue = self._queues.setdefault(key, deque())
        turn = asyncio.Event()
        queue.append(turn)
        if queue[0] is turn:
            turn.set()
        try:
            await turn.wait()
            await self._handle(str(key), update, coroutine)
        finally:
            queue.remove(turn)
            if queue:
                queue[0].set()
            else:
                del self._queues[key]

    async def _handle(self, queue: str | None, update: object, coroutine: Awaitable[object]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        try:
            async with self._chats, self._memory.turn(queue, update.update_id) as is_mine:
                if is_mine:
                    await coroutine
        finally:
            # One that never began says so on stderr; to end one that is done changes nothing.
            if isinstance(coroutine, Coroutine):
                coroutine.close()

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
