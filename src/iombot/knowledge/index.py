"""Who declares what in a knowledge base, over all its files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from iombot.errors import Finding
from iombot.knowledge.fields import Phrases, Text
from iombot.knowledge.models import Contact, Entry, File, Intent, Person, Release
from iombot.knowledge.reader import LoadedFile, Path_

VALUES = frozenset({"place", "year", "number", "percent", "ordinal"})
"""Kinds of values that are read from a question, each a concept such as `place:NE` or `year:2023`."""


@dataclass
class Index:
    """Everything that the parts of a knowledge base refer to each other by."""

    releases: dict[str, int] = field(default_factory=dict)
    """Number of paragraphs by release id."""
    ids: dict[str, str] = field(default_factory=dict)
    """File of each release, entry, contact, person and intent."""
    others: dict[Path_, str] = field(default_factory=dict)
    """File of each concept, place, language and sentence, by its kind and id."""
    concepts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    """Ids of persons and contacts."""
    contacts: set[str] = field(default_factory=set)
    intents: set[str] = field(default_factory=set)
    marks: set[str] = field(default_factory=set)
    """Ids of concepts that are marks."""
    spoken: dict[str, tuple[Path_, str]] = field(default_factory=dict)
    """Where each mark of small talk is named first, with the file and the intent."""
    entries: dict[str, Entry] = field(default_factory=dict)
    staff: set[str] = field(default_factory=set)
    """Ids of entries and contacts that are for staff."""
    shown: set[str] = field(default_factory=set)
    """Ids of releases in which something stands that is for everybody."""

    def is_concept(self, name: str) -> bool:
        """Whether there is such a concept; `person:ID` names somebody, and the other values are those that are read."""
        kind, _, id = name.partition(":")
        if not id:
            return name in self.concepts
        return id in self.people if kind == "person" else kind in VALUES

    def is_figure(self, reference: str) -> bool:
        """Whether `entry-id` or `entry-id.2` has a number."""
        id, _, place = reference.partition(".")
        entry = self.entries.get(id)
        if entry is None:
            return False
        if not place:
            return entry.number is not None or entry.formula is not None
        known = place.isdigit() and 1 <= int(place) <= len(entry.items)
        return known and entry.items[int(place) - 1].number is not None


def declare(file: LoadedFile, index: Index) -> Iterator[Finding]:
    """Enters what a file declares; yields what was declared before."""
    content = file.content
    if content.release:
        index.releases[content.release.id] = content.release.paragraphs
    for path, item in _with_id(content):
        if item.id in index.ids:
            yield file.finding((*path, "id"), f"the id {item.id!r} is taken in {index.ids[item.id]}")
        index.ids[item.id] = file.name
    for path, kind, id in _others(content):
        if (kind, id) in index.others:
            yield file.finding(path, f"the {kind} {id!r} is declared in {index.others[kind, id]} too")
        index.others[kind, id] = file.name
    index.concepts.update(concept.id for concept in content.concepts)
    index.contacts.update(contact.id for contact in content.contacts)
    index.people.update([*(person.id for person in content.people), *(contact.id for contact in content.contacts)])
    index.intents.update(intent.id for intent in content.intents)
    index.marks.update(concept.id for concept in content.concepts if concept.kind == "mark")
    for path, mark, intent in spoken_marks(content):
        index.spoken.setdefault(mark, ((file.name, *path), intent.id))
    index.entries.update({entry.id: entry for entry in content.entries})
    _declare_audience(content, index)


def _declare_audience(content: File, index: Index) -> None:
    own = content.release.id if content.release else None
    for entry in content.entries:
        sources = entry.source if isinstance(entry.source, list) else [entry.source]
        _declare_seen(entry, [source.release or own for source in sources], index)
    for contact in content.contacts:
        _declare_seen(contact, [contact.source.release or own], index)


def _declare_seen(item: Entry | Contact, releases: list[str | None], index: Index) -> None:
    if item.audience == "staff":
        index.staff.add(item.id)
    else:
        index.shown.update(release for release in releases if release)


def _with_id(content: File) -> Iterator[tuple[Path_, Release | Entry | Contact | Person | Intent]]:
    """What answers, buttons and links name by its id alone."""
    if content.release:
        yield ("release",), content.release
    parts: dict[str, Sequence[Entry | Contact | Person | Intent]] = {
        "entries": content.entries,
        "contacts": content.contacts,
        "people": content.people,
        "intents": content.intents,
    }
    for key, items in parts.items():
        for place, item in enumerate(items):
            yield (key, place), item


def _others(content: File) -> Iterator[tuple[Path_, str, str]]:
    """Path, kind and id of what must be declared once, but shares no ids with anything else."""
    for number, concept in enumerate(content.concepts):
        yield ("concepts", number, "id"), "concept", concept.id
    for number, place in enumerate(content.places):
        yield ("places", number, "id"), "place", place.id
    for number, language in enumerate(content.languages):
        yield ("languages", number, "id"), "language", language.id
    for id in content.phrases:
        yield ("phrases", id), "sentence", id


def spoken_marks(content: File) -> Iterator[tuple[Path_, str, Intent]]:
    """Each mark that is enough for an intent, with its path and the intent."""
    for place, intent in enumerate(content.intents):
        for key, marks in (("said_as", intent.said_as), ("said_with", intent.said_with)):
            for number, mark in enumerate(marks):
                yield ("intents", place, key, number), mark, intent


def every_phrase(phrases: Phrases) -> Iterable[str]:
    """The phrases of all languages."""
    return phrases if isinstance(phrases, list) else [phrase for one in phrases.values() for phrase in one]


def every_text(text: Text | None) -> Iterable[str]:
    """A text in all its languages; nothing where there is none."""
    return [] if text is None else [text] if isinstance(text, str) else text.values()
