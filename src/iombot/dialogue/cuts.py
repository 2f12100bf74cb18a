"""What must not be cut: a gap that takes in the whole question, and a wish that stands behind its topic."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from iombot.dialogue.part import Part
from iombot.understanding.clauses import asks_openly
from iombot.understanding.ellipsis import names_topic
from iombot.understanding.grammar import Grammar, wishes
from iombot.understanding.reading import Reading
from iombot.understanding.terms import ANAPHORA, telling

PLUS = "+"
FULL = 0.95
"""Share of a question that a gap must explain to take it in as a whole."""


def missing_as_whole(whole: Part, grammar: Grammar) -> bool:
    """Whether one gap takes in all that is asked ("name of the press officer, return report")."""
    decision, reading = whole.decision, whole.reading
    if reading.claim or decision.verdict != "gap" or decision.confidence < FULL or decision.fits[0].missing:
        return False
    own = reading.own
    said = {token.text for token in reading.tokens[own[0].start : own[-1].end]} if own else set()
    # Who names a figure has heard an answer.
    if said & reading.words.conjunctions or any(map(telling, reading.own_concepts)):
        return False
    # "Whom do I call, what is the name of *this* person?"
    if len(said & grammar.interrogatives) > 1 and ANAPHORA not in reading.marks:
        return False
    return all(item.concepts & decision.fits[0].target.asks for item in own if wishes(item, grammar.concepts))


def written_out(question: Reading) -> bool:
    """Whether a claim writes a sum out with its sign ("does 1 + 2 equal 3?"): its figures are no questions."""
    return question.claim and any(token.raw == PLUS for token in question.tokens)


def torn(parts: Sequence[Part], grammar: Grammar) -> bool:
    """Whether a bare wish stands apart from what it asks about ("Dawit's mother, name?")."""
    for first, second in pairwise(parts):
        bare = not (names_topic(second.reading, grammar) or asks_openly(second.reading, grammar))
        told = first.decision.fits[0].target.rivals if first.decision.fits else frozenset[str]()
        wished = any(wishes(item, grammar.concepts) for item in first.reading.own)
        if bare and not wished and second.reading.own_concepts & told:
            return True
    return False
