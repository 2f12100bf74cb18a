"""The story around the question of a long message, cut into stretches that a closing question may take up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise

from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, begins_clause, cuts, on_topic, wishes
from iombot.understanding.questions import sentences_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.text import Token, first_word, is_marked

MOST_STRETCHES = 40
"""Stretches of a story that are looked at, those nearest to the question first."""
LONGEST = 4
"""Clauses that a stretch may have."""
LONG = 14
"""Tokens before a question in its own sentence from which they are a story."""
SHORT = 3
"""Letters of a word that may stand before a question word: "so which", "by how much"."""
BREAKS = frozenset(':—–()“”«»"')
"""Marks at which a clause ends besides those that join questions."""


def closing(reading: Reading, grammar: Grammar) -> Span | None:
    """The last sentence that asks, from where its question begins; None where no sentence asks.

    A sentence asks that ends in a question mark, else one that asks politely or wishes for something.
    """
    sentences = list(sentences_of(reading))
    marked = [span for span in sentences if is_marked(_tokens(reading, span))]
    asking = marked or [span for span in sentences if _asks(reading, span, grammar)]
    return _asked(reading, asking[-1], grammar) if asking else None


def stretches(reading: Reading, end: int, grammar: Grammar) -> list[Span]:
    """Stretches of the story before `end` that speak of anything, the nearest and shortest first."""
    found: list[Span] = []
    for start, stop in reversed(list(sentences_of(reading))):
        # What asks itself is answered by itself.
        itself = stop <= end and is_marked(_tokens(reading, (start, stop)))
        before = stop <= end or end - start > LONG
        if start < end and before and not itself:
            found += _of_sentence(reading, (start, min(stop, end)), grammar)
    return found[:MOST_STRETCHES]


def _of_sentence(reading: Reading, span: Span, grammar: Grammar) -> Iterator[Span]:
    bounds = [span[0], *_breaks(reading, span, grammar), span[1]]
    told = [_tells(reading, piece, grammar) for piece in pairwise(bounds)]
    for length in range(1, min(LONGEST, len(told)) + 1):
        for first in reversed(range(len(told) - length + 1)):
            last = first + length
            # A stretch begins and ends with a clause that says something.
            if told[first] and told[last - 1]:
                yield bounds[first], bounds[last]
    if len(told) > LONGEST:
        yield span


def of_oneself(reading: Reading, span: Span) -> bool:
    """Whether the asker speaks of themselves in a stretch ("I read it on my phone")."""
    return any(token.text in reading.words.first_person for token in _tokens(reading, span))


def sentence_around(reading: Reading, item: Evidence) -> Span:
    """The sentence that evidence stands in."""
    return next(span for span in sentences_of(reading) if span[0] <= item.start < span[1])


def clause_around(reading: Reading, item: Evidence, grammar: Grammar) -> Span:
    """The clause of a story that evidence stands in."""
    span = sentence_around(reading, item)
    bounds = [span[0], *_breaks(reading, span, grammar), span[1]]
    return next((first, last) for first, last in pairwise(bounds) if first <= item.start < last)


def _breaks(reading: Reading, span: Span, grammar: Grammar) -> Iterator[int]:
    """Where a clause of the story begins: after a mark or a word that joins, or at a word that subordinates."""
    held = {place for item in reading.evidence if item.concepts for place in range(item.start + 1, item.end)}
    for place in range(span[0] + 1, span[1]):
        if place in held:
            continue
        token = reading.tokens[place]
        joins = cuts(reading, place, grammar.splitters) or token.raw in BREAKS
        if joins or token.text in reading.words.subordinating or token.text in grammar.interrogatives:
            yield place


def _asked(reading: Reading, span: Span, grammar: Grammar) -> Span:
    """The end of a sentence from its last question word that begins a clause."""
    start, end = span
    first = first_word(_tokens(reading, span))
    if first in grammar.interrogatives | grammar.openers:
        return span
    asking = (
        place
        for place in reversed(range(start + 1, end))
        if reading.tokens[place].text in grammar.interrogatives and _begins(reading, place, grammar)
    )
    asked = next(asking, start)
    # Words that belong together stay so ("for how many months").
    return min([asked, *(item.start for item in reading.evidence if item.start < asked < item.end)]), end


def _begins(reading: Reading, place: int, grammar: Grammar) -> bool:
    """Whether a clause begins at a word, or one word before it ("so which", "by how much")."""
    before = reading.tokens[place - 1]
    return begins_clause(reading, place, grammar) or (
        place > 1 and before.kind == "word" and len(before.text) <= SHORT and begins_clause(reading, place - 1, grammar)
    )


def _asks(reading: Reading, span: Span, grammar: Grammar) -> bool:
    start, end = span
    requested = any(start < place <= end for place in (*reading.requests, *reading.hands))
    return requested or any(wishes(item, grammar.concepts) for item in within(reading, span))


def _tells(reading: Reading, span: Span, grammar: Grammar) -> bool:
    return any(on_topic(name, grammar.concepts) for item in within(reading, span) for name in item.concepts)


def _tokens(reading: Reading, span: Span) -> Sequence[Token]:
    return reading.tokens[span[0] : span[1]]


def within(reading: Reading, span: Span) -> list[Evidence]:
    """The evidence that stands in a stretch."""
    return [item for item in reading.evidence if span[0] <= item.start < item.end <= span[1]]
