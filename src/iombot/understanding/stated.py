"""What the figures of a claim say by how they are put: parts of a whole, and lengths of time.

"Did Niger host *more than a sixth* of the returns?" is about a share, and "has IOM done so *for 22 years*" about how
long. Only a claim holds such a figure against another; any other question names it to find out whose it is.
"""

from __future__ import annotations

import operator
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from iombot.understanding.entities import entity, plain_number
from iombot.understanding.ranges import with_ranges
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, FILLER, NUMBER, PERCENT, PERSON, PLACE, YEAR, Evidence
from iombot.understanding.terms import COMPARISONS, ROUGHLY, SHARE

HOW_LONG = "ask-how-long"
"""Asking for a length of time."""
AGE, WHEN_TAKEN = "ask-age", "ask-when"
"""Asking how old somebody is, and when something was."""
PHOTO, PHOTO_PLACE = "photo", "photo-place"
"""A photo, and in what place it was taken."""
LIVING = frozenset({"destination", "new-life", "go", "host"})
"""Concepts of where people go, and where they live."""
OLDEST = 3
"""Digits of which no age has as many."""
HALF = 2
DECIMALS = Decimal("0.01")
"""To which a percentage is written that a fraction comes to."""


@dataclass(frozen=True)
class _Fraction:
    """Where a fraction stands, and what it comes to in per cent."""

    start: int
    """Where its numerator or article stands; the same as `noun` where it has none."""
    noun: int
    percent: Decimal


def with_stated(reading: Reading) -> Reading:
    """The reading of a claim in which each figure says what it is a figure of."""
    reading = _with_figures_of_persons(with_ranges(with_fractions(reading)))
    told = [_as_stated(item, reading) for item in reading.evidence]
    where = list(_photographed(reading))
    return reading if not where and all(map(operator.is_, told, reading.evidence)) else reading.made_of([*told, *where])


def _with_figures_of_persons(reading: Reading) -> Reading:
    """The reading in which words for somebody say what they hold of a figure, where they stand beside the name.

    "The 26-year-old" is somebody, and "Dawit is 26 years old" gives his age.
    """
    persons = [item for item in reading.own if any(name.startswith(PERSON) for name in item.concepts)]
    told = [
        item
        for item in persons
        if any(name.startswith(FIGURES) for piece in item.pieces for name in piece.concepts)
        and any(other is not item and other.concepts & item.concepts for other in persons)
    ]
    kept = [item for item in reading.evidence if item not in told]
    return reading.made_of([*kept, *(piece for item in told for piece in item.pieces)]) if told else reading


def _as_stated(item: Evidence, reading: Reading) -> Evidence:
    """Evidence that also asks for what it states: a percentage before "of" for a share, years for a time."""
    dated = PHOTO in reading.own_concepts and any(name.startswith(YEAR) for name in item.concepts)
    wish = WHEN_TAKEN if dated else _of_figure(item, reading)
    return replace(item, inner=item.inner | {wish}) if wish and wish not in item.inner else item


def _of_figure(item: Evidence, reading: Reading) -> str:
    following = reading.tokens[item.end].text if item.end < len(reading.tokens) else ""
    number = any(name.startswith(NUMBER) for name in item.concepts)
    if following in reading.words.partitive and any(name.startswith(PERCENT) for name in item.concepts):
        return SHARE
    if number and following in reading.words.spans:
        return HOW_LONG
    named = any(name.startswith(PERSON) for name in reading.before(item))
    # "Is Dawit 27?"
    return (
        AGE
        if number
        and named
        and all(len(name.partition(":")[2]) < OLDEST for name in item.concepts)
        and item is reading.own[-1]
        else ""
    )


