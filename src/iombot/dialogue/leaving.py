"""Which parts of a message are named as open beside what is answered, and which are but talk around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iombot.dialogue.part import Part
from iombot.understanding.clauses import asks_openly
from iombot.understanding.grammar import Grammar
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERSON, PLACE, Evidence
from iombot.understanding.terms import CALCULATED, CLAIM, Terms
from iombot.understanding.text import is_marked

LONGEST = 14
"""Words up to which a question that was not understood is named; a longer one is mostly talk."""
TELLING = frozenset({"topic", "aspect"})
"""Kinds of concepts of which one at least makes it a question on something."""


def unmet(part: Part, terms: Terms) -> list[Evidence]:
    """What a question asks for or speaks of that its answer does not cover; empty for one without an answer."""
    decision = part.decision
    if decision.verdict != "answer":
        return []
    covered = frozenset[str]().union(*(fit.target.covered | fit.target.core for fit in decision.fits))
    said = decision.apart or part.reading
    return [
        item
        for item in said.own
        if not item.concepts & covered and FILLER not in item.concepts and _weighs(item, terms)
    ]


def _weighs(item: Evidence, terms: Terms) -> bool:
    reckons = any(name.startswith(CALCULATED) for name in item.concepts)
    return bool(terms.kinds(item.concepts) & (TELLING | {"ask"})) and not reckons


def without_talk(parts: Sequence[Part], terms: Terms, grammar: Grammar) -> list[Part]:
    """The parts without those that lead nowhere beside settled ones, but for questions, which are left open.

    In a message of several sentences what leads nowhere is mostly talk around the question.
    """
    settled = any(part.decision.verdict in ("answer", "gap") for part in parts)
    weak = [part for part in parts if part.decision.reason == "not-understood"]
    if not (settled and weak):
        return list(parts)
    asked = [part for part in parts if part not in weak or _asks(part.reading, terms, grammar)]
    return [_open(part) if part in weak else part for part in asked]


def _open(part: Part) -> Part:
    """The part as one on which the releases tell nothing."""
    return replace(part, decision=replace(part.decision, reason="not-stated"))


def _asks(reading: Reading, terms: Terms, grammar: Grammar) -> bool:
    """Whether a part is put as a question of its own, on something that one may ask a release for."""
    own = reading.own
    if not own or (not terms.kinds(reading.own_concepts) & TELLING and not _names(reading)):
        return False
    place = reading.tokens[own[-1].start].sentence
    said = [token for token in reading.tokens if token.sentence == place]
    if sum(token.kind == "word" for token in said) > LONGEST:
        return False
    marked = is_marked(said)
    return (reading.claim and CLAIM in reading.marks) or (marked and (reading.polar or asks_openly(reading, grammar)))


def _names(reading: Reading) -> bool:
    return any(name.startswith((PERSON, PLACE)) for name in reading.own_concepts)
