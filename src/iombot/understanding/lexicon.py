"""Every surface form of the knowledge base in one index: concepts, places, names, fillers."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import cached_property
from itertools import chain, pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iombot.knowledge.forms import has_brackets, parse_form
from iombot.understanding.automaton import Builder
from iombot.understanding.language import Language
from iombot.understanding.slips import slips_allowed
from iombot.understanding.text import fold, stem

LEAST_CORRECTED = 4
"""Letters from which a word may be corrected into any other; shorter ones only into one of the smallest words."""
ALIKE = 0.1
"""Corrections whose cost differs by less are as likely as one another."""
OPEN = 0.4
"""The same where one leads to one of the smallest words: those are typed often, but people ask about the others."""
USUAL, COMMON = 0.25, 0.1
"""What a correction costs less that leads to one of the smallest words, or to one of the commonest."""
SURE = 0.75
"""Cost up to which a word of the language is what was meant, though no form holds it."""
SURE_SHORT = 0.4
"""The same for a word of three letters."""
SOUNDS_ALIKE = 0.97
"""Likeness of a small word to another that sounds the same; where the word itself makes sense, it wins."""
LEAST_TOLD = 4
"""Letters of the first of two words of the forms that were typed as one ("dawitcaption")."""
LEAST_APART, LEAST_OTHER = 2, 3
"""Letters that each of two words has that were typed as one, and that one of them has at least."""
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


class Lexicon:
    """All surface forms. Immutable but for what it remembers of known words."""

    def __init__(
        self,
        forms: Iterable[tuple[str, Sequence[str]]],
        suffixes: Iterable[tuple[str, str]],
        language: Language,
    ) -> None:
        """`forms` (with `(a|b)` and `[x]`), each with the concepts that it evokes."""
        self.suffixes = tuple(suffixes)
        self.language = language
        self.capitals: set[str] = set()
        """Words that count only in capitals, such as US: in lower case they are ordinary words."""
        builder = Builder()
        pairs: set[tuple[str, str]] = set()
        for form, concepts in forms:
            for run in self._enter(form, frozenset(concepts), builder):
                pairs.update(pairwise(run))
        self.automaton = builder.automaton()
        self._vocabulary = self.automaton.numbers
        self._longest = max(map(len, self._vocabulary), default=0)
        self._pairs = array("Q", sorted([self._pair(*pair) for pair in pairs]))
        self._stems = self._stemmed()
        self._cache: dict[str, tuple[Match, ...]] = {}

    def __getstate__(self) -> dict[str, object]:
        """All but the words that were looked up: they take longer to read back than to look up again."""
        return self.__dict__ | {"_cache": {}}

    def _enter(self, form: str, concepts: frozenset[str], builder: Builder) -> Sequence[tuple[str, ...]]:
        """Put a form into the automaton; its runs of words that always stand together."""
        plain = form.lower() if _PLAIN.fullmatch(form) else _JOINTS.sub(" ", _SILENT.sub("", fold(form)))
        if len(form) <= ABBREVIATION and form.isupper() and plain in self.language.known:
            # It is entered in capitals: in lower case it is another word.
            plain = form
            self.capitals.add(plain)
        said = tuple(plain.translate(_BRACKETS).split())
        if said and has_brackets(plain):
            builder.add(pieces := parse_form(plain), concepts)
            return [option for piece in pieces for option in piece.options]
        if said:
            builder.add_plain(said, concepts)
        return (said,)

    def _pair(self, first: str, second: str) -> int:
        return self._vocabulary[first] << 32 | self._vocabulary[second]

    def holds(self, word: str) -> bool:
        """Whether the word stands in some form."""
        return word in self._vocabulary

    def known(self, word: str) -> bool:
        """Whether the word is in the vocabulary or is a word of the language, so that it is no slip of another."""
        if word in self._vocabulary or word in self.language.known:
            return True
        # A name that nobody inflects ("Adre") is no reason to let "adres" stand, nor is "nothing" one to let "noth".
        return any(same in self.language.known and len(same) <= len(word) for same in self._inflections(word))

    def matches(self, word: str) -> tuple[Match, ...]:
        """The vocabulary words that `word` may stand for, best first; empty where there are none."""
        found = self._cache.get(word)
        if found is None:
            found = tuple(self._find(word))
            # A name or a number that somebody typed is not kept, not even in memory.
            if len(self._cache) < MOST_REMEMBERED and (word in self._vocabulary or word in self.language.known):
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
        place = bisect_left(self._pairs, pair := self._pair(first, second))
        return place < len(self._pairs) and self._pairs[place] == pair

    def _stemmed(self) -> dict[str, tuple[str, ...]]:
        """The vocabulary by stems, without words that are their own stem and that of no other: half of them."""
        found: dict[str, tuple[str, ...]] = {}
        for word in sorted(self._vocabulary):
            key = stem(word, self.suffixes)
            found[key] = (*found.get(key, ()), word)
        return {key: same for key, same in found.items() if same != (key,)}

    def _inflections(self, word: str) -> tuple[str, ...]:
        """The words of the vocabulary with the stem of a word."""
        key = stem(word, self.suffixes)
        alone = key in self._vocabulary and stem(key, self.suffixes) == key
        return self._stems.get(key) or ((key,) if alone else ())

    @cached_property
    def _by_length(self) -> dict[int, list[str]]:
        """Words that others are corrected into, by length, in the order of the alphabet."""
        long = (word for word in {*self._vocabulary, *self.language.common} if len(word) >= LEAST_CORRECTED)
        found: dict[int, list[str]] = {}
        for word in sorted([*long, *(word for word in self.language.usual if len(word) < LEAST_CORRECTED)]):
            if word.isalpha():
                found.setdefault(len(word), []).append(word)
        return found

    def _find(self, word: str) -> Iterator[Match]:
        if word in self._vocabulary:
            yield Match(word, 1.0)
        inflected = self._inflections(word)
        for same in inflected:
            if same != word and same not in self.capitals and not self._unlike(word, same):
                yield Match(same, 0.99)
        alike = self.language.alike.get(word)
        if alike:
            yield from (Match(same, SOUNDS_ALIKE) for same in self._inflections(alike))
        if not self.known(word) and word.isalpha():
            yield from self._corrections(word, set(inflected))

    def _unlike(self, word: str, same: str) -> bool:
        """Whether two words that look like inflections of one are two words of the language: "them", "theme(s)"."""
        short, long = sorted((word, same), key=len)
        other = f"{short}e"
        return long.startswith(other) and short in self.language.known and other in self.language.known

    def _corrections(self, word: str, given: set[str]) -> Iterator[Match]:
        """What it may be a slip of, without what is `given` already."""
        if len(word) < LEAST_CORRECTED:
            return
        ranked = self._nearest(word, given)
        small = bool(ranked) and ranked[0][2] in self.language.usual
        for cost, distance, found in ranked:
            if cost >= ranked[0][0] + ALIKE and not small:
                break
            likeness = 1 - 0.6 * distance / len(word)
            # A corrected word stands for its inflections too.
            for same in [found, *self._inflections(found)]:
                if same not in given and same in self._vocabulary:
                    given.add(same)
                    yield Match(same, likeness)

    def _nearest(self, word: str, given: AbstractSet[str] = frozenset()) -> list[tuple[float, int, str]]:
        """The likeliest words that it may be a slip of, each with its cost and the number of slips."""
        limit = slips_allowed(max(len(word), LEAST_CORRECTED))
        choices = chain.from_iterable(self._by_length.get(len(word) + more, ()) for more in range(-limit, limit + 1))
        close = process.extract(word, list(choices), scorer=OSA.distance, score_cutoff=limit, limit=None)
        ranked = sorted(
            (self._cost(word, found), int(distance), found)
            for found, distance, _ in close
            if found not in given and slips_allowed(max(min(len(word), len(found)), LEAST_CORRECTED)) >= distance
        )
        return [one for one in ranked if one[0] < ranked[0][0] + OPEN]

    def _cost(self, word: str, found: str) -> float:
        usual = USUAL if found in self.language.usual else COMMON if found in self.language.common else 0.0
        return self.language.slips.cost(word, found) - usual

    def respell(self, word: str) -> tuple[str, ...] | None:
        """The small word that an unknown one is a slip of, or the two words that were typed as one; None for neither.

        Small words make the grammar of a sentence. The commonest words of the language are told, too, where no form is
        as near: a rarer word is hardly meant.
        """
        if not word.isalpha() or self._inflections(word):
            return None
        ranked = self._nearest(word)
        if not ranked or ranked[0][0] > (SURE if len(word) >= LEAST_CORRECTED else SURE_SHORT):
            return self._apart(word, any_two=not ranked)
        small = all(found in self.language.usual or not self.holds(found) for _, _, found in ranked)
        return (ranked[0][2],) if small else None

    def _apart(self, word: str, *, any_two: bool) -> tuple[str, str] | None:
        """A small word and another one that were typed as one, such as `inthe` or `thanbelgium`.

        With `any_two` also two words of the forms, such as `dawitcaption`.
        """
        best: tuple[bool, bool, int, str, str] | None = None
        for place in range(LEAST_APART, len(word) - LEAST_APART + 1):
            first, second = word[:place], word[place:]
            for small, other in ((first, second), (second, first)):
                told = any_two and place >= LEAST_TOLD and self.holds(small) and self.holds(other)
                if (told or small in self.language.usual) and len(other) >= LEAST_OTHER and self._sayable(other):
                    found = (other in self.language.usual, self.holds(other), len(other), first, second)
                    best = max(best or found, found)
        return best[3:] if best else None

    def _sayable(self, word: str) -> bool:
        return word in self._vocabulary or word in self.language.common or word in self.language.usual
