"""How a question is cut into parts so that each of its wishes ends up in exactly one of them.

Every way of joining neighbouring clauses is looked at. Each part is worth what its answer explains less what it leaves
unexplained; the way that is worth most wins, and one question is better than several that are worth no more.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from iombot.dialogue.cuts import missing_as_whole, torn, written_out
from iombot.dialogue.decide import decide
from iombot.dialogue.part import Part
from iombot.dialogue.pieces import all_lack, dated, lacks, left_to_reckon, reckons, ways
from iombot.dialogue.settled import FULL, answered
from iombot.understanding.addresses import ADDRESS
from iombot.understanding.claims import as_claim
from iombot.understanding.clauses import Span, asks_openly, clauses, framed, resumes, with_fronted, with_wholes
from iombot.understanding.ellipsis import completed_clause, names_topic, with_person
from iombot.understanding.fits import MISSING
from iombot.understanding.grammar import Grammar, wishes
from iombot.understanding.questions import drops, focus
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE, YEAR

MOST_CLAUSES = 8
"""Clauses up to which a question is taken apart; more are a list or a flood of words."""
MANY = 3
"""Answered questions, most with a question word of their own, that no single entry takes in."""
APART = 0.8
"""What each further part must be worth, next to concept weights of 0.3 to 3.5."""
SURE = 1.0
"""What it adds that a further answer is sure."""
GAP = 0.5
"""What it is worth at most to say that something is missing."""
KNOWN = 0.5
"""What it adds that something is surely known to be missing."""
SEVERAL = 2
"""Parts from which a question is more than one."""
TALK = 0.8
"""Weight of words that nothing explains up to which they are no question."""
OPEN = 1.0
"""What a part costs that is asked and not answered."""


class Splitter:
    """Cuts questions into parts."""

    def __init__(self, ranker: Ranker, grammar: Grammar, names: frozenset[str]) -> None:
        """`names` are the concepts that name a release: beside a question they tell where to look."""
        self.ranker = ranker
        self.grammar = grammar
        self.names = names

    def split(self, whole: Part) -> list[Part]:
        """The parts of a question in order; empty where it is one question."""
        question = whole.reading
        if missing_as_whole(whole, self.grammar) or written_out(question):
            return []
        cut = with_wholes(question, clauses(question, self.grammar, wishing=False), self.grammar)
        spans, frames = framed(question, with_fronted(question, cut, self.grammar), self.grammar)
        if not 1 < len(spans) <= MOST_CLAUSES:
            return []
        full = (spans[0][0], spans[-1][1])

        @cache
        def part(span: Span) -> Part:
            if span == full:
                return whole
            return self._piece(question, span, frames)

        best: list[Part] = []
        most = self._worth([(whole, full)])
        done = answered(whole)
        for cut in ways(spans):
            placed = [(one, span) for span in cut for one in [part(span)] if not self._idle(one)]
            parts = [one for one, _ in placed]
            if len(parts) < SEVERAL or not (self._sound(parts, whole) or self._sound_enough(parts)):
                continue
            if torn(parts, self.grammar) or (done and self._taken_in(whole, parts)):
                continue
            worth = self._worth(placed)
            if worth > most:
                best, most = parts, worth
        return [self._named(one) for one in best]

    def split_after_all(self, whole: Part) -> list[Part]:
        """The parts of a question for which nothing can be reckoned; empty where something was to be.

        Each is asked with a question word and answered for certain, and its answer takes in what sounded like sums
        ("and which kinds of movement are *lumped together*?").
        """
        parts = self.split(whole)
        told = all(answered(one) and asks_openly(one.reading, self.grammar) for one in parts)
        return parts if told and not any(map(left_to_reckon, parts)) else []

    def _piece(self, question: Reading, span: Span, frames: list[Span]) -> Part:
        """A piece of the question by itself, or with what it lacks where that is answered more surely."""
        alone = self._grounded(self._decided(focus(question, span, *frames)))
        apart = self._standing_alone(alone.reading, span)
        if apart:
            return apart
        meant = with_person(alone.reading, question)
        if meant and answered(of_person := self._decided(meant)):
            return of_person
        completed = completed_clause(alone.reading, question, self.grammar)
        told = names_topic(alone.reading, self.grammar) or alone.reading.own_concepts & self.names
        if completed is None or (answered(alone) and told):
            return alone
        other = self._decided(completed)
        lacking = lacks(other) and not other.decision.fits[0].target.persons
        settled = other.decision.verdict == "answer" or lacking
        return other if answered(other) or (settled and alone.decision.verdict == "unknown") else alone

    def _standing_alone(self, piece: Reading, span: Span) -> Part | None:
        """A question with a topic of its own, without those asked after it or, if it takes up nothing, beside it.

        None where it is not answered for certain so, or is no such question.
        """
        if not (names_topic(piece, self.grammar) and asks_openly(piece, self.grammar)):
            return None
        pointing = piece.words.resuming | piece.words.absent
        points = any(token.text in pointing for token in piece.tokens[span[0] : span[1]])
        beside = [item for item in piece.evidence if drops(item) and (not points or item.start >= span[1])]
        if not any(wishes(item, self.grammar.concepts) for item in beside):
            return None
        apart = self._decided(piece.made_of(item for item in piece.evidence if item not in beside))
        return apart if answered(apart) else None

    def _grounded(self, part: Part) -> Part:
        """A piece that only names what is counted ("offices, services"), freed of neighbours that it turns on."""
        own = part.reading.own_concepts
        named = part.decision.verdict == "answer" and not self._wishes(part)
        if not named or all(own & group for group in part.decision.fits[0].target.about):
            return part
        isolated = self._decided(part.reading.made_of(part.reading.own))
        return isolated if answered(isolated) and isolated.decision.fits[0].target.counts else part

    def _gain(self, part: Part, span: Span) -> float:
        """What a part is worth for the words of its own span: what it has taken from its neighbours is theirs."""
        if part.decision.verdict not in ("answer", "gap"):
            return -OPEN
        fit = part.decision.fits[0]
        taken = (item for item in part.reading.own if not span[0] <= item.start < item.end <= span[1])
        owed = sum(self.ranker.terms.weight(item.concepts & fit.target.covered) for item in taken)
        worth = fit.explained - owed - fit.unexplained - MISSING * fit.missing
        return worth if part.decision.verdict == "answer" else min(worth, GAP)

    def _decided(self, reading: Reading) -> Part:
        reading = as_claim(reading, self.grammar)
        return Part(reading, decide(reading, self.ranker))

    def _idle(self, part: Part) -> bool:
        """Whether it is no question: the name of a release, which tells where to look, a choice, or a word of talk."""
        own = part.reading.own
        if not own:
            return True
        if part.reading.own_concepts <= self.names and part.reading.own_concepts:
            return True
        if all(any(item in pair for pair in part.reading.choices) for item in own):
            # "Which country was it, A or B?"
            return True
        if any(token.text in self.grammar.interrogatives for token in part.reading.tokens[own[0].start : own[-1].end]):
            return False
        said = self.ranker.terms.kinds(part.reading.own_concepts)
        return said <= {"soft"} and sum(item.weight for item in own if not item.concepts) <= TALK

    def _worth(self, parts: list[tuple[Part, Span]]) -> float:
        sure = {part.decision.fits[0].target.id for part, _ in parts if answered(part)}
        lacking = {part.decision.fits[0].target.id for part, _ in parts if lacks(part)}
        known = SURE * len(sure) + KNOWN * len(lacking)
        return sum(self._gain(part, span) for part, span in parts) + known - APART * (len(parts) - 1)

    def _taken_in(self, whole: Part, parts: list[Part]) -> bool:
        """Whether one entry answers it all and no part by itself ("leading region and leading country")."""
        kept = [one for one in parts if one.decision.verdict == "answer"]
        openly = [one for one in kept if asks_openly(one.reading, self.grammar)]
        better = all(map(answered, openly)) and whole.decision.confidence < FULL
        apart = len(openly) > 1 and (len(kept) >= MANY or (better and len(openly) == len(parts)))
        return not apart and whole.decision.fits[0].target.id not in {one.decision.fits[0].target.id for one in kept}

    def _sound(self, parts: list[Part], whole: Part) -> bool:
        """Whether these are questions of their own.

        All are answered; or else what is answered is asked for in so many words, and so is what is not, or it is just
        another year ("in 2023 and in 2022").
        """
        solved = [one for one in parts if one.decision.verdict == "answer"]
        left = [one for one in parts if one.decision.verdict != "answer"]
        if not left:
            different = len({one.decision.fits[0].target.id for one in solved}) > 1
            return different and (all(map(answered, solved)) or not answered(whole))
        # What is reckoned of several is one question.
        if not solved:
            return all_lack(left)
        if whole.decision.verdict == "answer" or not any(map(answered, solved)) or any(map(reckons, solved)):
            return False
        if not all(self._wishes(one) or asks_openly(one.reading, self.grammar) for one in solved):
            # "Top region, main origin": both are named alike.
            return all_lack(left) and all(map(answered, solved)) and not any(map(self._wishes, parts))
        # "And the percentage of each, for 2022" dates what was asked before it, too.
        trailing = (one for one in left if not asks_openly(one.reading, self.grammar) and dated(one))
        if any(trailing) and not all(map(dated, solved)):
            return False
        years = any(map(dated, solved))
        return all(
            (years and one.decision.reason == "other-period") or self._wishes(one) or self._asked(one) or lacks(one)
            for one in left
        )

    def _sound_enough(self, parts: list[Part]) -> bool:
        """Whether two at least are surely answered, and what is left cannot hold for them, as a year or place might."""
        sure = {one.decision.fits[0].target.id for one in parts if answered(one)}
        left = (name for one in parts if one.decision.verdict != "answer" for name in one.reading.own_concepts)
        return len(sure) > 1 and not any(name.startswith((YEAR, PLACE)) for name in left)

    def _wishes(self, part: Part) -> bool:
        return any(wishes(item, self.grammar.concepts) for item in part.reading.own)

    def _asked(self, part: Part) -> bool:
        """Whether a part that is not answered begins with a question word, and asks for what the releases lack."""
        kinds = self.ranker.terms.kinds(part.reading.own_concepts - {ADDRESS})
        lacking = "aspect" in kinds or part.decision.verdict == "gap"
        return lacking and (asks_openly(part.reading, self.grammar) or resumes(part.reading, self.grammar))

    def _named(self, part: Part) -> Part:
        """The part; what nobody has words for beside it is not stated rather than not understood."""
        if part.decision.reason != "not-understood" or not self._asked(part):
            return part
        return replace(part, decision=replace(part.decision, reason="not-stated"))
