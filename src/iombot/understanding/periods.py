"""Years of a question beside the time that a target is about."""

from __future__ import annotations

from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, YEAR, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import CHANGE, COMPARED, COMPARING

IN_YEARS = "year"
"""Unit of an answer that is a year."""
BETWEEN_YEARS = ", "
"""What stands between the years that are not covered, until they are written out."""
AGAINST = COMPARING | COMPARED
"""Concepts of setting one thing against another."""


def uncovered_years(target: Target, years: list[int]) -> list[int]:
    """The years of a question that the target is not about; none where it can be about the target."""
    if target.unit == IN_YEARS:
        # The year is what it tells; a calculated one may be told from the year of the release.
        other = [year for year in years if str(year) not in target.numbers]
        if not other or not (target.calculated or target.since):
            return other
    if target.year is not None:
        return [year for year in years if year != target.year]
    told = {target.since, target.release_year}
    if target.since is not None and target.since not in years:
        # "since 2001", "from 2001 to 2023"; a later year alone is only a part of the time.
        return [year for year in years if year not in told] or years
    return [year for year in years if year not in told]


def against_year(target: Target, reading: Reading) -> bool:
    """Whether a claim sets a figure against that of another year, of which nothing is known.

    A rise is always one since some year, unless it is said to have come about within it.
    """
    dated = [item for item in reading.own if any(name.startswith(YEAR) for name in item.concepts)]
    rises = CHANGE in target.asks and not target.places and not reading.inside_year
    return rises or any(_compared(item, reading) for item in dated)


def _compared(item: Evidence, reading: Reading) -> bool:
    sentence = reading.sentence_of(item)
    # "More than 700,000 in 2023" compares with a figure, not with the year.
    figures = {other.start for other in reading.evidence if any(name.startswith(FIGURES) for name in other.concepts)}
    compared = any(
        token.text in reading.words.comparing and token.sentence == sentence and place + 1 not in figures
        for place, token in enumerate(reading.tokens[: item.start])
    )
    return compared or bool(reading.before(item) & AGAINST)


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
        closing = _closing(reading)
        near += [item for item in told if reading.sentence_of(item) == closing]
        own = values_of({concept for item in near for concept in item.concepts}, "year")
    return [int(year) for year in own]


def _closing(reading: Reading) -> int | None:
    """The last sentence, where it stands behind the question and asks for a hand with it."""
    last = reading.tokens[-1].sentence
    behind = bool(reading.own) and last > reading.sentence_of(reading.own[-1])
    helping = any(reading.tokens[end - 1].sentence == last for end in reading.hands)
    return last if behind and helping else None
