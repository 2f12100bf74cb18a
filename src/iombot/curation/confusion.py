"""Which entries are easily taken for one another, as a small heat map."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from iombot.curation.examples import Asked, Pair, confusable, strayed

MOST = 40
"""Entries that a map shows: more would be no small map, and too wide for a page. The list of pairs holds all."""
LEVELS = 5
"""Shades of a map besides none."""


@dataclass(frozen=True)
class Cell:
    """How many of one entry's examples another would answer, were they not among the examples."""

    count: int
    of: int

    @property
    def percent(self) -> int:
        """The share, 0 to 100."""
        return round(100 * self.count / self.of) if self.of else 0

    @property
    def level(self) -> int:
        """The shade, 0 for none to `LEVELS` for all."""
        return -(-self.count * LEVELS // self.of) if self.of else 0


@dataclass(frozen=True)
class HeatMap:
    """Entries against entries, those of a pair side by side."""

    ids: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    """A row for each entry: its examples; a cell for each entry that might answer them."""
    pairs: tuple[Pair, ...]
    """Every confusable pair, with an example of either entry."""


def heat_map(asked: Sequence[Asked]) -> HeatMap:
    """The map of all entries that stand in a confusable pair, at most `MOST`."""
    pairs = confusable(asked)
    found = dict.fromkeys(id for pair in pairs for id in (pair.first.example.id, pair.second.example.id))
    totals = Counter(one.example.id for one in asked)
    counts = strayed(asked)
    ids = tuple(found)[:MOST]
    rows = tuple(tuple(Cell(counts[id, other], totals[id]) for other in ids) for id in ids)
    return HeatMap(ids, rows, tuple(pairs))
