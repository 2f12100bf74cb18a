"""How a message opens: a polite lead, or where somebody greets from, before what is asked."""

from __future__ import annotations

import re

from iombot.dialogue.courtesies import Courtesies
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
OURS = "ours"
"""Mark of what somebody's country has ("our share"); the lexicon declares it."""
ENDINGS = re.compile(r"[:,.!?]")
"""What it ends with."""


def without_courtesies(utterance: str, courtesies: Courtesies, vocabulary: Vocabulary, manners: Manners) -> str:
    """The message without the politeness around what it asks for."""

    def asks(rest: str) -> bool:
        # "Hi, radio Kigali here" and "bye, I have to hand in my project" are small talk as a whole.
        told = not any(mark in rest for mark in QUESTION_MARKS)
        talks = told and manners.small_talk(read(utterance, vocabulary), understood=False)
        asked = read(rest, vocabulary)
        return (_asked(asked, manners) or manners.seeks_anybody(asked)) and not talks

    return courtesies.without(utterance, asks)


def without_lead(utterance: str, vocabulary: Vocabulary, manners: Manners) -> str:
    """The message without a lead that asks for nothing ("could you tell me: ...", "hello from Geneva, ...").

    Where somebody greets from a place, "here" and "our share" stay those of that place.
    """
    lead, home = 0, ""
    for end in ENDINGS.finditer(utterance, 0, LEAD):
        said = read(utterance[: end.end()], vocabulary)
        talk = manners.spoken(said, understood=True)
        if talk and (_of_places(said) or _asked(read(utterance[end.end() :], vocabulary), manners)):
            lead, home = end.end(), said.evidence[-1].text if _of_places(said) else home
            continue
        if said.evidence or said.pointers or not said.marks <= POLITE | {FIRST_PERSON}:
            break
        # "Hi there, radio newsroom here" asks for nothing, and is small talk as a whole.
        asked = any(mark in utterance[end.end() :] for mark in QUESTION_MARKS)
        lead = end.end() if said.marks & POLITE and (asked or ADDRESSING not in said.marks) else lead
    rest = utterance[lead:].strip()
    return (_at_home(read(rest, vocabulary), home) or rest if home else rest) or utterance


def _of_places(said: Reading) -> bool:
    """Whether places are all that is named."""
    names = {name for item in said.evidence for name in item.concepts}
    return bool(names) and all(name.startswith(PLACE) for name in names)


def _asked(rest: Reading, manners: Manners) -> bool:
    """Whether something that is no small talk is asked for behind small talk."""
    return any(item.concepts for item in rest.evidence) and not manners.small_talk(rest, understood=False)


def _at_home(rest: Reading, home: str) -> str:
    """What follows on a greeting from a place, with its name for "here" or the "our" of "our share"; empty for none."""
    if rest.cries:
        return ""
    said = [token.raw for token in rest.tokens]
    ours = [item for item in rest.aside if OURS in item.concepts]
    places = {
        next(place for place in range(item.start, item.end) if rest.tokens[place].text in rest.words.first_person)
        for item in ours
    }
    places |= {place for place in range(len(said)) if _hereabouts(rest, place)}
    for place in places:
        said[place] = home
    return " ".join(raw for raw in said if raw) if places else ""


def _hereabouts(rest: Reading, place: int) -> bool:
    """Whether a word stands for the place: "from *here*", "who came *there*?", but not "is *there* a photo"."""
    tokens, words = rest.tokens, rest.words
    if tokens[place].text not in words.hereabouts or place == 0:
        return False
    before = tokens[place - 1].text
    last = place + 1 == len(tokens) or tokens[place + 1].kind == "mark"
    return before in words.locating | words.sourcing | words.framing | words.partitive or (
        last and before not in words.openers
    )
