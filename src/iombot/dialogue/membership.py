"""Whether a place is on the list just shown: "does Sudan feature?"."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.pointing import HUMBLE
from iombot.dialogue.shown import Shown
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE, Evidence
from iombot.understanding.terms import Terms

AMONG = "among-them"
"""Pointer at being on the list; the lexicon declares it."""


def member(question: Reading, shown: Shown, terms: Terms) -> Evidence | None:
    """The place of which a question asks whether it is on the list; None where it asks for more or for none."""
    pointers = [item for item in heard(question) if AMONG in item.concepts]
    rest = without(question, pointers)
    places = [item for item in rest.own if any(name.startswith(PLACE) for name in item.concepts)]
    if not pointers or len(places) != 1 or not any(name.startswith(PLACE) for name in shown.names):
        return None
    others = replace(rest, evidence=tuple(item for item in rest.own if item not in places))
    known = shown.target.answers_place or bool(places[0].concepts & set(shown.names))
    return places[0] if known and bare(others, HUMBLE | terms.beside["list"], terms) else None
