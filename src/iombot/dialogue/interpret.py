"""What a message asks, part by part, with the help of what was said before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iombot.dialogue.context import Context
from iombot.dialogue.decide import decide
from iombot.dialogue.leaving import unmet, without_talk
from iombot.dialogue.lines import with_lines_asked
from iombot.dialogue.memory import remember
from iombot.dialogue.mentioned import ASKED, mentions_of, of_place, unmentioned
from iombot.dialogue.of_both import of_both
from iombot.dialogue.part import Part, without_repeats
from iombot.dialogue.reaching import Reaching
from iombot.dialogue.settled import FULL, answered, denies, left_open, settles, sure
from iombot.dialogue.splitting import MOST_CLAUSES, Splitter
from iombot.dialogue.state import ChatState
from iombot.dialogue.stories import Stories
from iombot.dialogue.unmarked import with_unmarked
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.announcing import announced_questions
from iombot.understanding.claims import as_claim
from iombot.understanding.clauses import Span, clauses
from iombot.understanding.grammar import Grammar, wishes
from iombot.understanding.introducing import introduced
from iombot.understanding.loosening import loosely
from iombot.understanding.questions import focus, questions, without_later
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.statements import clauses_of, statements_before, without_claimant
from iombot.understanding.supposed import without_supposed
from iombot.understanding.terms import ANAPHORA, FIRST_PERSON, REQUEST

INTRODUCING = frozenset({FIRST_PERSON, REQUEST, "press", "only-curious"})
"""Marks of a message that may begin with who asks and why."""
FEW = 4
"""Pieces of evidence of a question up to which it may go on from the one before it in a message."""
LONG = 20
"""Words above which a message is expected to hold talk around its question."""

SAME = 0.95
"""Likeness to its examples, 0 to 1, from which a question is one of them in other order."""


class Interpreter:
    """Finds the questions of a message and decides on each."""

    def __init__(self, knowledge: KnowledgeBase, ranker: Ranker) -> None:
        self.knowledge = knowledge
        self.concepts = knowledge.concepts
        self.ranker = ranker
        self.names = frozenset(name for release in knowledge.releases.values() for name in release.about)
        self.grammar = Grammar.of(knowledge)
        self.context = Context(knowledge, ranker, self.grammar)
        self.mentions = mentions_of(ranker.targets.all)
        self.reaching = Reaching.of(knowledge, ranker)
        self.splitter = Splitter(ranker, self.grammar, self.names)
        self.stories = Stories(ranker, self.grammar, self.names, self.splitter)

    def interpret(self, reading: Reading, state: ChatState) -> list[Part]:
        """The parts of a message, in order; at least one."""
        pronouns = self.context.pronouns
        asked = without_later(questions(reading, self.grammar), self.grammar)
        asked = [pronouns.placed(pronouns.named(question)) for question in asked]
        asked = [pronouns.meant(question, state) for question in asked]
        state = self.context.turned_to(reading, state)
        solved: list[Part] = []
        for question in asked:
            parts = self._solve(question, state)
            parts = self._going_on(question, solved, state) or parts if left_open(parts) else parts
            solved += [self._lined(part) for part in parts]
        solved = with_unmarked(reading, solved, lambda beside: self._solve(beside, ChatState()), self.grammar)
        parts = without_repeats(solved)
        story = self.stories.told(reading, parts) if not state.concepts else []
        if story:
            return [self._lined(part) for part in story]
        if len(reading.tokens) > LONG and all(part.decision.reason == "not-understood" for part in parts):
            parts = [self._lined(self._loosely(reading, asked, state))]
        parts = without_talk(parts, self.ranker.terms, self.grammar)
        return [self._known(parts[0])] if len(parts) == 1 else parts

    def _one_by_one(self, parts: list[Part], state: ChatState) -> list[Part]:
        """The parts of a question, each that is left open as a follow-up to those before it if that settles it."""
        solved: list[Part] = []
        for part in (self._as_stated(part, state) for part in parts):
            solved += (self._going_on(part.reading, solved, state) if left_open([part]) else []) or [part]
        return solved

    def _going_on(self, question: Reading, before: list[Part], state: ChatState) -> list[Part]:
        """A short question of a message as a follow-up to those before it; empty where that settles nothing.

        What kept those from being answered does not hold for a wish of its own ("Is he ill? Where is he from?").
        """
        wished = any(wishes(item, self.concepts) for item in question.own)
        if not (wished and 0 < len(question.own) <= FEW) or not any(part.decision.fits for part in before):
            return []
        said = replace(remember(before, state, self.knowledge), limits=())
        parts = self._solve(question.made_of(question.own), said)
        # What is said of several people does not go on about one of them.
        several = any(len(part.decision.fits[0].target.persons) > 1 for part in parts if part.decision.fits)
        return [] if left_open(parts) or several else parts

    def _known(self, part: Part) -> Part:
        """The part, which says that the releases do not tell where each of its words is known."""
        return replace(part, decision=unmentioned(part.decision, part.reading, self.ranker.terms))

    def _lined(self, part: Part) -> Part:
        return with_lines_asked(part, self.knowledge, self.ranker.terms)

    def _loosely(self, reading: Reading, asked: list[Reading], state: ChatState) -> Part:
        """All questions of the message as one, in which words that nothing explains count little."""
        whole = as_claim(loosely(reading, asked), self.grammar)
        return self.context.complete(Part(whole, decide(whole, self.ranker)), state)

    def _solve(self, question: Reading, state: ChatState) -> list[Part]:
        pointed = self.context.pointers.pointed(question, state) if state.entries else None
        if pointed:
            return [pointed]
        whole = Part(question, decide(question, self.ranker))
        reached = self._reached(question)
        if reached:
            return self.splitter.split_after_all(whole) or [reached]
        done = answered(whole)
        settled = whole.decision.derivation is not None or whole.decision.holds is not None
        same = done and (settled or whole.decision.fits[0].likeness >= SAME)
        if whole.decision.unsound and (several := self.splitter.split_after_all(whole)):
            return several
        told = self._after_introduction(question) if whole.decision.unsound and question.requests else None
        if whole.decision.unsound or (same and not unmet(whole, self.ranker.terms)):
            # What is calculated of several, or asked in the words of an example, is one question, however many marks
            # stand between them.
            return [self.context.complete(told or whole, state)]
        several = self.splitter.split(whole)
        if several:
            return self._one_by_one(several, state)
        if whole.decision.verdict == "unknown" or _misses_mention(whole):
            whole = self._instead(question, state) or whole
        whole = self._as_stated(whole, state)
        fresh = None if state.concepts else of_both(question, whole, self.ranker, self.names)
        return [fresh or self.context.complete(whole, state)]

    def _as_stated(self, part: Part, state: ChatState) -> Part:
        """A part that may need what was stated before it, with that where this tells more."""
        if state.concepts or not self._leans(part):
            return part
        stated = self._with_statement(part.reading)
        if stated is None or (part.decision.verdict == "answer" and not self._tells_more(stated, part)):
            return part
        return stated

    def _tells_more(self, stated: Part, part: Part) -> bool:
        """Whether a part is better with what was stated before it, which says what it is about if it does not."""
        known = stated.decision.verdict == "gap" and not self.context.names_topic(part.reading)
        return known or (stated.decision.confidence >= FULL and sure(stated))

    def _instead(self, question: Reading, state: ChatState) -> Part | None:
        """What a question that is not answered as a whole asks in a part of it; None where no part is answered."""
        if question.claim and question.reports:
            found = next(filter(settles, self._wishing(question)), None)
            found = found or next(filter(denies, self._claims(question)), None)
            if found:
                return found
        asked = not state.concepts or question.own_concepts & ASKED
        found = of_place(question, self.mentions, self.names, self.ranker.terms) if asked else None
        if not found and question.marks & INTRODUCING:
            found = self._after_introduction(question)
        return found or self._behind_lead(question)

    def _leans(self, part: Part) -> bool:
        """Whether a question may need what was stated before it.

        It is not answered, or points back and is not answered in full ("what is X? How does it describe *it*?").
        """
        decision = part.decision
        if decision.verdict in ("unknown", "clarify"):
            return True
        points_back = ANAPHORA in part.reading.marks and not part.reading.claim
        partly = decision.confidence < FULL or not self.context.names_topic(part.reading)
        return decision.verdict == "answer" and points_back and partly

    def _reached(self, question: Reading) -> Part | None:
        """Whom to ask about a story, a photo or a figure ("who do I call about Dawit?"); None for another question."""
        reading = self.reaching.put(question)
        part = Part(reading, decide(reading, self.ranker)) if reading else None
        return part if part and part.decision.verdict in ("answer", "gap") else None

    def _after_introduction(self, question: Reading) -> Part | None:
        """The question without who asks it ("I work in a camp and want to know how many ..."), if that is answered."""
        spans = clauses(question, self.grammar, wishing=False)
        if not spans:
            return None
        begins, end = question.own[0].start, spans[-1][1]
        wishing = (
            start
            for start, last in spans
            if any(wishes(item, self.concepts) for item in focus(question, (start, last)).own)
        )
        told = (*question.requests, *announced_questions(question, self.grammar))
        starts = sorted({next(wishing, begins), *(place for place in told if begins < place < end)})
        for start in starts:
            if start > begins:
                part = self._within(question, (start, end))
                if part.decision.verdict == "answer":
                    return part
        return None

    def _behind_lead(self, question: Reading) -> Part | None:
        """The question without what its asker tells of themselves before it, if that is answered for certain."""
        for start in introduced(question, self.grammar):
            part = self._within(question, (start, question.own[-1].end))
            if answered(part):
                return part
        return None

    def _with_statement(self, question: Reading) -> Part | None:
        """A question without a topic ("Which number is it?") with a sentence before it, if that is answered.

        Or else with a clause of that sentence, if it is answered for certain.
        """
        for statement, asked in statements_before(question, self.grammar, self.names):
            whole = self._joined(question, statement, asked)
            if whole.decision.verdict in ("answer", "gap"):
                return whole
            pieces = (self._joined(question, clause, asked) for clause in clauses_of(statement, question, self.grammar))
            certain = next((part for part in pieces if sure(part)), None)
            if certain:
                return certain
        return None

    def _joined(self, question: Reading, statement: Span, asked: Span) -> Part:
        """A question with what was stated before it, and without what its asker supposes there."""
        joined = without_supposed(focus(question, statement, asked), asked[0])
        joined = as_claim(without_claimant(joined, asked, self.grammar), self.grammar)
        # What is stated is no claim where something else is asked for.
        joined = replace(joined, claim=joined.claim and question.claim)
        return Part(joined, decide(joined, self.ranker))

    def _claims(self, question: Reading) -> Iterator[Part]:
        """Each clause of what somebody claims."""
        for span in clauses(question, self.grammar, wishing=False):
            yield self._within(question, span)

    def _wishing(self, question: Reading) -> list[Part]:
        """Each clause that wishes for something, with the others as background; empty for a question of one clause."""
        spans = clauses(question, self.grammar, wishing=True)
        if not 1 < len(spans) <= MOST_CLAUSES:
            return []
        return [self._within(question, span) for span in spans]

    def _within(self, question: Reading, span: Span) -> Part:
        """What stands in a span of a question, taken by itself."""
        reading = as_claim(focus(question, span), self.grammar)
        return Part(reading, decide(reading, self.ranker))


def _misses_mention(part: Part) -> bool:
    """Whether it is asked where something comes in, and the gap found is about something that nobody asked for."""
    decision = part.decision
    return decision.verdict == "gap" and bool(decision.fits[0].missing) and bool(part.reading.own_concepts & ASKED)
