"""One question of a message, and what was decided on it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from iombot.dialogue.decision import Decision
from iombot.understanding.reading import Reading

CLEAR = 0.85
"""Confidence from which a question beside a call for help is answered."""
FIGURES = ("number", "percent")
"""Kinds of values that are checked; a claim without them ("can I go home?") may be about oneself."""


@dataclass(frozen=True)
class Part:
    """One question of a message and what was decided on it."""

    reading: Reading
    decision: Decision

    @property
    def words(self) -> str:
        """What it asks, in the words that were typed; empty where it was understood from what was said before."""
        places = [place for item in self.reading.own for place in (item.start, item.end) if item.end > item.start]
        spoken = self.reading.tokens[min(places, default=0) : max(places, default=0)]
        return " ".join(token.raw for token in spoken if token.kind != "mark")

    @property
    def settled(self) -> bool:
        """Whether it was understood, whatever the releases say of it."""
        return self.decision.verdict != "unknown" or self.decision.reason != "not-understood"


def without_nearest(decision: Decision) -> Decision:
    """The decision without the nearest thing that an open question would be told."""
    return replace(decision, fits=()) if decision.verdict == "unknown" else decision


def asks_clearly(parts: Iterable[Part]) -> bool:
    """Whether every part is a question that was understood and answered, be it with what is missing."""
    return all(
        part.decision.verdict in ("answer", "gap")
        and part.decision.confidence >= CLEAR
        and (not part.reading.claim or (part.decision.verdict == "answer" and any(map(part.reading.values, FIGURES))))
        for part in parts
    )


def without_repeats(parts: Iterable[Part]) -> list[Part]:
    """The parts, each answer once: lines of one list that were asked for one by one are shown together."""
    kept: list[Part] = []
    for part in parts:
        again = next((place for place, other in enumerate(kept) if _same(part, other)), None)
        if again is None:
            kept.append(part)
        else:
            kept[again] = _both(kept[again], part)
    return kept


def _same(part: Part, other: Part) -> bool:
    if part.decision.verdict != other.decision.verdict or part.decision.verdict == "clarify":
        return False
    if part.decision.derivation != other.decision.derivation:
        return False
    told, before = ([fit.target.id for fit in one.decision.fits] for one in (part, other))
    return told == before or (_plain(part) and set(told) < set(before))


def _plain(part: Part) -> bool:
    """Whether entries as they stand answer it: no lines of a list, nothing calculated, confirmed or denied."""
    return not (part.decision.lines or part.decision.derivation or any(fit.settles for fit in part.decision.fits))


def _both(first: Part, second: Part) -> Part:
    """The first with what the second asks for; the whole list where one of them is about all of it."""
    lines = (first.decision.lines, second.decision.lines)
    both = tuple(sorted({*lines[0], *lines[1]})) if all(lines) else ()
    said = {(item.start, item.end) for item in second.reading.own}
    evidence = (
        replace(item, background=item.background and (item.start, item.end) not in said)
        for item in first.reading.evidence
    )
    reading = replace(first.reading, evidence=tuple(evidence))
    return Part(reading, replace(first.decision, lines=both))
