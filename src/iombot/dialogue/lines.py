"""Which lines of a list a question singles out."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.part import Part
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Entry, Item
from iombot.understanding.entities import entity, plain_number
from iombot.understanding.neighbours import rank_beside
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE
from iombot.understanding.terms import ALL_THREE, COMPARING, OTHERS, REST, Terms


def lines_asked(entry: Entry, reading: Reading, terms: Terms) -> tuple[int, ...]:
    """Which items of a list with figures, from 1, a question singles out by place, rank or figure.

    What it says itself comes before what was said earlier; empty for none or all of them.
    """
    asked = reading.tokens[: reading.own[-1].end if reading.own else 0]
    if OTHERS in reading.own_concepts or any(token.text in reading.words.further for token in asked):
        # "Germany and who else?" names one of them and asks for all.
        return ()
    places = [item.place or "" for item in entry.items]
    beside = _beside(entry, reading)
    inside = terms.lines_within(reading.own_concepts, places)
    if beside or not inside:
        inside = beside
    elif _left_out(reading):
        inside = tuple(rank for rank in range(1, len(places) + 1) if rank not in inside)
    if inside:
        return inside
    if not any(item.number is not None for item in entry.items):
        return ()
    for concepts in (reading.own_concepts, reading.fresh_concepts):
        found = tuple(rank for rank, item in enumerate(entry.items, 1) if _singled_out(item, rank, entry, concepts))
        if found == (1,) and not _named(entry.items[0], concepts) and _several(entry, reading, terms):
            # "Which 3 countries are first?"
            return ()
        if found:
            return found if len(found) < len(entry.items) else ()
    return ()


def _beside(entry: Entry, reading: Reading) -> tuple[int, ...]:
    """The line beside the one that is named ("right after Belgium"); empty where none is asked for."""
    places = tuple(entity("place", item.place or "") for item in entry.items)
    found = rank_beside(places, reading) if entry.ranked else None
    return () if found is None or not 0 <= found < len(places) else (found + 1,)


def _left_out(reading: Reading) -> bool:
    """Whether a region is named for what lies outside of it ("which countries outside Africa", "not African")."""
    regions = (item for item in reading.own if any(name.startswith(PLACE) for name in item.concepts))
    denying = reading.words.denying
    return any(
        REST in reading.before(item) or (item.start and reading.tokens[item.start - 1].text in denying)
        for item in regions
    )


def _several(entry: Entry, reading: Reading, terms: Terms) -> bool:
    """Whether a question says that it wants several of a list ("which two came first")."""
    lengths = range(2, len(entry.items) + 1)
    stated = (terms.numbers.get(token.text) for token in reading.tokens)
    named = {f"number:{length}" for length in lengths} & reading.own_concepts
    return ALL_THREE in reading.fresh_concepts or bool(named) or any(number in lengths for number in stated)


def _singled_out(item: Item, rank: int, entry: Entry, concepts: frozenset[str]) -> bool:
    return _named(item, concepts) or (entry.ranked and entity("ordinal", rank) in concepts)


def _named(item: Item, concepts: frozenset[str]) -> bool:
    """Whether a line is named by its place or its figure."""
    figure = plain_number(item.number) if item.number is not None else ""
    return bool({entity("place", item.place or ""), entity("percent", figure), entity("number", figure)} & concepts)


def with_lines_asked(part: Part, knowledge: KnowledgeBase, terms: Terms) -> Part:
    """The part with the lines of a list that its question singles out."""
    decision = part.decision
    fit = decision.fits[0] if decision.verdict == "answer" else None
    # What is denied or compared is set right by the whole list, not by the line that was asked about.
    if fit is None or fit.target.kind != "entry" or fit.denied or decision.lines or decision.holds is not None:
        return part
    if not decision.derivation and part.reading.claim and COMPARING & part.reading.own_concepts:
        return part
    if decision.derivation:
        return replace(part, decision=replace(decision, lines=decision.derivation.ranks))
    lines = lines_asked(knowledge.entries[fit.target.id], part.reading, terms)
    return replace(part, decision=replace(decision, lines=lines)) if lines else part
