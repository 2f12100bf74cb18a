"""Whether a claim that one figure is larger than another holds."""

from __future__ import annotations

import re

from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.figures import references
from iombot.understanding.entities import entity
from iombot.understanding.reading import Reading
from iombot.understanding.tally import LESS_THAN, MORE_THAN
from iombot.understanding.targets import Targets

_DIFFERENCE = re.compile(r"\{[^{}]+\} - \{[^{}]+\}")


def holds(formula: str, reading: Reading, knowledge: KnowledgeBase, targets: Targets) -> bool | None:
    """Whether "is A more than B?" is true, where `formula` is the difference of the two figures.

    None where the question compares nothing, or names only one of the two: whoever is named first is the one that is
    said to be larger or smaller.
    """
    if not reading.claim or not _DIFFERENCE.fullmatch(formula):
        return None
    signs = [name for item in reading.own for name in (MORE_THAN, LESS_THAN) if name in item.concepts]
    first, second = references(formula)
    place = _place(first, second, reading, knowledge, targets)
    other = _place(second, first, reading, knowledge, targets)
    if not signs or place is None or other is None or place == other:
        return None
    larger = knowledge.figures[first].factor > knowledge.figures[second].factor
    return larger is ((place < other) is (signs[0] == MORE_THAN))


def _place(own: str, other: str, reading: Reading, knowledge: KnowledgeBase, targets: Targets) -> int | None:
    """Where the question first names what tells a figure from the other."""
    telling = _names(own, knowledge, targets) - _names(other, knowledge, targets)
    return next((item.start for item in reading.own if item.concepts & telling), None)


def _names(reference: str, knowledge: KnowledgeBase, targets: Targets) -> frozenset[str]:
    """The concepts that a figure is about."""
    id, _, rank = reference.partition(".")
    if rank:
        place = knowledge.entries[id].items[int(rank) - 1].place
        return frozenset({entity("place", place)} if place else ())
    return frozenset(name for group in targets.by_id[id].about for name in group)
