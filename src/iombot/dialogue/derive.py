"""Arithmetic on request between the lines of one list: they share period, unit and definition, so it is sound."""

from __future__ import annotations

from iombot.dialogue.arithmetic import Derivation
from iombot.understanding.targets import Target
from iombot.understanding.terms import DIFFERENCE, PAIR, RATIO, SUM

OPERATORS = {SUM: "+", DIFFERENCE: "-", RATIO: "/"}
"""Concepts of arithmetic and their signs in a formula."""


def derivation(operator: str, target: Target, ranks: list[int]) -> Derivation:
    """The calculation over these lines of a list, in its order; a sum takes all of them, any other two."""
    taken = ranks if operator == SUM else ranks[:PAIR]
    formula = f" {OPERATORS[operator]} ".join(f"{{{target.id}.{rank}}}" for rank in taken)
    percent = target.unit == "percent"
    if operator == SUM:
        return Derivation(formula, target.unit, 0, "derived-sum", tuple(taken))
    if operator == DIFFERENCE:
        phrase = "derived-points" if percent else "derived-difference"
        return Derivation(formula, "points" if percent else target.unit, 0, phrase, tuple(taken))
    return Derivation(formula, "ratio", 1, "derived-ratio", tuple(taken))
