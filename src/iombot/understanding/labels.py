"""Labels before the questions of a message that are told one by one: "Slide one, ... Slide two, ...", "Second: ..."."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, begins_clause, on_topic
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER

CLOSING, DASHES = frozenset(",:)"), frozenset("-–—")
"""Marks after a label, and those that may also stand after the name of one."""
SEVERAL = 2
"""As many labels of different numbers make a list of questions."""
MOST = 9
"""The highest number of a label."""


def labels(reading: Reading, grammar: Grammar) -> list[Span]:
    """The spans of the labels, in order; empty where a message has not several of different numbers."""
    found = dict(_found(reading, grammar))
    return sorted(found) if len(set(found.values())) >= SEVERAL else []


def without_labels(reading: Reading, spans: list[Span]) -> Reading:
    """The reading without the words of labels: what they say is no question."""
    taken = {place for start, end in spans for place in range(start, end)}
    kept = (item for item in reading.evidence if not taken.intersection(range(item.start, item.end)))
    return replace(reading, evidence=tuple(kept)) if taken else reading


def _found(reading: Reading, grammar: Grammar) -> Iterator[tuple[Span, int]]:
    for place, token in enumerate(reading.tokens):
        if token.kind == "mark" or not (place == 0 or _begins(reading, place, grammar)):
            continue
        for end in (place + 1, place + 2):
            rank = _rank(reading, end - 1)
            if (
                rank
                and _ends(reading, end, grammar, named=end > place + 1)
                and not _topical(reading, place, end, grammar)
            ):
                yield (place, end), rank


def _begins(reading: Reading, place: int, grammar: Grammar) -> bool:
    new = reading.tokens[place].sentence != reading.tokens[place - 1].sentence
    return new or begins_clause(reading, place, grammar)


def _rank(reading: Reading, place: int) -> int:
    """The number that a word is; 0 where it is none up to the highest of a label."""
    text = reading.tokens[place].text if place < len(reading.tokens) else ""
    rank = int(text) if text.isdecimal() else reading.words.numbers.get(text, reading.words.ordinals.get(text, 0))
    return rank if rank <= MOST else 0


def _ends(reading: Reading, end: int, grammar: Grammar, *, named: bool) -> bool:
    """Whether a label may end here: at a mark or, if it has a noun, before a verb, an article or a question word."""
    after = reading.tokens[end] if end < len(reading.tokens) else None
    if after is None:
        return False
    if after.kind == "mark":
        return after.raw in CLOSING or (after.raw in DASHES and named)
    words = reading.words.definite | grammar.openers | grammar.interrogatives
    return named and after.text in words


def _topical(reading: Reading, start: int, end: int, grammar: Grammar) -> bool:
    """Whether the noun of a label says what something is about ("region one")."""
    items = (item for item in reading.evidence if item.start == start < end - 1 and FILLER not in item.concepts)
    return any(on_topic(name, grammar.concepts) and ":" not in name for item in items for name in item.concepts)
