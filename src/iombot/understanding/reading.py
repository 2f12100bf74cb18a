"""An utterance, read: its tokens and everything that they evoke."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import cached_property

from iombot.understanding.entities import entity, find_entities, values_of
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.text import Token, tokenize
from iombot.understanding.vocabulary import Vocabulary
SILENT = frozenset({FILLER})
"""What evidence that says nothing evokes."""


@dataclass(frozen=True)
class Reading:
    """What was understood of an utterance or of a part of it."""

    tokens: tuple[Token, ...]
    evidence: tuple[Evidence, ...]
    """In the order of the words, without overlaps. Words that nothing explains have no concepts; fillers are left out."""
    claim: bool = False
    """Whether it is put as something to be confirmed ("was it Libya?") rather than asked for."""

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Everything that was evoked."""
        return frozenset(concept for item in self.evidence for concept in item.concepts)

    @cached_property
    def own(self) -> tuple[Evidence, ...]:
        """The evidence of the question itself, without its background."""
        return tuple(item for item in self.evidence if not item.background)

    @cached_property
    def own_concepts(self) -> frozenset[str]:
        """What the question itself evokes."""
        return frozenset(concept for item in self.own for concept in item.concepts)

    def values(self, kind: str) -> list[str]:
        """The recognised values of a kind: `year`, `number`, `percent`, `place`, `person`, `phone`, `email`."""
        return values_of(self.concepts, kind)

    def years(self, topic: frozenset[str]) -> list[int]:
        """The years that the question is about: its own, else those told around it in a sentence on the topic, else
        those of the turn before."""
        own = values_of(self.own_concepts, "year")
        if not own:
            told = [item for item in self.evidence if item.background]
            on_topic = {self._sentence(item) for item in told if item.concepts & topic}
            near = (item for item in told if self._sentence(item) in on_topic)
            own = values_of({concept for item in near for concept in item.concepts}, "year")
        return [int(year) for year in own]

    def _sentence(self, item: Evidence) -> int:
        """The sentence that evidence stands in; -1 for what an earlier turn said."""
        return self.tokens[item.start].sentence if item.end > item.start else -1

    def with_evidence(self, added: Iterable[Evidence]) -> Reading:
        """The same with more evidence, for what an earlier turn said."""
        return replace(self, evidence=(*self.evidence, *added))


def read(utterance: str, vocabulary: Vocabulary) -> Reading:
    """Tokens and evidence of an utterance; entities first, then the longest forms, then what is left over."""
    tokens = tuple(_long_forms(tokenize(utterance), vocabulary))
    entities = find_entities(tokens, vocabulary.numerals)
    spotted = vocabulary.spotter.spot(tokens)
    # A form may take a number in ("World Refugee Day 2023"), so the longer of the two wins.
    taken = [False] * len(tokens)
    evidence: list[Evidence] = []
    for item in sorted([*entities, *spotted], key=lambda item: item.start - item.end):
        if not any(taken[item.start : item.end]):
            taken[item.start : item.end] = [True] * (item.end - item.start)
            evidence.append(item)
    for position, token in enumerate(tokens):
        if not taken[position] and token.kind == "word" and not vocabulary.is_filler(token):
            evidence.append(Evidence(position, position + 1, token.raw, frozenset(), weight=vocabulary.weight(token)))
    evidence = [_with_rank(item, tokens, vocabulary) for item in evidence]
    evidence.sort(key=lambda item: item.start)
    return Reading(tokens, tuple(item for item in evidence if item.concepts != SILENT))


def _with_rank(item: Evidence, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> Evidence:
    """A word for a place in a list ("the second") also says which place."""
    ranks = [vocabulary.numerals.ordinals.get(token.text) for token in tokens[item.start : item.end]]
    added = {entity("ordinal", rank) for rank in ranks if rank}
    return replace(item, concepts=item.concepts | added) if added else item


def _long_forms(tokens: Iterable[Token], vocabulary: Vocabulary) -> Iterable[Token]:
    """SMS spellings written out."""
    for token in tokens:
        long = vocabulary.short.get(token.text) if token.kind == "word" and not token.shouted else None
        if long is None:
            yield token
        else:
            yield from (replace(token, text=word) for word in long)
