"""Whether a part of a question is settled by itself."""

from __future__ import annotations

from collections.abc import Iterable

from iombot.dialogue.part import Part

WHOLE = 0.85
"""Share explained above which one target answers a sentence whole, however many clauses it has."""
FULL = 0.99
"""Share explained from which nothing of a question is left over."""


def answered(part: Part) -> bool:
    """Whether a part is answered for certain."""
    return part.decision.verdict == "answer" and part.decision.confidence >= WHOLE


def sure(part: Part) -> bool:
    """Whether a clause is answered for certain, and confirmed or denied if it is a claim."""
    return answered(part) and (not part.reading.claim or part.decision.fits[0].settles)


def denies(part: Part) -> bool:
    """Whether a clause is surely wrong: then so is all that holds it."""
    return settles(part) and bool(part.decision.fits[0].denied)


def settles(part: Part) -> bool:
    """Whether a clause of what somebody claims is confirmed or denied by itself, whatever is added to it."""
    return answered(part) and part.decision.fits[0].settles


def left_open(parts: Iterable[Part]) -> bool:
    """Whether a part is neither answered nor known to be missing."""
    return any(part.decision.verdict not in ("answer", "gap") for part in parts)
