"""What the asker needs an answer for, said at the end of a question: "spell it out for our style guide"."""

from __future__ import annotations

from dataclasses import replace

from iombot.understanding.grammar import Grammar
from iombot.understanding.reading import Reading

PHRASE = 2
"""Words with which a purpose begins: a preposition and whose it is."""
LONGEST = 7
"""Tokens that a purpose may have, with those two."""
HARMLESS = frozenset({"topic", "soft", "ask"})
"""Kinds of concepts that may stand in a purpose; whatever narrows a question is never mere talk."""
VAGUE = HARMLESS - {"topic"}
"""Those that make one of no unknown words."""


def without_purpose(reading: Reading, grammar: Grammar) -> Reading:
    """The reading with such words as background, where they name no topic but beside unknown words."""
    own = reading.own
    if not own:
        return reading
    texts = tuple(token.text for token in reading.tokens)
    last = own[-1].end
    for start in range(max(own[0].end, last - LONGEST), last - PHRASE):
        inside = [item for item in own if item.start >= start]
        if texts[start : start + PHRASE] not in grammar.purposes or len(inside) == len(own):
            continue
        kinds = {grammar.concepts[name].kind if name in grammar.concepts else "" for i in inside for name in i.concepts}
        apart = any(token.kind == "mark" for token in reading.tokens[start : inside[-1].end])
        said = any(not item.concepts for item in inside) or kinds <= VAGUE
        if kinds <= HARMLESS and said and not apart:
            aside = (replace(item, background=True) if item in inside else item for item in reading.evidence)
            return reading.made_of(aside)
    return reading
