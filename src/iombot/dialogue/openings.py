"""How a message opens: a polite lead, or where somebody greets from, before what is asked."""

from __future__ import annotations

import re

from iombot.dialogue.manners import Manners
from iombot.understanding.reading import Reading, read
from iombot.understanding.spotting import PLACE
from iombot.understanding.terms import FIRST_PERSON, REQUEST
from iombot.understanding.text import QUESTION_MARKS
from iombot.understanding.vocabulary import Vocabulary

LEAD = 60
"""Characters within which a polite lead ends."""
ADDRESSING = "polite-address"
"""Mark of a word that only gets attention ("excuse me")."""
POLITE = frozenset({REQUEST, "only-curious", ADDRESSING})
"""Marks of such a lead."""
ENDINGS = re.compile(r"[:,.!]")
"""What it ends with."""


def without_lead(utterance: str, vocabulary: Vocabulary, manners: Manners) -> str:
    """The message without a lead that asks for nothing ("could you tell me: ...", "hello from Geneva, ...")."""
    lead = 0
    for end in ENDINGS.finditer(utterance, 0, LEAD):
        said = read(utterance[: end.end()], vocabulary)
        if _of_places(said) and manners.spoken(said, understood=True):
            lead = end.end()
            continue
        if said.evidence or said.pointers or not said.marks <= POLITE | {FIRST_PERSON}:
            break
        # "Hi there, radio newsroom here" asks for nothing, and is small talk as a whole.
        asked = any(mark in utterance[end.end() :] for mark in QUESTION_MARKS)
        lead = end.end() if said.marks & POLITE and (asked or ADDRESSING not in said.marks) else lead
    return utterance[lead:].strip() or utterance


def _of_places(said: Reading) -> bool:
    """Whether places are all that is named."""
    names = {name for item in said.evidence for name in item.concepts}
    return bool(names) and all(name.startswith(PLACE) for name in names)
