"""Whether one figure is part of another: "do the 71,000 include VHR?", "is Niger counted in the total?"."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from iombot.dialogue.calculator import ENOUGH
from iombot.dialogue.operand import Operand
from iombot.dialogue.operands import find_operands
from iombot.understanding.function_words import Phrase
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.terms import COMPARED, PAIR, Terms


@dataclass(frozen=True)
class Inclusion:
    """What tells whether one figure is part of another."""

    entry: str
    holds: bool | None
    """None where the releases do not tell."""


def included(reading: Reading, terms: Terms) -> Inclusion | None:
    """Whether what a claim says of a whole and its part is so; None where it says nothing of the kind."""
    words = reading.words
    sentences = {reading.sentence_of(item) for item in reading.own}
    spoken = [token.text for token in reading.tokens if token.sentence in sentences]
    inside = _says(spoken, words.contained)
    holding = bool(words.containing.intersection(spoken))
    entire = bool(words.entire.intersection(spoken))
    # "Is Germany higher than Belgium among the hosts?" sets them against each other.
    against = reading.choices or reading.own_concepts & COMPARED
    told = reading.claim and not against and (inside or holding or entire)
    named = _named(reading, terms) if told else ()
    if not named:
        return None
    quantities = terms.targets.quantities
    first, second = named
    part, whole = (first, second) if second in quantities.wholes(first) else (second, first)
    if whole not in quantities.wholes(part):
        if not (inside or holding):
            return None
        # Lines of one list stand beside each other, whatever is said to be among what.
        if quantities.all[first].rank:
            return None
        return Inclusion(_told_by(first, quantities), False if quantities.disjoint(frozenset(named)) else None)
    if inside or holding:
        return Inclusion(_told_by(part, quantities), holds=part == (first if inside else second))
    return Inclusion(quantities.all[part].entry, holds=False)


def _named(reading: Reading, terms: Terms) -> tuple[str, ...]:
    """The two figures that a claim names, the one just given among them; empty where it says more, or less."""
    quantities = terms.targets.quantities
    found = find_operands(reading, terms)
    named = sorted([*found.figures, *found.wholes], key=lambda one: one.start)
    if len(named) == 1 and reading.last in quantities.all:
        named = [Operand(-1, reading.last), *named]
    sure = found.confidence >= ENOUGH and found.timely(reading, quantities)
    if not sure or len(named) != PAIR or any(not one.reference for one in found.limits):
        return ()
    joining = reading.words.containing
    rest = [item for item in found.strange if reading.tokens[item.start].text not in joining]
    exact = tuple(quantities.exact(one.reference) for one in named)
    return exact if len(set(exact)) == PAIR and not any(item.concepts for item in rest) else ()


def _says(spoken: Sequence[str], phrases: Collection[Phrase]) -> bool:
    """Whether words hold one of these phrases."""
    return any(tuple(spoken[place : place + len(one)]) == one for one in phrases for place in range(len(spoken)))


def _told_by(part: str, quantities: Quantities) -> str:
    """The entry of the sum that a figure goes into, or of the figure itself."""
    sums = (one.entry for one in quantities.all.values() if part in one.summed)
    return next(sums, quantities.all[part].entry)
