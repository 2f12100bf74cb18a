"""What a message asks, part by part, with the help of what was said before."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from iombot.dialogue.decide import Decision, decide
from iombot.dialogue.derive import OPERATORS
from iombot.dialogue.followup import last_list, name_ranks
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Concept
from iombot.understanding.holding import hold
from iombot.understanding.parts import Grammar, as_claim, clauses, focus, questions, statement_before, wishes
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, PLACE, YEAR, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import FIRST_PERSON, telling

LOOSE = 0.4
"""What unexplained words count in a message of several sentences none of which could be understood by itself."""
MOST_CLAUSES = 8
"""Clauses up to which a question is taken apart; more are a list or a flood of words."""
INTRODUCING = frozenset({FIRST_PERSON, "press", "only-curious"})
"""Marks of a message that may begin with who asks and why."""
FEW = 2
"""Words that nothing explains up to which a message with a figure is about the figure just given."""
MAGNITUDE = 10
"""Times by which a figure may differ from the one that it is set against."""
LONG = 20
"""Words above which a message is expected to hold talk around its question."""
MOST_KEPT = 24
"""How many ids or concepts a state holds; a question rarely evokes more."""
WHOLE = 0.85
"""Share explained above which one target answers a sentence whole, however many clauses it has."""


@dataclass(frozen=True)
class Part:
    """One question of a message and what was decided on it."""

    reading: Reading
    decision: Decision

    @property
    def settled(self) -> bool:
        """Whether it was understood, whatever the releases say of it."""
        return self.decision.verdict != "unknown" or self.decision.reason != "not-understood"


class Interpreter:
    """Finds the questions of a message and decides on each."""

    def __init__(self, knowledge: KnowledgeBase, ranker: Ranker) -> None:
        self.knowledge = knowledge
        self.concepts = knowledge.concepts
        self.ranker = ranker
        self.names = frozenset(name for release in knowledge.releases.values() for name in release.about)
        self.grammar = Grammar.of(knowledge)

    def interpret(self, reading: Reading, state: ChatState) -> list[Part]:
        """The parts of a message, in order; at least one."""
        parts: list[Part] = []
        asked = questions(reading, self.grammar)
        for question in asked:
            for part in self._solve(question, state):
                if not any(_same(part, other) for other in parts):
                    parts.append(part)
        if len(reading.tokens) > LONG and all(part.decision.reason == "not-understood" for part in parts):
            parts = [self._loosely(reading, asked, state)]
        settled = [part for part in parts if part.decision.verdict in ("answer", "gap")]
        # In a message of several sentences those that lead nowhere are mostly talk around the question.
        weak = [part for part in parts if part.decision.reason == "not-understood"]
        return [part for part in parts if part not in weak] if settled and weak else parts

    def _loosely(self, reading: Reading, asked: list[Reading], state: ChatState) -> Part:
        """All questions of the message as one, in which words that nothing explains count little."""
        own = {(item.start, item.end) for question in asked for item in question.own}
        evidence = (
            replace(
                item,
                background=(item.start, item.end) not in own,
                weight=item.weight if item.concepts else item.weight * LOOSE,
            )
            for item in reading.evidence
        )
        whole = as_claim(replace(reading, evidence=tuple(evidence)), self.grammar)
        return self._in_context(Part(whole, decide(whole, self.ranker)), state)

    def _solve(self, question: Reading, state: ChatState) -> list[Part]:
        whole = Part(question, decide(question, self.ranker))
        done = whole.decision.verdict == "answer" and whole.decision.confidence >= WHOLE
        if done and whole.decision.derivation:
            # What is calculated of several is one question, however many marks stand between them.
            return [self._in_context(whole, state)]
        fine, coarse = (clauses(question, self.grammar, wishing=wishing) for wishing in (False, True))
        several = self._clauses(question, fine)
        kept = [part for part in several if part.decision.verdict == "answer"]
        if _answers(several, WHOLE) > 1 and not _leaves_limits_out(kept, several):
            return [whole] if done and _takes_in(whole, kept) else kept
        several = several if coarse == fine else self._clauses(question, coarse)
        kept = [part for part in several if part.decision.fits]
        if _answers(several, WHOLE if done else 0) > 1 and not _leaves_limits_out(kept, several):
            return kept
        if _answers(several, WHOLE) and whole.decision.verdict in ("unknown", "gap") and self._halves(several):
            return several
        if whole.decision.verdict == "unknown" and question.marks & INTRODUCING:
            whole = self._after_introduction(question) or whole
        if whole.decision.verdict == "unknown" and not state.concepts:
            whole = self._with_statement(question) or whole
        return [self._in_context(whole, state)]

    def _after_introduction(self, question: Reading) -> Part | None:
        """The question without who asks it ("I work in a camp and want to know how many ..."), if that is answered."""
        spans = clauses(question, self.grammar, wishing=False)
        if not spans:
            return None
        begins, end = spans[0][0], spans[-1][1]
        wishing = (
            start
            for start, last in spans
            if any(wishes(item, self.concepts) for item in focus(question, start, last).own)
        )
        starts = sorted({next(wishing, begins), *(place for place in question.requests if begins < place < end)})
        for start in starts:
            if start > begins:
                rest = as_claim(focus(question, start, end), self.grammar)
                part = Part(rest, decide(rest, self.ranker))
                if part.decision.verdict == "answer":
                    return part
        return None

    def _with_statement(self, question: Reading) -> Part | None:
        """A question without a topic ("Which number is it?") with the sentence before it, if that is answered."""
        before = statement_before(question, self.grammar)
        if before is None:
            return None
        joined = as_claim(focus(question, *before), self.grammar)
        part = Part(joined, decide(joined, self.ranker))
        return part if part.decision.verdict == "answer" else None

    def _halves(self, parts: list[Part]) -> bool:
        """Whether what is not answered was asked for in so many words, or is just another year ("in 2023 and in 2022").

        The same must be true of what is answered, or a mere mention beside a question would be.
        """
        done = [part for part in parts if part.decision.verdict == "answer"]
        if not all(any(wishes(item, self.concepts) for item in part.reading.own) for part in done):
            return False
        open_parts = [part for part in parts if part.decision.verdict != "answer"]
        dated = any(name.startswith(YEAR) for part in done for name in part.reading.own_concepts)
        return all(
            (dated and part.decision.reason == "other-period")
            or any(wishes(item, self.concepts) for item in part.reading.own)
            for part in open_parts
        )

    def _clauses(self, question: Reading, spans: list[tuple[int, int]]) -> list[Part]:
        """Each clause with the others as background; empty for a question of one clause."""
        if not 1 < len(spans) <= MOST_CLAUSES:
            return []
        readings = (as_claim(focus(question, *span), self.grammar) for span in spans)
        # The mere name of a release beside a question tells where to look; it is no question.
        asking = (reading for reading in readings if not reading.own_concepts <= self.names)
        return [Part(reading, decide(reading, self.ranker)) for reading in asking]

    def _in_context(self, part: Part, state: ChatState) -> Part:
        """The part as it stands if that is clear, else completed by what was said before."""
        if not state.concepts:
            return part
        answered = part.decision.verdict == "answer" and not self._of_another(part, state)
        if answered and self.names_topic(part.reading):
            return part
        corrected = self._corrected(part.reading, state)
        if corrected:
            return corrected
        shown = last_list(state, self.ranker.targets, self.knowledge)
        reading = name_ranks(part.reading, shown)
        # "The second one" of a list just shown is that one, whatever else may be second.
        of_list = bool(shown) and bool(part.reading.values("ordinal"))
        reading = replace(
            reading.with_evidence(self._remembered(reading, state)),
            last=state.entries[0],
            limits=self._limits(reading, state),
        )
        decision = decide(reading, self.ranker)
        if of_list or decision.verdict == "answer" or part.decision.verdict == "unknown":
            return Part(reading, decision)
        return part

    def _corrected(self, reading: Reading, state: ChatState) -> Part | None:
        """A figure set against the one just given ("no, it was 800,000"), which is confirmed or denied."""
        target = self.ranker.targets.by_id.get(state.entries[0])
        # A figure of another answer asks for that one.
        known = self.ranker.terms.figures - {f"number:{value}" for value in target.numbers} if target else frozenset()
        figures = [item for item in reading.own if any(telling(name) for name in item.concepts - known)]
        plain = target is not None and len(target.numbers) == 1 and not target.gap
        if not target or not plain or len(figures) != 1 or self.names_topic(reading):
            return None
        if any(wishes(item, self.concepts) for item in reading.own) or reading.values("year"):
            return None
        if not _alike(figures[0], target) or sum(not item.concepts for item in reading.own) > FEW:
            return None
        claim = replace(reading, evidence=tuple(figures), claim=True, last=target.id).with_evidence(
            Evidence(0, 0, "", group, background=True) for group in target.about
        )
        fit = hold(target, claim, target.covered, self.ranker.terms)
        if not (fit.denied or fit.confirmed):
            return None
        return Part(claim, Decision("answer", (replace(fit, blocks=()),), confidence=1.0))

    def names_topic(self, reading: Reading) -> bool:
        """Whether a message says by itself what it is about: a topic, a place or a person."""
        kinds = (self.concepts.get(name) for name in reading.own_concepts)
        named = any(name.startswith((PERSON, PLACE)) for name in reading.own_concepts)
        return named or any(known is not None and known.kind == "topic" for known in kinds)

    def _of_another(self, part: Part, state: ChatState) -> bool:
        """Whether the answer is about a person whom the question does not name, while another was spoken of before."""
        meant = persons(part.decision.fits[0].target)
        before = {name for name in state.concepts if name.startswith(PERSON)}
        return bool(meant and before) and not meant & (before | part.reading.own_concepts)

    def _limits(self, reading: Reading, state: ChatState) -> frozenset[str]:
        """What still narrows the question, less what it replaces ("from Yemen" - "and overall?")."""
        slots = {self._slot(concept) for concept in reading.own_concepts} - {None}
        return frozenset(name for name in state.limits if self._slot(name) not in slots)

    def _remembered(self, reading: Reading, state: ChatState) -> Iterable[Evidence]:
        """Concepts of the last question, less those in whose place the new one puts another."""
        slots = {self._slot(concept) for concept in reading.concepts} - {None}
        for concept in state.concepts:
            if self._slot(concept) not in slots:
                yield Evidence(0, 0, "", frozenset({concept}), background=True)
        if OPERATORS.keys() & reading.own_concepts:
            # "Together?" takes in what was answered before the last answer, too.
            for target in filter(None, map(self.ranker.targets.by_id.get, state.earlier)):
                for group in target.about:
                    if len(group) == 1:
                        yield Evidence(0, 0, "", group, background=True)

    def _slot(self, concept: str) -> str | None:
        kind, _, value = concept.partition(":")
        if value:
            return kind
        known = self.concepts.get(concept)
        if known is None:
            return None
        return "ask" if known.kind == "ask" else known.slot


def _alike(figure: Evidence, target: Target) -> bool:
    """Whether a figure is of the size of a target's own, so that one may be set against the other."""
    stated = next(float(name.partition(":")[2]) for name in sorted(figure.concepts) if telling(name))
    own = float(next(iter(target.numbers)))
    return 0 < own <= stated * MAGNITUDE and stated <= own * MAGNITUDE


