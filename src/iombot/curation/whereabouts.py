"""Where each part of a knowledge base stands, so that what is found about it can be told with its place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from iombot.errors import Finding, Level
from iombot.knowledge.fields import Phrases
from iombot.knowledge.models import Concept, Contact, Entry, File, Intent, Person, Place
from iombot.knowledge.reader import LoadedFile, Path_

Part = Literal["entries", "contacts", "people", "intents", "concepts", "places"]


@dataclass(frozen=True)
class Spot:
    """A value in a file."""

    file: LoadedFile
    path: Path_

    def at(self, *steps: str | int) -> Spot:
        """A value inside this one."""
        return Spot(self.file, (*self.path, *steps))

    def error(self, message: str) -> Finding:
        """What makes the bot say something wrong, or keeps something from ever coming to bear."""
        return self._finding(message, "error")

    def warning(self, message: str) -> Finding:
        """What may be meant so, and should be looked at."""
        return self._finding(message, "warning")

    def note(self, message: str) -> Finding:
        """What does no harm by itself."""
        return self._finding(message, "note")

    def _finding(self, message: str, level: Level) -> Finding:
        return replace(self.file.finding(self.path, message), level=level)


class Whereabouts:
    """The parts of a knowledge base by kind and id."""

    def __init__(self, files: Iterable[LoadedFile]) -> None:
        self._spots = {
            (part, item.id): Spot(file, (part, number))
            for file in files
            for part, items in _parts(file.content)
            for number, item in enumerate(items)
        }

    def spot(self, part: Part, id: str) -> Spot:
        """Where something is declared. Raises `KeyError` for what is not."""
        return self._spots[part, id]


def _parts(content: File) -> Iterator[tuple[Part, Sequence[Entry | Contact | Person | Intent | Concept | Place]]]:
    yield "entries", content.entries
    yield "contacts", content.contacts
    yield "people", content.people
    yield "intents", content.intents
    yield "concepts", content.concepts
    yield "places", content.places


def phrase_paths(phrases: Phrases) -> Iterator[tuple[Path_, str]]:
    """Every phrase with its path inside the list or map that holds it."""
    if isinstance(phrases, list):
        yield from (((number,), phrase) for number, phrase in enumerate(phrases))
        return
    for language, one in phrases.items():
        yield from (((language, number), phrase) for number, phrase in enumerate(one))
