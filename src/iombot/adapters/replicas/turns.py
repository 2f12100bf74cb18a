"""Whose turn it is: one update of a queue at a time among all replicas, the earliest first, and none twice."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
from asyncio import Task
from collections.abc import Callable
from enum import Enum
from itertools import count
from time import monotonic
from typing import Final

from redis.asyncio import Redis

from iombot.adapters.replicas.link import Keys, Link
from iombot.adapters.replicas.scripts import ENTER
from iombot.adapters.replicas.turn import LEASE_SECONDS, PROLONG_SECONDS, Place, Turn, milliseconds
from iombot.adapters.states import QueueBusyError

WAIT_SECONDS: Final = 30.0
"""How long a turn is waited for: longer than that of a replica that died."""
POLL_SECONDS: Final = (0.02, 0.05, 0.1)
"""Pauses between looking whether the turn has come; the last one from then on."""
WAITER_SECONDS: Final = 2.0
"""How long a replica that waits is believed to be there without looking again."""


class Outcome(Enum):
    """Why there is no turn."""

    DONE = "done"
    """The update was handled already."""
    AWAY = "away"
    """Redis is away."""


class Turns:
    """Gives updates their turn, and prolongs those that last."""

    def __init__(self, link: Link, keys: Keys, clock: Callable[[], float] = monotonic, *, alone: bool = False) -> None:
        """`clock` tells seconds; `alone`: nobody else takes turns."""
        self._alone = alone
        self._link = link
        self._keys = keys
        self._clock = clock
        self._name = secrets.token_hex(8)
        self._turns = count(1)
        self._held: set[Turn] = set()
        self._keeper: Task[None] | None = None

    async def enter(self, queue: str | None, update: int) -> Turn | Outcome:
        """Wait for the turn of an update. Raises `QueueBusyError` after `WAIT_SECONDS`."""
        turn = Turn(self._link, self._place(queue, update), f"{self._name}:{next(self._turns)}", self._clock)
        turn.is_sure = self._alone
        pauses = iter(POLL_SECONDS)
        pause = next(pauses)
        deadline = self._clock() + WAIT_SECONDS
        while self._clock() < deadline:
            asked = self._clock()
            word = await self._ask(turn)
            if word == b"mine":
                turn.held_since(asked)
                self._hold(turn)
                return turn
            if word != b"wait":
                return Outcome.AWAY if word is None else Outcome.DONE
            await asyncio.sleep(pause)
            pause = next(pauses, pause)
        raise QueueBusyError("Another update of the chat takes too long.")

    def release(self, turn: Turn) -> None:
        """Prolong the turn no more."""
        self._held.discard(turn)

    async def close(self) -> None:
        """Prolong nothing any more."""
        if self._keeper:
            self._keeper.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._keeper

    async def _ask(self, turn: Turn) -> bytes | None:
        place = turn.place
        keys = (place.lock, place.waiting, place.alive, place.update)
        values = (turn.me, place.number, milliseconds(LEASE_SECONDS), milliseconds(WAITER_SECONDS))

        async def enter(redis: Redis) -> bytes:
            return bytes(await redis.eval(ENTER, len(keys), *keys, *values))

        return await self._link.ask(enter)

    def _place(self, queue: str | None, update: int) -> Place:
        name = f"of update {update}" if queue is None else queue
        kinds = ("lock", "waiting", "alive")
        lock, waiting, alive = (self._keys.of(kind, name) for kind in kinds)
        return Place(update, lock, waiting, alive, self._keys.of("update", str(update)))

    def _hold(self, turn: Turn) -> None:
        self._held.add(turn)
        if self._keeper is None:
            self._keeper = asyncio.create_task(self._prolong_all())

    async def _prolong_all(self) -> None:
        while True:
            await asyncio.sleep(PROLONG_SECONDS)
            for turn in tuple(self._held):
                await turn.prolong()
