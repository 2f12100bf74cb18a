"""Why this reply: what was read, what came into question, what spoke for and against it, what was decided."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from iombot.dialogue.decision import Decision
from iombot.dialogue.part import Part
from iombot.understanding.fits import Fit
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading

MOST_CANDIDATES = 8
"""Candidates that a trace lists."""


@dataclass(frozen=True)
class Trace:
    """Everything that led to a reply; `str()` writes it out, a finding a line, and costs nothing before."""

    finding: str
    """What settled it, in a few words."""
    reading: Reading
    parts: tuple[Part, ...]
    ranker: Ranker

    def __str__(self) -> str:
        lines = [f"settled by: {self.finding}"]
        if self.reading.marks:
            lines.append(f"said as: {', '.join(sorted(self.reading.marks))}")
        if not self.parts:
            lines += _evidence(self.reading)
        for part in self.parts:
            reading = part.decision.apart or part.reading
            lines += [*_evidence(reading), *self._candidates(reading), _decision(part.decision)]
        return "\n".join(lines)

    def _candidates(self, reading: Reading) -> Iterator[str]:
        yield "candidates:"
        for fit in self.ranker.rank(reading)[:MOST_CANDIDATES]:
            yield f"  {fit.target.id} score {fit.score:.2f} confidence {fit.confidence:.2f} {_against(fit)}".rstrip()
            yield (
                f"    explained {fit.explained:.2f} recalled {fit.recalled:.2f} unexplained {fit.unexplained:.2f}"
                f" like its examples {fit.likeness:.2f}" + (f" denies {', '.join(fit.denied)}" if fit.denied else "")
            )


def _evidence(reading: Reading) -> Iterator[str]:
    yield "evidence:" + (" (to be confirmed or denied)" if reading.claim else "")
    for item in reading.evidence:
        concepts = ", ".join(sorted(item.concepts)) or "?"
        yield f"  {item.text!r} -> {concepts} ({item.similarity:.2f}){' background' if item.background else ''}"


def _against(fit: Fit) -> str:
    return "; ".join(f"{block.reason}: {block.text}" for block in fit.blocks)


def _decision(decision: Decision) -> str:
    ids = [fit.target.id for fit in decision.fits]
    formula = f" calculated: {decision.derivation.formula}" if decision.derivation else ""
    refused = f" not calculated: {decision.unsound}" if decision.unsound else ""
    return f"decision: {decision.verdict} {decision.reason} {decision.blame!r} {ids}{formula}{refused}"
