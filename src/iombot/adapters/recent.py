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

    In bytes, which take less memory than a cache of objects. Keys are kept as hashes of 64 bits: of a hundred
    thousand events, two share one with a likelihood of one in three thousand million.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        """Keep `most` events for `seconds` each; `clock` tells seconds."""
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._events: dict[int, bytes | float] = {}
        """Deadline and numbers, or the deadline alone where there are no numbers, in the order of the deadlines."""

    def __contains__(self, key: Hashable) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return len(self._events)

    def get(self, key: Hashable) -> tuple[int, ...] | None:
        """The numbers of an event; None where it is over or never was."""
        known = self._events.get(hash(key))
        if known is None or _deadline(known) <= self._clock():
            return None
        if isinstance(known, float):
            return ()
        size = (len(known) - _DEADLINE.size) // calcsize("<q")
        return unpack_from(f"<{size}q", known, _DEADLINE.size)

    def put(self, key: Hashable, *numbers: int) -> None:
        """Note an event; one that is known begins anew. The numbers have 64 bits at most."""
        now, id_ = self._clock(), hash(key)
        self._events.pop(id_, None)
        end = float(now + self._seconds)
        self._events[id_] = pack(f"<d{len(numbers)}q", end, *numbers) if numbers else end
        for old in list(islice(self._events, _SWEEP)):
            if len(self._events) > self._most or _deadline(self._events[old]) <= now:
                del self._events[old]


def _deadline(event: bytes | float) -> float:
    return event if isinstance(event, float) else float(_DEADLINE.unpack_from(event)[0])
