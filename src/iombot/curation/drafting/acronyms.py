"""Abbreviations and what they stand for, by the method of Schwartz and Hearst.

A. S. Schwartz, M. A. Hearst: A simple algorithm for identifying abbreviation definitions in biomedical text (Pacific
Symposium on Biocomputing, 2003). The letters of an abbreviation are sought from the last to the first in the words
before the brackets; the first of them must begin a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_BRACKETS = re.compile(r"\(([A-Z][A-Za-z0-9&-]{1,9})s?\)")
_LEAST_CAPITALS = 2
_MOST_EXTRA = 5
"""Words that a long form may have beyond the letters of its short form, as in the paper."""


@dataclass(frozen=True)
class Definition:
    """An abbreviation with its long form."""

    short: str
    long: str
    start: int
    """Offset of the long form."""


def find_definitions(text: str) -> Iterator[Definition]:
    """Every long form with its abbreviation in brackets behind it, in order."""
    for match in _BRACKETS.finditer(text):
        short = match[1].removesuffix("s")
        if sum(char.isupper() for char in short) < _LEAST_CAPITALS:
            continue
        before = re.split(r"[.;:()“”\"]\s", text[: match.start()])[-1].rstrip()
        words = before.split()
        window = " ".join(words[-min(len(short) + _MOST_EXTRA, len(short) * 2) :])
        place = _long_form(short, window)
        if place is not None and len(window) - place > len(short):
            start = match.start() - len(text[: match.start()]) + text[: match.start()].rindex(window[place:])
            yield Definition(short, window[place:], start)


def _long_form(short: str, window: str) -> int | None:
    """Where the long form begins in the words before the brackets; None where the letters do not stand there."""
    place = len(window) - 1
    letters = [char.casefold() for char in short if char.isalnum()]
    for index in range(len(letters) - 1, -1, -1):
        first = index == 0
        while place >= 0 and not (
            window[place].casefold() == letters[index] and not (first and _inside(window, place))
        ):
            place -= 1
        if place < 0:
            return None
        place -= 1
    return place + 1


def _inside(window: str, place: int) -> bool:
    return place > 0 and window[place - 1].isalnum()
