"""The likeliest of many plain intents, and how sure that is: nothing but counts, taken once.

A text becomes words, pairs of neighbouring words and pieces of words, each weighed by inverse document frequency and
each kind brought to length one. What a question holds that no example does counts in that length, so unexplained
content lowers every likeness. An intent is the mean of its examples (Rocchio 1971); its closest examples add a little.
The confidence is the share of the best intent among all of them and among "none of these".

The constants were chosen on `tests/bench/intents.py`, where flat ranges around them give the same figures.
"""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import chain, pairwise

from iombot.understanding.postings import NOWHERE, Shared, postings
from iombot.understanding.text import clean, word_form

SHARES = (1.0, 0.5, 1.0)
"""What words, pairs and pieces count in a likeness."""
PIECES = (3, 4)
"""Lengths of pieces of words, the word's two ends marked."""
DAMPING = 0.75
"""Power of a feature's mean weight in an intent: half the examples with a word say more than half of what all would."""
CLOSER = 5
"""How many intents are compared example by example."""
CLOSEST = (0.51, 0.306, 0.184)
"""What the first, second and third closest example count, each 0.6 of the one before."""
EXAMPLES = 0.2
"""What the closest examples count beside the intent as a whole."""
EXAMPLE_POWER = 0.75
"""Power of the inverse document frequency between a question and a single example."""
SHARPNESS = 20.0
"""Inverse temperature of the shares: a lead of 0.05 is worth a factor of e."""
NONE = math.exp(0.2 * SHARPNESS)
"""Weight of "none of these", that of an intent with likeness 0.2."""

_WORD = re.compile(r"[^\W_]+(?:['’`´][^\W_]+)*")
_EDGE = "\n"

Weights = dict[str, float]
Features = tuple[tuple[str, ...], ...]
"""Features of a text by kind, each once; features of different kinds never look the same."""


@dataclass(frozen=True)
class Likeliest:
    """The intent that a question most likely asks for."""

    id: str
    confidence: float
    """0 to 1; orders questions by how likely `id` is right, those that no intent covers at the bottom."""


@dataclass(frozen=True)
class _Rarity:
    """How much a feature tells, by how few examples hold it."""

    found: Mapping[str, float]
    unseen: float

    @classmethod
    def of(cls, texts: Iterable[Sequence[str]], total: int) -> _Rarity:
        counts = Counter(chain.from_iterable(texts))
        unseen = math.log(total + 1)
        return cls({feature: unseen - math.log(count) for feature, count in counts.items()}, unseen)

    def softened(self) -> _Rarity:
        """The same for a single example against a question."""
        softer = {feature: weight**EXAMPLE_POWER for feature, weight in self.found.items()}
        return _Rarity(softer, self.unseen**EXAMPLE_POWER)

    def vector(self, features: Sequence[str], share: float) -> Weights:
        """Weights of the features that some example holds; the squares of all add up to `share`."""
        known = {feature: self.found[feature] for feature in features if feature in self.found}
        squares = sum(weight * weight for weight in known.values())
        squares += (len(features) - len(known)) * self.unseen * self.unseen
        scale = math.sqrt(share / squares) if squares else 0.0
        return {feature: weight * scale for feature, weight in known.items()}


