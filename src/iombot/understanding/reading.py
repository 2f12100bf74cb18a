"""An utterance, read: its tokens and everything that they evoke."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from functools import cached_property

from iombot.understanding.anybody import without_anybody
from iombot.understanding.entities import find_entities, values_of
from iombot.understanding.function_words import FunctionWords, Phrase
from iombot.understanding.needs import CRIES, needs_told
from iombot.understanding.ordinals import as_ranks, ranks, with_rank
from iombot.understanding.overlaps import longer, pointing
from iombot.understanding.restrictions import denial, restriction
from iombot.understanding.spelling import spelled
from iombot.understanding.spotting import NUMBER, Evidence, concepts_of, in_order
from iombot.understanding.terms import CLAIM, COUNT, HAND, REPORTED, REQUEST, THING, UNDEFINED
from iombot.understanding.text import Token, stem, tokenize
from iombot.understanding.unexplained import meant, pieces_of, unexplained
from iombot.understanding.vocabulary import Vocabulary

MOST_EVIDENCE = 120
"""Pieces of evidence that are looked at; a long letter has about 60."""
SHORT = 5
"""Letters up to which a word between "of" and a figure is an article or pronoun."""
QUOTATION_MARKS = frozenset('"“”«»')
"""Marks between which somebody's words stand."""
ENDING = (REQUEST, REPORTED, THING, HAND, CLAIM)
"""Marks of which a reading keeps where they end."""
CURT = 12
"""Tokens up to which a sentence is curt."""


