"""How many questions follow, where a message says so: "I need three things: ...", "two quick ones, ..."."""

from __future__ import annotations

from collections.abc import Iterator

from iombot.understanding.grammar import Grammar, on_topic, wishes
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import NUMBER, Evidence
from iombot.understanding.terms import FIRST_PERSON

FEW = frozenset("23456")
"""As many questions may be announced."""
EARLY = 8
"""Pieces of evidence among which an announcement stands."""
LONG = 12
"""Words from which what stands before a colon is an introduction rather than what the questions are about."""
NEAR = 2
"""Tokens between the number and what it counts."""


def announced(reading: Reading, grammar: Grammar) -> int | None:
    """Index of the token with which the questions begin that a message announces; None where it announces none."""
    own = reading.own
    for place, item in enumerate(own[:EARLY]):
        if item.concepts and all(name.startswith(NUMBER) for name in item.concepts):
            following = own[place + 1 : place + 2]
            if item.concepts & {NUMBER + few for few in FEW} and not any(
                _counts(item, other, grammar) for other in following
            ):
                return _after(reading, item, following)
            return None
    return _introduced(reading, grammar)


def _introduced(reading: Reading, grammar: Grammar) -> int | None:
    """Where what is wanted begins after a long introduction that wishes for nothing itself, which ends in a colon."""
    tokens = reading.tokens
    begin = reading.own[0].start if reading.own else 0
    colon = next((place for place in range(begin, len(tokens)) if tokens[place].raw == ":"), None)
    if colon is None or FIRST_PERSON not in reading.marks:
        return None
    before, after = ([item for item in reading.own if (item.start < colon) is side] for side in (True, False))
    if sum(token.kind == "word" for token in tokens[begin:colon]) < LONG or not after:
        return None
    wished = [any(wishes(item, grammar.concepts) for item in side) for side in (before, after)]
    return colon + 1 if wished == [False, True] else None


def announced_questions(reading: Reading, grammar: Grammar) -> Iterator[int]:
    """Where a question begins after a colon: "all I need is one line: by how much ..."."""
    tokens = reading.tokens
    for place, token in enumerate(tokens):
        if token.raw == ":" and any(
            following.text in grammar.interrogatives for following in tokens[place + 1 : place + 3]
        ):
            yield place + 1


def _counts(number: Evidence, other: Evidence, grammar: Grammar) -> bool:
    """Whether a number counts something that the answers are about ("two aims")."""
    return other.start - number.end < NEAR and any(
        on_topic(name, grammar.concepts) or (name in grammar.concepts and grammar.concepts[name].kind == "aspect")
        for name in other.concepts
    )


def _after(reading: Reading, number: Evidence, following: tuple[Evidence, ...]) -> int:
    """Where the announcement ends: at a colon, else after the number and the noun beside it."""
    colons = (place for place in range(number.end, len(reading.tokens)) if reading.tokens[place].raw == ":")
    colon = next(colons, None)
    if colon is not None and any(item.start > colon for item in reading.own):
        return colon + 1
    nouns = [item.end for item in following if item.start - number.end < NEAR]
    end = max([number.end, *nouns])
    marked = any(token.kind == "mark" for token in reading.tokens[end:])
    # Without any mark, as in speech, what is between is talk ("three things for my radio piece the number of ...").
    return end if marked else min(listed(reading, end), default=end)


def listed(reading: Reading, begin: int) -> Iterator[int]:
    """Where a next one of several announced things may begin, when they are told without a mark: at an article."""
    starts, articles = {item.start for item in reading.own}, reading.words.definite
    yield from (place - 1 for place in starts if place > begin and reading.tokens[place - 1].text in articles)
