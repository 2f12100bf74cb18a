"""Figures that a message sets against the answer just given."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from iombot.dialogue.decision import Decision
from iombot.dialogue.part import Part
from iombot.dialogue.state import ChatState
from iombot.knowledge.models import Concept
from iombot.understanding.grammar import wishes
from iombot.understanding.holding import hold
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, PLACE, YEAR, Evidence, recalled
from iombot.understanding.targets import Target
from iombot.understanding.terms import ANAPHORA, CLAIM, LESS_THAN, MORE_THAN, Terms, telling

FEW = 2
"""Words that nothing explains up to which a message with a figure is about the figure just given."""
DIGITS = frozenset({"digits", "fragment", "phone", "combined"})
"""Concepts of digits, and of mixing them up, which are no topic beside a figure."""
MAGNITUDE = 10
"""Times by which a figure may differ from the one that it is set against."""


def corrected(reading: Reading, state: ChatState, terms: Terms) -> Part | None:
    """A figure set against the one just given ("no, it was 800,000"), which is confirmed or denied."""
    target = terms.targets.by_id.get(state.entries[0])
    # A figure of another answer asks for that one.
    known = terms.figures - {f"number:{value}" for value in target.numbers} if target else frozenset()
    figures = [item for item in reading.own if any(telling(name) for name in item.concepts - known)]
    plain = target is not None and len(target.numbers) == 1 and not target.gap
    if not target or not plain or len(figures) != 1 or names_topic(reading, terms.concepts, DIGITS):
        return None
    if any(wishes(item, terms.concepts) for item in reading.own) or reading.values("year"):
        return None
    strange = [item for item in reading.own if not item.concepts and not _told_after(item, figures[0], reading)]
    if not _alike(figures[0], target) or len(strange) > FEW:
        return None
    signs = (item for item in reading.own if item.concepts & {MORE_THAN, LESS_THAN})
    claim = replace(reading, evidence=(*signs, *figures, *recalled(target.about)), claim=True, last=target.id)
    fit = hold(target, claim, target.covered, terms)
    if not (fit.denied or fit.confirmed):
        return None
    return Part(claim, Decision("answer", (replace(fit, blocks=()),), confidence=1.0))


def dated(reading: Reading, state: ChatState, terms: Terms) -> Part | None:
    """The last answer with its year confirmed or denied ("ok so that's 2022, right?"); None for another question."""
    target = terms.targets.by_id.get(state.entries[0])
    years = reading.values("year")
    only = all(name.startswith(YEAR) for name in reading.own_concepts)
    if target is None or target.year is None or target.gap or not only or len(years) != 1:
        return None
    if not {CLAIM, ANAPHORA} <= reading.marks or any(not item.concepts for item in reading.own):
        return None
    holds = years == [str(target.year)]
    claim = replace(reading, evidence=tuple(recalled(target.about)), claim=True, last=target.id)
    fit = replace(hold(target, claim, target.covered, terms), blocks=(), confirmed=holds, claimed=True)
    fit = replace(fit, denied=() if holds else tuple(years), doubted=False)
    return Part(claim, Decision("answer", (fit,), confidence=1.0))


def _told_after(item: Evidence, figure: Evidence, reading: Reading) -> bool:
    """Whether a word stands in a clause after the one that holds the figure ("it was 500, you mixed it up")."""
    return any(token.kind == "mark" for token in reading.tokens[figure.end : item.start])


def names_topic(reading: Reading, concepts: Mapping[str, Concept], beside: frozenset[str] = frozenset()) -> bool:
    """Whether a message says by itself what it is about: a topic other than those `beside`, a place or a person."""
    kinds = (concepts.get(name) for name in reading.own_concepts - beside)
    named = any(name.startswith((PERSON, PLACE)) for name in reading.own_concepts)
    return named or any(known is not None and known.kind == "topic" for known in kinds)


def _alike(figure: Evidence, target: Target) -> bool:
    """Whether a figure is of the size of a target's own, so that one may be set against the other."""
    stated = next(float(name.partition(":")[2]) for name in sorted(figure.concepts) if telling(name))
    own = float(next(iter(target.numbers)))
    return 0 < own <= stated * MAGNITUDE and stated <= own * MAGNITUDE
