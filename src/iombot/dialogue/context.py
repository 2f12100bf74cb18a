"""What a message means after what was said before it."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.continuing import leaves_topic, something_else
from iombot.dialogue.contesting import contested
from iombot.dialogue.correcting import corrected, dated, names_topic
from iombot.dialogue.counterparts import Counterparts
from iombot.dialogue.curt import alone
from iombot.dialogue.dating import with_year
from iombot.dialogue.decide import NOT_STATED, Decision, Verdict, decide, sure_fit
from iombot.dialogue.derive import OPERATORS, derivation
from iombot.dialogue.lengths import asks_length
from iombot.dialogue.likewise import with_lines, with_operation
from iombot.dialogue.membership import member
from iombot.dialogue.memory import said_of
from iombot.dialogue.parallels import about_more, parallel, swapped
from iombot.dialogue.part import Part
from iombot.dialogue.personal import Pronouns, elsewhere, off_list, strays
from iombot.dialogue.pointing import Pointed, named_lines, point
from iombot.dialogue.portions import of_a_line, whole_again
from iombot.dialogue.recall import Recall, topics_of
from iombot.dialogue.recalling import asked_about, tells_when, went_back_to
from iombot.dialogue.reckoning import reckon, reckoned_entries
from iombot.dialogue.shown import Shown, last_shown
from iombot.dialogue.state import ChatState
from iombot.dialogue.turning import whom_to_ask
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.claims import CLAIM, OPENING
from iombot.understanding.fits import Fit
from iombot.understanding.grammar import Grammar, wishes
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, Evidence
from iombot.understanding.targets import Target


class Context:
    """Completes questions by what was said before."""

    def __init__(self, knowledge: KnowledgeBase, ranker: Ranker, grammar: Grammar) -> None:
        self.knowledge = knowledge
        self.concepts = knowledge.concepts
        self.ranker = ranker
        self.openers = grammar.openers
        self.counterparts = Counterparts.of(knowledge, ranker.targets)
        self.recall = Recall(knowledge.concepts, ranker.targets, self.counterparts.releases, grammar.interrogatives)
        self.pronouns = Pronouns.of(knowledge.people.values(), knowledge.concepts)
        self.reckoned = reckoned_entries(knowledge.entries.values())

    def pointed(self, question: Reading, state: ChatState) -> Part | None:
        """The answer to a question that does no more than point at something just shown or said."""
        again = went_back_to(question, state, self.ranker.terms)
        if again and said_of(again)[0] in self.ranker.targets.by_id:
            return self._said_again(again, question, state)
        shown = last_shown(state, self.ranker.targets, self.knowledge)
        if shown and asks_length(question, shown, self.ranker.terms):
            evidence = (*self.recall.remembered(question, state), *topics_of(shown.target))
            whole = replace(question, evidence=evidence)
            return Part(
                whole, Decision("answer", (self._fit(shown.target, whole),), confidence=1.0, length=shown.length)
            )
        against = self._contested(question, state, shown)
        if against:
            return against
        found = point(question, shown, self.ranker.terms) if shown and not self._to_confirm(question) else None
        if found and shown:
            return self._lines(found, shown, state)
        # What is left besides a list ("54% for the others") is not the list.
        listed = shown is not None and shown.target.id in state.entries
        return (self._member(question, shown) if shown and listed else None) or self._told(question, state)

    def _contested(self, question: Reading, state: ChatState, shown: Shown | None) -> Part | None:
        """The last answer with Yes or No, where something else is held against it and nothing is asked."""
        if any(token.text in self.recall.questioning for token in question.tokens):
            return None
        entry = self.knowledge.entries.get(state.entries[0])
        return contested(question, state, shown, self.ranker.terms, entry)

    def _member(self, question: Reading, shown: Shown) -> Part | None:
        """Whether a place is on the list just shown ("does Sudan feature?")."""
        place = member(question, shown, self.ranker.terms)
        if place is None:
            return None
        reading = replace(question, evidence=(place, *topics_of(shown.target)), claim=True)
        fit = self._fit(shown.target, reading)
        listed = bool(place.concepts & set(shown.names))
        fit = replace(fit, confirmed=listed, denied=() if listed else (place.text,), claimed=True)
        return Part(reading, Decision("answer", (fit,), confidence=1.0))

    def _told(self, question: Reading, state: ChatState) -> Part | None:
        """What is reckoned of the last two answers, or who can be asked about the last one."""
        terms = self.ranker.terms
        id = reckon(question, state, self.reckoned, terms)
        ids = (id,) if id else whom_to_ask(question, state, self.knowledge, terms)
        targets = [target for id in ids if (target := terms.targets.by_id.get(id))]
        if not targets:
            return None
        reading = replace(question, claim=False).with_evidence(topics_of(targets[0]))
        fits = tuple(self._fit(target, reading) for target in targets)
        return Part(reading, Decision("answer", fits, confidence=1.0))

    def _to_confirm(self, question: Reading) -> bool:
        """Whether a question is to be answered with yes or no, and not just words with a question mark."""
        spoken = {token.text for token in question.tokens[:OPENING]}
        return question.claim and bool(CLAIM in question.marks or spoken & self.openers)

    def _lines(self, found: Pointed, shown: Shown, state: ChatState) -> Part:
        """The lines of a list that were pointed at, or what is reckoned from them."""
        if not found.ranks:
            return Part(found.rest, NOT_STATED)
        names = [shown.names[rank - 1] for rank in found.ranks]
        named = [Evidence(0, 1, "", frozenset({name})) for name in names if name]
        reading = found.rest.with_evidence(named + list(self.recall.remembered(found.rest, state)))
        if shown.reachable:
            people = (self.ranker.targets.by_id[name.removeprefix(PERSON)] for name in names)
            return Part(reading, Decision("answer", tuple(self._fit(one, reading) for one in people), confidence=1.0))
        reading = reading.with_evidence(topics_of(shown.target))
        operator = next((name for name in OPERATORS if name in found.rest.own_concepts), None)
        calculated = derivation(operator, shown.target, list(found.ranks)) if operator else None
        fits = (self._fit(replace(shown.target, covered=shown.target.covered.union(OPERATORS)), reading),)
        return Part(reading, Decision("answer", fits, confidence=1.0, lines=found.ranks, derivation=calculated))

    def _said_again(self, answer: str, question: Reading, state: ChatState) -> Part:
        """An earlier answer once more."""
        id, said = said_of(answer)
        target = self.ranker.targets.by_id[id]
        length = len(self.knowledge.entries[id].items) if id in self.knowledge.entries else 0
        lines = tuple(rank for rank in said if 0 < rank <= length)
        reading = replace(question, evidence=tuple(item for item in question.own if wishes(item, self.concepts)))
        reading = reading.with_evidence(topics_of(target))
        if id in state.entries:
            reading = reading.with_evidence(self.recall.topics(reading, state))
        verdict: Verdict = "gap" if target.gap else "answer"
        return Part(reading, Decision(verdict, (self._fit(target, reading),), confidence=1.0, lines=lines))

    def _fit(self, target: Target, reading: Reading) -> Fit:
        return sure_fit(target, reading, self.ranker.terms)

    def complete(self, part: Part, state: ChatState) -> Part:
        """The part as it stands if that is clear, else completed by what was said before."""
        if not state.concepts:
            return part
        if not state.entries:
            return self._answered(self.recall.taken_up(part.reading, state), part)
        silent = Part(part.reading, NOT_STATED)
        if self.pronouns.somebody_else(part.reading, state):
            return silent
        completed = self._complete(part, state)
        again = whole_again(completed, part.reading, state, self.ranker.terms)
        if again or off_list(completed, part.reading, state, self.ranker.targets):
            return replace(completed, decision=replace(NOT_STATED, fits=completed.decision.fits))
        if not self._off(completed, part.reading, state):
            return completed
        other = self._completed(silent, state)
        strange = other.decision.verdict != "answer" or self._off(other, part.reading, state)
        return silent if strange else other

    def _answered(self, reading: Reading, part: Part) -> Part:
        """The part as it stands, or what answers it with what was said before."""
        if part.decision.verdict in ("answer", "gap"):
            return part
        decision = decide(reading, self.ranker)
        return Part(reading, decision) if decision.verdict in ("answer", "gap") else part

    def _off(self, part: Part, question: Reading, state: ChatState) -> bool:
        """Whether a part is answered about somebody or somewhere else than its question points at."""
        return strays(part, question, state) or elsewhere(part, question, state)

    def _complete(self, part: Part, state: ChatState) -> Part:
        targets = self.ranker.targets
        other = self.counterparts.put(part.reading, state, targets) or with_year(part.reading, state, targets)
        other = other or alone(part.reading)
        more = with_operation(part.reading, state)
        if more:
            return with_lines(self._completed(Part(more, decide(more, self.ranker)), state), state)
        if other:
            part = Part(other, decide(other, self.ranker))
        named = self.counterparts.same_release(part.reading, state)
        there = Part(named, decide(named, self.ranker)) if named else part
        if there.decision.verdict in ("answer", "gap"):
            part = there
        same = self._parallel(part, state)
        if same:
            return same
        lined = of_a_line(part.reading, last_shown(state, targets, self.knowledge))
        answered = part.decision.verdict == "answer" and not self._of_another(part, state) and not lined
        if answered and self.names_topic(part.reading) and not other:
            return part
        terms = self.ranker.terms
        set_right = corrected(part.reading, state, terms) or dated(part.reading, state, terms)
        if set_right:
            return set_right
        completed = self._completed(part, state)
        about = asked_about(part.reading, state, self.ranker.terms)
        if about and not tells_when(completed, targets.by_id[about]):
            return self._said_again(about, part.reading, state)
        return completed

    def goes_back(self, reading: Reading, state: ChatState) -> bool:
        """Whether a message asks for an earlier answer once more."""
        return went_back_to(reading, state, self.ranker.terms) is not None

    def _parallel(self, part: Part, state: ChatState) -> Part | None:
        """The same question about another, if that is all that the message asks."""
        releases = frozenset(self.counterparts.releases)
        names = swapped(part.reading, self.concepts, releases)
        reading = self._continued(part.reading, state)
        fit = parallel(reading, names, state, self.ranker, releases) if names else None
        if fit is None:
            # Of the other release nothing is known that would answer what was asked of this one.
            idle = (
                names & self.counterparts.releases.keys()
                and state.earlier
                and about_more(state, names, self.ranker, releases)
            )
            return Part(reading, NOT_STATED) if idle else None
        return Part(reading, Decision("gap" if fit.target.gap else "answer", (fit,), confidence=fit.confidence))

    def _continued(self, reading: Reading, state: ChatState) -> Reading:
        """The question with what was said before; what was only the nearest thing is not to be gone on about."""
        reading = self.recall.as_share(reading, state)
        answered = bool(state.earlier) and said_of(state.earlier[-1])[0] in state.entries
        return replace(self.recall.taken_up(reading, state), last=state.entries[0] if answered else "")

    def _completed(self, part: Part, state: ChatState) -> Part:
        shown = last_shown(state, self.ranker.targets, self.knowledge)
        # "The second one" of a list just shown is that one, whatever else may be second.
        of_list = bool(shown) and bool(part.reading.values("ordinal"))
        reading = self._continued(named_lines(part.reading, shown) if shown else part.reading, state)
        decision = decide(reading, self.ranker)
        if shown is None:
            decision = something_else(decision, reading, state, self.ranker)
        left = decision.verdict == "answer" and leaves_topic(
            decision, reading, state, self.ranker.terms, self.counterparts.releases
        )
        if left:
            return Part(reading, NOT_STATED)
        if of_list or decision.verdict == "answer" or part.decision.verdict == "unknown":
            return Part(reading, decision)
        return part

    def names_topic(self, reading: Reading) -> bool:
        """Whether a message says by itself what it is about: a topic, a place or a person."""
        return names_topic(reading, self.concepts)

    def _of_another(self, part: Part, state: ChatState) -> bool:
        """Whether the answer is about a person whom the question does not name, while another was spoken of before."""
        meant, before = part.decision.fits[0].target.persons, state.persons
        return bool(meant and before) and not meant & (before | part.reading.own_concepts)
