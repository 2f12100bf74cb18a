"""A figure in a question that is to be calculated with, and all of them."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import YEAR, Evidence


@dataclass(frozen=True)
class Operand:
    """A figure in a question: one of the knowledge base, or one that was typed to be compared with."""

    start: int
    reference: str
    """Empty for a typed figure that is none of the knowledge base."""
    typed: Decimal | None = None
    percent: bool = False
    """Whether it was typed as a percentage."""


@dataclass(frozen=True)
class Operands:
    """What a question wants calculated with."""

    figures: tuple[Operand, ...]
    """In the order of the question, each once."""
    wholes: tuple[Operand, ...]
    """Those that hold one of the others: "the returns" beside "the returns from Niger"."""
    limits: tuple[Operand, ...]
    """Typed figures that no answer gives."""
    strange: tuple[Evidence, ...]
    """What the figures found have nothing to do with."""
    confidence: float
    """Share of the question that is understood, 0 to 1."""

    @property
    def references(self) -> list[str]:
        """The figures found, as formulas name them."""
        return [one.reference for one in self.figures]

    def timely(self, reading: Reading, quantities: Quantities) -> bool:
        """Whether the years of the question, if any, are those that all figures are about."""
        years = {int(name.removeprefix(YEAR)) for name in reading.own_concepts if name.startswith(YEAR)}
        return all(years <= set(quantities.all[name].period) for name in self.references)
