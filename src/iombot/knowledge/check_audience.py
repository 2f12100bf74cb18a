"""What is for everybody must not lean on what only staff may see."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from iombot.errors import Finding
from iombot.knowledge.audience import PERSON, STAFF
from iombot.knowledge.figures import PLACEHOLDER, references
from iombot.knowledge.index import Index, every_text
from iombot.knowledge.models import Entry
from iombot.knowledge.reader import LoadedFile, Path_


def check_audience(file: LoadedFile, index: Index) -> Iterator[Finding]:
    """Each place of a file where something for everybody names an entry or contact that is for staff."""
    release = file.content.release
    if release and release.id in index.shown:
        told = (name for text in every_text(release.contact) for name in PLACEHOLDER.findall(text))
        yield from _faults(file, ("release", "contact"), told, index)
    for place, entry in enumerate(file.content.entries):
        if entry.audience != STAFF:
            for key, names in _needed(entry):
                yield from _faults(file, ("entries", place, key), names, index)


def _needed(entry: Entry) -> Iterator[tuple[str, Iterable[str]]]:
    """Everything that an entry cannot do without, by the key where it stands."""
    texts = {"answer": entry.answer, "caution": entry.caution, "label": entry.label, "qualifier": entry.qualifier}
    for key, text in texts.items():
        yield key, (name for one in every_text(text) for name in PLACEHOLDER.findall(one) if name not in entry.details)
    yield "formula", references(entry.formula or "")
    yield "about", (name for group in entry.about for name in group.split("|"))


def _faults(file: LoadedFile, path: Path_, names: Iterable[str], index: Index) -> Iterator[Finding]:
    hidden = {name for name in map(_id_in, names) if name in index.staff}
    for name in sorted(hidden):
        yield file.finding(path, f"names {name!r}, which is for staff only: mark this for staff too, or leave it out")


def _id_in(name: str) -> str:
    """The id in a placeholder or concept: `answer:ID`, `ID.2`, `person:ID`."""
    return name.removeprefix("answer:").removeprefix(PERSON).partition(".")[0]
