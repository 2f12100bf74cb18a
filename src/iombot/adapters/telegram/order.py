"""Which update is handled when: once, each chat in order, different chats at the same time."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Coroutine
from dataclasses import dataclass
from time import monotonic, perf_counter
from typing import Final

from telegram import Update
from telegram.ext import BaseUpdateProcessor

from iombot.adapters.states import ChatMemory, QueueBusyError
from iombot.adapters.telegram.age import CAME
from iombot.adapters.telegram.line import Line
from iombot.observability.meter import Meter

TASKS: Final = 1_000_000
"""Updates that the library may hand over at the same time: any number, since the line is bounded."""
CHAT_WAITING: Final = 100
"""Updates of one chat that may wait. Nobody types so many before the first is answered."""


@dataclass(frozen=True)
class Bounds:
    """How much is done at the same time, and how much may wait."""

    chats: int
    """Chats that are answered side by side."""
    waiting: int
    """Updates that wait, all chats together."""
    chat_waiting: int = CHAT_WAITING


class InOrder(BaseUpdateProcessor):
    """Updates of one chat one after the other as they came, several chats side by side; none twice."""

    __slots__ = ("_gives_back", "_line", "_memory", "_meter")

    def __init__(
        self, bounds: Bounds, memory: ChatMemory, meter: Meter, gives_back: Callable[[], bool] = lambda: False
    ) -> None:
        """Keep to the bounds; `memory` knows what other replicas do, `gives_back` whether what waits is theirs."""
        super().__init__(TASKS)
        self._gives_back = gives_back
        self._memory = memory
        self._meter = meter
        self._line = Line(bounds.chats, bounds.chat_waiting, bounds.waiting)
        meter.watch("waiting", lambda: self._line.waiting)
        meter.watch("in_hand", lambda: self._line.inside)

    async def room(self) -> None:
        """Wait until there is room for more updates."""
        await self._line.room()

    async def do_process_update(self, update: object, coroutine: Awaitable[object]) -> None:
        """Wait for the chat's turn, then handle the update; one that was is passed over, one too many is dropped.

        Raises `QueueBusyError`.
        """
        queue, began = _queue_of(update), perf_counter()
        CAME.set(monotonic())
        chat = object() if queue is None else queue
        self._meter.received(update)
        try:
            if await self._line.enter(chat):
                try:
                    await self._handle(queue, update, coroutine)
                finally:
                    self._line.leave(chat)
                    self._meter.handled(update, perf_counter() - began)
            else:
                self._meter.dropped("queue")
        finally:
            # One that never began says so on stderr; to end one that is done changes nothing.
            if isinstance(coroutine, Coroutine):
                coroutine.close()

    async def _handle(self, queue: int | None, update: object, coroutine: Awaitable[object]) -> None:
        if not isinstance(update, Update):
            await coroutine
            return
        if self._gives_back():
            raise QueueBusyError("The bot ends.")
        async with self._memory.turn(None if queue is None else str(queue), update.update_id) as is_mine:
            if is_mine:
                await coroutine

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
