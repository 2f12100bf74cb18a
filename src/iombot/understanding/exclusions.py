"""What a question names only to set it aside: "the figure for VHR, not AVRR"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iombot.knowledge.models import Concept
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence


def with_counterparts(reading: Reading, concepts: Mapping[str, Concept]) -> Reading:
    """The reading with the other one of two for what a question names to ask beyond it: "besides AVRR, which ...".

    Only where the other is not named, too.
    """
    beyond = [item for item in reading.evidence if reading.follows(item, reading.words.beyond)]
    asking = reading.words.choice | reading.words.thing | reading.words.manner | reading.words.relative_pronouns
    if not beyond or not any(token.text in asking for token in reading.tokens):
        return reading
    item = beyond[0]
    others = {name for slot in _slots(item, concepts) for name in _topics(slot, concepts)} - item.concepts
    if len(others) != 1 or others & reading.concepts:
        return reading
    meant = replace(item, concepts=frozenset(others), inner=frozenset(), pieces=())
    return reading.made_of(meant if other is item else other for other in reading.evidence)


def _topics(slot: str, concepts: Mapping[str, Concept]) -> list[str]:
    return [concept.id for concept in concepts.values() if concept.slot == slot and concept.kind == "topic"]


def without_excluded(reading: Reading, concepts: Mapping[str, Concept]) -> Reading:
    """The reading without what is set aside for something else of its slot, which must be named beside it."""
    aside = [item for item in reading.evidence if is_set_aside(item, reading)]
    kept = [item for item in reading.evidence if item not in aside]
    named = frozenset().union(*(_slots(item, concepts) for item in kept))
    dropped = [item for item in aside if _slots(item, concepts) & named]
    return replace(reading, evidence=tuple(item for item in reading.evidence if item not in dropped))


def is_set_aside(item: Evidence, reading: Reading) -> bool:
    """Whether evidence stands behind "not", or behind "not the one with"."""
    start = item.start
    while start and reading.tokens[start - 1].text in reading.words.linking:
        start -= 1
    return reading.follows(replace(item, start=start), reading.words.dismissive)


def _slots(item: Evidence, concepts: Mapping[str, Concept]) -> frozenset[str]:
    """The slots of the topics that evidence evokes; wishes have none here, for one may stand for another."""
    known = (concepts[name] for name in item.concepts if name in concepts)
    return frozenset(concept.slot for concept in known if concept.slot and concept.kind == "topic")
