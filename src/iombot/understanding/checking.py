"""What somebody states and then asks to confirm, in a message that asks for something else beside that.

"I read that 500 people came. Is that right? And who is the director?"
"""

from __future__ import annotations

from dataclasses import replace

from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, on_topic, wishes
from iombot.understanding.reading import Reading
from iombot.understanding.terms import CLAIM
from iombot.understanding.text import first_word, is_marked


def to_check(reading: Reading, sentences: list[Span], grammar: Grammar) -> dict[Span, Span]:
    """By the span of each sentence that only asks for confirmation, that of the statement before it with it."""
    found: dict[Span, Span] = {}
    for place, span in enumerate(sentences):
        if place and _only_checks(reading, span, grammar) and sentences[place - 1] not in found:
            stated = sentences[place - 1]
            if _states(reading, stated, grammar):
                found[span] = (stated[0], span[1])
    return found


def unchecked(reading: Reading) -> Reading:
    """The reading of a question that stands beside a statement to be confirmed: it confirms nothing itself."""
    return replace(reading, marks=reading.marks - {CLAIM}, checks=())


def _only_checks(reading: Reading, span: Span, grammar: Grammar) -> bool:
    """Whether a sentence asks for confirmation and says nothing on any topic."""
    start, end = span
    inside = [item for item in reading.evidence if start <= item.start < end]
    asks = any(start < place <= end for place in reading.checks)
    return (
        asks
        and not any(wishes(item, grammar.concepts) or not item.concepts for item in inside)
        and not any(on_topic(name, grammar.concepts) for item in inside for name in item.concepts)
    )


def _states(reading: Reading, span: Span, grammar: Grammar) -> bool:
    """Whether a sentence states something on a topic, and asks for nothing."""
    start, end = span
    tokens = reading.tokens[start:end]
    if is_marked(tokens):
        return False
    first = first_word(tokens)
    if first in grammar.interrogatives | grammar.openers or any(start < place <= end for place in reading.requests):
        return False
    inside = (item for item in reading.evidence if start <= item.start < end)
    return any(on_topic(name, grammar.concepts) for item in inside for name in item.concepts)
