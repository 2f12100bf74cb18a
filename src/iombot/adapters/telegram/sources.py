"""Where an answer stands, in full: what the "Source" button adds."""

from __future__ import annotations

from iombot.dialogue.compose import Composer, all_sources
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.figures import calculation
from iombot.knowledge.models import Entry


def where_it_stands(entry: Entry, knowledge: KnowledgeBase, language: str) -> str:
    """Title and paragraph of each source, the period, and how a derived figure was calculated; one a line."""
    composer = Composer(knowledge, language)
    lines = [
        knowledge.phrase("telegram-source-line", language, title=source.title, paragraph=source.paragraph)
        for source in composer.references(all_sources(entry, knowledge))
    ]
    if entry.period:
        lines.append(knowledge.phrase("telegram-period", language, period=composer.period(entry)))
    if entry.formula:
        shown = calculation(entry.formula, knowledge.figures, knowledge.figures[entry.id], language)
        lines.append(knowledge.phrase("telegram-calculation", language, calculation=shown))
    return "\n".join(lines)
