"""What is asked at the end of a story: a question that says little itself, with the stretch that says the rest.

"There was a number for the offices that had a hand in it, but I lost the page. Which number is it please?"
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from iombot.dialogue.decide import decide
from iombot.dialogue.part import Part
from iombot.dialogue.splitting import Splitter
from iombot.understanding.claims import as_claim
from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, on_topic, wishes
from iombot.understanding.narrative import clause_around, closing, of_oneself, sentence_around, stretches, within
from iombot.understanding.questions import focus, sentences_of
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERSON, PLACE, Evidence
from iombot.understanding.statements import without_claimant
from iombot.understanding.supposed import without_supposed
from iombot.understanding.terms import CALCULATED, COUNT, SAID, WHY

TAKEN = 0.85
"""Share of a question and its stretch that must be explained, 0 to 1."""
SEVERAL = frozenset({"number:2", "number:3", "number:4", "number:5", "ordinal:1", "ordinal:2", "ordinal:3"})
"""What is said where several things were told of."""
GAP_LEAD = 4
"""How many times as much as an answer to the closing question alone it must be worth that something is missing."""
STORY = 8
"""Tokens before a closing question from which they are a story."""


class Stories:
    """Finds what the closing question of a story is about."""

    def __init__(self, ranker: Ranker, grammar: Grammar, names: Collection[str], splitter: Splitter) -> None:
        """`names` are the concepts that name a release: these are no topic."""
        self.ranker = ranker
        self.splitter = splitter
        self.grammar = grammar
        self.vague = SAID.union(names, *(ranker.terms.beside[what] for what in ("entry", "answer")))
        """Topics that say no more than that something was said or written."""

    def told(self, reading: Reading, parts: Sequence[Part]) -> list[Part]:
        """What the message is better answered with once its story is heard; empty where it is not."""
        found = self.better(reading, parts)
        return [found] if found else self.blanks(reading, parts)

    def blanks(self, reading: Reading, parts: Sequence[Part]) -> list[Part]:
        """What fills several blanks that were told of before ("What goes in the three boxes?"); empty if it is no such.

        They stand in one sentence, often behind a colon.
        """
        asked = closing(reading, self.grammar)
        solved = [part for part in parts if part.decision.verdict == "answer"]
        if asked is None or len(solved) > 1 or not _several(reading, asked):
            return []
        if any(self._tells(item) and not item.concepts & SEVERAL for item in within(reading, asked)):
            return []
        for start, end in reversed([span for span in sentences_of(reading) if span[1] <= asked[0]]):
            colon = next((place for place in range(start, end) if reading.tokens[place].raw == ":"), start)
            question = as_claim(focus(reading, (colon, end)), self.grammar)
            split = self.splitter.split(Part(question, decide(question, self.ranker)))
            if sum(part.decision.verdict == "answer" for part in split) > 1:
                return split
        return []

    def better(self, reading: Reading, parts: Sequence[Part]) -> Part | None:
        """The closing question with what it takes up, where the message is not answered as well without that."""
        settled = [part for part in parts if part.decision.verdict in ("answer", "gap")]
        asked = closing(reading, self.grammar) if len(settled) <= 1 else None
        if asked is None or asked[0] < STORY or any(part.decision.unsound for part in parts):
            return None
        if self._of_oneself(reading, asked) or _several(reading, asked):
            return None
        alone = settled[0] if settled else None
        if alone and not self._alone(alone, reading, asked):
            return None
        found = self._taken_up(reading, asked)
        if found and _elsewhere(found, parts, asked):
            return None
        if found and alone:
            other = found.decision.fits[0].target is not alone.decision.fits[0].target
            lead = 1 if found.decision.verdict == "answer" else GAP_LEAD
            better = other and _worth(found) > lead * _worth(alone)
            return found if better else None
        return found

    def _of_oneself(self, reading: Reading, asked: Span) -> bool:
        """Whether it only asks what its asker is to do ("what can I do?")."""
        wished = any(wishes(item, self.grammar.concepts) for item in within(reading, asked))
        handed = any(asked[0] < place <= asked[1] for place in (*reading.hands, *reading.requests))
        return of_oneself(reading, asked) and not wished and not handed

    def _alone(self, part: Part, reading: Reading, asked: Span) -> bool:
        """Whether a part answers a sentence of no topic, and nothing of the story."""
        own = [item for item in reading.evidence if item in part.reading.own] + within(reading, asked)
        answered = part.decision.verdict == "answer" and not part.decision.fits[0].target.reaches
        return answered and not any(map(self._tells, own))

    def _taken_up(self, reading: Reading, asked: Span) -> Part | None:
        """The closing question with the stretch of the story that it is best answered with; None where none is."""
        placed = [(self._joined(reading, span, asked), span) for span in stretches(reading, asked[0], self.grammar)]
        best = max((pair for pair in placed if _sure(pair[0])), key=lambda pair: _worth(pair[0]), default=None)
        return best[0] if best and not self._leaves_out(*best, reading, asked) else None

    def _leaves_out(self, part: Part, stretch: Span, reading: Reading, asked: Span) -> bool:
        """Whether the story beside the stretch turns what is asked, or speaks of somewhere else."""
        target = part.decision.fits[0].target
        beside = {reading.tokens[stretch[0]].sentence, reading.tokens[asked[0]].sentence}
        for item in reading.evidence:
            inside = stretch[0] <= item.start < stretch[1] or item.start >= asked[0]
            if inside or item.concepts & target.covered:
                continue
            if _named(item) and not of_oneself(reading, sentence_around(reading, item)):
                return True
            near = reading.sentence_of(item) in beside
            if near and _turns(item) and not of_oneself(reading, clause_around(reading, item, self.grammar)):
                return True
        return False

    def _tells(self, item: Evidence) -> bool:
        """Whether evidence says what a question is about."""
        names = item.concepts - self.vague
        return FILLER not in names and any(on_topic(name, self.grammar.concepts) for name in names)

    def _joined(self, reading: Reading, stretch: Span, asked: Span) -> Part:
        """The closing question with a stretch, without what its asker supposes there."""
        plain = any(map(self._tells, within(reading, asked)))
        heard = reading if plain else reading.made_of(self._without_vague(reading, asked))
        joined = without_supposed(focus(heard, stretch, asked), asked[0])
        joined = as_claim(without_claimant(joined, asked, self.grammar), self.grammar)
        wished = any(wishes(item, self.grammar.concepts) for item in within(reading, asked))
        claim = joined.claim and not wished and as_claim(focus(reading, asked), self.grammar).claim
        joined = replace(joined, claim=claim)
        return Part(joined, decide(joined, self.ranker))

    def _without_vague(self, reading: Reading, asked: Span) -> list[Evidence]:
        inside = within(reading, asked)
        return [item for item in reading.evidence if item not in inside or not item.concepts & self.vague]


def _elsewhere(found: Part, parts: Sequence[Part], asked: Span) -> bool:
    """Whether the closing question names somebody or a place, be it by "there", of which the answer does not tell."""
    closing = (item for part in parts for item in part.reading.own if asked[0] <= item.start < asked[1])
    covered = found.decision.fits[0].target.covered
    return any(_named(item) and not item.concepts & covered for item in closing) and not found.reading.claim


def _turns(item: Evidence) -> bool:
    """Whether evidence asks for a cause or a calculation."""
    calculates = any(name.startswith(CALCULATED) for name in item.concepts) and COUNT not in item.concepts
    return calculates or WHY in item.concepts


def _named(item: Evidence) -> bool:
    return any(name.startswith((PLACE, PERSON)) for name in item.concepts)


def _several(reading: Reading, asked: Span) -> bool:
    """Whether several things that were told of are asked for ("the first two", "in the three boxes")."""
    names = (name for item in within(reading, asked) for name in item.concepts)
    return any(name in SEVERAL for name in names)


def _sure(part: Part) -> bool:
    """Whether it is answered for certain, and confirmed or denied if it is a claim."""
    decision = part.decision
    sure = decision.verdict in ("answer", "gap") and decision.confidence >= TAKEN
    return sure and (not part.reading.claim or decision.fits[0].settles)


def _worth(part: Part) -> float:
    fit = part.decision.fits[0]
    return fit.explained - fit.unexplained
