"""Which entries can be drawn, and what stands on the picture. Drawing itself is in `iombot.drawing`, an extra."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from iombot.dialogue.compose import Composer, all_sources
from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.figures import references
from iombot.knowledge.models import Entry

WHOLE_PERCENT: Final = 100
"""Shares that add up to less leave something out, and the picture says so."""

SENTENCES: Final = ("chart-rest", "chart-calculated")
"""Phrases of the knowledge base that charts need; `chart-unit-UNIT` may say more nicely what is counted."""

_REFERENCE: Final = r"\{[^{}]+\}"
_SUM: Final = re.compile(rf"\s*{_REFERENCE}(\s*\+\s*{_REFERENCE})+\s*")
_SHARE: Final = re.compile(rf"\s*{_REFERENCE}\s*/\s*{_REFERENCE}\s*")


@dataclass(frozen=True)
class Bar:
    """One bar."""

    label: str
    value: float
    """At least 0, in the unit of the chart."""
    shown: str
    """The figure as answers write it, with its qualifier: `more than 700,000`."""


@dataclass(frozen=True)
class Chart:
    """Everything that stands on a picture, in one language."""

    entry: str
    """Id of the entry that the picture is about."""
    title: str
    unit: str
    """What is counted, and when: `per cent, 2023`."""
    bars: tuple[Bar, ...]
    """At least two."""
    notes: tuple[str, ...]
    """What must be known to read it right; the last one is the source."""

    @property
    def alternative(self) -> str:
        """The picture in words, for those who do not see it."""
        figures = "; ".join(f"{bar.label}: {bar.shown}" for bar in self.bars)
        return "\n".join([f"{self.title} ({self.unit}). {figures}.", *self.notes])


def drawable(knowledge: KnowledgeBase) -> Mapping[str, str]:
    """For each entry that a chart can show, the entry that the chart is about, which may be itself.

    Drawn are the figures of a list; the parts of a sum; and a part beside its whole. An entry that is a part is shown
    in the sum, or else in the share, that comes first in the files. A knowledge base without the words for charts has
    none.
    """
    if not knowledge.phrases.keys() >= set(SENTENCES):
        return {}
    subjects = [entry for entry in knowledge.entries.values() if _parts(entry)]
    found = {entry.id: entry.id for entry in subjects}
    for kind in (_is_sum, _is_share):
        for entry in filter(kind, subjects):
            for part in references(entry.formula or ""):
                found.setdefault(part.split(".")[0], entry.id)
    return found


def chart_of(entry: Entry, knowledge: KnowledgeBase, language: str) -> Chart:
    """The chart about an entry. Raises `KeyError` if it cannot be drawn, that is, has no chart of its own."""
    parts = _parts(entry)
    if not parts:
        raise KeyError(entry.id)
    composer = Composer(knowledge, language)
    bars = tuple(_bar(part, composer) for part in parts)
    unit = knowledge.entries[parts[0].split(".")[0]].unit
    period = composer.period(entry)
    words = knowledge.phrase(f"chart-unit-{unit}", language) if f"chart-unit-{unit}" in knowledge.phrases else unit
    sources = composer.references(all_sources(entry, knowledge))
    return Chart(
        entry.id,
        composer.label(entry.id),
        f"{words}, {period}" if period else words,
        bars,
        (*_notes(entry, bars, composer, unit), composer.source_line(sources)),
    )


def _notes(entry: Entry, bars: tuple[Bar, ...], composer: Composer, unit: str) -> Iterator[str]:
    phrase, language = composer.knowledge.phrase, composer.language
    if entry.caution:
        yield composer.fill(in_language(entry.caution, language), entry)
    if entry.formula:
        yield phrase("chart-calculated", language, calculation=composer.fill("{calculation}", entry))
    if unit == "percent" and sum(bar.value for bar in bars) < WHOLE_PERCENT:
        yield phrase("chart-rest", language, count=len(bars))


def _parts(entry: Entry) -> list[str]:
    """References of the figures that a chart about the entry shows; none if it cannot be drawn."""
    numbered = [f"{entry.id}.{rank}" for rank, item in enumerate(entry.items, 1) if item.number is not None]
    if len(numbered) > 1:
        return numbered
    return references(entry.formula or "") if _is_sum(entry) or _is_share(entry) else []


def _is_sum(entry: Entry) -> bool:
    return bool(entry.formula and _SUM.fullmatch(entry.formula))


def _is_share(entry: Entry) -> bool:
    return bool(entry.unit == "percent" and entry.formula and _SHARE.fullmatch(entry.formula))


def _bar(reference: str, composer: Composer) -> Bar:
    entry_id, _, rank = reference.partition(".")
    entry = composer.knowledge.entries[entry_id]
    label = composer.item_name(entry.items[int(rank) - 1]) if rank else composer.label(entry_id)
    return Bar(label, float(composer.knowledge.figures[reference].number), composer.value(reference))
