"""Which lines of a list a question singles out."""

from __future__ import annotations

from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Entry, Item
from iombot.understanding.entities import entity, values_of
from iombot.understanding.reading import Reading


def lines_asked(entry: Entry, reading: Reading, knowledge: KnowledgeBase) -> tuple[int, ...]:
    """Which items of a list with figures, from 1, a question singles out by place, rank or figure.

    What it says itself comes before what was said earlier; empty for none or all of them.
    """
    inside = _within(entry, reading.own_concepts, knowledge)
    if inside:
        return inside
    if not any(item.number is not None for item in entry.items):
        return ()
    for concepts in (reading.own_concepts, reading.fresh_concepts):
        found = tuple(rank for rank, item in enumerate(entry.items, 1) if _singled_out(item, rank, entry, concepts))
        if found:
            return found if len(found) < len(entry.items) else ()
    return ()


def _within(entry: Entry, concepts: frozenset[str], knowledge: KnowledgeBase) -> tuple[int, ...]:
    """Which items of a list, from 1, lie in a region that the question names; empty for none or all of them."""
    regions = set(values_of(concepts, "place"))
    places = [knowledge.places.get(item.place or "") for item in entry.items]
    found = tuple(rank for rank, place in enumerate(places, 1) if place and regions.intersection(place.within))
    return found if len(found) < len(entry.items) else ()


def _singled_out(item: Item, rank: int, entry: Entry, concepts: frozenset[str]) -> bool:
    figure = format(item.number.normalize(), "f") if item.number is not None else ""
    names = {entity("place", item.place or ""), entity("percent", figure), entity("number", figure)}
    return bool(names & concepts) or (entry.ranked and entity("ordinal", rank) in concepts)
