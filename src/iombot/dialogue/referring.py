"""What is said to people in need, and how long that goes on.

Once a need was heard it stays open: whatever is no clear question is met with a referral again, in other words.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iombot.dialogue.answers import Answers, joined
from iombot.dialogue.cries import (
    ABILITIES,
    DANGER,
    PERIL,
    WORKING,
    asks_of_others,
    gives_a_reason,
    helps_with,
    in_danger,
    needs_help,
    no_danger,
    only_cries,
    stands_clear,
)
from iombot.dialogue.part import CLEAR, Part, asks_clearly
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.knowledge.phrases import REFERRAL
from iombot.understanding.intents import IntentFit
from iombot.understanding.needs import OTHERS
from iombot.understanding.reading import Reading
from iombot.understanding.terms import WHOM

COMPLAINT = "complaint"
"""Mark of speaking of fraud, or against somebody."""
COURTESIES = frozenset({"chat-thanks", "chat-bye", "chat-okay", "chat-praise"})
"""Small talk with which somebody in need may take leave."""


class Needs:
    """What is said to people in need."""

    def __init__(self, answers: Answers, wishes: frozenset[str]) -> None:
        """`wishes` are the concepts of what is asked for."""
        self.answers = answers
        self.wishes = wishes
        self.intents = answers.knowledge.intents

    def met(
        self, reading: Reading, parts: Sequence[Part], talk: IntentFit | None, state: ChatState
    ) -> tuple[str, Reply, ChatState] | None:
        """The finding, the reply and the state after it, where somebody is in need; None for anybody else.

        `talk` is the small talk that the message amounts to.
        """
        cry = talk.id if talk and self.intents[talk.id].status == REFERRAL else ""
        if cry or (needs_help(reading) and not _harmless(reading, parts, talk)):
            return "a person in need", *self._first(reading, state, cry)
        if state.need and not stands_clear(reading, parts, state, self.wishes):
            return "a need still open", *self.again(reading, state, talk.id if talk else "")
        working = state.need and reading.marks & WORKING and not (talk or asks_clearly(parts))
        if working and ABILITIES in self.intents:
            return "work that help is asked for with", self.answers.intent(ABILITIES), replace(state, need=())
        aside = self._aside(reading)
        return ("a need of somebody else", aside, state) if aside else None

    def _first(self, reading: Reading, state: ChatState, talk: str = "") -> tuple[Reply, ChatState]:
        """The reply to somebody who tells of a need, in the words of the intent `talk` maybe, which is open then."""
        danger = PERIL in reading.marks or DANGER in (talk, *state.need)
        id = DANGER if danger and DANGER in self.intents else REFERRAL
        if state.need[:1] == (id,):
            return self.again(reading, state)
        if not danger and (OTHERS in reading.marks or reading.marks & WORKING):
            return self._said("need-others", REFERRAL), state
        return self.answers.intent(id), replace(state, need=(id,))

    def _aside(self, reading: Reading) -> Reply | None:
        """The reply to who asks for others where they can turn, or speaks of fraud; None for anybody else."""
        if reading.marks & {"press"}:
            return None
        if COMPLAINT in reading.marks:
            return self._said("need-complaint", REFERRAL)
        return self._said("need-others", REFERRAL) if OTHERS in reading.marks else None

    def again(self, reading: Reading, state: ChatState, talk: str = "") -> tuple[Reply, ChatState]:
        """The reply to whatever follows on a need, in words that were not said just before."""
        id, *last = state.need
        if id == DANGER:
            phrase = "need-danger-more" if last == ["need-danger-again"] else "need-danger-again"
        elif talk in COURTESIES:
            phrase = "need-thanks"
        elif reading.concepts & WHOM:
            phrase = "need-contact"
        else:
            phrase = "need-more" if last == ["need-again"] else "need-again"
        reply = self._said(phrase, id)
        # Whoever takes leave is not held back, and yet not sent off lightly.
        reply = replace(reply, status="chat") if talk in COURTESIES else reply
        return reply, replace(state, need=(id, phrase))

    def beside(self, alone: Reply, other: Reply, reading: Reading) -> Reply | None:
        """The reply to a need beside which a clear question stands; None where the need is all there is to answer.

        `alone` is the reply to the message as a whole, `other` that to the question.
        """
        working = bool(reading.marks & WORKING) or alone.status != "referral"
        lacking = other.status == "unknown" and other.reason != "not-understood"
        told = other.status == "answered" and other.confidence >= CLEAR
        if not (told or (lacking and (working or helps_with(reading)))):
            return None
        if not working and in_danger(reading):
            every = (*alone.entries, *other.entries)
            return replace(alone, text=joined([alone.text, other.text]), entries=every, sources=other.sources)
        if working or only_cries(reading):
            return other
        return replace(other, text=joined([other.text, self._said("need-beside", "").text]))

    def _said(self, phrase: str, id: str) -> Reply:
        return replace(self.answers.phrase("referral", phrase), entries=(id,), confidence=1.0)


def _harmless(reading: Reading, parts: Sequence[Part], talk: IntentFit | None) -> bool:
    """Whether what sounds like a need is just a way of asking, small talk, or a question for a press contact."""
    if only_cries(reading) and (talk or asks_clearly(parts)):
        return True
    plain = talk is not None and talk.confidence == 1 and PERIL not in reading.marks
    return plain or (no_danger(reading) and not gives_a_reason(reading) and _asks_for_contacts(reading, parts))


def _asks_for_contacts(reading: Reading, parts: Sequence[Part]) -> bool:
    """Whether every part asks how a press contact, named or known by a number, can be reached.

    "I was told to phone Mr Smith, what's his first name?" claims nothing; "... about *my* case" asks nothing.
    """
    told = {place for item in reading.cries for place in range(item.start, item.end)}
    rest = (token for place, token in enumerate(reading.tokens) if place not in told)
    asks = len(reading.cries) == 1 and asks_of_others(reading, rest)
    every = [replace(part, reading=replace(part.reading, claim=False)) for part in parts] if asks else parts
    return asks_clearly(every) and all(part.decision.fits[0].target.kind == "contact" for part in every)
