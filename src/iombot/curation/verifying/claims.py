"""What entries, contacts and people claim, held against the paragraphs that they cite."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from iombot.curation.drafting.figures import Mention, find_figures
from iombot.curation.drafting.paragraphs import Paragraph, same_words, words_of
from iombot.curation.drafting.people import same_person
from iombot.curation.drafting.shares import find_shares
from iombot.curation.verifying.money import without_currencies
from iombot.curation.verifying.names import typed_names
from iombot.curation.verifying.texts import Evidence
from iombot.dialogue.compose import Composer
from iombot.knowledge.base import sources_of
from iombot.knowledge.figures import PLACEHOLDER, Figure, write
from iombot.knowledge.index import every_text
from iombot.knowledge.models import Contact, Entry, Person, Source
from iombot.knowledge.reader import Path_
from iombot.understanding.entities import Numerals

HEADLINE = 0
COUNTED = 12
"""Numbers in words up to which something is counted rather than reported: "in two ways"."""
SHORT = 12
"""Words up to which a paragraph beside a contact's may be another line of the same contact."""
_PARAGRAPH = re.compile(r"paragraph\s+(\d+)", re.IGNORECASE)
_ADDRESS = re.compile(r"[^\s@{}<>(),;]+@[^\s@{}<>(),;]+\w")
_SHARES = ("percent", "points")

Fault = tuple[Path_, str]
"""A path within the entry, contact or person, and what is wrong there."""
Cited = Sequence[tuple[Evidence, int]]
"""Paragraphs that are cited, with the texts that they stand in."""


@dataclass(frozen=True)
class Claims:
    """What is needed to hold a claim against a text."""

    texts: Mapping[str, Evidence]
    """The texts that are there, by release."""
    composer: Composer
    """Writes figures and places as users read them."""
    numerals: Numerals
    """How numbers are written in words."""

    def of_entry(self, entry: Entry) -> Iterator[Fault]:
        """Everything in an entry that the cited paragraphs do not say; nothing where one of the texts is missing."""
        cited = self._cited(sources_of(entry))
        if cited:
            for claims in (self._figures, self._period, self._places, self._details, self._texts):
                yield from claims(entry, cited)

    def of_person(self, person: Person) -> Iterator[Fault]:
        """A name that the cited paragraph does not have."""
        cited = self._cited([person.source])
        if cited:
            yield from _words(("name",), person.name, cited)

    def of_contact(self, contact: Contact) -> Iterator[Fault]:
        """Name, address or number that the release does not print where it is cited."""
        cited = self._cited([contact.source])
        if not cited:
            return
        evidence, paragraph = cited[0]
        lines = [(evidence, one) for one in _block(evidence.article.paragraphs, paragraph)]
        if contact.name:
            yield from _words(("name",), contact.name, lines)
        marks = [mark for _, number in lines for mark in evidence.marks[number]]
        if not any(mark.kind == "email" and mark.text.casefold() == contact.email.casefold() for mark in marks):
            yield ("email",), _nowhere(contact.email, evidence.says_words(contact.email), cited)
        if contact.phone:
            digits = _digits(contact.phone.printed)
            if not any(mark.kind == "phone" and _digits(mark.text) == digits for mark in marks):
                others = [
                    place for place, found in evidence.marks.items() if digits in (_digits(one.text) for one in found)
                ]
                yield ("phone", "printed"), _nowhere(contact.phone.printed, others, cited)

    def _cited(self, sources: Sequence[Source]) -> Cited:
        """The paragraphs that are cited; none unless the texts of all of them are there."""
        found = [
            (self.texts[one.release], one.paragraph) for one in sources if one.release and one.release in self.texts
        ]
        return found if len(found) == len(sources) else []

    def _figures(self, entry: Entry, cited: Cited) -> Iterator[Fault]:
        if entry.number is not None:
            yield from self._figure(("number",), entry.number, entry, cited)
            if entry.qualifier:
                said = (fault for text in every_text(entry.qualifier) for fault in _words(("qualifier",), text, cited))
                faults = list(said)
                yield from faults[:1] if len(faults) == len(list(every_text(entry.qualifier))) else []
        for place, item in enumerate(entry.items):
            path: Path_ = ("items", place, "number")
            if item.number is not None:
                yield from self._figure(path, item.number, entry, cited)
                yield from self._pair(path, item.number, self.composer.item_name(item), cited)

    def _figure(self, path: Path_, number: Decimal, entry: Entry, cited: Cited) -> Iterator[Fault]:
        share = entry.unit in _SHARES
        said = write(Figure(number, entry.unit), self.composer.language)
        yield from _held(path, said, cited, lambda text: text.says_figure(number, share=share))

    def _pair(self, path: Path_, number: Decimal, name: str, cited: Cited) -> Iterator[Fault]:
        """The figure that a list of the release gives to a name, where it gives another one."""
        for evidence, place in cited:
            paragraph = evidence.article.paragraphs[place - 1]
            lines = [line for one in find_shares(paragraph.text, evidence.figures[place]) for line in one.lines]
            given = [line.figure.number for line in lines if line.figure and same_words(line.name, name)]
            if given and number not in given:
                yield path, f"the release gives {given[0]} for {name}"

    def _period(self, entry: Entry, cited: Cited) -> Iterator[Fault]:
        if entry.period is None:
            return
        own = {self.composer.knowledge.releases[one.release or ""].year for one in sources_of(entry)}
        if entry.period.year is not None and entry.period.year not in own:
            yield from _words(("period", "year"), str(entry.period.year), cited)
        if entry.period.since is not None:
            yield from _words(("period", "since"), str(entry.period.since), cited)

    def _places(self, entry: Entry, cited: Cited) -> Iterator[Fault]:
        named: list[tuple[Path_, str]] = [(("places", place), code) for place, code in enumerate(entry.places)]
        named += [(("items", place, "place"), item.place) for place, item in enumerate(entry.items) if item.place]
        for path, code in named:
            yield from self._place(path, code, cited)

    def _place(self, path: Path_, code: str, cited: Cited) -> Iterator[Fault]:
        name = self.composer.place_name(code)
        return _held(path, name, cited, lambda text: text.says_place(code, name))

    def _details(self, entry: Entry, cited: Cited) -> Iterator[Fault]:
        for key, text in entry.details.items():
            pointer = _PARAGRAPH.fullmatch(text)
            if not pointer:
                yield from _words(("details", key), text, cited)
            elif int(pointer[1]) not in {place for _, place in cited}:
                yield ("details", key), f"paragraph {pointer[1]} is not among those that the entry cites"

    def _texts(self, entry: Entry, cited: Cited) -> Iterator[Fault]:
        """Names and addresses that are typed into the answer."""
        printed = " ".join(text.article.paragraphs[place - 1].text for text, place in cited)
        for key, text in (("answer", entry.answer), ("caution", entry.caution)):
            for one in every_text(text):
                yield from self._spelled((key,), one, cited)
                for address in _ADDRESS.findall(one):
                    yield from _words((key,), address, cited)
                bare = without_currencies(one, printed, self.composer.language)
                for name in dict.fromkeys(typed_names(bare, self.composer.knowledge.words)):
                    if not self._is_release(name):
                        yield from self._name((key,), name, cited)

    def _spelled(self, path: Path_, text: str, cited: Cited) -> Iterator[Fault]:
        """Figures that are written in words; those up to twelve count what the answer itself lists."""
        bare = PLACEHOLDER.sub(" ", text)
        for figure in find_figures(bare, self.numerals):
            if figure.number > COUNTED:
                yield from _stated(path, figure, bare[figure.start : figure.end], cited)

    def _is_release(self, name: str) -> bool:
        """Whether a name is, or is part of, how the bot calls a release."""
        sought = f" {' '.join(words_of(name))} "
        every = self.composer.knowledge.releases.values()
        labels = (label for one in every for label in (*every_text(one.label), one.title))
        return any(sought in f" {' '.join(words_of(label))} " for label in labels)

    def _name(self, path: Path_, name: str, cited: Cited) -> Iterator[Fault]:
        """A name that no cited paragraph has; a person may be named there by another part of it ("Ms Doe added")."""
        people = self.composer.knowledge.people.values()
        parts = [part for person in people if same_person(person.name, name) for part in person.name.split()]
        for part in [name, *parts]:
            if not list(_words(path, part, cited)):
                return
        yield from _words(path, name, cited)


