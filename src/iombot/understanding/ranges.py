"""Two figures between which a claim puts another one: "did *between 50,000 and 60,000* migrants use it?"."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from itertools import pairwise

from iombot.understanding.compared import LOW_TO_HIGH, RANGE
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, NUMBER, PERCENT, Evidence


def with_ranges(reading: Reading) -> Reading:
    """The reading in which such a pair of figures is one piece of evidence."""
    pairs = [pair for pair in pairwise(reading.own) if _are_range(*pair, reading)]
    if not pairs:
        return reading
    taken = {place for low, high in pairs for place in range(low.start - 1, high.end)}
    kept = (item for item in reading.evidence if not taken.intersection(range(item.start, item.end)))
    return reading.made_of([*kept, *(_as_range(*pair, reading) for pair in pairs)])


def _are_range(low: Evidence, high: Evidence, reading: Reading) -> bool:
    """Whether a word such as "between" stands before the first figure, and one small word between the two."""
    if low.background or not (_figure(low) and _figure(high)) or high.start != low.end + 1:
        return False
    before = reading.tokens[low.start - 1].text if low.start else ""
    numbers = Decimal(_figure(low)), Decimal(_figure(high))
    return before in reading.words.ranging and numbers[0] < numbers[1]


def _as_range(low: Evidence, high: Evidence, reading: Reading) -> Evidence:
    percent = any(name.startswith(PERCENT) for name in high.concepts | low.concepts)
    name = f"{RANGE}{PERCENT if percent else NUMBER}{_figure(low)}{LOW_TO_HIGH}{_figure(high)}"
    text = " ".join(token.raw for token in reading.tokens[low.start - 1 : high.end])
    return replace(high, start=low.start - 1, text=text, concepts=frozenset({name}), pieces=())


def _figure(item: Evidence) -> str:
    """The figure that evidence is; empty where it is none, or more than that."""
    name = next(iter(item.concepts), "")
    return name.partition(":")[2] if len(item.concepts) == 1 and name.startswith(FIGURES) else ""
