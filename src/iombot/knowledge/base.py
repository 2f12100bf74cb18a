"""The knowledge base as the rest of iombot sees it: validated, indexed, immutable."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from pathlib import Path

from iombot.errors import KnowledgeError
from iombot.knowledge.check import check_files
from iombot.knowledge.figures import Figure, compute, references
from iombot.knowledge.models import (
    Concept,
    Contact,
    Entry,
    File,
    Intent,
    Language,
    Person,
    Phrases,
    Place,
    Release,
    Source,
    Text,
)
from iombot.knowledge.reader import LoadedFile, read_folder


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that the YAML files hold, by id, in the order of the files."""

    releases: Mapping[str, Release]
    entries: Mapping[str, Entry]
    contacts: Mapping[str, Contact]
    people: Mapping[str, Person]
    intents: Mapping[str, Intent]
    concepts: Mapping[str, Concept]
    places: Mapping[str, Place]
    languages: Mapping[str, Language]
    phrases: Mapping[str, Text]
    words: frozenset[str]
    """Known words of all languages."""
    common: frozenset[str]
    """The commonest words of all languages."""
    version: str
    """First 12 hexadecimal digits of the SHA-256 of the files."""
    files: tuple[LoadedFile, ...] = ()

    def phrase(self, id: str, language: str = "en", **values: object) -> str:
        """A sentence of the bot itself, with its `{placeholders}` filled in. Raises `KeyError` for an unknown id."""
        text = in_language(self.phrases[id], language)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by reference: `entry-id` for its number, `entry-id.2` for the number of its second item."""
        found: dict[str, Figure] = {}
        for entry in self.entries.values():
            if entry.number is not None:
                found[entry.id] = Figure(entry.number, entry.unit)
            for place, item in enumerate(entry.items, 1):
                if item.number is not None:
                    found[f"{entry.id}.{place}"] = Figure(item.number, entry.unit)
        for id in _in_order(self.entries):
            entry = self.entries[id]
            if entry.formula:
                found[id] = compute(entry.formula, found, entry.unit, entry.decimals)
        return found


def _in_order(entries: Mapping[str, Entry]) -> list[str]:
    """Derived entries, each after those that its formula names."""
    order: dict[str, None] = {}

    def visit(id: str) -> None:
        formula = entries[id].formula
        for reference in references(formula or ""):
            other = reference.split(".")[0]
            if other in entries and other not in order:
                visit(other)
        if formula:
            order[id] = None

    for id in entries:
        visit(id)
    return list(order)


def in_language(text: Text, language: str) -> str:
    """The text in `language`, else in its base language, else in the first language that it has."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get(language.split("-")[0]) or next(iter(text.values()))


def all_languages(phrases: Phrases) -> Iterable[str]:
    """The phrases of all languages, in order."""
    if isinstance(phrases, list):
        return phrases
    return [phrase for one in phrases.values() for phrase in one]


def sources_of(entry: Entry) -> list[Source]:
    """The paragraphs that an entry itself names."""
    return entry.source if isinstance(entry.source, list) else [entry.source]


def with_release(file: File) -> File:
    """The file with its own release named wherever a source leaves the release out."""
    if file.release is None:
        return file
    release = file.release.id

    def full(source: Source) -> Source:
        return source if source.release else source.model_copy(update={"release": release})

    def entry(old: Entry) -> Entry:
        return old.model_copy(update={"source": [full(source) for source in sources_of(old)]})

    contacts = [old.model_copy(update={"source": full(old.source)}) for old in file.contacts]
    people = [old.model_copy(update={"source": full(old.source)}) for old in file.people]
    return file.model_copy(update={"entries": list(map(entry, file.entries)), "contacts": contacts, "people": people})


def shipped_folder() -> Path:
    """The knowledge base inside the package, or beside it in a checkout."""
    packaged = Path(str(files("iombot"))) / "_knowledge"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "knowledge"


def load_knowledge(folder: Path | None = None) -> KnowledgeBase:
    """Reads and checks a knowledge base; None stands for the one that is shipped. Raises `KnowledgeError`."""
    folder = folder or shipped_folder()
    loaded = read_folder(folder)
    findings = check_files(loaded)
    if findings:
        raise KnowledgeError(findings)
    parts = [with_release(file.content) for file in loaded]
    digest = hashlib.sha256()
    for file in loaded:
        digest.update(f"{file.name}\n{file.text}\n".encode())
    languages = {language.id: language for part in parts for language in part.languages}
    return KnowledgeBase(
        releases={part.release.id: part.release for part in parts if part.release},
        entries={entry.id: entry for part in parts for entry in part.entries},
        contacts={contact.id: contact for part in parts for contact in part.contacts},
        people={person.id: person for part in parts for person in part.people},
        intents={intent.id: intent for part in parts for intent in part.intents},
        concepts={concept.id: concept for part in parts for concept in part.concepts},
        places={place.id: place for part in parts for place in part.places},
        languages=languages,
        phrases={id: text for part in parts for id, text in part.phrases.items()},
        words=read_words(folder, [language.words for language in languages.values()]),
        common=read_words(folder, [language.common for language in languages.values()]),
        version=digest.hexdigest()[:12],
        files=tuple(loaded),
    )


def read_words(folder: Path, names: Iterable[str | None]) -> frozenset[str]:
    """The words of these files; a missing file has been reported before."""
    texts = ((folder / name).read_text("utf-8") for name in names if name)
    return frozenset(word for text in texts for word in text.split())
