"""Years of a question beside the time that a target is about."""

from __future__ import annotations

from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.targets import Target

YEAR = "year"
"""Unit of an answer that is a year."""


def covers_years(target: Target, years: list[int]) -> bool:
    """Whether a question that names these years can be about the target."""
    if not years:
        return True
    if target.unit == YEAR and {str(year) for year in years} <= target.numbers:
        # The year is what it tells.
        return True
    if target.year is not None:
        return set(years) == {target.year}
    if target.since is not None:
        # "since 2001", "from 2001 to 2023"; a later year alone is only a part of the time.
        return target.since in years and set(years) <= {target.since, target.release_year}
    return set(years) <= {target.release_year}


def years_of(reading: Reading, topic: frozenset[str], *, stories: bool) -> list[int]:
    """The years that a question is about.

    Its own, else those of the turn before and, if `stories`, those told around it in a sentence on the topic.
    """
    own = values_of(reading.own_concepts, "year")
    if not own:
        told = [item for item in reading.evidence if item.background]
        on_topic = {reading.sentence_of(item) for item in told if item.concepts & topic}
        counted = (item for item in told if stories or item.start == item.end)
        near = [item for item in counted if reading.sentence_of(item) in on_topic]
        # A last sentence that asks for a hand is no story ("could you help with that *in 2023*?").
        near += [item for item in told if reading.sentence_of(item) == _closing(reading)]
        own = values_of({concept for item in near for concept in item.concepts}, "year")
    return [int(year) for year in own]


def _closing(reading: Reading) -> int | None:
    """The last sentence, where it stands behind the question and asks for a hand with it."""
    last = reading.tokens[-1].sentence
    behind = bool(reading.own) and last > reading.sentence_of(reading.own[-1])
    helping = any(reading.tokens[end - 1].sentence == last for end in reading.hands)
    return last if behind and helping else None
