"""What can be calculated with: the figures of a knowledge base, and how they relate to one another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cached_property
from itertools import combinations

from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.figures import Figure, compute, references, summands
from iombot.knowledge.models import Entry
from iombot.understanding.entities import entity, plain_number, values_of

UNCOUNTED = frozenset({"year", "years", "ordinal", "ratio", "points"})
"""Units of what is not counted."""
EXACT = 6
"""Decimals to which results are compared."""
ROUNDED = Decimal("0.05")
"""Share of a figure by which a rounded one may differ from it."""
COUNTING = "ask-count"


@dataclass(frozen=True)
class Quantity:
    """A figure that may be calculated with."""

    reference: str
    """As in a formula: the id of an entry, or that of a line of its list such as `origins.2`."""
    entry: str
    rank: int
    """The line of the entry's list, from 1; 0 for the figure of the entry itself."""
    figure: Figure
    period: tuple[int | None, int | None]
    """The year that it is about, and the year since which it counts."""
    whole: str | None
    """The figure that it is a part of, where the knowledge base declares one."""
    place: str
    """The place of a line as a concept; empty for others."""
    limit: bool
    """Whether it is a lower limit ("more than")."""
    names: tuple[frozenset[str], ...] = ()
    """What names it: of each group a concept."""
    covered: frozenset[str] = frozenset()
    """Every concept that may be said of it."""
    summed: tuple[str, ...] = ()
    """The figures that it is the sum of."""


@dataclass(frozen=True)
class Quantities:
    """All figures that may be calculated with, by reference."""

    all: Mapping[str, Quantity] = field(default_factory=dict)
    results: Mapping[tuple[frozenset[str], Decimal], str] = field(default_factory=dict)
    """Calculated entries by the figures behind them and what comes out: their words tell it best."""
    by_number: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """References by the figure as typed."""
    by_place: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    """References by the place that names them."""

    @cached_property
    def figures(self) -> dict[str, Figure]:
        """The figures by reference."""
        return {name: one.figure for name, one in self.all.items()}

    def named(self, concepts: frozenset[str]) -> str | None:
        """The one figure that concepts name where they are all that is asked; None where there is none or several."""
        said = concepts | {COUNTING}
        found = [
            one
            for one in self.all.values()
            if not one.rank and concepts & one.covered and all(group & said for group in one.names)
        ]
        whole = [one for one in found if any(other.whole == one.reference for other in found)]
        exact = {other.reference for other in whole}
        found = [one for one in found if self.exact(one.reference) not in exact - {one.reference}]
        return self.exact(found[0].reference) if len(found) == 1 else None

    def exact(self, reference: str) -> str:
        """The figure itself, or the exact one that it rounds: "over 71,000" stands for 71,951."""
        one = self.all[reference]
        whole = self.all.get(one.whole or "")
        if not (one.limit and whole and not whole.limit and whole.figure.unit == one.figure.unit):
            return reference
        near = abs(whole.figure.number - one.figure.number) <= whole.figure.number * ROUNDED
        return whole.reference if near else reference

    def wholes(self, reference: str) -> Iterator[str]:
        """The figures that a figure is a part of, the nearest first."""
        one = self.all.get(reference)
        while one and one.whole:
            yield one.whole
            one = self.all.get(one.whole)

    def disjoint(self, pair: frozenset[str]) -> bool:
        """Whether two figures are known to count nothing twice: lines of one list, or summands of a known sum."""
        first, second = (self.all[name] for name in pair)
        if first.rank and first.entry == second.entry:
            return True
        return any(pair <= set(one.summed) for one in self.all.values())

    def overlap(self, names: Iterable[str]) -> bool:
        """Whether one of these figures is a part of another, or two are parts of one whole and may count the same."""
        for first, second in combinations(dict.fromkeys(names), 2):
            above, below = set(self.wholes(first)), set(self.wholes(second))
            nested = second in above or first in below
            if nested or (above & below and not self.disjoint(frozenset({first, second}))):
                return True
        return False

    def base(self, names: Iterable[str]) -> frozenset[str]:
        """The figures with known sums taken apart."""
        return frozenset(part for name in names for part in (self.all[name].summed or (name,)))

    def list_of(self, entry: str) -> list[str]:
        """The lines of a list that have figures, in order."""
        return [one.reference for one in self.all.values() if one.entry == entry and one.rank]


def compile_quantities(knowledge: KnowledgeBase, covered: Mapping[str, frozenset[str]]) -> Quantities:
    """The figures of a knowledge base; `covered` holds every concept that may be said of an entry."""
    every = {
        one.reference: one
        for entry in knowledge.entries.values()
        for one in _quantities(entry, knowledge, covered.get(entry.id, frozenset()))
    }
    numbers: dict[str, tuple[str, ...]] = {}
    places: dict[str, tuple[str, ...]] = {}
    for name, one in every.items():
        typed = plain_number(one.figure.number)
        numbers[typed] = (*numbers.get(typed, ()), name)
        for place in [one.place] if one.place else _named_by(one):
            places[place] = (*places.get(place, ()), name)
    plain = Quantities(every, {}, numbers, places)
    return Quantities(every, dict(_results(knowledge, plain)), numbers, places)


def _named_by(one: Quantity) -> list[str]:
    """The places that name a figure by themselves."""
    said = one.names[0] if len(one.names) == 1 else frozenset[str]()
    return [entity("place", place) for place in values_of(said, "place")]


def _quantities(entry: Entry, knowledge: KnowledgeBase, covered: frozenset[str]) -> Iterator[Quantity]:
    period = (entry.period.year, entry.period.since) if entry.period else (None, None)
    summed = summands(entry.formula) if entry.formula else ()
    figure = knowledge.figures.get(entry.id)
    names = tuple(frozenset(group.split("|")) for group in entry.about)
    bound = entry.unit != "percent" or entry.part_of or summed
    if figure and bound and entry.unit not in UNCOUNTED and (entry.kind == "fact" or summed):
        limit = entry.qualifier is not None
        own = Quantity(entry.id, entry.id, 0, figure, period, entry.part_of, "", limit, names, covered, summed)
        yield own
    for rank, item in enumerate(entry.items, 1):
        line = knowledge.figures.get(f"{entry.id}.{rank}")
        if line and item.place:
            place = entity("place", item.place)
            yield Quantity(
                f"{entry.id}.{rank}",
                entry.id,
                rank,
                line,
                period,
                None,
                place,
                limit=False,
                names=names,
                covered=covered,
            )


def _results(knowledge: KnowledgeBase, quantities: Quantities) -> Iterator[tuple[tuple[frozenset[str], Decimal], str]]:
    for entry in reversed(list(knowledge.entries.values())):
        formula = entry.formula or ""
        while any(name not in quantities.all for name in references(formula)):
            name = next(name for name in references(formula) if name not in quantities.all)
            other = knowledge.entries[name.partition(".")[0]]
            if not other.formula:
                break
            formula = formula.replace(f"{{{name}}}", f"({other.formula})")
        else:
            if formula:
                result = compute(formula, knowledge.figures, "ratio", EXACT)
                yield (quantities.base(references(formula)), result.number), entry.id
