"""Answers as text: placeholders filled, calculation shown, caution and source added."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

from iombot.dialogue.reply import SourceRef
from iombot.knowledge.base import KnowledgeBase, in_language, sources_of
from iombot.knowledge.cldr import territories, written_list
from iombot.knowledge.figures import PLACEHOLDER, Figure, calculation, references, write
from iombot.knowledge.models import Contact, Entry, Item, Source
from iombot.understanding.reading import Reading
from iombot.understanding.terms import DIGITS

REACH = frozenset({"phone", "email"})
"""The ways to reach somebody."""
MOST_COMPOSED = 2_000
"""Texts kept with a knowledge base, 0.1 kB each."""
ANSWER = "answer:"
"""Placeholder that repeats the answer of another entry."""


class Composer:
    """Writes the entries and contacts of a knowledge base in one language."""

    def __init__(self, knowledge: KnowledgeBase, language: str) -> None:
        self.knowledge = knowledge
        self.language = language

    def answer(self, entry: Entry) -> str:
        """The answer with its caution, without sources."""
        if self.knowledge.entries.get(entry.id) is not entry:
            return self._compose(entry)
        return self._once(entry.id, lambda: self._compose(entry))

    def _once(self, key: str, write_out: Callable[[], str]) -> str:
        """What was written before, or is written now."""
        composed, place = self.knowledge.composed, (key, self.language)
        found = composed.get(place)
        if found is None:
            found = write_out()
            if len(composed) < MOST_COMPOSED:
                composed[place] = found
        return found

    def _compose(self, entry: Entry) -> str:
        text = self.fill(in_language(entry.answer, self.language), entry)
        if entry.caution:
            text += " " + self.fill(in_language(entry.caution, self.language), entry)
        return text

    def answer_to(self, entry: Entry, items: Sequence[int]) -> str:
        """The answer, or only the lines of its list that were asked for."""
        if not items:
            return self.answer(entry)
        text = self.lines(entry, items)
        return f"{text} {self.fill(in_language(entry.caution, self.language), entry)}" if entry.caution else text

    def lines(self, entry: Entry, items: Sequence[int]) -> str:
        """These lines of its list, with the time that they are about."""
        shown = written_list([self.item(entry.items[rank - 1], entry) for rank in items], self.language)
        period, label = self.period(entry), self.label(entry.id)
        phrase = "items-dated" if period else "items"
        return self.knowledge.phrase(phrase, self.language, label=label, items=shown, period=period)

    def fill_contacts(self, text: str) -> str:
        """A sentence with `{CONTACT-ID}` placeholders, filled in."""
        return PLACEHOLDER.sub(lambda match: self.contact_line(self.knowledge.contacts[match.group(1)]), text)

    def label(self, id: str) -> str:
        """What a button or list calls an entry, contact or release."""
        entry = self.knowledge.entries.get(id)
        if entry:
            return self.fill(in_language(entry.label, self.language), entry)
        contact = self.knowledge.contacts.get(id)
        if contact:
            return contact.name or contact.email
        release = self.knowledge.releases.get(id)
        return in_language(release.label, self.language) if release else id

    def fill(self, text: str, entry: Entry) -> str:
        """The text with every placeholder filled in."""
        return PLACEHOLDER.sub(lambda match: self._placeholder(match.group(1), entry), text)

    def _placeholder(self, name: str, entry: Entry) -> str:
        own = {"value": self._own_value, "period": self.period, "items": self.items, "calculation": self._calculation}
        if name in own:
            return own[name](entry)
        return self._reference(name, entry)

    def _own_value(self, entry: Entry) -> str:
        return self.value(entry.id)

    def _calculation(self, entry: Entry) -> str:
        figures = self.knowledge.figures
        return calculation(entry.formula or "", figures, figures[entry.id], self.language)

    def _reference(self, name: str, entry: Entry) -> str:
        if name.startswith("item."):
            return self._item(name, entry)
        if name.startswith(ANSWER):
            other = self.knowledge.entries[name.removeprefix(ANSWER)]
            return self.fill(in_language(other.answer, self.language), other)
        if name in entry.details:
            return entry.details[name]
        if name in self.knowledge.contacts:
            return self.contact_line(self.knowledge.contacts[name])
        return self.value(name)

    def value(self, reference: str) -> str:
        """A figure with its qualifier, such as `more than 126,000`."""
        figure = write(self.knowledge.figures[reference], self.language)
        entry = self.knowledge.entries[reference.split(".", maxsplit=1)[0]]
        if entry.qualifier and "." not in reference:
            return f"{in_language(entry.qualifier, self.language)} {figure}"
        return figure

    def period(self, entry: Entry) -> str:
        """The time that an entry is about, as words; empty where it has none."""
        if entry.period is None:
            return ""
        if entry.period.since is not None:
            return self.knowledge.phrase("period-since", self.language, year=entry.period.since)
        return str(entry.period.year)

    def items(self, entry: Entry) -> str:
        """The list with its figures, such as `Germany (19%) and Belgium (15%)`."""
        return written_list([self.item(item, entry) for item in entry.items], self.language)

    def item(self, item: Item, entry: Entry) -> str:
        """One line of a list with its figure."""
        if self.knowledge.entries.get(entry.id) is not entry:
            return self._written_item(item, entry)
        return self._once(f"{entry.id}.{entry.items.index(item) + 1}", lambda: self._written_item(item, entry))

    def _written_item(self, item: Item, entry: Entry) -> str:
        name = self.item_name(item)
        return name if item.number is None else f"{name} ({write(Figure(item.number, entry.unit), self.language)})"

    def item_name(self, item: Item) -> str:
        """The name of an item; a place is called as the language calls it."""
        if item.name:
            return in_language(item.name, self.language)
        return self.place_name(item.place or "")

    def place_name(self, code: str) -> str:
        """The name of a place, from the knowledge base or from Unicode CLDR."""
        place = self.knowledge.places.get(code)
        if place and place.name:
            return in_language(place.name, self.language)
        return self._once(f"place:{code}", lambda: territories(self.language).get(code, code))

    def _item(self, name: str, entry: Entry) -> str:
        _, number, what = name.split(".")
        item = entry.items[int(number) - 1]
        return self.item_name(item) if what == "name" else self.value(f"{entry.id}.{number}")

    def contact_line(self, contact: Contact, wanted: frozenset[str] = REACH) -> str:
        """Name, phone and e-mail, as far as published and wanted; the e-mail where there is no phone."""
        parts = [contact.name] if contact.name else []
        phone = contact.phone.printed if contact.phone and "phone" in wanted else None
        if phone:
            parts.append(phone)
        if "email" in wanted or not phone:
            parts.append(contact.email)
        return ", ".join(parts)

    def topic_line(self, sources: Sequence[SourceRef]) -> str:
        """What the press contacts of these paragraphs answer for; empty where none stands there."""
        places = {(source.release, source.paragraph) for source in sources}
        contacts = self.knowledge.contacts.values()
        standing = [one for one in contacts if (one.source.release, one.source.paragraph) in places]
        topics = "; ".join(dict.fromkeys(in_language(contact.topic, self.language) for contact in standing))
        return self.knowledge.phrase("contact-topic", self.language, topic=topics) if topics else ""

    def references(self, sources: Iterable[Source]) -> tuple[SourceRef, ...]:
        """Sources with the titles of their releases, each once, in order."""
        found = {
            (source.release or "", source.paragraph): SourceRef(
                source.release or "", self.knowledge.releases[source.release or ""].title, source.paragraph
            )
            for source in sources
        }
        return tuple(found.values())

    def source_line(self, sources: Sequence[SourceRef], phrase: str = "source") -> str:
        """A line such as "Source: ... release, paragraph 5."; `phrase` is `contact-published` for contacts."""
        if not sources:
            return ""
        by_release: dict[str, list[str]] = {}
        for source in sources:
            by_release.setdefault(source.release, []).append(str(source.paragraph))
        places = [
            self.knowledge.phrase(
                "source-paragraph" if len(paragraphs) == 1 else "source-paragraphs",
                self.language,
                release=self.label(release),
                paragraphs=self._listed(paragraphs),
            )
            for release, paragraphs in by_release.items()
        ]
        return self.knowledge.phrase(phrase, self.language, places="; ".join(places))

    def _listed(self, paragraphs: list[str]) -> str:
        key = " ".join(["paragraphs", *paragraphs])
        return self._once(key, lambda: written_list(paragraphs, self.language))


def all_sources(entry: Entry, knowledge: KnowledgeBase) -> list[Source]:
    """The paragraphs behind an entry; those of a derived one are the ones of the figures in its formula."""
    found = list(sources_of(entry))
    for reference in references(entry.formula or ""):
        other = knowledge.entries[reference.split(".")[0]]
        found += [source for source in all_sources(other, knowledge) if source not in found]
    return found


def wanted(reading: Reading) -> frozenset[str]:
    """Whether `phone`, `email` or both are wanted; both where neither is named alone."""
    # What a question says itself comes before what was said earlier or around it.
    for concepts in (reading.own_concepts, reading.concepts):
        named = frozenset(detail for detail in REACH if concepts & {detail, f"ask-{detail}"})
        if named:
            return named
        # A "number" may be any; what else is asked for around it is not asked of this one.
        if DIGITS in concepts:
            return REACH
    return REACH
