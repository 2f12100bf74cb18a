"""Slips of the keyboard: how many are forgiven in a word, and how likely one is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import zip_longest

from iombot.knowledge.language import Language

FORGIVEN = (4, 7, 11)
"""Lengths of a word from which one, two and three slips are forgiven."""

# What a slip costs, by how often people make it; the figures only put guesses in order.
SWAPPED = 0.6
"""Two neighbouring letters change places."""
DOUBLED = 0.5
"""A letter is doubled, or one of two like ones is left out."""
FAINT = 0.7
"""A letter that is hardly heard is left out or put in, is taken for another, or the finger hits the key beside it."""
VOWEL = 0.6
"""A vowel is taken for another."""
LOST = 0.9
"""Any other letter is left out or put in."""
CHANGED = 1.2
"""Any other letter stands for another."""
FIRST = 0.4
"""What it adds that the first letter is not the one: people rarely slip there."""


def slips_allowed(length: int) -> int:
    """How many slips (OSA: insert, delete, change, swap) a word of `length` letters may hold and still be known.

    Below four letters every word is one slip from many others; from there on, one slip in about four letters keeps
    the corrected word unique in a vocabulary of a few thousand words.
    """
    return sum(length >= step for step in FORGIVEN)


@dataclass(frozen=True)
class Slips:
    """How likely one word was typed for another, by how a language sounds and where its letters are on a keyboard."""

    vowels: frozenset[str] = frozenset()
    faint: frozenset[str] = frozenset()
    """Letters that are hardly heard; vowels are among them."""
    likely: frozenset[frozenset[str]] = frozenset()
    """Pairs of letters one of which is often typed for the other."""

    @classmethod
    def of(cls, languages: Iterable[Language]) -> Slips:
        """The slips of those who type any of these languages."""
        languages = list(languages)
        vowels = frozenset(letter for language in languages for letter in language.vowels)
        pairs = (pair for language in languages for pair in _taken_for_one_another(language))
        return cls(
            vowels=vowels,
            faint=vowels.union(letter for language in languages for letter in language.faint),
            likely=frozenset(map(frozenset, pairs)),
        )

    def cost(self, typed: str, meant: str) -> float:
        """What it takes to type one word for another: the cheapest way, 0 for the word itself."""
        before: list[float] = []
        row = [0.0]
        for place, letter in enumerate(meant):
            row.append(row[-1] + self._one_letter(meant, place, letter))
        for at, key in enumerate(typed):
            last, before, row = before, row, [row[0] + self._one_letter(typed, at, key)]
            for place, letter in enumerate(meant):
                cost = min(
                    before[place + 1] + self._one_letter(typed, at, key),
                    row[place] + self._one_letter(meant, place, letter),
                    before[place] + self._for_another(key, letter),
                )
                if at and place and key == meant[place - 1] and letter == typed[at - 1] and key != letter:
                    cost = min(cost, last[place - 1] + SWAPPED)
                row.append(cost)
        return row[-1] + FIRST * (typed[:1] != meant[:1])

    def _one_letter(self, word: str, place: int, letter: str) -> float:
        if place and word[place - 1] == letter:
            return DOUBLED
        return FAINT if letter in self.faint else LOST

    def _for_another(self, key: str, letter: str) -> float:
        if key == letter:
            return 0.0
        if key in self.vowels and letter in self.vowels:
            return VOWEL
        return FAINT if frozenset((key, letter)) in self.likely else CHANGED


def _taken_for_one_another(language: Language) -> Iterator[str]:
    rows = language.keyboard
    for row, below in zip_longest(rows, rows[1:], fillvalue=""):
        for place, key in enumerate(row):
            yield from (key + other for other in row[place + 1 : place + 2] + below[max(place - 1, 0) : place + 1])
    yield from (first + second for group in language.sounding for first in group for second in group)
