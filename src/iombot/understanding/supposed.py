"""What the asker of a question supposes to be its answer, before asking."""

from __future__ import annotations

from dataclasses import replace

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, PLACE
from iombot.understanding.targets import PLACE_ASKS
from iombot.understanding.terms import COUNT, SHARE


def without_supposed(reading: Reading, start: int) -> Reading:
    """The reading without the answers that its asker supposes before `start` ("It was 500, admit it! How many ...?").

    Figures where a number is asked for, places where a place is.
    """
    asked = frozenset[str]().union(*(item.concepts for item in reading.own if item.start >= start))
    supposed = (FIGURES if asked & {COUNT, SHARE} else ()) + ((PLACE,) if asked & PLACE_ASKS else ())
    kept = (
        item
        for item in reading.evidence
        if item.start >= start or not any(name.startswith(supposed) for name in item.concepts)
    )
    return replace(reading, evidence=tuple(kept)) if supposed else reading
