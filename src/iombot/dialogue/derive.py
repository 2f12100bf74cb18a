"""Arithmetic on request between the lines of one list: they share period, unit and definition, so it is sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE
from iombot.understanding.targets import Target, Targets

LEAST = 2
"""Operands that arithmetic needs."""


@dataclass(frozen=True)
class Derivation:
    """A calculation over the lines of a list, or over one figure."""

    formula: str
    """Over figures of the knowledge base, such as `{post-arrival.1} - {post-arrival.2}`."""
    unit: str
    """Unit of the result."""
    decimals: int
    phrase: str
    """Id of the sentence that tells the result."""
    ranks: tuple[int, ...]
    """The lines taken, from 1, in the order of the formula; empty for one figure."""


def _sum(references: list[str]) -> str:
    return " + ".join(f"{{{reference}}}" for reference in references)


def _difference(references: list[str]) -> str:
    return f"{{{references[0]}}} - {{{references[1]}}}"


def _ratio(references: list[str]) -> str:
    return f"{{{references[0]}}} / {{{references[1]}}}"


OPERATORS: dict[str, Callable[[list[str]], str]] = {
    "op-sum": _sum,
    "op-difference": _difference,
    "op-ratio": _ratio,
}
"""Concepts of arithmetic and the formula of each over its operands."""


def derive(reading: Reading, targets: Targets) -> tuple[Target, Derivation] | None:
    """The list and the calculation that a question asks for; None where it asks for none, or not within one list."""
    wanted = [name for name in OPERATORS if name in reading.own_concepts]
    if any(token.raw == "+" for token in reading.tokens):
        wanted.append("op-sum")
    if not wanted:
        return None
    ordinals = {int(rank) for rank in values_of(reading.own_concepts, "ordinal")}
    for concepts in (reading.own_concepts, reading.fresh_concepts):
        for target in targets.all:
            if not target.shares:
                continue
            given = [rank for rank, place in enumerate(target.places, 1) if place in target.shares]
            ranks = [rank for rank in given if target.places[rank - 1] in concepts]
            if target.ranked and (ranks or (len(ordinals) >= LEAST and _on_topic(target, reading))):
                # "How far was Mali ahead of the second?"
                ranks = sorted({*ranks, *ordinals.intersection(given)})
            if ranks and f"number:{len(target.places)}" in reading.own_concepts:
                # "The total of the three" takes in the whole list.
                ranks = list(range(1, len(target.places) + 1))
            others = {name for name in concepts if name.startswith(PLACE)} - set(target.places)
            if len(ranks) >= LEAST and not others and _sound(wanted[0], target, ranks):
                return replace(target, covered=target.covered.union(OPERATORS)), derivation(wanted[0], target, ranks)
    return None


def _on_topic(target: Target, reading: Reading) -> bool:
    # Every list has a first line: only what the list is of tells which one is meant.
    return bool(target.about) and bool(target.about[0] & reading.own_concepts)


def _sound(operator: str, target: Target, ranks: list[int]) -> bool:
    figures = dict(target.by_place)
    return operator != "op-ratio" or float(figures[target.places[ranks[1] - 1]]) != 0


def derivation(operator: str, target: Target, ranks: list[int]) -> Derivation:
    """The calculation over these lines of a list, in its order; a sum takes all of them, any other two."""
    taken = ranks if operator == "op-sum" else ranks[:LEAST]
    formula = OPERATORS[operator]([f"{target.id}.{rank}" for rank in taken])
    percent = target.unit == "percent"
    if operator == "op-sum":
        return Derivation(formula, target.unit, 0, "derived-sum", tuple(taken))
    if operator == "op-difference":
        phrase = "derived-points" if percent else "derived-difference"
        return Derivation(formula, "points" if percent else target.unit, 0, phrase, tuple(taken))
    return Derivation(formula, "ratio", 1, "derived-ratio", tuple(taken))
