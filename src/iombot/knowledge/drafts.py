"""What is still open in a knowledge base: entries marked as drafts, and texts that nobody has written yet."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass

from iombot.errors import Finding
from iombot.knowledge.models import Entry, Release
from iombot.knowledge.reader import LoadedFile, Path_

OPEN = "…"
"""A text that is no more than this is still to be written."""


@dataclass(frozen=True)
class OpenPoint:
    """Something that has to be done before the bot may answer from a file."""

    finding: Finding
    paths: frozenset[str]
    """Dotted paths of the texts that it tells of; nothing else need be said about them."""


def open_points(file: LoadedFile) -> Iterator[OpenPoint]:
    """The open points of a file: each draft once, with what it lacks, and each unwritten text outside of drafts."""
    if OPEN not in file.text and "draft" not in file.text:  # nearly all files, nearly always
        return
    content = file.content
    parts: list[tuple[Path_, Release | Entry]] = [(("release",), content.release)] if content.release else []
    parts += [(("entries", place), entry) for place, entry in enumerate(content.entries)]
    unwritten = list(_unwritten(content, ()))
    for path, part in parts:
        inside = [one for one in unwritten if one[: len(path)] == path]
        if part.draft:
            keys = dict.fromkeys(str(one[len(path)]) for one in inside)
            message = f"is a draft: write {', '.join(keys)}, " if keys else "is a draft: look it over, "
            finding = file.finding((*path, "draft"), message + "then delete this line")
            yield OpenPoint(finding, frozenset(map(_dotted, inside)))
            unwritten = [one for one in unwritten if one not in inside]
    for one in unwritten:
        yield OpenPoint(file.finding(one, f"is still to be written ({OPEN})"), frozenset({_dotted(one)}))


def _unwritten(value: object, path: Path_) -> Iterator[Path_]:
    if isinstance(value, str):
        if value.strip() == OPEN:
            yield path
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _unwritten(item, (*path, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _unwritten(item, (*path, str(key)))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _unwritten(getattr(value, field.name), (*path, field.name))


def _dotted(path: Path_) -> str:
    return ".".join(str(step) for step in path)
