"""One question of a message, and what was decided on it."""

from __future__ import annotations

from dataclasses import dataclass

from iombot.dialogue.decide import Decision
from iombot.understanding.reading import Reading


@dataclass(frozen=True)
class Part:
    """One question of a message and what was decided on it."""

    reading: Reading
    decision: Decision

    @property
    def settled(self) -> bool:
        """Whether it was understood, whatever the releases say of it."""
        return self.decision.verdict != "unknown" or self.decision.reason != "not-understood"
