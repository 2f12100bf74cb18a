"""From the files of a folder to a knowledge base: everything is read and checked, or every fault is told."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from sys import intern

from iombot.errors import Finding, KnowledgeError
from iombot.knowledge.base import KnowledgeBase, shipped_folder, sources_of
from iombot.knowledge.check import check_files
from iombot.knowledge.fields import Text
from iombot.knowledge.models import Contact, Entry, File, Source
from iombot.knowledge.phones import international
from iombot.knowledge.phrases import FILES, completed, missing
from iombot.knowledge.reader import LoadedFile, read_file, read_folder
from iombot.knowledge.wordlist import WordList


def read_base(folder: Path, *, drafts: bool = False) -> KnowledgeBase:
    """The knowledge base of a folder. Raises `KnowledgeError` with every fault."""
    return build_base(read_folder(folder), folder, drafts=drafts)


def build_base(loaded: list[LoadedFile], folder: Path, *, drafts: bool = False) -> KnowledgeBase:
    """The knowledge base that the files of a folder make. Raises `KnowledgeError` with every fault.

    With `drafts` it may hold drafts: for those who work on them, and never to answer from.
    """
    words = {kind: _read_words(loaded, folder, kind) for kind in ("words", "common")}
    phrases = completed_phrases(loaded, folder)
    findings = [*check_files(loaded, drafts=drafts), *(fault for _, faults in words.values() for fault in faults)]
    findings += [
        Finding(folder.name, 0, 0, f"phrases.{id}", "is missing, and the bot cannot do without it")
        for id in missing(phrases)
    ]
    if findings:
        raise KnowledgeError(findings)
    parts = [_completed(file.content) for file in loaded]
    return KnowledgeBase(
        releases={part.release.id: part.release for part in parts if part.release},
        entries={entry.id: entry for part in parts for entry in part.entries},
        contacts={contact.id: contact for part in parts for contact in part.contacts},
        people={person.id: person for part in parts for person in part.people},
        intents={intent.id: intent for part in parts for intent in part.intents},
        concepts={concept.id: concept for part in parts for concept in part.concepts},
        places={place.id: place for part in parts for place in part.places},
        languages={language.id: language for part in parts for language in part.languages},
        phrases=phrases,
        words=WordList(words["words"][0]),
        common=words["common"][0],
        version=_version(loaded),
    )


def _version(loaded: list[LoadedFile]) -> str:
    digest = hashlib.sha256()
    for file in loaded:
        digest.update(f"{file.name}\n{file.text}\n".encode())
    return digest.hexdigest()[:12]


def completed_phrases(loaded: list[LoadedFile], folder: Path) -> dict[str, Text]:
    """The sentences of the bot; a folder that is not the shipped one need not have them."""
    own = {id: text for file in loaded for id, text in file.content.phrases.items()}
    shipped = shipped_folder()
    if folder.resolve() == shipped.resolve():
        return own
    files = [read_file(shipped / name, f"{shipped.name}/{name}") for name in FILES]
    return completed(own, {id: text for file in files for id, text in file.content.phrases.items()})


def _completed(file: File) -> File:
    """The file with its own release named wherever a source leaves it out, and with phones in international form."""
    release = file.release.id if file.release else None

    def full(source: Source) -> Source:
        return replace(source, release=source.release or release)

    def entry(old: Entry) -> Entry:
        return replace(old, source=[full(source) for source in sources_of(old)])

    def contact(old: Contact) -> Contact:
        phone = old.phone and replace(old.phone, e164=international(old.phone.printed) or "")
        return replace(old, source=full(old.source), phone=phone)

    return replace(
        file,
        entries=[entry(old) for old in file.entries],
        contacts=[contact(old) for old in file.contacts],
        people=[replace(old, source=full(old.source)) for old in file.people],
    )


def _read_words(loaded: list[LoadedFile], folder: Path, kind: str) -> tuple[frozenset[str], list[Finding]]:
    """The words that the languages name files for, `words` or `common`, and what is wrong with those files."""
    words: set[str] = set()
    findings = []
    for file, place, name in _named(loaded, kind):
        try:
            words.update(map(intern, _words_of(folder, name)))
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else error
            findings.append(file.finding(("languages", place, kind), f"{name!r} cannot be read: {reason}"))
    return frozenset(words), findings


def _named(loaded: list[LoadedFile], kind: str) -> Iterator[tuple[LoadedFile, int, str]]:
    for file in loaded:
        for place, language in enumerate(file.content.languages):
            name = language.words if kind == "words" else language.common
            if name:
                yield file, place, name


def _words_of(folder: Path, name: str) -> list[str]:
    """The words of a file below the folder. Raises `OSError`, or `ValueError` where it is no text or lies elsewhere."""
    path = (folder / name).resolve()
    # What lies elsewhere could change without anybody knowing that the knowledge base did.
    if not path.is_relative_to(folder.resolve()):
        raise ValueError("it lies outside the knowledge base")
    return path.read_text("utf-8").split()
