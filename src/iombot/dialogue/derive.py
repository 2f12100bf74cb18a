"""Arithmetic on request between the lines of one list: they share period, unit and definition, so it is sound."""

from __future__ import annotations

from collections.abc import Callable

from iombot.dialogue.arithmetic import Derivation
from iombot.understanding.targets import Target

LEAST = 2
"""Operands that arithmetic needs."""


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
