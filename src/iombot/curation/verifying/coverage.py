"""What a release prints and the knowledge base leaves out: figures, addresses, phone numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from iombot.curation.drafting.figures import find_figures
from iombot.curation.drafting.marks import Mark
from iombot.curation.verifying.texts import Evidence
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.models import Entry
from iombot.knowledge.phones import international
from iombot.understanding.entities import Numerals

TELLING = 1000
"""From here on a number is the same figure wherever it stands in a release; smaller ones may be alike by chance."""
ANYWHERE = 0

Known = set[tuple[int, Decimal, bool]]
"""Paragraph, number, and whether it is a percentage."""


def uncovered(knowledge: KnowledgeBase, texts: Mapping[str, Evidence], numerals: Numerals) -> Iterator[Finding]:
    """Each figure, address and phone number that no entry, contact or list has, at its place in the text."""
    reach = {contact.email.casefold() for contact in knowledge.contacts.values()}
    reach |= {contact.phone.e164 for contact in knowledge.contacts.values() if contact.phone}
    for release, evidence in texts.items():
        known = _known(release, knowledge, numerals)
        for paragraph in evidence.article.paragraphs:
            for figure in evidence.figures[paragraph.number]:
                where = {paragraph.number} | ({ANYWHERE} if figure.number >= TELLING else set())
                if not any((place, figure.number, figure.is_share) in known for place in where):
                    printed = paragraph.text[figure.start : figure.end]
                    yield _finding(evidence, paragraph.number, figure.start, f"no entry covers {printed}")
            for mark in evidence.marks[paragraph.number]:
                if mark.kind in ("email", "phone") and not _is_known(mark, reach):
                    yield _finding(evidence, paragraph.number, mark.start, f"no contact has {mark.text}")


def _finding(evidence: Evidence, number: int, offset: int, message: str) -> Finding:
    line, column = evidence.article.paragraphs[number - 1].place(offset)
    return Finding(evidence.name, line, column, "", f"{message} (paragraph {number})", "warning")


def _is_known(mark: Mark, reach: set[str]) -> bool:
    return mark.text.casefold() in reach or international(mark.text) in reach


def _known(release: str, knowledge: KnowledgeBase, numerals: Numerals) -> Known:
    """All figures that the entries of a release have, by the paragraphs that they cite."""
    year = Decimal(knowledge.releases[release].year)
    known: Known = {(ANYWHERE, year, False)}
    for entry in knowledge.entries.values():
        cited = {one.paragraph for one in sources_of(entry) if one.release == release}
        share = entry.unit in ("percent", "points")
        for place in {*cited, ANYWHERE} if cited else ():
            known |= {(place, number, share) for number in _own(entry)}
            known |= {(place, number, False) for number in _said(entry, numerals)}
    return known


def _own(entry: Entry) -> Iterator[Decimal]:
    """The figures that an entry gives as data."""
    every = [entry.number, *(item.number for item in entry.items)]
    yield from (number for number in every if number is not None)


def _said(entry: Entry, numerals: Numerals) -> Iterator[Decimal]:
    """The figures that come along with it: its time, how long its list is, what its names hold."""
    period = entry.period
    every = [period.year, period.since] if period else []
    yield from (Decimal(number) for number in [*every, len(entry.items)] if number)
    for text in entry.details.values():
        yield from (figure.number for figure in find_figures(text, numerals, ()))
