"""The people of a country, told from the country: "how many Nigeriens" is no question about what happened in Niger.

"The Germans" may well be Germany; Germans who are counted are people, and so is whoever is called a German migrant.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, PLACE, Evidence
from iombot.understanding.terms import COUNT, MOSTLY, SHARE

NATIONALS = "nationals"
"""The concept of being a citizen of a country; entries about what a country does or hosts have it as a rival."""
PEOPLE = "people"
"""The unit of whoever is counted."""


def with_nationals(reading: Reading, endings: tuple[str, ...], units: Mapping[str, str]) -> Reading:
    """The reading in which names of a people are marked as such; `endings` are those of such names in the plural."""
    named = [item for item in reading.evidence if _named(item, endings, reading.words.plurals)]
    people = [item for item in named if _are_people(item, reading, endings, units)]
    if not people:
        return reading
    evidence = (replace(item, nationals=True) if item in people else item for item in reading.evidence)
    return replace(reading, evidence=tuple(evidence))


def _named(item: Evidence, endings: tuple[str, ...], plurals: Iterable[str]) -> bool:
    if item.end != item.start + 1 or not any(name.startswith(PLACE) for name in item.concepts):
        return False
    text = item.text.casefold()
    return any(f"{text}{ending}".endswith(endings) for ending in ("", *plurals))


def _are_people(item: Evidence, reading: Reading, endings: tuple[str, ...], units: Mapping[str, str]) -> bool:
    following = next((other for other in reading.evidence if other.start == item.end), None)
    if following and any(units.get(name) == PEOPLE for name in following.concepts):
        return True
    plural = item.text.casefold().endswith(endings)
    before = reading.tokens[item.start - 1].text if item.start else ""
    counted = bool({COUNT, SHARE, MOSTLY} & reading.concepts) or _numbered(item, reading)
    return plural and counted and before not in reading.words.definite


def _numbered(item: Evidence, reading: Reading) -> bool:
    """Whether a number stands right before it: "13,039 Nigeriens"."""
    return any(
        name.startswith(FIGURES) for other in reading.evidence if other.end == item.start for name in other.concepts
    )
