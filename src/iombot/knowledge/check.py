"""What must hold between the parts of a knowledge base; every fault is found in one go."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal

from iombot.errors import Finding
from iombot.knowledge.figures import PLACEHOLDER, Figure, FormulaError, compute, references
from iombot.knowledge.models import Entry, File, Phrases, Source, Text
from iombot.knowledge.reader import LoadedFile, Path_
from iombot.knowledge.forms import FormError, parse_form

_BUILT_IN = frozenset({"value", "period", "items", "calculation", "release", "item.name", "item.value", "item.place"})
_ITEM = re.compile(r"item\.(\d+)\.(name|value)")
_DIGIT = re.compile(r"\d")


@dataclass
class _Index:
    """Who declares what, over all files."""

    releases: dict[str, int] = field(default_factory=dict)
    """Number of paragraphs by release id."""
    ids: dict[str, str] = field(default_factory=dict)
    """File of each entry, contact, person and intent."""
    concepts: set[str] = field(default_factory=set)
    people: set[str] = field(default_factory=set)
    places: set[str] = field(default_factory=set)
    contacts: set[str] = field(default_factory=set)
    entries: dict[str, Entry] = field(default_factory=dict)


def check_files(files: list[LoadedFile]) -> list[Finding]:
    """All faults between and within the files that the models alone cannot see."""
    index = _Index()
    findings = [finding for file in files for finding in _declare(file, index)]
    for file in files:
        findings += _check_references(file, index)
        findings += _check_forms(file)
    findings += _check_formulas(files, index)
    if not any(file.content.entries or file.content.intents for file in files):
        findings.append(Finding(files[0].name, 0, 0, "", "no file holds an entry or an intent"))
    return findings


def _declare(file: LoadedFile, index: _Index) -> Iterator[Finding]:
    content = file.content
    if content.release:
        if content.release.id in index.releases:
            yield file.finding(("release", "id"), f"the id {content.release.id!r} is taken by another release")
        index.releases[content.release.id] = content.release.paragraphs
    for key, id in _ids(content):
        if id in index.ids:
            yield file.finding((*key, "id"), f"the id {id!r} is taken in {index.ids[id]}")
        index.ids[id] = file.name
    for place, concept in enumerate(content.concepts):
        if concept.id in index.concepts:
            yield file.finding(("concepts", place, "id"), f"the concept {concept.id!r} is declared twice")
        index.concepts.add(concept.id)
    index.people.update(item.id for item in [*content.people, *content.contacts])
    index.places.update(place.id for place in content.places)
    index.contacts.update(contact.id for contact in content.contacts)
    index.entries.update({entry.id: entry for entry in content.entries})


def _ids(content: File) -> Iterator[tuple[Path_, str]]:
    for key in ("entries", "contacts", "people", "intents"):
        for place, item in enumerate(getattr(content, key)):
            yield (key, place), item.id


def _check_references(file: LoadedFile, index: _Index) -> Iterator[Finding]:
    own = file.content.release
    for key, place, source in _sources(file.content):
        release = source.release or (own.id if own else None)
        where: Path_ = (*key, place)
        if release is None:
            yield file.finding(where, "names no release, and the file declares none")
        elif release not in index.releases:
            yield file.finding((*where, "release"), f"there is no release {release!r}")
        elif source.paragraph > index.releases[release]:
            yield file.finding((*where, "paragraph"), f"release {release!r} has {index.releases[release]} paragraphs")
    for place, entry in enumerate(file.content.entries):
        for path, message in _check_entry(entry, index):
            yield file.finding(("entries", place, *path), message)
    for place, intent in enumerate(file.content.intents):
        if not _phrases(intent.utterances):
            yield file.finding(("intents", place, "utterances"), "at least one example utterance is needed")
    for place, concept in enumerate(file.content.concepts):
        for name in [*concept.implies, *([concept.opposite] if concept.opposite else [])]:
            if name not in index.concepts:
                yield file.finding(("concepts", place), f"there is no concept {name!r}")


def _sources(content: File) -> Iterator[tuple[Path_, str, Source]]:
    for place, entry in enumerate(content.entries):
        for source in entry.source if isinstance(entry.source, list) else [entry.source]:
            yield ("entries", place), "source", source
    for key in ("contacts", "people"):
        for place, item in enumerate(getattr(content, key)):
            yield (key, place), "source", item.source


def _check_entry(entry: Entry, index: _Index) -> Iterator[tuple[Path_, str]]:
    if not _phrases(entry.utterances):
        yield ("utterances",), "at least one example utterance is needed"
    if entry.source == [] and not entry.formula:
        yield ("source",), "is missing: name the release and the paragraph"
    if (entry.kind == "derived") != bool(entry.formula):
        yield ("formula",), "a derived entry needs a formula, and only a derived entry has one"
    for key in ("about", "also", "asks", "rivals"):
        for place, names in enumerate(getattr(entry, key)):
            for name in names.split("|"):
                if not _is_concept(name, index):
                    yield (key, place), f"there is no concept {name!r}"
    for place, name in enumerate(entry.related):
        if name not in index.ids:
            yield ("related", place), f"there is no entry {name!r}"
    for key in ("answer", "caution", "label", "qualifier"):
        for text in _texts(getattr(entry, key)):
            if _DIGIT.search(PLACEHOLDER.sub("", text)):
                yield (key,), "types a figure by hand: use a placeholder such as {value}, or put it under details"
            for name in PLACEHOLDER.findall(text):
                if not _is_placeholder(name, entry, index):
                    yield (key,), f"there is nothing behind the placeholder {{{name}}}"


def _is_concept(name: str, index: _Index) -> bool:
    kind, _, id = name.partition(":")
    if not id:
        return name in index.concepts
    return id in index.people if kind == "person" else kind == "place"


def _is_placeholder(name: str, entry: Entry, index: _Index) -> bool:
    if name == "value":
        return entry.number is not None or entry.formula is not None
    if name == "items":
        return bool(entry.items)
    if name == "calculation":
        return entry.formula is not None
    if name == "period":
        return entry.period is not None
    if name.startswith("answer:"):
        return name.removeprefix("answer:") in index.entries
    item = _ITEM.fullmatch(name)
    if item:
        return int(item.group(1)) <= len(entry.items)
    if name in _BUILT_IN or name in entry.details or name in index.contacts:
        return True
    return _is_figure(name, index)


def _is_figure(name: str, index: _Index) -> bool:
    id, _, place = name.partition(".")
    entry = index.entries.get(id)
    if entry is None:
        return False
    if place:
        return (
            place.isdigit() and 1 <= int(place) <= len(entry.items) and entry.items[int(place) - 1].number is not None
        )
    return entry.number is not None or entry.formula is not None


def _check_formulas(files: list[LoadedFile], index: _Index) -> Iterator[Finding]:
    for file in files:
        for place, entry in enumerate(file.content.entries):
            for message in _check_formula(entry, index):
                yield file.finding(("entries", place, "formula"), message)


def _check_formula(entry: Entry, index: _Index) -> Iterator[str]:
    if not entry.formula:
        return
    names = references(entry.formula)
    missing = [name for name in names if not _is_figure(name, index)]
    yield from (f"there is no figure {name!r}" for name in missing)
    if not names:
        yield "names no figure; write {entry-id}"
    if missing or not names:
        return
    if _circular(entry.id, index, ()):
        yield "refers to itself"
        return
    try:
        # Ones stand for the figures: here only the arithmetic is looked at.
        compute(entry.formula, dict.fromkeys(names, Figure(Decimal(1), "people")), entry.unit, entry.decimals)
    except FormulaError as error:
        yield str(error)


def _circular(id: str, index: _Index, above: tuple[str, ...]) -> bool:
    if id in above:
        return True
    names = (name.split(".")[0] for name in references(index.entries[id].formula or ""))
    return any(_circular(name, index, (*above, id)) for name in names if name in index.entries)


def _check_forms(file: LoadedFile) -> Iterator[Finding]:
    for key in ("concepts", "places"):
        for place, item in enumerate(getattr(file.content, key)):
            for phrase in _phrases(item.forms):
                try:
                    parse_form(phrase)
                except FormError as error:
                    yield file.finding((key, place, "forms"), str(error))


def _phrases(phrases: Phrases) -> Iterable[str]:
    return phrases if isinstance(phrases, list) else [phrase for one in phrases.values() for phrase in one]


def _texts(text: Text | None) -> Iterable[str]:
    return [] if text is None else [text] if isinstance(text, str) else text.values()
