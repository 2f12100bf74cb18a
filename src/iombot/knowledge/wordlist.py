"""A set of tens of thousands of words that takes a tenth of what a `frozenset` of them does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from itertools import groupby

_BEGINNING = 2
"""Letters by which words are put together: some hundred words each, so that looking through them is no matter."""
_EDGE = "\n"


class WordList(AbstractSet[str]):
    """Words without blanks in them, immutable; compares with every other set."""

    __slots__ = ("_parts", "_size")

    def __init__(self, words: Iterable[str] = ()) -> None:
        ordered = sorted(set(words))
        self._size = len(ordered)
        # Between edges, so that a word is found as a whole.
        self._parts = {
            beginning: f"{_EDGE}{_EDGE.join(several)}{_EDGE}"
            for beginning, several in groupby(ordered, key=lambda word: word[:_BEGINNING])
        }

    def __contains__(self, word: object) -> bool:
        if not isinstance(word, str) or _EDGE in word:
            return False
        return f"{_EDGE}{word}{_EDGE}" in self._parts.get(word[:_BEGINNING], "")

    def __iter__(self) -> Iterator[str]:
        for part in self._parts.values():
            yield from part[1:-1].split(_EDGE)

    def __len__(self) -> int:
        return self._size
