"""Marks by which a message lists what it asks for within a line: "1) ... 2) ...", "(a) ... (b) ...", "Q1: ... Q2: "."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

SEVERAL = 2
"""As many marks of one kind in order make a list."""
MOST_WORDS = 6
"""Words that each item between bullets may have; a longer one is an aside between dashes."""

_LABELS = (
    re.compile(r"(?<![\w.,)])[(\[]?([1-9])[)\]]\s*(?=\w)"),
    re.compile(r"(?<!\w)[Qq](?:uestion)?\s?([1-9])\s?[:.)]\s*"),
    re.compile(r"(?<!\w)#([1-9])[:.)]?\s+"),
    re.compile(r"(?<![\w.,)'’])[(\[]?([a-h])[)\]]\s*(?=\w)", re.IGNORECASE),
    re.compile(r"(?<![\w.,)'’])[(\[]?(i{1,3}|iv|v)[)\]]\s*(?=\w)", re.IGNORECASE),
)
"""Numbers and letters before an item; the group is what is counted up."""
_BULLETS = (
    re.compile(r"(?:^|(?<=\s))[*•▪‣·]\s*"),
    re.compile(r"\s*[|]\s*"),
    re.compile(r"(?:^|(?<=\s))[-–—]\s+"),
)
"""Marks that are the same before or between all items."""
_COUNTED = (tuple("123456789"), tuple("abcdefgh"), ("i", "ii", "iii", "iv", "v"))
_ENDED = tuple(".?!:;,\n")
SEPARATOR = "; "


def with_items(utterance: str) -> str:
    """The message with its items between semicolons; unchanged where it lists none."""
    for pattern in _LABELS:
        found = list(_counted(pattern, utterance))
        if len(found) >= SEVERAL:
            return _separated(utterance, found)
    for pattern in _BULLETS:
        found = list(pattern.finditer(utterance))
        pieces = [utterance[before.end() : after.start()] for before, after in pairwise(found)]
        pieces += [utterance[found[-1].end() :]] if found else []
        if len(found) >= SEVERAL and all(0 < len(piece.split()) <= MOST_WORDS for piece in pieces):
            return _separated(utterance, found)
    return utterance


def _counted(pattern: re.Pattern[str], utterance: str) -> Iterator[re.Match[str]]:
    """The labels that count up from the first, each where it comes next."""
    marks = list(pattern.finditer(utterance))
    for names in _COUNTED:
        if marks and marks[0][1].lower() == names[0]:
            rest = iter(names)
            wanted = next(rest)
            for mark in marks:
                if mark[1].lower() == wanted:
                    yield mark
                    wanted = next(rest, "")
            return


def _separated(utterance: str, marks: list[re.Match[str]]) -> str:
    parts: list[str] = []
    end = 0
    for mark in marks:
        parts.append(utterance[end : mark.start()].rstrip())
        end = mark.end()
    parts.append(utterance[end:].rstrip())
    text = parts[0]
    for part in parts[1:]:
        text += (" " if not text or text.endswith(_ENDED) else SEPARATOR) + part
    return text.strip()
