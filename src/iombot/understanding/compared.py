"""A figure that a claim gives, held against the one of an answer."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from decimal import Decimal

from iombot.understanding.terms import COMPARISONS, LESS_THAN, MORE_THAN

TOLERANCE = Decimal("0.05")
"""Share of a figure within which "about", or a figure a little above "more than", is let pass."""
RANGE = "range:"
"""Beginning of the concept of two figures between which another one is said to lie."""
ROUND = 100
"""What a rounded figure is a multiple of: "56 thousand", "15,900"."""
FIGURES_LEFT = 10
"""Number that is left of it at least without its zeros: "70,000" says too little to be 71,951."""
LOW_TO_HIGH = ".."
"""What stands between those two."""


@dataclass(frozen=True)
class Outcome:
    """What comes of it."""

    holds: bool
    """Whether the claim may be so."""
    certain: bool
    """Whether that is settled: a lower limit ("more than 700,000") leaves open what lies above it."""
    rounded: bool = False
    """Whether it is so only because the stated figure is a round one for the answer's."""


def held_against(value: Decimal, stated: Decimal, said: Collection[str], *, open_ended: bool) -> Outcome:
    """A stated figure against the value of an answer; `said` holds what compares it ("more than")."""
    word = COMPARISONS.intersection(said)
    if MORE_THAN in word:
        return Outcome(value >= stated, value >= stated or not open_ended)
    if LESS_THAN in word:
        return Outcome(value < stated, value >= stated or not open_ended)
    near = abs(value - stated) <= value * TOLERANCE
    if near and (word or open_ended):
        return Outcome(holds=True, certain=bool(word))
    if not open_ended and rounds(stated, value):
        return Outcome(holds=True, certain=True, rounded=True)
    return Outcome(holds=False, certain=stated < value or not open_ended)


def rounds(stated: Decimal, value: Decimal) -> bool:
    """Whether a stated figure is what people make of another in hundreds, thousands and so on (56,000 of 56,045)."""
    if not value or abs(value - stated) > value * TOLERANCE:
        return False
    unit = ROUND
    while stated % (unit * 10) == 0:
        unit *= 10
    return stated % unit == 0 and stated / unit >= FIGURES_LEFT and abs(value - stated) * 2 <= unit


def held_between(value: Decimal, span: str, *, open_ended: bool) -> Outcome:
    """Two figures ("50000..60000") against the value of an answer that is said to lie between them."""
    low, high = (Decimal(limit) for limit in span.split(LOW_TO_HIGH))
    if open_ended:
        return Outcome(high > value, certain=high <= value)
    return Outcome(low <= value <= high, certain=True)
