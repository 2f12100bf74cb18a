"""One update in the hands of one replica.

A turn is a lease: a replica that dies loses it after `LEASE_SECONDS`, and the update, which comes again because it was
not acknowledged, is handled by another.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from redis.asyncio import Redis

from iombot.adapters.delivery import TurnLostError
from iombot.adapters.replicas.link import AWAY_SECONDS, Line, Link
from iombot.adapters.replicas.scripts import ABANDON, LEAVE, PROLONG
from iombot.adapters.states import SEEN_SECONDS

LEASE_SECONDS: Final = 6.0
"""How long a turn lasts unless it is prolonged: far longer than a running replica ever stands still."""
PROLONG_SECONDS: Final = 2.0
"""How often turns are prolonged; two of three may fail."""
CONFIRMATIONS: Final = 3
"""How often Redis is asked whether a turn is still ours; the last time after `AWAY_SECONDS`."""


@dataclass(frozen=True)
class Kept:
    """Something to be kept under a key."""

    value: bytes | None
    """None: nothing, what is there is dropped."""
    seconds: float

    @property
    def milliseconds(self) -> int:
        """How long, as Redis takes it."""
        return milliseconds(self.seconds)

    def command(self, key: str) -> tuple[str | bytes | int, ...]:
        """The command that keeps it."""
        return ("DEL", key) if self.value is None else ("SET", key, self.value, "PX", self.milliseconds)

    def arguments(self) -> tuple[bytes, int]:
        """The same for `LEAVE`."""
        return (b"", 0) if self.value is None else (self.value, self.milliseconds)


@dataclass(frozen=True)
class Place:
    """The keys of an update and its queue."""

    number: int
    lock: str
    waiting: str
    alive: str
    update: str


class Turn:
    """One update in the hands of this replica. What it leads to is kept together with the note that it was handled."""

    def __init__(self, link: Link, place: Place, me: str, clock: Callable[[], float]) -> None:
        self.place = place
        self.me = me
        self.kept: dict[str, Kept] = {}
        """What is to be kept, by key, once the answer is on its way."""
        self.is_sure = False
        """Whether nobody else can have taken over, however long Redis was away: a bot that polls has no replica, and
        its updates never come again."""
        self.link = link
        self._clock = clock
        self._until = 0.0
        self._lost = False
        self._line: Line | None = None
        self._is_noted = False
        self._sent = False

    def held_since(self, moment: float) -> None:
        """The lease was given or prolonged by a request that was made at `moment`."""
        self._until = moment + LEASE_SECONDS

    async def prolong(self) -> None:
        """Prolong the lease; find out that it is lost."""
        asked, place = self._clock(), self.place
        keys_and_values = (place.lock, place.update, self.me, milliseconds(LEASE_SECONDS))

        async def prolong(redis: Redis) -> int:
            return int(await redis.eval(PROLONG, 2, *keys_and_values))

        held = await self.link.ask(prolong)
        if held == 1:
            self.held_since(asked)
        self._lost = self._lost or held == 0

    async def before(self) -> None:
        """See `Delivery.before`."""
        if not (self.is_sure or self._is_held()):
            await self._confirm()
        if not (self.is_sure or self._is_held()):
            self._lost = True
            raise TurnLostError("Another replica has taken over the update, or may have.")
        self._line = await self.link.line()

    def _is_held(self) -> bool:
        """Whether no other replica has the turn, and none gets it before the next prolongation."""
        return not self._lost and self._clock() < self._until - PROLONG_SECONDS

    async def _confirm(self) -> None:
        """Prolong the lease after a pause that was too long. Redis may have seemed away because of it."""
        for _ in range(CONFIRMATIONS):
            await self.prolong()
            if self._lost or self._is_held():
                return
            await asyncio.sleep(AWAY_SECONDS / 2)

    async def under_way(self) -> None:
        """See `Delivery.under_way`.

        The note is written in the same step as the message, so that a replica which is killed has sent both or
        neither. Noted earlier, an answer would be lost with the replica; noted later, it would come twice.
        """
        if self._line is None:
            return
        commands = [Kept(self.me.encode(), SEEN_SECONDS).command(self.place.update)]
        await self._line.write(*commands, *(kept.command(key) for key, kept in self.kept.items()))
        self._is_noted = True

    async def after(self, *, taken: bool) -> None:
        """See `Delivery.after`."""
        line, self._line = self._line, None
        if line:
            await line.close()
        self._sent = self._sent or taken
        if self._is_noted and not self._sent:
            self._is_noted = False
            update = self.place.update
            await self.link.ask(lambda redis: redis.delete(update))

    async def leave(self) -> bool | None:
        """Note that the update is handled, and what it led to. False: the turn was lost; None: Redis is away."""
        if self._lost:
            return False
        place = self.place
        values: list[str | bytes | int] = [self.me, milliseconds(SEEN_SECONDS)]
        for kept in self.kept.values():
            values += kept.arguments()
        keys = [place.lock, place.update, *self.kept]

        async def leave(redis: Redis) -> int:
            return int(await redis.eval(LEAVE, len(keys), *keys, *values))

        left = await self.link.ask(leave)
        return None if left is None else left == 1

    async def abandon(self) -> None:
        """Leave the update to whoever it comes to next."""
        lock, me = self.place.lock, self.me
        await self.link.ask(lambda redis: redis.eval(ABANDON, 1, lock, me))


def milliseconds(seconds: float) -> int:
    """A time to live as Redis takes it: whole, and not 0."""
    return max(1, round(seconds * 1000))