@dataclass(frozen=True)
class Reading:
    """What was understood of an utterance or of a part of it."""

    tokens: tuple[Token, ...]
    evidence: tuple[Evidence, ...]
    """In the order of the words, without overlaps; words that nothing explains have no concepts, fillers are out."""
    stems: tuple[str, ...] = ()
    """The tokens without their inflection, one for each."""
    marks: frozenset[str] = frozenset()
    """How it is said: greeting, first person, asking for confirmation, ..."""
    pointers: tuple[Evidence, ...] = ()
    """What points at something just said ("the last one"), the longest first; words that are evidence may, too."""
    requests: tuple[int, ...] = ()
    """Indices of the tokens after each "tell me" or "I want to know": what is asked often begins there."""
    reports: tuple[int, ...] = ()
    """Indices of the tokens after each "my boss says that": what somebody else claims begins there."""
    things: tuple[int, ...] = ()
    """Indices of the tokens after each "what does" or "to what": anything but a figure is asked for there."""
    hands: tuple[int, ...] = ()
    """Indices of the tokens after each "could you help" or "would you have these": what is wanted was said before."""
    checks: tuple[int, ...] = ()
    """Indices of the tokens after each "is that right": what is to be confirmed may stand before."""
    undefined: tuple[Evidence, ...] = ()
    """Terms that the releases use without saying what they mean."""
    aside: tuple[Evidence, ...] = ()
    """All marks with their places."""
    limits: frozenset[str] = frozenset()
    """What kept the question before from being answered, such as "women"; still in force where this one leans on it."""
    last: str = ""
    """Id of what the turn before was answered with; empty where nothing is to be continued."""
    inside_year: bool = False
    """Whether it asks for what happened *in* a year, and not since or until it."""
    guards: frozenset[str] = frozenset()
    """Words such as "all", "only" or "not", which turn a fact into another one."""
    claim: bool = False
    """Whether it is put as something to be confirmed ("was it Libya?") rather than asked for."""
    choices: tuple[tuple[Evidence, Evidence], ...] = ()
    """What it offers to choose between ("*before* or *after* departure?"): neither yes nor no answers that."""
    negated: bool = False
    """Whether a claim says that something is *not* so: "it was not Libya, right?"."""
    polar: bool = False
    """Whether it begins as such a question, whatever it asks for beside that ("did it, and by how many?")."""
    words: FunctionWords = field(default=FunctionWords(), repr=False, compare=False)
    """Those of the languages that it was read in."""

    @cached_property
    def concepts(self) -> frozenset[str]:
        """Everything that was evoked."""
        return frozenset(concept for item in self.evidence for concept in item.concepts | item.inner)

    @cached_property
    def cries(self) -> tuple[Evidence, ...]:
        """What tells of a need, or only sounds like it: marks of it, with their places."""
        return tuple(item for item in self.aside if item.concepts & CRIES)

    @cached_property
    def own(self) -> tuple[Evidence, ...]:
        """The evidence of the question itself, without its background."""
        return tuple(item for item in self.evidence if not item.background)

    @cached_property
    def own_concepts(self) -> frozenset[str]:
        """What the question itself evokes."""
        return frozenset(concept for item in self.own for concept in item.concepts | item.inner)

    @cached_property
    def restriction(self) -> Evidence | None:
        """The word that restricts what is counted ("how many *also*"); None in a claim, too."""
        parts = [item.end for item in self.own if self.out_of(item)]
        return None if self.claim else restriction(self.own, self.tokens, self.words, parts)

    @cached_property
    def denial(self) -> Evidence | None:
        """The word that asks for whoever is left out ("which countries gave *no* support"); None in a claim, too."""
        return None if self.claim else denial(self.own, self.tokens, self.words)

    def is_name(self, item: Evidence) -> bool:
        """Whether it is written like a name: with a capital inside a sentence that is not all in capitals."""
        before = [token for token in self.tokens[: item.start] if token.kind == "word"]
        inside = bool(before) and before[-1].sentence == self.tokens[item.start].sentence
        if not (inside and item.text[:1].isupper()):
            return False
        words = [token.raw for token in self.tokens if token.kind == "word" and token.raw]
        return sum(word[0].isupper() for word in words) * 2 <= len(words)

    @cached_property
    def fresh_concepts(self) -> frozenset[str]:
        """What the question itself evokes or the turn before did, leaving out what is told around the question."""
        kept = (item for item in self.evidence if not item.background or item.start == item.end)
        return frozenset(concept for item in kept for concept in item.concepts | item.inner)

    @property
    def recalls(self) -> bool:
        """Whether an earlier turn has added to it."""
        return any(item.start == item.end for item in self.evidence)

    def values(self, kind: str) -> list[str]:
        """The recognised values of a kind: `year`, `number`, `percent`, `place`, `person`, `phone`, `email`."""
        return values_of(self.concepts, kind)

    @cached_property
    def _ending(self) -> dict[int, frozenset[str]]:
        """Concepts by the place where their words end."""
        found: dict[int, frozenset[str]] = {}
        for item in self.evidence:
            if item.end > item.start:
                found[item.end] = found.get(item.end, frozenset()) | item.concepts
        return found

    @cached_property
    def quoted(self) -> frozenset[int]:
        """The places of the words and marks between quotation marks, which are one thing."""
        marks = [place for place, token in enumerate(self.tokens) if token.raw in QUOTATION_MARKS]
        return frozenset(place for pair in zip(marks[::2], marks[1::2], strict=False) for place in range(*pair))

    @cached_property
    def spoken(self) -> frozenset[str]:
        """The words of the message."""
        return frozenset(token.text for token in self.tokens)

    @property
    def length(self) -> int:
        """How many words and numbers the message has."""
        return sum(token.kind != "mark" for token in self.tokens)

    def before(self, item: Evidence) -> frozenset[str]:
        """The concepts of what stands directly before a piece of evidence, or one small word before it."""
        near = self._ending.get(item.start)
        return self._ending.get(item.start - 1, frozenset()) if near is None else near

    def follows(self, item: Evidence, phrases: Collection[Phrase]) -> bool:
        """Whether evidence stands directly behind one of these phrases."""
        before = tuple(token.text for token in self.tokens[: item.start])
        return any(before[-len(phrase) :] == phrase for phrase in phrases)

    def out_of(self, item: Evidence) -> bool:
        """Whether a figure is said to be what something is a part of: "of the 120,000"."""
        if not any(name.startswith(NUMBER) for name in item.concepts):
            return False
        if any(self._is_called(item, place) for place in (item.start - 1, item.start - 2)):
            return False
        before = [token.text for token in self.tokens[max(0, item.start - 2) : item.start]]
        whole = self.words.partitive
        return bool(before) and (before[-1] in whole or (before[0] in whole and len(before[-1]) <= SHORT))

    def _is_called(self, item: Evidence, place: int) -> bool:
        """Whether "of" only joins a figure to the word for it: "the total *of* over 71,000", but not "of those"."""
        if place < 1 or self.tokens[place].text not in self.words.partitive:
            return False
        between = [token.text for token in self.tokens[place + 1 : item.start]]
        called = [other for other in self.evidence if other.end == place and COUNT in other.concepts]
        plain = not any(text in self.words.definite or text in self.words.personal for text in between)
        return bool(called) and self.tokens[called[0].start].text not in self.words.manner and plain

    def beside(self, item: Evidence, topic: frozenset[str]) -> bool:
        """Whether evidence stands in a sentence, or comes from an earlier turn, that speaks of a topic."""
        near = (other for other in self.evidence if self.sentence_of(other) == self.sentence_of(item))
        return any(other.concepts & topic for other in near)

    def of_values(self, item: Evidence) -> bool:
        """Whether evidence stands in a sentence of a place and figures, and nothing else ("Mali = 27 %")."""
        near = [other for other in self.evidence if self.sentence_of(other) == self.sentence_of(item)]
        return len(near) > 1 and all(":" in name for other in near for name in other.concepts or {""})

    def curt(self, item: Evidence) -> bool:
        """Whether evidence stands in a sentence of a few words, which is hardly a story."""
        return sum(token.sentence == self.sentence_of(item) for token in self.tokens) <= CURT

    def just_before(self, item: Evidence) -> bool:
        """Whether evidence stands in the sentence before the question."""
        return bool(self.own) and self.sentence_of(item) == self.sentence_of(self.own[0]) - 1

    def sentence_of(self, item: Evidence) -> int:
        """The sentence that evidence stands in; -1 for what an earlier turn said."""
        return self.tokens[item.start].sentence if item.end > item.start else -1

    def with_evidence(self, added: Iterable[Evidence]) -> Reading:
        """The same with more evidence, for what an earlier turn said."""
        return replace(self, evidence=(*self.evidence, *added))

    def made_of(self, evidence: Iterable[Evidence]) -> Reading:
        """The same with other evidence, which is put in the order of its words."""
        return replace(self, evidence=in_order(evidence))


