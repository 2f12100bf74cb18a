"""What happened lately, in few bytes: a bot that has answered for days is not to be larger than a new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import islice
from struct import Struct, calcsize, pack, unpack_from

_DEADLINE = Struct("<d")
_SWEEP = 2
"""Old events looked at for each new one: more than one, so that those that are over never pile up."""


class Recent:
    """Events by their keys, each with a few whole numbers, for a time; of too many, the oldest give way.

    About 130 bytes each, a tenth of what a cache of objects takes. Keys are kept as hashes of 64 bits: of a hundred
    thousand events, two share one with a likelihood of one in three thousand million.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        """Keep `most` events for `seconds` each; `clock` tells seconds."""
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._events: dict[int, bytes] = {}
        """Deadline and numbers, in the order of the deadlines."""

    def __contains__(self, key: Hashable) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return len(self._events)

    def get(self, key: Hashable) -> tuple[int, ...] | None:
        """The numbers of an event; None where it is over or never was."""
        known = self._events.get(hash(key))
        if known is None or _DEADLINE.unpack_from(known)[0] <= self._clock():
            return None
        size = (len(known) - _DEADLINE.size) // calcsize("<q")
        return unpack_from(f"<{size}q", known, _DEADLINE.size)

    def put(self, key: Hashable, *numbers: int) -> None:
        """Note an event; one that is known begins anew. The numbers have 64 bits at most."""
        now, id_ = self._clock(), hash(key)
        self._events.pop(id_, None)
        self._events[id_] = pack(f"<d{len(numbers)}q", now + self._seconds, *numbers)
        for old in list(islice(self._events, _SWEEP)):
            if len(self._events) > self._most or _DEADLINE.unpack_from(self._events[old])[0] <= now:
                del self._events[old]
