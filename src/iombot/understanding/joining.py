"""Words that only number or join the questions of a message, and ask for nothing themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import takewhile

from iombot.understanding.grammar import Grammar, begins_clause, is_wish
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, Evidence
from iombot.understanding.terms import REQUEST, SAY
from iombot.understanding.text import first_word

PLACE_OF, FROM_WHERE = frozenset({"ask-where"}), frozenset({"ask-from"})
"""Asking where something is, and where somebody comes from."""
LEAVING = frozenset({"flee"})
"""Leaving a place, which may be another than that of one's origin."""
MENTIONS = frozenset({SAY, "quote"})
"""Concepts of speaking of something, or of somebody."""
SEVERAL = 2
"""As many numbers before questions are a numbering."""


def without_numbering(reading: Reading, grammar: Grammar) -> Reading:
    """The reading without "first ... second ..." before the questions of a message: these are no ranks."""
    numbers = [item for item in reading.evidence if any(name.startswith(ORDINAL) for name in item.concepts)]
    begin = all(item.end == item.start + 1 and _begins_question(reading, item.start, grammar) for item in numbers)
    ranks = [reading.tokens[item.start].text for item in numbers]
    if len(numbers) < SEVERAL or len(set(ranks)) < len(ranks) or not begin:
        return reading
    return replace(reading, evidence=tuple(item for item in reading.evidence if item not in numbers))


def _begins_question(reading: Reading, place: int, grammar: Grammar) -> bool:
    """Whether a word stands where a question of several may begin: first, after a mark or "and", or before a mark."""
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    requested = place in reading.requests or place - 1 in reading.requests
    return begins_clause(reading, place, grammar) or requested or (after is not None and after.kind == "mark")


def without_conjunctions(reading: Reading, grammar: Grammar) -> Iterator[Evidence]:
    """Evidence without question words that only join: "where did he go *when* he fled", "a man *who* is ... where"."""
    asking = {place for place, token in enumerate(reading.tokens) if token.text in grammar.interrogatives}
    for item in reading.evidence:
        joins = item.start in asking and _joins(reading, item, asking, grammar)
        if not (joins and item.concepts and all(is_wish(name, grammar) for name in item.concepts)):
            yield item
        else:
            # "The people who were trained" says that they were.
            yield from (piece for piece in item.pieces if not any(is_wish(name, grammar) for name in piece.concepts))


def without_mentions(evidence: Iterable[Evidence], reading: Reading) -> Iterator[Evidence]:
    """Evidence without words that only tell where something was met: "who is this Getachew *you quote*"."""
    words, tokens = reading.words, reading.tokens
    ends = {item.end for item in reading.own if item.concepts}
    for item in evidence:
        told = item.end == item.start + 1 and item.concepts & MENTIONS and item.start > 1
        if told and tokens[item.start - 1].text in words.askers:
            relative = tokens[item.start - 2].text in words.relative_pronouns | words.pointing
            if item.start - 1 - relative in ends:
                continue
        yield item


def _joins(reading: Reading, item: Evidence, asking: set[int], grammar: Grammar) -> bool:
    """Whether a question word in a clause joins it to what was asked before, or to a noun that is asked about after."""
    start, sentence = item.start, reading.tokens[item.start].sentence
    if begins_clause(reading, start, grammar):
        return False
    others = [place for place in asking if place != start and reading.tokens[place].sentence == sentence]
    noun = any(other.end == start and other.concepts for other in reading.evidence)
    relative = noun and reading.tokens[start].text in reading.words.relative_pronouns
    if (item.end == start + 1 or relative) and (
        any(place < start for place in others) or _dates(reading, item, grammar)
    ):
        return True
    return relative and (any(place >= item.end for place in others) or _is_polar(reading, item, grammar))


def with_origins(evidence: Iterable[Evidence], reading: Reading) -> Iterator[Evidence]:
    """Evidence in which a "where" that leaves its "from" to the end asks for an origin: "where were most *from*"."""
    first = next((item for item in reading.own), None)
    for item in evidence:
        apart = item == first and item.concepts & PLACE_OF and _leaves_origin(reading, item)
        yield replace(item, concepts=item.concepts - PLACE_OF | FROM_WHERE) if apart else item


def _leaves_origin(reading: Reading, item: Evidence) -> bool:
    """Whether a word for an origin follows in the clause, and nothing that could be one behind it."""
    rest = takewhile(lambda place: reading.tokens[place].kind != "mark", range(item.end, len(reading.tokens)))
    origins = (place for place in rest if reading.tokens[place].text in reading.words.sourcing)
    named = {other.start for other in reading.evidence if any(":" in name for name in other.concepts)}
    held = {place for other in reading.evidence for place in range(other.start, other.end)}
    left = {other.end for other in reading.evidence if other.concepts & LEAVING}
    return any(place not in held | left and place + 1 not in named for place in origins)


def _dates(reading: Reading, item: Evidence, grammar: Grammar) -> bool:
    """Whether a question word in a yes/no question only tells at what time: "did most set off there *when they* left".

    What is said of one person dates it ("when he was 26"). After "do you know" or "does it say" it asks.
    """
    before = next((other.concepts for other in reading.evidence if other.end == item.start), frozenset())
    after = reading.tokens[item.end].text if item.end < len(reading.tokens) else ""
    return bool(before) and _is_polar(reading, item, grammar) and after in reading.words.resuming


def _is_polar(reading: Reading, item: Evidence, grammar: Grammar) -> bool:
    """Whether a question word stands in a yes/no question, and not after "do you know" or "does it say"."""
    tokens = reading.tokens
    first = first_word(token for token in tokens if token.sentence == tokens[item.start].sentence)
    told = any(SAY in other.concepts and other.end <= item.start for other in reading.evidence)
    return first in grammar.openers and REQUEST not in reading.marks and not told
