"""How many lines the list just shown has: "how many countries is that?"."""

from __future__ import annotations

from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.pointing import HUMBLE, PEOPLE
from iombot.dialogue.shown import Shown
from iombot.dialogue.state import ChatState
from iombot.understanding.reading import Reading
from iombot.understanding.terms import ANAPHORA, COMBINED, COUNT, SUM, WISH, Terms

LENGTH = "list-length"
"""Pointer at the length of a list; the lexicon declares it."""
NAMED = frozenset({"country", "region", "ask-country", "ask-region", "ask-where"})
"""Concepts of a question for places."""
MANY = frozenset({COUNT, "works-out"})
"""Asking how many."""


def asks_length(question: Reading, shown: Shown, state: ChatState, terms: Terms) -> bool:
    """Whether a question asks no more than how many lines the whole list has that was just shown."""
    pointers = [item for item in heard(question) if LENGTH in item.concepts]
    if (
        not (pointers or _of_those(question, state))
        or shown.target.kind != "entry"
        or shown.target.counts
        or shown.current
    ):
        return False
    topics = {name for group in shown.target.about for name in group if not name.startswith(WISH)}
    number = f"number:{shown.length}"
    allowed = HUMBLE | terms.beside["list"] | topics | NAMED | MANY | {number, COMBINED, SUM}
    return bare(without(question, pointers), allowed, terms)


def _of_those(question: Reading, state: ChatState) -> bool:
    """Whether it asks how many they are, after places were asked for ("which countries?" - "how many are they?")."""
    own = question.own
    plain = bool(own) and all(item.concepts & (NAMED | MANY) and PEOPLE not in item.inner for item in own)
    asked = bool(MANY & question.own_concepts) and ANAPHORA in question.marks and not heard(question)
    # "How many *got* it?" is asked of people.
    words = question.words
    small = words.openers | words.personal | words.pointing | words.resuming | words.conjunctions
    within = {place for item in own for place in range(item.start, item.end)}
    rest = [token for place, token in enumerate(question.tokens) if place not in within and token.kind == "word"]
    return plain and asked and all(token.text in small for token in rest) and bool(NAMED.intersection(state.concepts))
