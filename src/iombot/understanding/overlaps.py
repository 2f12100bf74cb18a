"""Recognised values and forms that stand on the same words: which of them is heard."""

from __future__ import annotations

from dataclasses import replace

from iombot.understanding.spotting import PERCENT, PERSON, Evidence
from iombot.understanding.terms import ANAPHORA

EXISTENCE = "existence"
"""Mark of asking or saying that there is something."""


def longer(entities: list[Evidence], topics: list[Evidence]) -> list[Evidence]:
    """Of what overlaps, the longer: a form may take in a number ("World Refugee Day 2023")."""
    kept = list(topics)
    for item in entities:
        if any(name.startswith(PERCENT) for name in item.concepts):
            # The figure of "35 per cent of all" must not be lost in the words for a share.
            kept = [_after(item, other) for other in kept]
        over = [other for other in kept if other.start < item.end and item.start < other.end]
        if all(other.end - other.start <= item.end - item.start for other in over):
            # What is left of "over 18" before "18 per cent" is "over".
            left = [piece for other in over for piece in other.pieces if not overlap(piece, item)]
            kept = [other for other in kept if other not in over] + [item, *left]
        else:
            kept = [_with_figure(other, item) for other in kept]
    return kept


def _with_figure(topic: Evidence, figure: Evidence) -> Evidence:
    """Words for somebody ("the 26-year-old") with the figure that stands in them as a piece."""
    holds = within(figure, topic) and any(name.startswith(PERSON) for name in topic.concepts)
    return replace(topic, pieces=(figure, *topic.pieces)) if holds else topic


def _after(figure: Evidence, topic: Evidence) -> Evidence:
    """Words for a share without the "per cent" that belongs to the figure before them."""
    inside = figure.start < topic.start < figure.end < topic.end
    return replace(topic, start=figure.end, pieces=()) if inside else topic


def overlap(one: Evidence, other: Evidence) -> bool:
    """Whether two pieces of evidence share a word."""
    return one.start < other.end and other.start < one.end


def within(inner: Evidence, outer: Evidence) -> bool:
    """Whether one piece of evidence takes no words that the other does not take, too."""
    return outer.start <= inner.start and inner.end <= outer.end


def pointing(marks: list[Evidence]) -> list[Evidence]:
    """The marks without pronouns that point at nothing: the "there" of "is there a chart?"."""
    existing = [item for item in marks if EXISTENCE in item.concepts]
    return [item for item in marks if not (ANAPHORA in item.concepts and any(within(item, one) for one in existing))]
