"""Every surface form of the knowledge base in one index: concepts, places, names, fillers."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iombot.knowledge.forms import parse_form
from iombot.understanding.automaton import Builder
from iombot.understanding.text import fold, stem

SLIPS = (4, 7, 11)
"""Lengths of a word from which one, two and three slips are forgiven."""
MOST_REMEMBERED = 4_000
"""Words of which is remembered what they may stand for, about 1 MB; the usual ones come first."""
ABBREVIATION = 4
"""Letters up to which a form in capitals is an abbreviation."""

_PLAIN = re.compile(r"[A-Za-z0-9 ()|\[\]]+")
_BRACKETS = str.maketrans("()[]|", "     ")
_JOINTS = re.compile(r"[-–/,.&]+")
_SILENT = re.compile(r"['’`´]s\b|['’`´]")


@dataclass(frozen=True, slots=True)
class Match:
    """A word of the vocabulary that a typed word may stand for."""

    word: str
    similarity: float
    """1 for the word itself, 0.99 for an inflection of it, less for each slip of the keyboard; above 0."""


def slips_allowed(length: int) -> int:
    """How many slips (OSA: insert, delete, change, swap) a word of `length` letters may hold and still be known.

    Below four letters every word is one slip from many others; from there on, one slip in about four letters keeps
    the corrected word unique in a vocabulary of a few thousand words.
    """
    return sum(length >= step for step in SLIPS)


class Lexicon:
    """All surface forms. Immutable but for what it remembers of known words."""

    def __init__(
        self,
        forms: Iterable[tuple[str, Sequence[str]]],
        suffixes: Iterable[tuple[str, str]],
        known_words: AbstractSet[str],
    ) -> None:
        """`forms` (with `(a|b)` and `[x]`), each with the concepts that it evokes."""
        self.suffixes = tuple(suffixes)
        self.known_words = known_words
        self.capitals: set[str] = set()
        """Words that count only in capitals, such as US: in lower case they are ordinary words."""
        builder = Builder()
        pairs: dict[str, tuple[str, str]] = {}
        for form, concepts in forms:
            for run in self._enter(form, frozenset(concepts), builder):
                pairs.update((first + second, (first, second)) for first, second in pairwise(run))
        self.automaton = builder.automaton()
        self._vocabulary = self.automaton.numbers
        self._longest = max(map(len, self._vocabulary), default=0)
        self._pairs = array("Q", sorted(self._pair(*pair) for pair in pairs.values()))
        self._stems = self._stemmed()
        self._cache: dict[str, tuple[Match, ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but the words that were looked up: they take longer to read back than to look up again."""
        return self.__dict__ | {"_cache": {}}

    def _enter(self, form: str, concepts: frozenset[str], builder: Builder) -> list[tuple[str, ...]]:
        """Put a form into the automaton; its runs of words that always stand together."""
        plain = form.lower() if _PLAIN.fullmatch(form) else _JOINTS.sub(" ", _SILENT.sub("", fold(form)))
        if len(form) <= ABBREVIATION and form.isupper() and plain in self.known_words:
            # It is entered in capitals: in lower case it is another word.
            plain = form
            self.capitals.add(plain)
        pieces = parse_form(plain) if plain.translate(_BRACKETS).split() else []
        if len(pieces) == 1 and len(pieces[0].options) == 1:
            builder.add_plain(pieces[0].options[0], concepts)
        elif pieces:
            builder.add(pieces, concepts)
        return [option for piece in pieces for option in piece.options]

    def _pair(self, first: str, second: str) -> int:
        return self._vocabulary[first] << 32 | self._vocabulary[second]

    def holds(self, word: str) -> bool:
        """Whether the word stands in some form."""
        return word in self._vocabulary

    def known(self, word: str) -> bool:
        """Whether the word is in the vocabulary or is a word of the language, so that it is no slip of another."""
        if word in self._vocabulary or word in self.known_words:
            return True
        # A name that nobody inflects ("Adre") is no reason to let "adres" stand.
        return any(same in self.known_words for same in self._stems.get(stem(word, self.suffixes), ()))

    def matches(self, word: str) -> tuple[Match, ...]:
        """The vocabulary words that `word` may stand for, best first; empty where there are none."""
        found = self._cache.get(word)
        if found is None:
            found = tuple(self._find(word))
            # A name or a number that somebody typed is not kept, not even in memory.
            if len(self._cache) < MOST_REMEMBERED and (word in self._vocabulary or word in self.known_words):
                self._cache[word] = found
        return found

    def pair(self, word: str) -> tuple[str, str] | None:
        """Two words of the vocabulary that were typed as one, such as `predeparture`."""
        if len(word) > 2 * self._longest or self.known(word):
            return None
        for place in range(1, len(word)):
            first, second = word[:place], word[place:]
            if first in self._vocabulary and second in self._vocabulary and self._neighbours(first, second):
                return first, second
        return None

    def _neighbours(self, first: str, second: str) -> bool:
        """Whether a word follows another in some form."""
        pair = self._pair(first, second)
        place = bisect_left(self._pairs, pair)
        return place < len(self._pairs) and self._pairs[place] == pair

    def _stemmed(self) -> dict[str, tuple[str, ...]]:
        """The vocabulary by stems."""
        found: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._vocabulary):
            key = stem(word, self.suffixes)
            found[key] = (*found.get(key, ()), word)
        return found

    @cached_property
    def _long_words(self) -> list[str]:
        return sorted(word for word in self._vocabulary if len(word) >= SLIPS[0] and word.isalpha())

    def _find(self, word: str) -> Iterator[Match]:
        if word in self._vocabulary:
            yield Match(word, 1.0)
        inflected = self._stems.get(stem(word, self.suffixes), ())
        for same in inflected:
            if same != word and same not in self.capitals:
                yield Match(same, 0.99)
        if not self.known(word) and word.isalpha():
            yield from self._corrections(word, set(inflected))

    def _corrections(self, word: str, given: set[str]) -> Iterator[Match]:
        """What it may be a slip of, without what is `given` already."""
        limit = slips_allowed(len(word))
        if not limit:
            return
        close = process.extract(word, self._long_words, scorer=OSA.distance, score_cutoff=limit, limit=8)
        close = [found for found in close if found[0] not in given]
        # People rarely slip on the first letter, so it decides between words that are equally far.
        ranked = sorted((distance + (found[0] != word[0]) * 0.5, found) for found, distance, _ in close)
        for distance, found in ranked:
            if distance == ranked[0][0] and slips_allowed(min(len(word), len(found))) >= int(distance):
                likeness = 1 - 0.6 * distance / len(word)
                # A corrected word stands for its inflections too.
                for same in [found, *self._stems.get(stem(found, self.suffixes), ())]:
                    if same not in given:
                        given.add(same)
                        yield Match(same, likeness)
