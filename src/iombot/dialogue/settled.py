"""Whether a part of a question is settled by itself."""

from __future__ import annotations

from collections.abc import Iterable

from iombot.dialogue.part import Part
from iombot.dialogue.splitting import WHOLE


def sure(part: Part) -> bool:
    """Whether a clause is answered for certain, and confirmed or denied if it is a claim."""
    decision = part.decision
    sure = decision.verdict == "answer" and decision.confidence >= WHOLE
    return sure and (not part.reading.claim or decision.fits[0].settles)


def denies(part: Part) -> bool:
    """Whether a clause is surely wrong: then so is all that holds it."""
    return settles(part) and bool(part.decision.fits[0].denied)


def settles(part: Part) -> bool:
    """Whether a clause of what somebody claims is confirmed or denied by itself, whatever is added to it."""
    decision = part.decision
    return decision.verdict == "answer" and decision.confidence >= WHOLE and decision.fits[0].settles


def left_open(parts: Iterable[Part]) -> bool:
    """Whether a part is neither answered nor known to be missing."""
    return any(part.decision.verdict not in ("answer", "gap") for part in parts)
