"""What answers a question that does no more than point at something just shown or said."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.contesting import Given, contested
from iombot.dialogue.decide import decide
from iombot.dialogue.decision import NOT_STATED, Decision, Verdict, sure_fit
from iombot.dialogue.derive import OPERATORS, derivation
from iombot.dialogue.heard import NEXT, bare, heard, without
from iombot.dialogue.lengths import asks_length
from iombot.dialogue.membership import member
from iombot.dialogue.memory import said_of
from iombot.dialogue.part import Part
from iombot.dialogue.pointing import LAST, NAMING, OTHERS, SECOND, Pointed, point
from iombot.dialogue.recall import Recall, topics_of
from iombot.dialogue.recalling import went_back_to
from iombot.dialogue.reckoning import reckon, reckoned_entries
from iombot.dialogue.shown import Shown, last_shown
from iombot.dialogue.state import ChatState
from iombot.dialogue.turning import whom_to_ask
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.claims import OPENING
from iombot.understanding.fits import Fit
from iombot.understanding.grammar import wishes
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, PERSON, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import CLAIM, TOP
from iombot.understanding.terms import SECOND as SECOND_RANK

BEHIND = frozenset({NEXT, SECOND, OTHERS, LAST})
"""Pointers at those after the first."""


class Pointers:
    """Answers to questions that point at the last answers, their lists and whom to ask about them."""

    def __init__(self, knowledge: KnowledgeBase, ranker: Ranker, recall: Recall) -> None:
        self.knowledge = knowledge
        self.ranker = ranker
        self.recall = recall
        self.reckoned = reckoned_entries(knowledge.entries.values())

    def pointed(self, question: Reading, state: ChatState) -> Part | None:
        """The answer to a question that does no more than point at something just shown or said."""
        again = went_back_to(question, state, self.ranker.terms)
        if again and said_of(again)[0] in self.ranker.targets.by_id:
            return self.said_again(again, question, state)
        shown = last_shown(state, self.ranker.targets, self.knowledge)
        if shown and asks_length(question, shown, state, self.ranker.terms):
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
        beyond = None if shown else self._beyond_first(question, state)
        if beyond:
            return beyond
        # What is left besides a list ("54% for the others") is not the list.
        listed = shown is not None and shown.target.id in state.entries
        return (self._member(question, shown) if shown and listed else None) or self._told(question, state)

    def _beyond_first(self, question: Reading, state: ChatState) -> Part | None:
        """What comes after the first of something of which only that one was told ("and the second?")."""
        last = self.ranker.targets.by_id.get(state.entries[0])
        pointers = [item for item in heard(question) if item.concepts & BEHIND]
        rest = without(question, pointers)
        ranks = {name for name in rest.own_concepts if name.startswith(ORDINAL)} - {f"{ORDINAL}1"}
        told = last is not None and last.kind == "entry" and not last.gap and any(TOP in group for group in last.about)
        allowed = NAMING | ranks | {SECOND_RANK, "ask-region", "ask-country"} | self.ranker.terms.beside["list"]
        if not (told and (pointers or ranks) and bare(rest, allowed, self.ranker.terms)):
            return None
        end = max([item.end for item in (*pointers, *rest.own)])
        asked = Evidence(end - 1, end, question.tokens[end - 1].raw, frozenset({SECOND_RANK}))
        reading = rest.made_of([*(item for item in rest.evidence if not item.concepts & ranks), asked])
        reading = reading.with_evidence(self.recall.remembered(reading, state))
        decision = decide(reading, self.ranker)
        return Part(reading, decision if decision.verdict == "gap" else NOT_STATED)

    def _contested(self, question: Reading, state: ChatState, shown: Shown | None) -> Part | None:
        """The last answer with Yes or No, where something else is held against it and nothing is asked."""
        if any(token.text in self.recall.questioning for token in question.tokens):
            return None
        entry = self.knowledge.entries.get(state.entries[0])
        return contested(question, state, Given(entry, shown), self.ranker.terms)

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
        return question.claim and bool(CLAIM in question.marks or spoken & question.words.openers)

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

    def said_again(self, answer: str, question: Reading, state: ChatState) -> Part:
        """An earlier answer once more."""
        id, said = said_of(answer)
        target = self.ranker.targets.by_id[id]
        length = len(self.knowledge.entries[id].items) if id in self.knowledge.entries else 0
        lines = tuple(rank for rank in said if 0 < rank <= length)
        reading = replace(
            question, evidence=tuple(item for item in question.own if wishes(item, self.knowledge.concepts))
        )
        reading = reading.with_evidence(topics_of(target))
        if id in state.entries:
            reading = reading.with_evidence(self.recall.topics(reading, state))
        verdict: Verdict = "gap" if target.gap else "answer"
        return Part(reading, Decision(verdict, (self._fit(target, reading),), confidence=1.0, lines=lines))

    def _fit(self, target: Target, reading: Reading) -> Fit:
        return sure_fit(target, reading, self.ranker.terms)
