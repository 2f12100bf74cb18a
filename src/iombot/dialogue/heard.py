"""The words of a question that point at something just shown or said, and what is left of it without them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iombot.dialogue.derive import OPERATORS
from iombot.understanding.overlaps import overlap, within
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERSON, PLACE, YEAR, Evidence
from iombot.understanding.terms import Terms

STRANGE = 0.8
"""Weight of words that nothing explains, beside a pointer, from which a question is about something else."""
NEXT, BEFORE = "rank-next", "rank-before"
"""Pointers at the places beside a line; the lexicon declares them."""
NEIGHBOURS = frozenset({NEXT, BEFORE})


def heard(question: Reading) -> tuple[Evidence, ...]:
    """The pointers of a question, less those within a longer piece of evidence ("how far *ahead*")."""
    sentences = {question.tokens[item.start].sentence for item in question.own}
    found = (item for item in question.pointers if not sentences or question.tokens[item.start].sentence in sentences)
    return tuple(item for item in found if not any(_holds(other, item) for other in question.own))


def without(question: Reading, pointers: Iterable[Evidence]) -> Reading:
    """The question without the evidence that stands on the words of its pointers."""
    given = list(pointers)

    def consumed(item: Evidence) -> bool:
        if item.background or any(name.startswith((PLACE, PERSON, YEAR)) for name in item.concepts):
            return False
        if OPERATORS.keys() & item.concepts:
            # "Who is ahead of Belgium?" asks for a line, "how far ahead" for a difference.
            return any(within(item, pointer) and pointer.concepts & NEIGHBOURS for pointer in given)
        return any(overlap(item, pointer) for pointer in given)

    def kept(item: Evidence) -> Iterator[Evidence]:
        if not consumed(item):
            yield item
        else:
            # "How many the year after?" still asks how many.
            outside = (piece for piece in item.pieces if not any(overlap(piece, pointer) for pointer in given))
            yield from (piece for piece in outside if piece.concepts)

    return replace(question, evidence=tuple(piece for item in question.evidence for piece in kept(item)))


def bare(rest: Reading, allowed: frozenset[str], terms: Terms) -> bool:
    """Whether what is left of a question beside its pointers is nothing but what is allowed, or says little."""
    strange = 0.0
    for item in rest.own:
        if not item.concepts:
            strange += item.weight
        elif not (item.concepts & allowed or FILLER in item.concepts or terms.kinds(item.concepts) == {"soft"}):
            return False
    return strange < STRANGE


def _holds(outer: Evidence, inner: Evidence) -> bool:
    """Whether a longer piece of evidence holds a pointer within it, and so means something else."""
    return within(inner, outer) and outer.end - outer.start > inner.end - inner.start
