"""Where a question begins behind words on who asks it: "my brother takes pictures, who took Dawit's?"."""

from __future__ import annotations

from collections.abc import Iterator

from iombot.understanding.grammar import Grammar
from iombot.understanding.reading import Reading
from iombot.understanding.terms import ANAPHORA

BREAKS = frozenset(",:;-–—")
"""Marks behind which a question may begin after such words."""
SHORT = 3
"""Letters of a word that may stand between them and the question: "so which"."""
ROLE = 2
"""Words with which a role begins: "as a"."""
GREETING = 4
"""Words among which the asker begins to speak of themselves: "good morning, I ..."."""


def introduced(reading: Reading, grammar: Grammar) -> Iterator[int]:
    """The places where a question may begin behind a clause in which its asker speaks of themselves.

    None where the question points back: what it points at may stand there.
    """
    own = reading.own
    if not own or ANAPHORA in reading.marks:
        return
    sentence = reading.tokens[own[0].start].sentence
    begin = next(place for place, token in enumerate(reading.tokens) if token.sentence == sentence)
    for place in range(begin + ROLE, own[-1].end):
        requested = place in reading.requests
        asks = reading.tokens[place].text in grammar.interrogatives | grammar.openers
        if (requested or (asks and _behind_mark(reading, place, grammar))) and _of_asker(
            reading, begin, place, grammar
        ):
            yield place


def _behind_mark(reading: Reading, place: int, grammar: Grammar) -> bool:
    """Whether a word follows a mark, or one small word behind it that does not ask itself ("so which")."""
    before, earlier = reading.tokens[place - 1], reading.tokens[place - 2]
    small = before.kind == "word" and len(before.text) <= SHORT and earlier.raw in BREAKS
    return before.raw in BREAKS or (small and before.text not in grammar.interrogatives)


def _of_asker(reading: Reading, begin: int, end: int, grammar: Grammar) -> bool:
    """Whether the asker speaks of themselves ("I am ...", "my ..."), or in which role they ask ("as a teacher")."""
    words = reading.words
    lead = [token.text for token in reading.tokens[begin:end] if token.kind == "word"]
    for place, text in enumerate(lead[:GREETING]):
        following = lead[place + 1] if place + 1 < len(lead) else ""
        if text in words.first_person or (text in words.framing and following in words.indefinite):
            return True
        if text in grammar.small:
            # "For my article on women, how many ..." says what it is about.
            return False
    return False
