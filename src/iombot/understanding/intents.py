"""Plain intents: an answer with example utterances, matched by the words they share.

Every intent is scored by BM25 over all its examples taken together (Robertson and Zaragoza 2009), which finds the few
intents worth a closer look; those are then compared example by example with a cosine over inverse document frequency.
No training: the index is nothing but counts.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from heapq import nlargest
from itertools import pairwise

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iombot.understanding.postings import NOWHERE, Posting, Shared, postings
from iombot.understanding.slips import slips_allowed
from iombot.understanding.text import stem, tokenize

K1, B = 1.2, 0.5
"""Usual BM25 values; B is low because a longer list of examples is no reason to trust an intent less."""
CLOSER = 8
"""How many intents are compared example by example."""
SHARES = (0.6, 0.25, 0.15)
"""What an intent's first, second and third closest example count."""


@dataclass(frozen=True)
class IntentFit:
    """An intent held against a question."""

    id: str
    confidence: float
    """How likely it is the right one, 0 to 1; comparable between questions."""
    closest: float = 1.0
    """Likeness to its closest example, 0 to 1."""


class IntentIndex:
    """Counts of words in the examples of each intent."""

    def __init__(
        self,
        intents: Mapping[str, Sequence[str]],
        suffixes: tuple[tuple[str, str], ...],
        real: Callable[[str], bool] = lambda _: False,
    ) -> None:
        """`real` tells whether a word is one of the language, and so no slip of another ("hurry" is no "hurray")."""
        self.suffixes = suffixes
        self._real = real
        self.ids = list(intents)
        self._words: frozenset[str] = frozenset()
        self._near: list[dict[str, tuple[int, ...]]] = []
        """For each intent, the examples that hold a feature."""
        self._lengths: list[list[float]] = []
        """For each intent, the lengths of its examples as vectors."""
        counts = [[Counter(self.features(example)) for example in intents[id]] for id in self.ids]
        self._words = frozenset(
            word for examples in counts for example in examples for word in example if " " not in word
        )
        self._long = sorted(word for word in self._words if slips_allowed(len(word)))
        total = sum(map(len, counts)) or 1
        seen = Counter(feature for examples in counts for example in examples for feature in example)
        self._idf = {feature: math.log(1 + total / count) for feature, count in seen.items()}
        self._unseen = math.log(1 + total)
        self._postings = self._index(counts)

    def _index(self, counts: list[list[Counter[str]]]) -> dict[str, Posting]:
        shared, found = Shared(), defaultdict[str, list[tuple[int, float]]](list)
        lengths = [sum(map(len, examples)) for examples in counts]
        mean = (sum(lengths) / len(lengths)) if lengths else 1.0
        for intent, examples in enumerate(counts):
            near: dict[str, tuple[int, ...]] = {}
            for place, example in enumerate(examples):
                near.update((feature, (*near.get(feature, ()), place)) for feature in example)
            self._near.append({feature: shared(places) for feature, places in near.items()})
            self._lengths.append([self._length(example) for example in examples])
            summed = Counter(feature for example in examples for feature in example)
            for feature, count in summed.items():
                damped = count * (K1 + 1) / (count + K1 * (1 - B + B * lengths[intent] / mean))
                found[feature].append((intent, damped * self._idf[feature]))
        return postings(found, shared)

    def features(self, text: str) -> list[str]:
        """Stems and pairs of neighbouring stems."""
        stems = [self._known(stem(token.text, self.suffixes)) for token in tokenize(text) if token.kind != "mark"]
        return stems + [f"{first} {second}" for first, second in pairwise(stems)]

    def _known(self, word: str) -> str:
        """The word, or the one of the examples that it is a slip of."""
        if word in self._words or not self._words or not word.isalpha():
            return word
        limit = 0 if self._real(word) else slips_allowed(len(word))
        close = process.extractOne(word, self._long, scorer=OSA.distance, score_cutoff=limit) if limit else None
        return close[0] if close else word

    def _weight(self, feature: str) -> float:
        weight = self._idf.get(feature, self._unseen)
        return weight * 0.5 if " " in feature else weight

    def _length(self, features: Iterable[str]) -> float:
        return math.sqrt(sum(self._weight(feature) ** 2 for feature in features)) or 1.0

    def rank(self, text: str) -> list[IntentFit]:
        """The likeliest intents, best first, at most `CLOSER`; empty where no word is shared."""
        question = dict.fromkeys(self.features(text))
        scores: dict[int, float] = defaultdict(float)
        for feature in question:
            for intent, weight in zip(*self._postings.get(feature, NOWHERE), strict=True):
                scores[intent] += weight
        likeliest = sorted(scores, key=lambda intent: (-scores[intent], intent))[:CLOSER]
        fits = [IntentFit(self.ids[intent], *self._likeness(question, intent)) for intent in likeliest]
        return sorted(fits, key=lambda fit: -fit.confidence)

    def _likeness(self, question: Collection[str], intent: int) -> tuple[float, float]:
        """Mean cosine of the closest examples, the closest counting most, and that of the closest."""
        near, lengths, own = self._near[intent], self._lengths[intent], self._length(question)
        cosines: dict[int, float] = defaultdict(float)
        for feature in question:
            weight = self._weight(feature)
            for place in near.get(feature, ()):
                cosines[place] += weight / own * (weight / lengths[place])
        shares = SHARES[: len(lengths)]
        best = nlargest(len(shares), cosines.values())
        mean = sum(share * cosine for share, cosine in zip(shares, best, strict=False)) / sum(shares)
        return mean, max(best, default=0.0)
