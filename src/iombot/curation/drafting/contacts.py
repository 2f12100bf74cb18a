"""Whom the press may reach: names with the e-mail addresses and phone numbers beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from iombot.curation.drafting import cues
from iombot.curation.drafting.marks import Mark, find_marks, masked
from iombot.curation.drafting.paragraphs import Paragraph
from iombot.curation.drafting.people import NAME, NO_NAMES

_NAME = re.compile(NAME)
_SHORT = 12
"""Words up to which a paragraph that begins with a name may be the first line of a contact that goes on below."""


@dataclass(frozen=True)
class Reach:
    """A contact as the release prints it."""

    paragraph: int
    """Where the e-mail address stands, else the number."""
    name: str = ""
    """Empty for a shared mailbox or desk."""
    email: str = ""
    phone: str = ""
    also: tuple[Mark, ...] = ()
    """Further numbers, and such as cannot be dialled from everywhere."""


def find_contacts(paragraphs: Sequence[Paragraph]) -> list[Reach]:
    """Every e-mail address and phone number with the name before it, in order.

    A name begins a new contact once the one before has an e-mail address, or a name and a number; so does a second
    e-mail address.
    """
    found: list[Reach] = []
    current = Reach(0)
    for paragraph in paragraphs:
        marks = [mark for mark in find_marks(paragraph.text) if mark.kind in ("email", "phone")]
        if not marks:
            current = _done(found, current)
            current = replace(current, name=_alone(paragraph.text))
            continue
        items: list[tuple[int, Mark | str]] = [(mark.start, mark) for mark in marks]
        for _, item in sorted([*items, *_names(paragraph.text, marks)], key=_first):
            if isinstance(item, str):
                whole = current.email or (current.phone and current.name)
                current = _done(found, current) if whole else current
                current = replace(current, name=current.name or item)
            else:
                current = _with(found, current, item, paragraph.number)
    _done(found, current)
    return found


def _alone(text: str) -> str:
    """The name with which a short paragraph begins, as the first line of a contact does; else empty."""
    names = list(_names(text, ())) if len(text.split()) <= _SHORT else []
    return names[0][1] if names and names[0][0] == 0 else ""


def _first(item: tuple[int, Mark | str]) -> int:
    return item[0]


def _names(text: str, marks: Sequence[Mark]) -> Iterator[tuple[int, str]]:
    """What may be a name: capitalised words that are no label such as "Tel", no role and no abbreviation."""
    plain = masked(text, marks)
    for match in _NAME.finditer(plain):
        words = match.group().split()
        labels = any(re.sub(r"[^\w-]", "", word).casefold() in cues.LABELS or word.isupper() for word in words)
        if len(words) > 1 and not labels and not NO_NAMES.match(match.group()) and not cues.ROLE.search(match.group()):
            yield match.start(), match.group()


def _with(found: list[Reach], current: Reach, mark: Mark, paragraph: int) -> Reach:
    """The contact with one more address, or the next contact."""
    if mark.kind == "email":
        if current.email:
            current = _done(found, current)
        return replace(current, email=mark.text, paragraph=paragraph)
    if current.phone or not mark.sound:
        return replace(current, also=(*current.also, mark), paragraph=current.paragraph or paragraph)
    return replace(current, phone=mark.text, paragraph=current.paragraph or paragraph)


def _done(found: list[Reach], current: Reach) -> Reach:
    """Keeps a contact that can be reached; the empty one to go on with."""
    if current.email or current.phone or current.also:
        found.append(current)
    return Reach(0)
