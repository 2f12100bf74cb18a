"""Which questions are kept, and as what."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final, Literal

from iombot.dialogue.core import Turn
from iombot.dialogue.plain import PlainTrace
from iombot.dialogue.trace import Trace
from iombot.knowledge.fields import Reason
from iombot.knowledge.phrases import NEEDS
from iombot.questions_log.masking import mask
from iombot.understanding.terms import FIRST_PERSON

UNANSWERED: Final = ("unknown", "partial")
"""Status of replies to questions that curators should see."""
REFERRAL: Final = "referral"
"""Status of the reply to somebody who asks for help."""
PERSONAL: Final = NEEDS | {FIRST_PERSON}
"""Marks of a question in which people speak of themselves: "We are sixty in a boat" asks for help as nobody foresaw."""
LONGEST: Final = 300
"""Characters of a question that is kept. What is longer tells a story, and stories tell who tells them."""
DISLIKED: Final = "disliked"
"""The reason of a record of 👎."""

Cause = Reason | Literal["disliked"]


@dataclass(frozen=True)
class Record:
    """A question for curators. It holds nobody's id or name, and no time but the day."""

    day: date
    """In UTC."""
    reason: Cause
    nearest: str
    """Id of the nearest entry, or of the one that got 👎; empty where there is none."""
    knowledge: str
    """Version of the knowledge base that had no answer."""
    question: str
    """Masked, in one line; empty where only the answer is known that got 👎."""


def keepable(utterance: str, turn: Turn) -> str | None:
    """The question as it may be kept; None for one that must not be: see `PERSONAL` and `LONGEST`."""
    reading = turn.trace.reading if isinstance(turn.trace, Trace) else None
    if turn.reply.status == REFERRAL or (reading and reading.marks & PERSONAL) or not _legible(utterance):
        return None
    # The limit holds for what was typed: masks may make a question longer.
    return (mask(utterance) or None) if len(utterance) <= LONGEST else None


def _legible(utterance: str) -> bool:
    """Whether it is written in Latin letters: what nobody here can read might be a cry for help."""
    if utterance.isascii():  # as most questions are
        return any(map(str.isalpha, utterance))
    letters = [char for char in utterance if char.isalpha()]
    return sum(unicodedata.name(char, "").startswith("LATIN") for char in letters) * 2 > len(letters)


def unanswered(question: str, turn: Turn, version: str, day: date) -> Record | None:
    """The record of a question that may be kept; None where it was answered or is small talk."""
    reply = turn.reply
    if reply.status not in UNANSWERED:
        return None
    nearest = next(_near(turn), "")
    return Record(day, reply.reason or "not-understood", nearest, version, question)


def _near(turn: Turn) -> Iterator[str]:
    """Ids that came nearest to what was not answered, best first."""
    if isinstance(turn.trace, Trace):
        open_parts = (part.decision for part in turn.trace.parts if part.decision.verdict != "answer")
        yield from (fit.target.id for decision in open_parts for fit in decision.fits)
    elif isinstance(turn.trace, PlainTrace):
        yield from turn.reply.entries