def _words(path: Path_, text: str, cited: Cited) -> Iterator[Fault]:
    return _held(path, text, cited, lambda evidence: evidence.says_words(text))


def _stated(path: Path_, figure: Mention, said: str, cited: Cited) -> Iterator[Fault]:
    return _held(path, said, cited, lambda text: text.says_figure(figure.number, share=figure.is_share))


def _held(path: Path_, said: str, cited: Cited, places: Callable[[Evidence], list[int]]) -> Iterator[Fault]:
    """A fault unless one of the cited paragraphs, or the headline, says it; names where else it stands."""
    elsewhere: list[int] = []
    for evidence, paragraph in cited:
        found = places(evidence)
        if paragraph in found or HEADLINE in found:
            return
        elsewhere += found
    yield path, _nowhere(said, elsewhere, cited)


def _nowhere(said: str, elsewhere: Sequence[int], cited: Cited) -> str:
    numbers = ", ".join(str(paragraph) for _, paragraph in cited)
    if elsewhere:
        return f"“{said}” stands in paragraph {elsewhere[0]}, not in {numbers}"
    return f"“{said}” does not stand in paragraph {numbers}, nor elsewhere in the release"


def _block(paragraphs: Sequence[Paragraph], number: int) -> list[int]:
    """A paragraph with the short ones around it: a contact may be printed on several lines."""
    found = [number]
    for step in (-1, 1):
        place = number + step
        while 0 < place <= len(paragraphs) and len(paragraphs[place - 1].text.split()) <= SHORT:
            found.append(place)
            place += step
    return found


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text.replace("(0)", ""))
