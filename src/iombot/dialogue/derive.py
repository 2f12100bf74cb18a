"""Arithmetic on request between the lines of one list: they share period, unit and definition, so it is sound."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from iombot.understanding.reading import Reading
from iombot.understanding.targets import Target, Targets

LEAST = 2
"""Operands that arithmetic needs."""


@dataclass(frozen=True)
class Derivation:
    """A calculation over the lines of a list."""

    formula: str
    """Over figures of the knowledge base, such as `{post-arrival.1} - {post-arrival.2}`."""
    unit: str
    """Unit of the result."""
    decimals: int
    ranks: tuple[int, ...]
    """The lines taken, from 1, in the order of the formula."""


def _sum(references: list[str]) -> str:
    return " + ".join(f"{{{reference}}}" for reference in references)


def _difference(references: list[str]) -> str:
    return f"{{{references[0]}}} - {{{references[1]}}}"


def _ratio(references: list[str]) -> str:
    return f"{{{references[0]}}} / {{{references[1]}}}"


OPERATORS: dict[str, tuple[Callable[[list[str]], str], str, int]] = {
    "op-sum": (_sum, "percent", 0),
    "op-difference": (_difference, "points", 0),
    "op-ratio": (_ratio, "ratio", 1),
}
"""Concept, formula over the operands, unit and decimals of the result."""


def derive(reading: Reading, targets: Targets) -> tuple[Target, Derivation] | None:
    """The list and the calculation that a question asks for; None where it asks for none, or not within one list."""
    wanted = [name for name in OPERATORS if name in reading.own_concepts]
    if not wanted:
        return None
    for concepts in (reading.own_concepts, reading.fresh_concepts):
        for target in targets.all:
            ranks = [rank for rank, place in enumerate(target.places, 1) if place in concepts & target.shares]
            others = {name for name in concepts if name.startswith("place:")} - set(target.places)
            if len(ranks) >= LEAST and not others:
                return target, _derivation(wanted[0], target, ranks)
    return None


def _derivation(operator: str, target: Target, ranks: list[int]) -> Derivation:
    formula, unit, decimals = OPERATORS[operator]
    taken = ranks if operator == "op-sum" else ranks[:LEAST]
    return Derivation(formula([f"{target.id}.{rank}" for rank in taken]), unit, decimals, tuple(taken))
