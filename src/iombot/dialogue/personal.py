"""He, she and there: whom or where a word means, and whether an answer is about that."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from iombot.dialogue.heard import heard
from iombot.dialogue.memory import said_of
from iombot.dialogue.part import Part
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import all_languages
from iombot.knowledge.models import Concept, Person
from iombot.understanding.entities import entity
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, PERSON, PLACE, Evidence
from iombot.understanding.targets import Targets
from iombot.understanding.terms import WISH

PRONOUNS = {"he-him": "he", "she-her": "she"}
"""Marks of a pronoun for one person; the lexicon declares them."""


THERE = "in-that-place"
"""Pointer at the place spoken of; the lexicon declares it."""


@dataclass(frozen=True)
class Pronouns:
    """By which pronoun the releases speak of whom."""

    known: Mapping[str, str]
    """Persons of whom a release says he or she, as concepts, each with that pronoun."""
    words: Mapping[str, str] = field(default_factory=dict)
    """Words for them ("his"), each with its pronoun."""

    @classmethod
    def of(cls, people: Iterable[Person], concepts: Mapping[str, Concept]) -> Pronouns:
        """The pronouns of the people of a knowledge base."""
        known = {entity("person", person.id): person.pronoun for person in people if person.pronoun}
        marks = ((concepts[mark], pronoun) for mark, pronoun in PRONOUNS.items() if mark in concepts)
        return cls(known, {form: pronoun for mark, pronoun in marks for form in all_languages(mark.forms)})

    def named(self, question: Reading) -> Reading:
        """The question with the name of the one person told of before it for each he or she that may mean them."""
        told = {name for item in question.evidence for name in item.concepts if name.startswith(PERSON)}
        meant = self.known.get(min(told), "") if len(told) == 1 else ""
        if not meant or any(item.concepts & told for item in question.own):
            return question
        spoken = {question.tokens[item.start].sentence for item in question.own}
        said = [
            (place, token.text)
            for place, token in enumerate(question.tokens)
            if token.sentence in spoken and token.text in self.words
        ]
        if {self.words[text] for _, text in said} != {meant}:
            # "What she or he is boss of" is about somebody who is not known yet.
            return question
        meaning = (Evidence(place, place + 1, text, frozenset(told)) for place, text in said)
        return question.made_of([*question.evidence, *meaning])

    def placed(self, question: Reading) -> Reading:
        """The question with the place named last before it for each "there" that points at one."""
        spoken = {question.tokens[item.start].sentence for item in question.own}
        there = [item for item in question.pointers if THERE in item.concepts and question.sentence_of(item) in spoken]
        told = [item for item in question.evidence if there and item.background and item.end <= there[0].start]
        places = [item for item in told if min(item.concepts, default="").startswith(PLACE)]
        if not places or any(name.startswith(PLACE) for name in question.own_concepts):
            return question
        last = there[0].end - 1
        meaning = Evidence(last, last + 1, question.tokens[last].raw, places[-1].concepts)
        return question.made_of([*question.evidence, meaning])

    def meant(self, question: Reading, state: ChatState) -> Reading:
        """The question with the name of the one person spoken of for "that person", whatever may be asked of them."""
        tokens, words = question.tokens, question.words
        named = any(name.startswith(PERSON) for name in question.own_concepts)
        if named or len(state.persons) != 1:
            return question
        for place, token in enumerate(tokens[1:], 1):
            if token.text in words.personal and tokens[place - 1].text in words.pointing:
                return question.made_of([*question.evidence, Evidence(place, place + 1, token.raw, state.persons)])
        return question

    def last_meant(self, question: Reading, state: ChatState, targets: Targets) -> tuple[str, ...]:
        """The answer about whom a pronoun means who was spoken of before the last answer, and that person.

        Empty where a person was just spoken of, or nobody before it can be meant.
        """
        meant = _meant(question)
        if not meant or len(state.persons) == 1:
            return ()
        for answer in reversed(state.earlier):
            target = targets.by_id.get(said_of(answer)[0])
            person = min(target.persons) if target and len(target.persons) == 1 else ""
            if target and person and self.known.get(person, meant) == meant:
                return (target.id, person)
        return ()

    def somebody_else(self, question: Reading, state: ChatState) -> bool:
        """Whether a pronoun cannot mean whoever was spoken of: "her name?" after Dawit is about his mother.

        Of somebody who is merely mentioned beside a person nothing is known.
        """
        meant = _meant(question)
        return bool(meant and state.persons) and all(self.known.get(name, meant) != meant for name in state.persons)


def strays(part: Part, question: Reading, state: ChatState) -> bool:
    """Whether a question about the person just spoken of ("what job has he got?") is answered with something else."""
    if part.decision.verdict != "answer" or not _meant(question) or not state.persons:
        return False
    named = {name for name in part.reading.concepts if name.startswith(PERSON)}
    return not any(fit.target.covered & (state.persons | named) for fit in part.decision.fits)


def elsewhere(part: Part, question: Reading, state: ChatState) -> bool:
    """Whether a question about what happens there ("how many returned there?") is answered about anywhere else."""
    pointed = any(THERE in item.concepts for item in heard(question))
    places = {name for name in state.concepts if name.startswith(PLACE)}
    if part.decision.verdict != "answer" or not pointed or len(places) != 1:
        return False
    if any(name.startswith(PLACE) for name in question.own_concepts):
        return False
    return not any(fit.target.covered & places for fit in part.decision.fits)


def off_list(part: Part, question: Reading, state: ChatState, targets: Targets) -> bool:
    """Whether a place of one list was spoken of and the answer is another list, which does not hold it.

    "Mali's share after arrival?" - "and before departure?" is still about Mali.
    """
    last = targets.by_id.get(state.entries[0]) if state.entries else None
    fit = part.decision.fits[0] if part.decision.verdict == "answer" else None
    if fit is None or last is None or part.decision.derivation or fit.target.id == last.id:
        return False
    asked = {name for name in question.own_concepts if name.startswith((PLACE, ORDINAL, WISH))}
    ranked = any(name.startswith(ORDINAL) for name in state.concepts)
    places = last.shares.intersection(state.concepts)
    return bool(places and fit.target.shares) and not (asked or ranked or places & fit.target.shares)


def _meant(question: Reading) -> str:
    """The one pronoun of a question that names nobody itself; empty where it has none, or both."""
    said = [pronoun for mark, pronoun in PRONOUNS.items() if mark in question.marks]
    named = any(name.startswith(PERSON) for name in question.own_concepts)
    return said[0] if len(said) == 1 and not named else ""
