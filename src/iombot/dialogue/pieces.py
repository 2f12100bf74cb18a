"""The ways to cut a question into pieces, and what a piece of it turns out to be."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, pairwise

from iombot.dialogue.part import Part
from iombot.dialogue.settled import WHOLE
from iombot.understanding.clauses import Span
from iombot.understanding.spotting import YEAR
from iombot.understanding.terms import CALCULATED

FEW_CLAUSES = 5
"""Clauses up to which any number of them may be joined."""
MOST_JOINED = 3
"""Clauses of a longer question that may be joined into a part."""


def ways(spans: list[Span]) -> Iterator[list[Span]]:
    """All ways to join neighbouring clauses into two or more parts, those of few parts first."""
    places = range(1, len(spans))
    longest = len(spans) if len(spans) <= FEW_CLAUSES else MOST_JOINED
    for number in places:
        for chosen in combinations(places, number):
            ends = [0, *chosen, len(spans)]
            if all(last - first <= longest for first, last in pairwise(ends)):
                yield [(spans[first][0], spans[last - 1][1]) for first, last in pairwise(ends)]


def lacks(part: Part) -> bool:
    """Whether it is surely known that the releases do not tell it."""
    return part.decision.verdict == "gap" and part.decision.confidence >= WHOLE


def all_lack(parts: list[Part]) -> bool:
    """Whether each of several parts asks for something else that is surely known to be missing."""
    return all(map(lacks, parts)) and len({part.decision.fits[0].target.id for part in parts}) == len(parts)


def dated(part: Part) -> bool:
    """Whether it names a year."""
    return any(name.startswith(YEAR) for name in part.reading.own_concepts)


def left_to_reckon(part: Part) -> bool:
    """Whether a part says to calculate something that its answer is not about."""
    covered = frozenset[str]().union(*(fit.target.covered for fit in part.decision.fits))
    reckoning = (item for item in part.reading.own if any(name.startswith(CALCULATED) for name in item.concepts))
    return any(not item.concepts & covered for item in reckoning)


def reckons(part: Part) -> bool:
    """Whether its answer is calculated although it does not say so itself: that was said beside it."""
    said, told = part.reading.own_concepts, part.reading.concepts
    groups = part.decision.fits[0].target.about
    return any(not group & said and any(name.startswith(CALCULATED) for name in group & told) for group in groups)
