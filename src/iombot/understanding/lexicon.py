"""Every surface form of the knowledge base in one index: concepts, places, names, fillers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iombot.knowledge.forms import Piece, first_words, parse_form
from iombot.understanding.text import fold, stem

SLIPS = (4, 7, 11)
"""Lengths of a word from which one, two and three slips are forgiven."""
ABBREVIATION = 4
"""Letters up to which a form in capitals is an abbreviation."""

_PLAIN = re.compile(r"[A-Za-z0-9 ()|\[\]]+")
_BRACKETS = str.maketrans("()[]|", "     ")
_JOINTS = re.compile(r"[-–/,.&]+")
_SILENT = re.compile(r"['’`´]s\b|['’`´]")


@dataclass(slots=True)
class Node:
    """A place inside a form: which words may follow, and what has been said when it ends here."""

    next: dict[str, list[Node]] = field(default_factory=dict)
    concepts: frozenset[str] = frozenset()

    def follow(self, word: str) -> Node | None:
        """Where the word leads; several ways that it leads are joined into one the first time (subset construction)."""
        ways = self.next.get(word)
        if not ways:
            return None
        if len(ways) > 1:
            joined = Node()
            for way in ways:
                joined.concepts |= way.concepts
                for following, nodes in way.next.items():
                    joined.next.setdefault(following, []).extend(nodes)
            self.next[word] = ways = [joined]
        return ways[0]


@dataclass(frozen=True)
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
    """All surface forms. A form is taken apart only when its first word is met, which keeps loading fast."""

    def __init__(self, suffixes: Iterable[tuple[str, str]], known_words: frozenset[str]) -> None:
        self.suffixes = tuple(suffixes)
        self.known_words = known_words
        self.capitals: set[str] = set()
        """Words that count only in capitals, such as US: in lower case they are ordinary words."""
        self._root = Node()
        self._forms: list[tuple[str, tuple[str, ...]]] = []
        self._waiting: dict[str, list[int]] = defaultdict(list)
        self._entered: set[int] = set()
        self._vocabulary: set[str] = set()
        self._cache: dict[str, tuple[Match, ...]] = {}

    def add(self, form: str, concepts: tuple[str, ...]) -> None:
        """Makes `form` (with `(a|b)` and `[x]`) evoke `concepts`. To be called before anything is looked up."""
        plain = form.lower() if _PLAIN.fullmatch(form) else _JOINTS.sub(" ", _SILENT.sub("", fold(form)))
        if len(form) <= ABBREVIATION and form.isupper() and plain in self.known_words:
            # It is entered in capitals: in lower case it is another word.
            plain = form
            self.capitals.add(plain)
        words = plain.translate(_BRACKETS).split()
        if not words:
            return
        self._vocabulary.update(words)
        # Most forms hold no brackets, and taking the others apart can wait for all but their first words.
        begins = first_words(parse_form(plain)) if plain[0] in "([" else words[:1]
        for word in begins:
            self._waiting[word].append(len(self._forms))
        self._forms.append((plain, concepts))

    def start(self, word: str) -> Node | None:
        """Where the forms that begin with the vocabulary word `word` go on; None where none begins with it."""
        for index in self._waiting.pop(word, ()):
            # The form may wait under other first words too, and must be entered only once.
            if index not in self._entered:
                self._entered.add(index)
                form, concepts = self._forms[index]
                self._enter(parse_form(form), concepts)
        return self._root.follow(word)

    def _enter(self, pieces: list[Piece], concepts: tuple[str, ...]) -> None:
        ends = [self._root]
        for piece in pieces:
            end = Node()
            for option in piece.options:
                nodes = ends
                for place, word in enumerate(option, 1):
                    following = end if place == len(option) else Node()
                    for node in nodes:
                        node.next.setdefault(word, []).append(following)
                    nodes = [following]
            ends = [*ends, end] if piece.optional else [end]
        for node in ends:
            node.concepts |= frozenset(concepts)

    def holds(self, word: str) -> bool:
        """Whether the word stands in some form."""
        return word in self._vocabulary

    def known(self, word: str) -> bool:
        """Whether the word is in the vocabulary or is a word of the language, so that it is no slip of another."""
        if word in self._vocabulary or word in self.known_words:
            return True
        return stem(word, self.suffixes) in self._stems

    def matches(self, word: str) -> tuple[Match, ...]:
        """The vocabulary words that `word` may stand for, best first; empty where there are none."""
        found = self._cache.get(word)
        if found is None:
            found = tuple(self._find(word))
            # A name or a number that somebody typed is not kept, not even in memory.
            if word in self._vocabulary or word in self.known_words:
                self._cache[word] = found
        return found

    def pair(self, word: str) -> tuple[str, str] | None:
        """Two words of the vocabulary that were typed as one, such as `predeparture`."""
        return None if self.known(word) else self._pairs.get(word)

    @cached_property
    def _stems(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in sorted(self._vocabulary):
            found[stem(word, self.suffixes)].append(word)
        return dict(found)

    @cached_property
    def _long_words(self) -> list[str]:
        return sorted(word for word in self._vocabulary if len(word) >= SLIPS[0] and word.isalpha())

    @cached_property
    def _pairs(self) -> dict[str, tuple[str, str]]:
        runs = (option for form, _ in self._forms for piece in parse_form(form) for option in piece.options)
        return {first + second: (first, second) for run in runs for first, second in pairwise(run)}

    def _find(self, word: str) -> Iterator[Match]:
        if word in self._vocabulary:
            yield Match(word, 1.0)
        for same in self._stems.get(stem(word, self.suffixes), ()):
            if same != word and same not in self.capitals:
                yield Match(same, 0.99)
        if not self.known(word) and word.isalpha():
            yield from self._corrections(word)

    def _corrections(self, word: str) -> Iterator[Match]:
        limit = slips_allowed(len(word))
        if not limit:
            return
        close = process.extract(word, self._long_words, scorer=OSA.distance, score_cutoff=limit, limit=8)
        # People rarely slip on the first letter, so it decides between words that are equally far.
        ranked = sorted((distance + (found[0] != word[0]) * 0.5, found) for found, distance, _ in close)
        given: set[str] = set()
        for distance, found in ranked:
            if distance == ranked[0][0] and slips_allowed(min(len(word), len(found))) >= int(distance):
                likeness = 1 - 0.6 * distance / len(word)
                # A corrected word stands for its inflections too.
                for same in [found, *self._stems.get(stem(found, self.suffixes), ())]:
                    if same not in given:
                        given.add(same)
                        yield Match(same, likeness)
