"""Entries as people review them: everything that stands in the files, filled in and in plain words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from iombot.dialogue.compose import Composer, all_sources
from iombot.dialogue.core import LANGUAGE
from iombot.knowledge.base import KnowledgeBase, all_languages, in_language
from iombot.knowledge.fields import Text, Unit
from iombot.knowledge.figures import calculation, write
from iombot.knowledge.models import Entry

_PARTS = re.compile(r"(\{[^{}]*\})")
_SIGNS = str.maketrans({"*": "×", "/": "÷", "-": "−"})
_PLAIN: tuple[Unit, ...] = ("percent", "year", "ordinal", "ratio")
"""Units that are told by the figure itself, or by the label of its entry."""


@dataclass(frozen=True)
class Link:
    """Another entry by its name."""

    id: str
    label: str


@dataclass(frozen=True)
class Wording:
    """An answer in one language."""

    language: str
    """BCP 47 tag."""
    answer: str
    caution: str
    """Empty where there is none."""


@dataclass(frozen=True)
class Line:
    """One line of a list."""

    name: str
    figure: str
    """Empty where the release gives none."""
    share: float
    """Its length next to the longest one of the list, 0 to 100."""


@dataclass(frozen=True)
class Paragraph:
    """A paragraph of a release."""

    release: str
    number: int


@dataclass(frozen=True)
class Card:
    """One entry."""

    id: str
    kind: str
    staff: bool
    label: str
    wordings: tuple[Wording, ...]
    figure: str
    """With qualifier and unit, such as `over 71,000`; empty where there is none."""
    unit: str
    period: str
    places: tuple[str, ...]
    lines: tuple[Line, ...]
    ranked: bool
    complete: bool
    formula: tuple[Link, ...]
    """The parts of a formula in order; those that are no figure have no id."""
    calculation: str
    sources: tuple[Paragraph, ...]
    questions: tuple[str, ...]
    related: tuple[Link, ...]
    rivals: tuple[Link, ...]
    """Entries that would answer some of its examples."""


def card(entry: Entry, base: KnowledgeBase, rivals: Iterable[str]) -> Card:
    """An entry of a knowledge base; `rivals` are the entries it is easily taken for."""
    composer = Composer(base, LANGUAGE)
    figure = base.figures.get(entry.id)
    return Card(
        id=entry.id,
        kind=entry.kind,
        staff=entry.audience == "staff",
        label=composer.label(entry.id),
        wordings=tuple(_wording(entry, base, language) for language in _languages(entry.answer)),
        figure=composer.value(entry.id) if figure else "",
        unit=entry.unit if figure and entry.unit not in _PLAIN else "",
        period=composer.period(entry),
        places=tuple(composer.place_name(code) for code in entry.places),
        lines=_lines(entry, composer),
        ranked=entry.ranked,
        complete=entry.complete,
        formula=tuple(_formula(entry.formula or "", composer)),
        calculation=calculation(entry.formula, base.figures, figure, LANGUAGE) if entry.formula and figure else "",
        sources=tuple(Paragraph(one.release or "", one.paragraph) for one in all_sources(entry, base)),
        questions=tuple(all_languages(entry.utterances)),
        related=links(entry.related, composer),
        rivals=links(rivals, composer),
    )


def links(ids: Iterable[str], composer: Composer) -> tuple[Link, ...]:
    """Entries by their names."""
    return tuple(Link(id, composer.label(id)) for id in ids)


def _languages(text: Text) -> Iterable[str]:
    return text if isinstance(text, Mapping) else (LANGUAGE,)


def _wording(entry: Entry, base: KnowledgeBase, language: str) -> Wording:
    composer = Composer(base, language)
    caution = composer.fill(in_language(entry.caution, language), entry) if entry.caution else ""
    return Wording(language, composer.fill(in_language(entry.answer, language), entry), caution)


def _lines(entry: Entry, composer: Composer) -> tuple[Line, ...]:
    figures = {place: composer.knowledge.figures.get(f"{entry.id}.{place}") for place in range(1, len(entry.items) + 1)}
    longest = max((abs(figure.number) for figure in figures.values() if figure), default=0)
    return tuple(
        Line(
            composer.item_name(item),
            write(figure, LANGUAGE) if figure else "",
            float(100 * abs(figure.number) / longest) if figure and longest else 0.0,
        )
        for item, figure in zip(entry.items, figures.values(), strict=True)
    )


def _formula(formula: str, composer: Composer) -> Iterable[Link]:
    """A formula in parts: what stands in braces is called by the name of its entry."""
    for part in filter(None, _PARTS.split(formula)):
        id, _, rank = part[1:-1].partition(".") if part.startswith("{") else ("", "", "")
        item = composer.knowledge.entries[id].items[int(rank) - 1] if rank else None
        name = f"{composer.label(id)}: {composer.item_name(item)}" if item else composer.label(id)
        yield Link(id, name if id else part.translate(_SIGNS))
