"""What the releases state of one measure: figures that contradict each other, and figures that have been overtaken.

Two figures are of one measure if they have the same unit, are about the same places, and a question for one of the
entries may be one for the other: their `about` and `asks` agree, and neither counts the other among its rivals.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations

from iombot.curation.whereabouts import Spot, Whereabouts
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.figures import PLACEHOLDER, Figure, write
from iombot.knowledge.index import every_text
from iombot.knowledge.models import Entry, Item
from iombot.knowledge.reader import Path_
from iombot.understanding.text import fold

SHOWN_IN = "en"
"""Language in which findings write figures."""


@dataclass(frozen=True)
class Stated:
    """One figure of a release."""

    entry: Entry
    spot: Spot
    number: Decimal
    subject: frozenset[str]
    """The places that it is about, and the line of a list."""
    topics: tuple[frozenset[str], ...]
    """`about` of its entry, without the names of releases."""
    releases: frozenset[str]
    year: int
    """The year of its period; of its release, where it counts from a year on or has no period."""

    @property
    def grain(self) -> Decimal:
        """How far the exact figure may lie from it: 1,000 for "over 71,000", 0 where it has no qualifier."""
        if not self.entry.qualifier:
            return Decimal(0)
        _, digits, exponent = self.number.normalize().as_tuple()
        return Decimal(1).scaleb(int(exponent)) if any(digits) else Decimal(0)

    @property
    def since(self) -> int | None:
        """The year from which it counts."""
        return self.entry.period.since if self.entry.period else None

    def __str__(self) -> str:
        return write(Figure(self.number, self.entry.unit), SHOWN_IN)


def check_measures(base: KnowledgeBase, where: Whereabouts) -> Iterator[Finding]:
    """Contradictions between releases are errors; a figure for which a newer release has a later one is a warning."""
    alike: dict[tuple[str, frozenset[str], int | None], list[Stated]] = defaultdict(list)
    for one in _stated(base, where):
        alike[one.entry.unit, one.subject, one.since].append(one)
    for group in alike.values():
        for first, second in combinations(group, 2):
            if _one_measure(first, second) and not _told_together(first.entry, second.entry):
                yield from _compared(first, second)


def _stated(base: KnowledgeBase, where: Whereabouts) -> Iterator[Stated]:
    names = {name for release in base.releases.values() for name in release.about}
    for entry in base.entries.values():
        releases = frozenset(source.release for source in sources_of(entry) if source.release)
        if not releases:
            continue
        own = entry.period.year if entry.period else None
        year = own or max(base.releases[id].year for id in releases)
        topics = tuple(group for group in (frozenset(group.split("|")) - names for group in entry.about) if group)
        for path, number, subject in _figures(entry):
            yield Stated(entry, where.spot("entries", entry.id).at(*path), number, subject, topics, releases, year)


def _figures(entry: Entry) -> Iterator[tuple[Path_, Decimal, frozenset[str]]]:
    """Where each figure of an entry stands in it, its number, and the places and the line that it is about."""
    if entry.number is not None:
        yield ("number",), entry.number, frozenset(entry.places)
    for place, item in enumerate(entry.items):
        if item.number is not None:
            yield ("items", place, "number"), item.number, frozenset({*entry.places, _line(item)})


def _line(item: Item) -> str:
    name = item.place or item.name or ""
    return fold(name if isinstance(name, str) else next(iter(name.values())))


def _one_measure(first: Stated, second: Stated) -> bool:
    if first.releases & second.releases or not first.topics or not second.topics:
        return False
    if not _covers(first.topics, second.topics) or not _covers(second.topics, first.topics):
        return False
    asks = set(first.entry.asks) & set(second.entry.asks) or not (first.entry.asks and second.entry.asks)
    return bool(asks) and not _rivals(first, second) and not _rivals(second, first)


def _covers(topics: tuple[frozenset[str], ...], others: tuple[frozenset[str], ...]) -> bool:
    return all(any(group & other for other in others) for group in topics)


def _rivals(first: Stated, second: Stated) -> bool:
    return any(group <= set(first.entry.rivals) for group in second.topics)


def _told_together(first: Entry, second: Entry) -> bool:
    """Whether the answer or caution of one gives the figure of the other, so that nobody is misled."""
    for one, other in ((first, second), (second, first)):
        texts = [*every_text(one.answer), *every_text(one.caution)]
        names = {name.partition(".")[0].removeprefix("answer:") for text in texts for name in PLACEHOLDER.findall(text)}
        if other.id in names:
            return True
    return False


def _compared(first: Stated, second: Stated) -> Iterator[Finding]:
    way_out = "if both hold, say both in the answer or caution of one"
    if first.year == second.year:
        apart = abs(first.number - second.number)
        if apart and apart >= first.grain + second.grain:
            told = f"{second} contradicts {first} of {first.entry.id!r} for the same measure and period"
            yield second.spot.error(f"{told}; {way_out}")
        return
    older, newer = (first, second) if first.year < second.year else (second, first)
    yield older.spot.warning(
        f"{older} ({older.year}) is older than {newer} ({newer.year}) of {newer.entry.id!r}; {way_out}"
    )
