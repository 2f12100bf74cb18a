"""Parts of a draft and how they are written as YAML that a person goes on with."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal

from iombot.curation.drafting.paragraphs import Paragraph, spans_of

SHOWN = 7
"""Words of a release that a comment may repeat: eight in a row would be a copy."""
LONGEST_ID = 48
"""Characters, as in the models."""


@dataclass(frozen=True)
class Sketch:
    """An entry, contact, person or concept of a draft."""

    values: Mapping[str, object]
    """By key, in the order in which they are written."""
    notes: Mapping[str, str] = field(default_factory=dict)
    """What stands behind a value as a comment, by its key."""
    above: str = ""
    """What stands above it as a comment."""

    def noted(self, key: str, note: str) -> Sketch:
        """The same with one more note."""
        return replace(self, notes={**self.notes, key: note})


def listed(sketches: Iterable[Sketch]) -> Iterator[str]:
    """The lines of a list of sketches."""
    for sketch in sketches:
        if sketch.above:
            yield f"  # {sketch.above}"
        for place, (key, value) in enumerate(sketch.values.items()):
            yield f"{'  - ' if place == 0 else '    '}{_line(key, value, sketch.notes)}"


def mapped(sketch: Sketch) -> Iterator[str]:
    """The lines of a single sketch."""
    return (f"  {_line(key, value, sketch.notes)}" for key, value in sketch.values.items())


def _line(key: str, value: object, notes: Mapping[str, str]) -> str:
    return f"{key}: {flow(value)}" + (f"  # {notes[key]}" if key in notes else "")


def flow(value: object) -> str:
    """A value on one line; every string in quotes, as in JSON."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {flow(item)}" for key, item in value.items()) + "}"
    if isinstance(value, list | tuple):
        return "[" + ", ".join(flow(item) for item in value) + "]"
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return json.dumps(value, ensure_ascii=False)


def slug(text: str, words: int = 4) -> str:
    """Up to so many words of a text as a part of an id; empty where it has no Latin letter."""
    ascii_only = "".join(char for char in unicodedata.normalize("NFKD", text) if char.isascii())
    return "-".join(re.findall(r"[a-z0-9]+", re.sub(r"['’]", "", ascii_only.lower()))[:words])


class Ids:
    """Hands out ids, each once."""

    def __init__(self, taken: Iterable[str]) -> None:
        self._taken = set(taken)

    def new(self, *parts: str) -> str:
        """An id of some parts, with a number behind it where it is taken."""
        wanted = "-".join(part for part in parts if part)[:LONGEST_ID].strip("-") or "release"
        id, number = wanted, 1
        while id in self._taken:
            number += 1
            id = f"{wanted[: LONGEST_ID - len(str(number)) - 1].strip('-')}-{number}"
        self._taken.add(id)
        return id


def beginning(paragraph: Paragraph, words: int = SHOWN - 1) -> str:
    """The first words of a paragraph."""
    spans = spans_of(paragraph.text)
    return paragraph.text if len(spans) <= words else f"{paragraph.text[: spans[words - 1][2]]} …"


def around(text: str, start: int, end: int) -> str:
    """What stands at a place of a paragraph, with a few words on both sides."""
    inside = [span for span in spans_of(text) if span[2] > start and span[1] < end]
    before = [first for _, first, last in spans_of(text) if last <= start]
    after = [last for _, first, last in spans_of(text) if first >= end]
    end = max([end, *(last for _, _, last in inside)])
    left = max(0, SHOWN - len(inside))
    first = before[-(left // 2)] if left // 2 and len(before) >= left // 2 else start if not left // 2 else 0
    right = left - left // 2
    last = after[right - 1] if right and len(after) >= right else len(text) if right else end
    shown = text[first:last].strip()
    return ("… " if first else "") + shown + (" …" if last < len(text) else "")
