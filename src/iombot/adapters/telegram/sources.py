"""Where an answer stands, in full: what the "Source" button adds."""

from __future__ import annotations

from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.figures import calculation, references
from iombot.knowledge.models import Entry, Period, Source


def where_it_stands(entry: Entry, knowledge: KnowledgeBase, language: str) -> str:
    """Title and paragraphs of each release, the period, and how a derived figure was calculated; one a line."""
    lines = [
        knowledge.phrase("telegram-source-line", language, title=release.title, paragraph=source.paragraph)
        for source in _sources(entry, knowledge)
        if (release := knowledge.releases.get(source.release or ""))
    ]
    if entry.period:
        lines.append(knowledge.phrase("telegram-period", language, period=_period(entry.period, knowledge, language)))
    if entry.formula:
        shown = calculation(entry.formula, knowledge.figures, knowledge.figures[entry.id], language)
        lines.append(knowledge.phrase("telegram-calculation", language, calculation=shown))
    return "\n".join(lines)


def _sources(entry: Entry, knowledge: KnowledgeBase) -> list[Source]:
    """The entry's own paragraphs, else those of the figures that it is calculated from; each once."""
    own = sources_of(entry) if entry.source else []
    if not own:
        parts = [reference.split(".")[0] for reference in references(entry.formula or "")]
        own = [source for part in parts if part != entry.id for source in _sources(knowledge.entries[part], knowledge)]
    return list(dict.fromkeys(own))


def _period(period: Period, knowledge: KnowledgeBase, language: str) -> str:
    if period.since is not None:
        return knowledge.phrase("telegram-since", language, year=period.since)
    return str(period.year)
