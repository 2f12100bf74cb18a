"""All questions of a message as one, for a message none of whose sentences could be understood by itself."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from iombot.understanding.reading import Reading

LOOSE = 0.4
"""What unexplained words count in it."""


def loosely(reading: Reading, asked: Iterable[Reading]) -> Reading:
    """The reading of a message with what its questions say as its own, in which unexplained words count little."""
    own = {(item.start, item.end) for question in asked for item in question.own}
    evidence = (
        replace(
            item,
            background=(item.start, item.end) not in own,
            weight=item.weight if item.concepts else item.weight * LOOSE,
        )
        for item in reading.evidence
    )
    return replace(reading, evidence=tuple(evidence))
