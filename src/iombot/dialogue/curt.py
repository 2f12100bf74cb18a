"""Small words that are all of a message: "from?", "and to?"."""

from __future__ import annotations

from dataclasses import replace

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import WISH

ALONE = "alone-"
"""Beginning of the pointers at such words; what follows it is the wish after `ask-`."""
MOST_WORDS = 2
"""Words up to which one of them is all of a message."""


def alone(question: Reading) -> Reading | None:
    """The question with what is asked for by a small word that is all it says ("from?"); None where it says more."""
    if question.own or sum(token.kind == "word" for token in question.tokens) > MOST_WORDS:
        return None
    for pointer in question.pointers:
        wishes = [name.removeprefix(ALONE) for name in pointer.concepts if name.startswith(ALONE)]
        if wishes:
            wish = Evidence(pointer.start, pointer.end, pointer.text, frozenset({f"{WISH}-{wishes[0]}"}))
            return replace(question, evidence=(*question.evidence, wish))
    return None
