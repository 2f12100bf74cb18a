"""The same calculation for something else: "Germany minus Switzerland?" - "do the same for Mali and Guinea"."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.derive import OPERATORS, derivation
from iombot.dialogue.heard import heard, without
from iombot.dialogue.memory import said_of
from iombot.dialogue.part import Part
from iombot.dialogue.state import ChatState
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import PAIR

LIKEWISE = "likewise"
"""Pointer at doing the same once more; the lexicon declares it."""


def with_operation(question: Reading, state: ChatState) -> Reading | None:
    """The question with the operation that the last one asked for; None where it asks for no more of the same."""
    operator = next((name for name in OPERATORS if name in state.concepts), None)
    pointer = next((item for item in heard(question) if LIKEWISE in item.concepts), None)
    if operator is None or pointer is None or OPERATORS.keys() & question.own_concepts:
        return None
    asked = Evidence(pointer.start, pointer.end, pointer.text, frozenset({operator}))
    rest = without(question, [pointer])
    return rest.made_of((*rest.evidence, asked))


def with_lines(part: Part, state: ChatState) -> Part:
    """The part with the same lines reckoned of its list as were of the last one, where it names none itself."""
    decision = part.decision
    if decision.verdict != "answer" or decision.derivation or decision.lines:
        return part
    operator = next((name for name in OPERATORS if name in part.reading.own_concepts), None)
    target = decision.fits[0].target
    ranks = list(said_of(state.earlier[-1])[1]) if state.earlier else []
    if operator is None or not target.ranked or len(ranks) < PAIR or len(target.shares) < max(ranks):
        return part
    calculated = derivation(operator, target, ranks)
    return replace(part, decision=replace(decision, derivation=calculated, lines=tuple(ranks)))
