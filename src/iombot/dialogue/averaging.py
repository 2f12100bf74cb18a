"""Averages over the year of a figure, where a question asks for one in so many words."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.arithmetic import Derivation
from iombot.understanding.reading import Reading
from iombot.understanding.targets import Target
from iombot.understanding.terms import AVERAGE, COUNT

DIVISORS = {"per-month": 12, "per-week": 52, "per-day": 365}
"""Concepts of a part of the year, and how many of it a year has."""
YEARLY = "each-year"
"""The concept of each year of several, over which a figure since some year is spread."""
OVER = frozenset({"whole-year"})
"""Concepts of the time over which something is spread; they ask for nothing beside an average."""
AVERAGING = frozenset({AVERAGE, "works-out"})
"""Concepts of spreading a figure: without one, "a month" asks for figures that vary from month to month."""
SPREADABLE = frozenset({"people", "services"})
"""Units of what happens in the course of a year."""


def parted(reading: Reading) -> tuple[str, Reading] | None:
    """The part of the year that an average is asked for, and the question without it; None where none is."""
    parts = sorted(DIVISORS.keys() & reading.own_concepts) or sorted({YEARLY} & reading.own_concepts)
    equated = any(token.raw == "=" for token in reading.tokens)
    if len(parts) != 1 or not (equated or AVERAGING & reading.own_concepts):
        return None
    spread = AVERAGING | OVER | DIVISORS.keys() | {YEARLY}
    left = [item for item in reading.evidence if not (item.concepts | item.inner) & spread]
    if left and not any(COUNT in item.concepts for item in left):
        # "Returns per day, on average": what is averaged is a number.
        first = next(item for item in reading.evidence if item not in left)
        left = [*left, replace(first, concepts=frozenset({COUNT}), inner=frozenset(), pieces=())]
    return parts[0], reading.made_of(left)


def average(part: str, target: Target) -> Derivation | None:
    """The calculation for a target; None where it has no figure of one year, or since some year, to be spread."""
    if target.unit not in SPREADABLE or not target.counts or target.gap:
        return None
    divisor = _years(target) if part == YEARLY else DIVISORS[part] if target.year is not None else 0
    if not divisor:
        return None
    span = (target.since, target.release_year) if target.since and target.release_year else None
    remark = "derived-lower-limit" if target.open_ended else ""
    formula = f"{{{target.id}}} / {divisor}"
    return Derivation(formula, target.unit, 0, f"derived-{part}", span=span, remark=remark)


def _years(target: Target) -> int:
    """For how many years a target counts; 0 where it does not count since some year."""
    if target.since is None or target.release_year is None:
        return 0
    return target.release_year - target.since
