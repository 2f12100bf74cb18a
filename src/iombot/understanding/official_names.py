"""What a claim says that something is called, or short for: "does VHR stand for *Voluntary Human Rights*?"."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from iombot.understanding.reading import Reading
from iombot.understanding.terms import EXPAND

QUOTES = frozenset('"“”„«»')
"""Marks around a name."""
LETTERS = 4
"""Letters from which a word of a name is no article or preposition."""
LEAST = 2
"""Words of a name that is held against another."""
ALIKE = 85
"""Likeness of two spellings of a word, 0 to 100: "organisation" and "organization" have 92, "migrants" and "migration"
76."""

Named = tuple[int, int, bool]
"""Where a name begins and ends, as indices of tokens, and whether it stands between quotation marks."""


def stated_name(reading: Reading) -> Named | None:
    """The name that a claim gives between quotation marks, or behind "stands for"; None where it gives none."""
    if not reading.claim:
        return None
    tokens = reading.tokens
    marks = [place for place, token in enumerate(tokens) if token.raw in QUOTES]
    if len(marks) == LEAST and marks[1] - marks[0] > LEAST:
        return marks[0] + 1, marks[1], True
    # "Could you spell out AVRR?" gives none.
    ends = [item.end for item in reading.own[1:] if EXPAND in item.concepts]
    if not ends:
        return None
    stop = next((place for place in range(ends[0], len(tokens)) if tokens[place].kind == "mark"), len(tokens))
    return (ends[0], stop, False) if stop - ends[0] >= LEAST else None


def agrees_with(said: Sequence[str], title: Sequence[str], *, quoted: bool) -> bool | None:
    """Whether the words of a stated name are those of the right one; None where they are not meant to be.

    A name in quotation marks may be a part of the right one ("Hope away from home").
    """
    if quoted:
        starts = range(len(title) - len(said) + 1)
        return any(all(map(_same, said, title[start:])) for start in starts)
    right, told = _weighty(title), _weighty(said)
    if all(_in(word, told) for word in right):
        return True
    known = sum(_in(word, right) for word in told)
    return False if 0 < known < len(told) else None


def _weighty(words: Sequence[str]) -> list[str]:
    """The words that are no articles or prepositions."""
    return [word for word in words if len(word) >= LETTERS]


def _in(word: str, words: Sequence[str]) -> bool:
    return any(_same(word, other) for other in words)


def _same(word: str, other: str) -> bool:
    return fuzz.ratio(word, other) >= ALIKE
