"""How many lines the list just shown has: "how many countries is that?"."""

from __future__ import annotations

from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.pointing import HUMBLE
from iombot.dialogue.shown import Shown
from iombot.understanding.reading import Reading
from iombot.understanding.terms import COMBINED, COUNT, SUM, WISH, Terms

LENGTH = "list-length"
"""Pointer at the length of a list; the lexicon declares it."""


def asks_length(question: Reading, shown: Shown, terms: Terms) -> bool:
    """Whether a question asks no more than how many lines the whole list has that was just shown."""
    pointers = [item for item in heard(question) if LENGTH in item.concepts]
    if not pointers or shown.target.kind != "entry" or shown.current:
        return False
    topics = {name for group in shown.target.about for name in group if not name.startswith(WISH)}
    number = f"number:{shown.length}"
    allowed = HUMBLE | terms.beside["list"] | topics | {COUNT, number, COMBINED, SUM}
    return bare(without(question, pointers), allowed, terms)
