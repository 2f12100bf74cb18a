"""What happened lately, in few bytes: a bot that has answered for days is not to be larger than a new one."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from itertools import islice
from struct import Struct

_DEADLINE = Struct("<d")
_SWEEP = 2
"""Old events looked at for each new one: more than one, so that those that are over never pile up."""
_BLOCK = 8
"""Binary digits of the numbers that `Numbers` keeps in one block: 256 of them."""


class Recent:
    """Events by their keys, each with a few bytes, for a time; of too many, the oldest give way.

    In bytes, which take less memory than a cache of objects. Keys are kept as hashes of 64 bits: of a hundred
    thousand events, two share one with a likelihood of one in three thousand million.
    """

    def __init__(self, most: int, seconds: float, clock: Callable[[], float]) -> None:
        """Keep `most` events for `seconds` each; `clock` tells seconds."""
        self._most = most
        self._seconds = seconds
        self._clock = clock
        self._events: dict[int, bytes | float] = {}
        """Deadline and content, or the deadline alone where there is no content, in the order of the deadlines."""

    def __contains__(self, key: Hashable) -> bool:
        return self.get(key) is not None

    def __len__(self) -> int:
        return len(self._events)

    def get(self, key: Hashable) -> bytes | None:
        """The content of an event; None where it is over or never was."""
        known = self._events.get(hash(key))
        if known is None or _deadline(known) <= self._clock():
            return None
        return b"" if isinstance(known, float) else known[_DEADLINE.size :]

    def put(self, key: Hashable, content: bytes = b"") -> None:
        """Note an event; one that is known begins anew."""
        now, id_ = self._clock(), hash(key)
        self._events.pop(id_, None)
        end = float(now + self._seconds)
        self._events[id_] = _DEADLINE.pack(end) + content if content else end
        for old in list(islice(self._events, _SWEEP)):
            if len(self._events) > self._most or _deadline(self._events[old]) <= now:
                del self._events[old]

    def change(self, key: Hashable, content: bytes) -> None:
        """Give an event that is not over another content; it ends when it would have ended."""
        id_ = hash(key)
        self._events[id_] = _DEADLINE.pack(_deadline(self._events[id_])) + content

    def pop(self, key: Hashable) -> bytes | None:
        """Forget an event; its content as `get` tells it."""
        content = self.get(key)
        self._events.pop(hash(key), None)
        return content


class Numbers:
    """Whole numbers met lately. Telegram counts its updates: of numbers in a row, many take the room of one.

    A number is forgotten `seconds` after the last one of its block was met, or where there are too many blocks.
    """

    def __init__(self, blocks: int, seconds: float, clock: Callable[[], float]) -> None:
        """Keep so many blocks of numbers at most; `clock` tells seconds."""
        self._blocks = Recent(blocks, seconds, clock)

    def __contains__(self, number: int) -> bool:
        block, place = _place(number)
        return bool(self._met(block) >> place & 1)

    def add(self, number: int) -> None:
        """Note a number."""
        block, place = _place(number)
        self._blocks.put(block, (self._met(block) | 1 << place).to_bytes((1 << _BLOCK) // 8))

    def _met(self, block: int) -> int:
        return int.from_bytes(self._blocks.get(block) or b"")


def _place(number: int) -> tuple[int, int]:
    return number >> _BLOCK, number & (1 << _BLOCK) - 1


def _deadline(event: bytes | float) -> float:
    return event if isinstance(event, float) else float(_DEADLINE.unpack_from(event)[0])