def read(utterance: str, vocabulary: Vocabulary) -> Reading:
    """Tokens and evidence of an utterance; entities first, then the longest forms, then what is left over."""
    tokens = spelled(tokenize(utterance, vocabulary.numerals.joiners), vocabulary)
    entities = as_ranks(find_entities(tokens, vocabulary.numerals), tokens, vocabulary.numerals)
    topics, aside = vocabulary.spotter.spot(tokens)
    pointed = list(without_anybody(aside, topics, tokens, vocabulary))
    pointers, marks = _apart(pointed, vocabulary.spotter.roles.pointers)
    marks = pointing(needs_told(marks, [*entities, *topics], tokens, vocabulary.function_words))
    evidence = longer(entities, topics)
    spoken = {place for item in [*evidence, *marks] for place in range(item.start, item.end)}
    evidence += unexplained(range(len(tokens)), spoken, tokens, vocabulary)
    heard = meant(evidence, vocabulary)
    heard = [replace(item, pieces=pieces_of(item, tokens, vocabulary)) if item.pieces else item for item in heard]
    numerals, words = vocabulary.numerals, vocabulary.function_words
    ranked = [with_rank(item, tokens, numerals) for item in heard]
    explained = [*heard, *(item for item in evidence if item.concepts and item.end > item.start + 1)]
    ranked += ranks(tokens, {place for item in explained for place in range(item.start, item.end)}, numerals)
    asked, told, things, hands, checks = (
        tuple(sorted(item.end for item in marks if name in item.concepts)) for name in ENDING
    )
    undefined = tuple(item for item in marks if UNDEFINED in item.concepts)
    found, said = in_order(ranked)[:MOST_EVIDENCE], concepts_of(marks)
    stems = tuple(stem(token.text, vocabulary.spotter.lexicon.suffixes) for token in tokens)
    notes = (asked, told, things, hands, checks)
    return Reading(tokens, found, stems, said, pointers, *notes, undefined, tuple(marks), words=words)


def _apart(aside: list[Evidence], pointing: frozenset[str]) -> tuple[tuple[Evidence, ...], list[Evidence]]:
    """Pointers, the longest first and without overlaps, and marks."""
    pointers: list[Evidence] = []
    for item in aside:
        said = item.concepts & pointing
        if said and not any(item.start < other.end and other.start < item.end for other in pointers):
            pointers.append(replace(item, concepts=said))
    marks = (replace(item, concepts=item.concepts - pointing) for item in aside)
    return tuple(pointers), [item for item in marks if item.concepts]
