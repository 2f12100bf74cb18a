"""Sentences copied from a release: eight words in a row.

Three kinds of words cannot be said otherwise, so each counts as one word however long it is: the headline, a title in
quotation marks that nobody speaks (the theme of a day, a report), and a name, that is, words in capitals inside a
sentence with the small words between them. A figure counts with the word before it. What a person says in quotation
marks is no title: it is paraphrased.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iombot.curation.drafting.paragraphs import Article, Paragraph, spans_of
from iombot.curation.drafting.people import find_quotations

LENGTH = 8
"""Words in a row that make a copy."""
_LINKS = frozenset(
    ("a", "al", "and", "at", "by", "de", "del", "des", "di", "du", "for", "in", "la", "le", "of", "on", "the", "to")
)
"""Small words that may stand inside a name."""
_BREAK = re.compile(r"[,;:.!?()“”\"]")


@dataclass(frozen=True)
class Copy:
    """Words that stand in a text and in a release."""

    words: str
    """As they stand in the text."""
    release: str
    paragraph: int
    """0 is the headline."""


class Originals:
    """The words of releases, ready to be looked for."""

    def __init__(self) -> None:
        self._words: list[str] = []
        self._units: list[int] = []
        """For each word the number of what counts as one word with it."""
        self._places: list[tuple[str, int]] = []
        self._starts: dict[tuple[str, ...], list[int]] = defaultdict(list)

    def add(self, release: str, article: Article) -> None:
        """Enters the headline and the paragraphs of a release."""
        for paragraph in (article.headline, *article.paragraphs):
            words = spans_of(paragraph.text)
            first = len(self._words)
            base = self._units[-1] + 1 if self._units else 0
            self._units += [base + unit for unit in _units(paragraph, words)]
            self._words += [word for word, _, _ in words]
            self._places += [(release, paragraph.number)] * len(words)
            for place in range(first, len(self._words) - LENGTH + 1):
                self._starts[tuple(self._words[place : place + LENGTH])].append(place)

    def copied_in(self, text: str) -> Iterator[Copy]:
        """The longest stretches of a text that are copies, in order."""
        spans = spans_of(text)
        words = [word for word, _, _ in spans]
        place = 0
        while place <= len(words) - LENGTH:
            found = [(self._length(words, place, start), start) for start in self._at(words, place)]
            copies = [one for one in found if self._counted(one[1], one[0]) >= LENGTH]
            if copies:
                length, start = max(copies)
                yield Copy(text[spans[place][1] : spans[place + length - 1][2]], *self._places[start])
            place += max((length for length, _ in copies), default=1)

    def _at(self, words: Sequence[str], place: int) -> Sequence[int]:
        return self._starts.get(tuple(words[place : place + LENGTH]), ())

    def _length(self, words: Sequence[str], place: int, start: int) -> int:
        """How many words from both places on are the same, within one paragraph."""
        length = 0
        while (
            place + length < len(words)
            and start + length < len(self._words)
            and self._words[start + length] == words[place + length]
            and self._places[start + length] == self._places[start]
        ):
            length += 1
        return length

    def _counted(self, start: int, length: int) -> int:
        return len(set(self._units[start : start + length]))


def _units(paragraph: Paragraph, words: Sequence[tuple[str, int, int]]) -> Iterator[int]:
    """For each word the number of the unit that it counts as, ascending from 0."""
    if paragraph.number == 0:
        yield from [0] * len(words)
        return
    titles = [(one.start, one.end) for one in find_quotations(paragraph) if not one.speaker]
    capitals = not paragraph.text.isupper()
    unit = -1
    for place, (_, _, end) in enumerate(words):
        within = place > 0 and any(first <= words[place - 1][1] and end <= last for first, last in titles)
        if not (within or (capitals and _goes_on(paragraph.text, words, place))):
            unit += 1
        yield unit


def _goes_on(text: str, words: Sequence[tuple[str, int, int]], place: int) -> bool:
    """Whether a word belongs to the name that the word before it is part of."""
    if place and text[words[place][1]].isdigit():
        return True
    if place == 0 or _BREAK.search(text[words[place - 1][2] : words[place][1]]):
        return False
    return _is_name(text, words, place - 1, back=True) and _is_name(text, words, place, back=False)


def _is_name(text: str, words: Sequence[tuple[str, int, int]], place: int, *, back: bool) -> bool:
    """Whether a word is in capitals, or a small one beside such a word on the side where the name goes on."""
    word, start, _ = words[place]
    if text[start].isupper():
        return True
    step = -1 if back else 1
    while word in _LINKS and 0 <= place + step < len(words):
        gap = text[words[min(place, place + step)][2] : words[max(place, place + step)][1]]
        place += step
        word, start, _ = words[place]
        if _BREAK.search(gap):
            return False
        if text[start].isupper():
            return True
    return False
