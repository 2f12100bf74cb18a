"""What a question counts: the noun after "how many"."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import COUNT, SHARE

YEARS = "years"
"""Unit of a length of time, or an age."""
NONE = frozenset[str]()
MOST_BETWEEN = 2
"""Tokens that may stand between "how many" and what is counted: "of the"."""


def counted(reading: Reading, units: Mapping[str, str]) -> tuple[Evidence, str] | None:
    """The evidence that says what is counted, and its unit; None where nothing with a unit is.

    `units` holds the unit of each concept that has one. Of several nouns in a row the last says what is counted ("how
    many refugee nationalities").
    """
    own = reading.own
    for place, item in enumerate(own):
        if COUNT in item.concepts or _ends_in_count(item, reading):
            found = _unit(item.concepts | item.inner, units) or _unit_after(own[place:], reading, units)
            if found:
                return item, found
    return None


def _ends_in_count(item: Evidence, reading: Reading) -> bool:
    """Whether a longer form ends in "how many" ("that makes how many")."""
    place = item.end - MOST_BETWEEN
    return place > item.start and reading.tokens[place].text in reading.words.manner


def shared_unit(reading: Reading, units: Mapping[str, str]) -> str | None:
    """The unit of what a share is asked of ("what portion of the returnees"); None where none is named."""
    own = reading.own
    found = (
        _unit_after(own[place : place + 2], reading, units) for place, item in enumerate(own) if SHARE in item.concepts
    )
    return next(filter(None, found), None)


def counted_noun(reading: Reading) -> frozenset[str] | None:
    """The concepts of what is counted: the last noun of the row after "how many", or else before a bare "total?".

    None where nothing is counted like that, empty where nothing that is explained stands there.
    """
    own = reading.own
    for place, item in enumerate(own):
        if COUNT not in item.concepts:
            continue
        if reading.tokens[item.start].text in reading.words.manner:
            return _noun_after(own[place:])
        asking = reading.words.choice | reading.words.thing | reading.words.manner
        if item is own[-1] and place and not any(token.text in asking for token in reading.tokens):
            return own[place - 1].concepts
    return None


def _noun_after(row: Sequence[Evidence]) -> frozenset[str]:
    noun, end, gap = (row[0].concepts | row[0].inner) - {COUNT}, row[0].end, MOST_BETWEEN
    for item in row[1:]:
        if item.start - end > gap or not item.concepts:
            break
        noun, end, gap = item.concepts, item.end, 0
    return noun


def _unit_after(row: Sequence[Evidence], reading: Reading, units: Mapping[str, str]) -> str | None:
    """The unit of the nouns after the first of a row, up to the first gap or word that nothing explains."""
    found = None
    end, gap = row[0].end, MOST_BETWEEN
    for item in row[1:]:
        # "Countries of resettlement" are countries.
        unit = _unit(item.concepts, units) or _unit(item.pieces[0].concepts if item.pieces else NONE, units)
        # "How many *in the* report" counts no reports.
        inside = any(token.text in reading.words.locating for token in reading.tokens[end : item.start])
        if not item.concepts or inside or item.start - end > gap or (found and not unit):
            break
        found = unit or found
        end, gap = item.end, 0
    return found


def _unit(concepts: frozenset[str], units: Mapping[str, str]) -> str | None:
    return next((units[name] for name in sorted(concepts) if name in units), None)


def unit_of(figure: Evidence, reading: Reading, units: Mapping[str, str]) -> str:
    """What a figure counts, by the noun right behind it ("five *years*"); empty where that says nothing."""
    after = reading.tokens[figure.end].text if figure.end < len(reading.tokens) else ""
    if after in reading.words.spans:
        return YEARS
    following = (_unit(item.concepts, units) for item in reading.own if item.start == figure.end)
    return next(following, None) or ""