def _answers(parts: list[Part], confidence: float) -> int:
    """How many different answers, at least this sure, the parts lead to."""
    sure = (part.decision for part in parts if part.decision.confidence >= confidence)
    return len({decision.fits[0].target.id for decision in sure if decision.verdict == "answer"})


def _takes_in(whole: Part, parts: list[Part]) -> bool:
    """Whether the one entry that answers it all answers no part by itself ("leading region and leading country")."""
    return whole.decision.fits[0].target.id not in {part.decision.fits[0].target.id for part in parts}


def _leaves_limits_out(kept: list[Part], parts: list[Part]) -> bool:
    """Whether a part that is not kept names a year or a place: that may hold for the others ("..., in 1999?")."""
    left = (name for part in parts if part not in kept for name in part.reading.own_concepts)
    return any(name.startswith((YEAR, PLACE)) for name in left)


def _limits(parts: list[Part], concepts: Mapping[str, Concept]) -> Iterator[str]:
    """What kept the parts from being answered: "how many women?" - "just the number!" is still about women.

    Concepts, places and persons only: a phone number or an address that was typed is not kept.
    """
    for part in parts:
        if part.decision.verdict not in ("unknown", "gap"):
            continue
        yield from sorted(part.reading.limits)
        blocks = part.decision.fits[0].blocks if part.decision.fits else ()
        blamed = {block.text for block in blocks}
        for item in part.reading.own:
            for name in sorted(item.concepts):
                concept = concepts.get(name)
                narrows = concept is not None and concept.kind == "aspect"
                if narrows or (item.text in blamed and (concept or name.startswith((PERSON, PLACE)))):
                    yield name