class Likeness:
    """Examples by what they stand for, indexed by their features. Immutable after construction."""

    def __init__(
        self, examples: Mapping[str, Sequence[Features]], shares: Sequence[float], *, one_by_one: bool = False
    ) -> None:
        """`shares` is what each kind of features counts; `one_by_one` also compares with the closest examples."""
        self.ids = list(examples)
        self.shares = tuple(shares)
        texts = [examples[id] for id in self.ids]
        total = sum(map(len, texts))
        self._rarities = [
            _Rarity.of((text[kind] for several in texts for text in several), total) for kind in range(len(shares))
        ]
        self._softened = [rarity.softened() for rarity in self._rarities[:2]]
        found: dict[str, list[tuple[int, float]]] = defaultdict(list)
        self._near: list[dict[str, list[tuple[int, float]]]] = []
        for intent, several in enumerate(texts):
            for feature, weight in self._intent(several):
                found[feature].append((intent, weight))
            if one_by_one:
                self._add_examples(several)
        self._postings = postings(found, Shared())

    def _intent(self, texts: Sequence[Features]) -> Iterator[tuple[str, float]]:
        """The features of all examples of an intent together, and what they weigh; the squares add up to 1."""
        summed: Weights = defaultdict(float)
        for text in texts:
            for feature, weight in self._vector(text).items():
                summed[feature] += weight
        # The mean is the sum but for a factor, which the length takes out.
        damped = {feature: weight**DAMPING for feature, weight in summed.items()}
        length = math.sqrt(sum(weight * weight for weight in damped.values())) or 1.0
        for feature, weight in damped.items():
            yield feature, weight / length

    def _add_examples(self, texts: Sequence[Features]) -> None:
        near: dict[str, list[tuple[int, float]]] = defaultdict(list)
        for place, text in enumerate(texts):
            for feature, weight in self._wording(text).items():
                near[feature].append((place, weight))
        self._near.append(near)

    def _vector(self, text: Features) -> Weights:
        merged: Weights = {}
        for share, rarity, features in zip(self.shares, self._rarities, text, strict=True):
            merged.update(rarity.vector(features, share / sum(self.shares)))
        return merged

    def _wording(self, text: Features) -> Weights:
        """The first two kinds only; the product of two such vectors is at most 1."""
        merged: Weights = {}
        shares = self.shares[:2]
        for share, rarity, features in zip(shares, self._softened, text[:2], strict=True):
            merged.update(rarity.vector(features, share / sum(shares)))
        return merged

    def rank(self, features: Features) -> list[Likeliest]:
        """The likeliest, best first, at most `CLOSER`; empty where nothing at all is shared with any example."""
        scores = [0.0] * len(self.ids)
        for feature, weight in self._vector(features).items():
            for intent, share in zip(*self._postings.get(feature, NOWHERE), strict=True):
                scores[intent] += weight * share
        closer = nlargest(CLOSER, range(len(scores)), key=scores.__getitem__)
        if self._near:
            wording = self._wording(features)
            for intent in closer:
                scores[intent] += EXAMPLES * self._closest(wording, intent)
        closer.sort(key=scores.__getitem__, reverse=True)
        # Most intents share nothing with the text, and weigh one.
        touched = [score for score in scores if score]
        total = sum(math.exp(SHARPNESS * score) for score in touched) + len(scores) - len(touched) + NONE
        return [
            Likeliest(self.ids[intent], math.exp(SHARPNESS * scores[intent]) / total)
            for intent in closer
            if scores[intent]
        ]

    def _closest(self, wording: Weights, intent: int) -> float:
        """Likeness to the closest examples of an intent, 0 to 1."""
        near = self._near[intent]
        found: dict[int, float] = defaultdict(float)
        for feature, weight in wording.items():
            for place, share in near.get(feature, ()):
                found[place] += weight * share
        best = sorted(found.values(), reverse=True)
        return sum(share * likeness for share, likeness in zip(CLOSEST, best, strict=False))


class LikeliestIntent:
    """Plain intents by the texts of their examples."""

    def __init__(self, intents: Mapping[str, Sequence[str]]) -> None:
        self.index = Likeness(
            {id: [_features(text) for text in texts] for id, texts in intents.items()}, SHARES, one_by_one=True
        )

    def find(self, text: str) -> Likeliest | None:
        """The likeliest intent; None where the text shares nothing at all with any example."""
        return next(iter(self.index.rank(_features(text))), None)


def _features(text: str) -> Features:
    """Words, pairs and pieces of a text."""
    words = [word_form(raw) for raw in _WORD.findall(clean(text))]
    # The kinds never meet: a word holds neither space nor edge, and a piece begins with a mark of its own.
    pairs = [f"{first} {second}" for first, second in pairwise([_EDGE, *words, _EDGE])]
    pieces = chain.from_iterable(map(_pieces, words))
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(pairs)), tuple(dict.fromkeys(pieces))


def _pieces(word: str) -> tuple[str, ...]:
    edged = f"{_EDGE}{word}{_EDGE}"
    return tuple(f"#{edged[at : at + size]}" for size in PIECES for at in range(len(edged) - size + 1))
