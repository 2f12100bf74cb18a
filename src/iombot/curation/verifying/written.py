"""Everything that is written in a file of the knowledge base, with its place."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from iombot.dialogue.compose import Composer
from iombot.errors import Finding
from iombot.knowledge.figures import PLACEHOLDER
from iombot.knowledge.reader import LoadedFile, Path_

_COMMENT = re.compile(r"(?:^|\s)#(.*)$")


def written(file: LoadedFile) -> Iterator[tuple[Finding, str]]:
    """Every text of a file and every block of its comments: its place, as a finding without message, and the words."""
    for path, text in _texts(file.content, ()):
        yield file.finding(path, ""), text
    yield from _comments(file)


def filled(file: LoadedFile, composer: Composer) -> Iterator[tuple[Finding, str]]:
    """The answers and cautions of the entries as users read them, where that is not as they are written."""
    for place, own in enumerate(file.content.entries):
        entry = composer.knowledge.entries[own.id]
        if PLACEHOLDER.search(str(entry.answer)) or PLACEHOLDER.search(str(entry.caution)):
            yield file.finding(("entries", place, "answer"), ""), composer.answer(entry)


def _texts(value: object, path: Path_) -> Iterator[tuple[Path_, str]]:
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _texts(item, (*path, place))
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _texts(item, (*path, str(key)))
    elif is_dataclass(value):
        for field in fields(value):
            yield from _texts(getattr(value, field.name), (*path, field.name))


def _comments(file: LoadedFile) -> Iterator[tuple[Finding, str]]:
    """Comments; those on lines in a row are read as one."""
    block: list[str] = []
    place = (0, 0)
    for number, line in enumerate([*file.text.splitlines(), ""], 1):
        match = _COMMENT.search(line)
        if match:
            place = place if block else (number, match.start(1) + 1)
            block.append(match[1])
        elif block:
            yield Finding(file.name, *place, "", ""), " ".join(block)
            block = []