def _photographed(reading: Reading) -> Iterator[Evidence]:
    """The words before a place in which a photo is said to be taken, which ask where it was."""
    for item in reading.own if PHOTO in reading.own_concepts else ():
        before = reading.tokens[item.start - 1].text if item.start else ""
        if any(other.end == item.start - 1 and other.concepts & LIVING for other in reading.own):
            # "The man on the photo, does he go to *live in* Canada?"
            continue
        if before in reading.words.inside and any(name.startswith(PLACE) for name in item.concepts):
            yield Evidence(item.start - 1, item.start, before, frozenset({PHOTO_PLACE}))


def with_fractions(reading: Reading) -> Reading:
    """The reading in which each fraction of the question is a percentage, compared with as it was said."""
    found = list(_found(reading))
    if not found:
        return reading
    evidence = list(reading.evidence)
    for fraction in found:
        touched = [item for item in evidence if item.start <= fraction.noun < item.end and not item.background]
        told = any(item.start <= fraction.noun < item.end and item.background for item in evidence)
        # "A quarter of a million" is a number.
        if told or any(name.startswith(FIGURES) for item in touched for name in item.concepts):
            continue
        kept = [piece for item in touched for piece in _around(item, fraction, reading)]
        evidence = [item for item in evidence if item not in touched] + kept
        evidence += _as_percentage(fraction, evidence, reading)
    return reading.made_of(evidence)


def _around(item: Evidence, fraction: _Fraction, reading: Reading) -> Iterator[Evidence]:
    """What a form that holds a fraction ("more than a third of") says beside it."""
    apart = [piece for piece in item.pieces if piece.end <= fraction.start or piece.start > fraction.noun]
    yield from apart
    compared = item.inner & COMPARISONS
    if not apart and len(compared) == 1 and item.start < fraction.start:
        text = " ".join(token.raw for token in reading.tokens[item.start : fraction.start])
        yield Evidence(item.start, fraction.start, text, compared)


def _found(reading: Reading) -> Iterator[_Fraction]:
    words = reading.words
    texts = [token.text for token in reading.tokens]
    for place, text in enumerate(texts):
        parts = words.fractions.get(text)
        before = texts[place - 1] if place else ""
        count = 1 if before in words.indefinite else words.numbers.get(before, 0)
        if not parts or (count == 0 and parts != HALF) or count >= parts:
            continue
        following = texts[place + 1] if place + 1 < len(texts) else ""
        if parts == HALF and following in words.indefinite:
            # "Half a year" is a time.
            continue
        if not _is_part(reading, place, following):
            continue
        percent = (Decimal(max(count, 1)) * 100 / parts).quantize(DECIMALS)
        yield _Fraction(place - bool(count), place, percent)


def _is_part(reading: Reading, place: int, following: str) -> bool:
    """Whether a word is no rank: "a third of", "over a fifth", but not "a third country"."""
    tokens = reading.tokens
    behind = reading.words.partitive | (reading.words.inferring if place + 2 >= len(tokens) - 1 else frozenset())
    if place + 1 == len(tokens) or tokens[place + 1].kind == "mark" or following in behind:
        return True
    own = [item for item in reading.own if item.start <= place < item.end]
    return all(item.end == place + 1 for item in own) and any(item.inner & COMPARISONS for item in own)


def _as_percentage(fraction: _Fraction, evidence: list[Evidence], reading: Reading) -> Iterator[Evidence]:
    """The percentage; without a word of comparison before it, a fraction is meant roughly."""
    named = frozenset({entity("percent", plain_number(fraction.percent))})
    start = fraction.noun
    compared = any(
        item.concepts & COMPARISONS and item.end in (fraction.start, fraction.start - 1) for item in evidence
    )
    if compared:
        start = fraction.start
    elif fraction.start < fraction.noun:
        yield Evidence(fraction.start, fraction.noun, reading.tokens[fraction.start].raw, frozenset({ROUGHLY, FILLER}))
    text = " ".join(token.raw for token in reading.tokens[start : fraction.noun + 1])
    yield replace(Evidence(start, fraction.noun + 1, text, named), inner=frozenset({SHARE}))