def persons(target: Target) -> frozenset[str]:
    """The persons that a target is about, as concepts."""
    return frozenset(name for group in target.about for name in group if name.startswith(PERSON))


def _same(part: Part, other: Part) -> bool:
    if part.decision.verdict != other.decision.verdict or part.decision.verdict == "clarify":
        return False
    return [fit.target.id for fit in part.decision.fits] == [fit.target.id for fit in other.decision.fits]


def remember(parts: list[Part], state: ChatState, knowledge: KnowledgeBase) -> ChatState:
    """The state after these parts: what they led to, and the concepts that led there."""
    entries = tuple(fit.target.id for part in parts for fit in part.decision.fits)
    if not entries:
        return state
    concepts: dict[str, None] = {}
    for part in parts:
        covered = part.decision.fits[0].target.covered if part.decision.fits else frozenset()
        for item in part.reading.evidence:
            # Whom and where it was about stays in mind until another is named.
            recalled = item.start == item.end
            kept = (
                name for name in item.concepts if name in covered or (recalled and name.startswith((PERSON, PLACE)))
            )
            concepts.update(dict.fromkeys(sorted(kept)))
        target = part.decision.fits[0].target if part.decision.fits else None
        if target and len(persons(target)) == 1:
            concepts.update(dict.fromkeys(persons(target)))
        # "How many people there?": what the answer named can be pointed back to.
        if target and len(target.named) == 1:
            concepts.update(dict.fromkeys(target.named))
    choice = parts[0].decision.verdict == "clarify" and len(parts) == 1
    return ChatState(
        entries=entries[:MOST_KEPT],
        concepts=tuple(concepts)[:MOST_KEPT],
        earlier=state.entries,
        options=entries[:MOST_KEPT] if choice else (),
        limits=tuple(dict.fromkeys(_limits(parts, knowledge.concepts)))[:MOST_KEPT],
    )
