"""A knowledge base held against the texts of its releases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from iombot.curation.drafting.naming import Namer, with_languages
from iombot.curation.verifying.claims import Claims, Fault
from iombot.curation.verifying.copying import Originals
from iombot.curation.verifying.coverage import uncovered
from iombot.curation.verifying.texts import Evidence, read_texts
from iombot.curation.verifying.written import filled, written
from iombot.dialogue.compose import Composer
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.loading import build_base
from iombot.knowledge.reader import LoadedFile, Path_, read_folder

LANGUAGE = "en"
"""The language in which figures and places are named in findings."""
SHOWN = 60
"""Characters of a copied stretch that a finding shows."""


@dataclass(frozen=True)
class Verification:
    """What came of it."""

    errors: tuple[Finding, ...]
    """What the releases do not say, and what is copied from them, in file order."""
    uncovered: tuple[Finding, ...]
    """Figures, addresses and phone numbers of the releases that no entry or contact has, in file order."""
    entries: int
    """How many entries cite only texts that were there."""
    held: tuple[str, ...]
    """Ids of the releases whose texts were there."""
    missing: tuple[str, ...]
    """Ids of the others."""


def verify(folder: Path, texts: Path) -> Verification:
    """Holds a knowledge base, its drafts too, against the `*.txt` files of a folder.

    Raises `KnowledgeError` for faults that `check` tells, and `ReleaseTextError` for a folder without texts.
    """
    files = read_folder(folder)
    knowledge = with_languages(build_base(files, folder, drafts=True))
    namer = Namer(knowledge)
    found = read_texts(texts, knowledge, namer)
    claims = Claims(found.by_release, Composer(knowledge, LANGUAGE), namer.vocabulary.numerals)
    originals = Originals()
    for release, evidence in found.by_release.items():
        originals.add(release, evidence.article)
    errors = set(found.faults)
    for file in files:
        errors.update(file.finding(path, message) for path, message in _faults(file, knowledge, claims))
        errors.update(_copies(file, originals, claims.composer))
    left = uncovered(knowledge, found.by_release, namer.vocabulary.numerals)
    return Verification(
        tuple(sorted(errors)),
        tuple(sorted(left)),
        sum(all(one.release in found.by_release for one in sources_of(entry)) for entry in knowledge.entries.values()),
        tuple(found.by_release),
        tuple(id for id in knowledge.releases if id not in found.by_release),
    )


def _faults(file: LoadedFile, knowledge: KnowledgeBase, claims: Claims) -> Iterator[Fault]:
    """What the release, entries, contacts and people of a file claim and the texts do not say."""
    content = file.content
    if content.release and content.release.id in claims.texts:
        yield from (
            (("release", *path), message)
            for path, message in _release(
                content.release.paragraphs, content.release.year, claims.texts[content.release.id]
            )
        )
    parts: list[tuple[Path_, Iterator[Fault]]] = []
    for place, entry in enumerate(content.entries):
        parts.append((("entries", place), claims.of_entry(knowledge.entries[entry.id])))
    for place, contact in enumerate(content.contacts):
        parts.append((("contacts", place), claims.of_contact(knowledge.contacts[contact.id])))
    for place, person in enumerate(content.people):
        parts.append((("people", place), claims.of_person(knowledge.people[person.id])))
    for path, faults in parts:
        yield from (((*path, *inner), message) for inner, message in faults)


def _release(paragraphs: int, year: int, text: Evidence) -> Iterator[Fault]:
    counted = len(text.article.paragraphs)
    if paragraphs != counted:
        yield ("paragraphs",), f"{text.name} has {counted} paragraphs below its headline"
    if not text.says_words(str(year)):
        yield ("year",), f"“{year}” does not stand in the release"


def _copies(file: LoadedFile, originals: Originals, composer: Composer) -> Iterator[Finding]:
    for place, text in (*written(file), *filled(file, composer)):
        for copy in originals.copied_in(text):
            shown = copy.words if len(copy.words) <= SHOWN else copy.words[:SHOWN] + "…"
            where = f"paragraph {copy.paragraph}" if copy.paragraph else "the headline"
            yield replace(place, message=f"copies {where} of {copy.release!r}: “{shown}”; say it in your own words")
