"""Which way somebody went: "who went from the coast to the hills?" is not answered with who came down from them."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence


def against_route(route: Sequence[str], reading: Reading) -> Evidence | None:
    """The place that a question puts at the wrong end of a way; None where it goes the right way, or says none.

    `route` holds the places of the way as concepts, in the order in which they were passed.
    """
    left = _placed(route, reading, reading.words.sourcing)
    reached = _placed(route, reading, reading.words.directing)
    for rank, item in left:
        if rank == len(route) - 1 or any(rank >= other for other, _ in reached):
            return item
    return next((item for rank, item in reached if rank == 0), None)


def along_route(route: Sequence[str], reading: Reading) -> bool:
    """Whether a question says both from where and to where somebody went, and goes the right way."""
    ends = (reading.words.sourcing, reading.words.directing)
    return all(_placed(route, reading, words) for words in ends) and against_route(route, reading) is None


def _placed(route: Sequence[str], reading: Reading, words: frozenset[str]) -> list[tuple[int, Evidence]]:
    """The places of the way that stand behind one of some words, each with its rank from 0."""
    return [
        (rank, item)
        for item in reading.own
        for rank, place in enumerate(route)
        if place in item.concepts and item.start and reading.tokens[item.start - 1].text in words
    ]
