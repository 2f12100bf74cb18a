"""Words that make another figure of a figure: how many *only* used it, *also* got help, or came *twice*."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.terms import COUNT
from iombot.understanding.text import Token

RESTRICTIVE = frozenset(
    {"only", "solely", "exclusively", "also", "without", "neither", "never", "nothing", "not", "no"}
)
"""Words that restrict what is counted after "how many"."""
REPEATED = frozenset({"twice", "thrice"})
"""Words that do so whatever else they may mean, unless two figures are compared ("twice as many")."""
HARMLESS = frozenset({"just", "only", "counting", "including", "as", "."})
"""Words after "not" that widen what is counted, and the mark of "no."."""
JOINING, ADDING = frozenset({"and", "but", "or"}), frozenset({"also"})
"""Words that together begin another question ("and also")."""
ASKING = "how"
"""Beginning of a wish that counts somebody or something, rather than naming a number."""


def restriction(own: Sequence[Evidence], tokens: Sequence[Token]) -> Evidence | None:
    """The word that restricts what the question counts; None where there is none that stands by itself.

    Inside a form ("not refugees") the form says what is meant.
    """
    counts = [item for item in own if COUNT in item.concepts and item.text.casefold().startswith(ASKING)]
    if not counts:
        return None
    spoken = {place for item in own if item.concepts - {FILLER} for place in range(item.start, item.end)}
    for place in range(counts[-1].end, len(tokens)):
        token = tokens[place]
        if token.kind == "mark":
            return None
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        joins = tokens[place - 1].text in JOINING and token.text in ADDING
        restricts = token.text in REPEATED or (token.text in RESTRICTIVE and place not in spoken and not joins)
        if restricts and after not in HARMLESS:
            return Evidence(place, place + 1, token.raw, frozenset())
    return None
