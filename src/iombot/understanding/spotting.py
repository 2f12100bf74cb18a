"""From tokens to evidence: which words evoke which concepts, longest form first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import reduce

from iombot.understanding.automaton import NOWHERE
from iombot.understanding.lexicon import Lexicon
from iombot.understanding.text import Token

FILLER = "filler"
"""The concept of words that say nothing about what is asked; a word that may be one costs nothing."""
JOINTS = frozenset("-–/&+")
"""Marks that may stand between the words of a form."""
ALMOST = 0.98
"""Likeness of a word that was typed as two, or of two typed as one."""
LIKELY = 0.02
"""Readings of the same words whose likeness differs by no more than this are kept side by side."""
CORRECTED = 0.99
"""Likeness below which a word was corrected."""
PERSON, PLACE, YEAR, ORDINAL, NUMBER, PERCENT = "person:", "place:", "year:", "ordinal:", "number:", "percent:"
"""Beginnings of the concepts of persons, places, years, places in a list, numbers and percentages."""
FIGURES = (NUMBER, PERCENT)
EVERYWHERE = "place:world"
"""The place that narrows nothing."""
LONG_JOINED = 7
"""Letters that two words typed apart must have together; shorter ones join by accident ("to go" is not Togo)."""
SILENT = frozenset({FILLER})
"""What evidence that says nothing evokes."""
MAX_SKIPPED = 2
"""How many articles or prepositions may stand inside a form of several words ("share of the returns")."""


@dataclass(frozen=True)
class Evidence:
    """A stretch of the utterance and what it evokes."""

    start: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    text: str
    """The words as typed."""
    concepts: frozenset[str]
    """What the words may mean; empty for words that nothing in the knowledge base explains."""
    similarity: float = 1.0
    """1 where the words stand in the lexicon, less for each slip of the keyboard."""
    inner: frozenset[str] = frozenset()
    """Concepts of shorter forms inside the words ("which programme" holds "programme"): they may help to explain the
    words, but never count against an answer."""
    pieces: tuple[Evidence, ...] = ()
    """What the words say if they are no form as a whole, in order: shorter forms, and words that nothing explains."""
    weight: float = 1.0
    """How much it counts where nothing explains it: the commonest words of a language say little."""
    background: bool = False
    """Whether it stands outside the question itself: told before, in another sentence or an earlier turn. It may
    complete a question, but does not count against an answer."""
    nationals: bool = False
    """Whether the name of a place stands for its people."""


def concepts_of(evidence: Iterable[Evidence]) -> frozenset[str]:
    """Everything that some evidence evokes, but for what its words hold inside."""
    return frozenset(name for item in evidence for name in item.concepts)


def recalled(groups: Iterable[frozenset[str]]) -> Iterator[Evidence]:
    """What was said before, which stands on no words of the utterance: a piece of evidence for each group."""
    return (Evidence(0, 0, "", group, background=True) for group in groups)


def in_order(evidence: Iterable[Evidence]) -> tuple[Evidence, ...]:
    """Evidence in the order of its words."""
    return tuple(sorted(evidence, key=lambda item: item.start))


@dataclass(frozen=True)
class _Step:
    """One way to read the tokens at a place: as these words of the vocabulary."""

    words: tuple[str, ...]
    similarity: float
    end: int
    """Index after the last token that was read."""


@dataclass(frozen=True)
class Roles:
    """Words and concepts that are heard in a way of their own."""

    skip: frozenset[str] = frozenset()
    """Articles and prepositions that may stand inside a form."""
    marks: frozenset[str] = frozenset()
    """Concepts of how something is said."""
    shared: frozenset[str] = frozenset()
    """Those of them whose words may be topics as well ("I want to go home")."""
    pointers: frozenset[str] = frozenset()
    """Concepts that point at what was just said; like shared marks they hide no topic."""
    wishes: frozenset[str] = frozenset()
    """Concepts of what is asked for: never heard inside a longer form."""
    people: frozenset[str] = frozenset()
    """Concepts of people in general."""
    names: frozenset[str] = frozenset()
    """Concepts that name a release: what is inside their words is not heard."""


class Spotter:
    """Finds the forms of a lexicon in tokens."""

    def __init__(self, lexicon: Lexicon, roles: Roles) -> None:
        self.lexicon = lexicon
        self.roles = roles

    def spot(self, tokens: Sequence[Token]) -> tuple[list[Evidence], list[Evidence]]:
        """Topics and marks, each in the order of the utterance.

        Topics do not overlap: the longest form wins, then the closest match.
        """
        shouting = sum(token.shouted for token in tokens) * 2 > len(tokens)
        steps = [list(self._steps(tokens, place, shouting=shouting)) for place in range(len(tokens))]
        skippable = [token.text in self.roles.skip or token.raw in JOINTS for token in tokens]
        found = [item for start in range(len(tokens)) for item in self._from(tokens, start, steps, skippable)]
        # Of two forms of as many words the one of longer words tells more.
        found.sort(key=lambda item: (item.start - item.end, -len(item.text), -item.similarity, item.start))
        aside = self.roles.marks | self.roles.pointers
        parted = [(item, item.concepts & aside) for item in found]
        marks = [replace(item, concepts=said) for item, said in parted if said]
        # Most forms have no part in how something is said, and need no copy.
        topics = [replace(item, concepts=item.concepts - said) if said else item for item, said in parted]
        mild = self.roles.shared | self.roles.pointers
        phrases = [item for item in marks if not _word(item) and not item.concepts & mild]
        spoken = [item for item in topics if item.concepts and not any(_inside(item, phrase) for phrase in phrases)]
        kept = _without_overlaps(spoken, len(tokens))
        # "Rights" that are a topic are no inflected "right?".
        exact = [item for item in kept if item.similarity == 1]
        marks = [item for item in marks if item.similarity == 1 or not any(_inside(item, one) for one in exact)]
        # "Who can I talk to" is a cry for help, and "who can I talk to about" none.
        asked = [item for item in kept if item.concepts & self.roles.wishes]
        marks = [item for item in marks if _word(item) or not any(_inside(item, wish) for wish in asked)]
        # The "me" of "excuse me" or "tell me" is no word about oneself; "i need" is no politeness in "i need a doctor".
        hiding = [phrase for phrase in phrases if phrase in marks and not any(_inside(phrase, item) for item in marks)]
        marks = [item for item in marks if item in phrases or not any(_inside(item, phrase) for phrase in hiding)]
        heard = [item if item.concepts & self.roles.names else self._with_inner(item, spoken) for item in kept]
        return [*heard, *_hidden(heard, self.roles.wishes)], marks

    def _with_inner(self, outer: Evidence, found: list[Evidence]) -> Evidence:
        """The evidence with the shorter forms inside it, where there are any."""
        if _word(outer):
            return outer
        inside = [item for item in found if item.similarity >= ALMOST and _inside(item, outer)]
        if not inside:
            return outer
        inner = frozenset().union(*(item.concepts for item in inside if not item.concepts & self.roles.wishes))
        return replace(outer, inner=inner - outer.concepts, pieces=tuple(_without_overlaps(inside, outer.end)))

    def _from(
        self, tokens: Sequence[Token], start: int, steps: list[list[_Step]], skippable: list[bool]
    ) -> Iterator[Evidence]:
        """Every form that begins at a place."""
        forms = self.lexicon.automaton
        ways = ((self._follow(forms.start, step.words), step.end, step.similarity) for step in steps[start])
        reached = [way for way in ways if way[0] != NOWHERE]
        while reached:
            state, place, similarity = reached.pop()
            concepts = forms.said(state)
            if concepts:
                text = " ".join(token.raw for token in tokens[start:place] if token.raw)
                yield Evidence(start, place, text, concepts, similarity)
            if not forms.goes_on(state):
                continue
            # Inside a form, articles, prepositions and hyphens may stand between its words.
            for _ in range(MAX_SKIPPED + 1):
                if place == len(tokens):
                    break
                for step in steps[place]:
                    following = self._follow(state, step.words)
                    if following != NOWHERE:
                        reached.append((following, step.end, min(similarity, step.similarity)))
                if not skippable[place]:
                    break
                place += 1

    def _follow(self, state: int, words: tuple[str, ...]) -> int:
        return reduce(self.lexicon.automaton.follow, words, state)

    def _steps(self, tokens: Sequence[Token], place: int, *, shouting: bool) -> Iterator[_Step]:
        token = tokens[place]
        if token.kind not in ("word", "number"):
            return
        if token.raw in self.lexicon.capitals and not shouting:
            yield _Step((token.raw,), 1.0, place + 1)
            return
        for match in self.lexicon.matches(token.text):
            # A word with an accent is hardly a slip of an English keyboard: it must stand in the lexicon.
            if match.similarity >= CORRECTED or token.raw.isascii():
                yield _Step((match.word,), match.similarity, place + 1)
        if pair := self.lexicon.pair(token.text):
            yield _Step(pair, ALMOST, place + 1)
        # A word of a form that was typed as two ("work shop", "re-integration").
        last = place + 2 if place + 2 < len(tokens) and tokens[place + 1].raw == "-" else place + 1
        if last < len(tokens) and tokens[last].kind == "word":
            joined = token.text + tokens[last].text
            # "Mail and" is no Mailand.
            small = {token.text, tokens[last].text} & self.lexicon.language.usual
            if len(joined) >= LONG_JOINED and not small and self.lexicon.holds(joined):
                yield _Step((joined,), ALMOST, last + 1)


def _without_overlaps(found: list[Evidence], length: int) -> list[Evidence]:
    """The first of overlapping evidence; what covers the same words equally well is taken together."""
    taken = [False] * length
    kept: dict[tuple[int, int], Evidence] = {}
    for item in found:
        span = (item.start, item.end)
        if span in kept:
            # The very word is a filler, and only its inflection ("right", "rights") would be more: it stays a filler.
            if kept[span].concepts == SILENT and item.similarity < kept[span].similarity:
                continue
            if item.similarity >= kept[span].similarity - LIKELY:
                kept[span] = _both(kept[span], item)
        elif not any(taken[item.start : item.end]):
            kept[span] = item
            taken[item.start : item.end] = [True] * (item.end - item.start)
    return [kept[span] for span in sorted(kept)]


def _hidden(heard: list[Evidence], wishes: frozenset[str]) -> Iterator[Evidence]:
    """What must never be lost inside other words: persons, and places in a wish ("which *European* country")."""
    for item in heard:
        kinds = (PERSON, PLACE) if item.concepts & wishes else (PERSON,)
        named = frozenset(name for name in item.inner - {EVERYWHERE} if name.startswith(kinds))
        if named and not any(name.startswith(PERSON) for name in item.concepts):
            yield replace(item, concepts=named, inner=frozenset())


def _word(item: Evidence) -> bool:
    return item.end == item.start + 1


def _inside(item: Evidence, outer: Evidence) -> bool:
    return outer.start <= item.start and item.end <= outer.end and item.end - item.start < outer.end - outer.start


def _both(first: Evidence, second: Evidence) -> Evidence:
    similarity = max(first.similarity, second.similarity)
    return replace(first, concepts=first.concepts | second.concepts, similarity=similarity)
