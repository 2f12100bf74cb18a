"""What comes of holding a target against a question: a score, and what speaks against it."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iombot.knowledge.fields import Reason
from iombot.understanding.targets import Target

SURE = 0.85
"""Share of a yes/no question that must be explained before it is answered with "Yes"."""
MISSING = 2.0
"""What it takes from a score that the question does not evoke one of the things that the target is about."""
LIKE = 4.0
"""What it adds to a score that a question sounds like nothing but the target's examples."""
SOUNDING = 0.85
"""Likeness from which a single name is more than one that was dropped."""
FAIR = 0.84
"""Share of the question that must then be explained."""
CONFIRMED = 1.5
"""What it adds to a score that the target settles a yes/no question, next to concept weights of 0.3 to 3.5."""


@dataclass(frozen=True)
class Block:
    """Why a target cannot be the answer."""

    reason: Reason
    text: str
    """The words that speak against it; empty where it is the question as a whole."""
    dropped: bool = False
    """Whether it is only that one name, and a sure one, stands beside words that nothing explains."""


@dataclass(frozen=True)
class Fit:
    """A target held against a reading."""

    target: Target
    explained: float
    """Weight of what the question itself says and the target covers."""
    recalled: float
    """The same for what was said around the question or before it, at a lower rate."""
    unexplained: float
    """Weight of what the question says and the target does not cover."""
    blocks: tuple[Block, ...]
    denied: tuple[str, ...] = ()
    """Words of the question that the answer contradicts, such as another country in "was Libya the first?"."""
    doubted: bool = False
    """Whether the answer just tells something else than the claim, which may be so, too."""
    confirmed: bool = False
    """Whether the question names a figure, place or person of the answer."""
    misplaced: bool = False
    """Whether the claim gives its figure to something else, which settles less than a figure of what it asks about."""
    agreed: bool = False
    """Whether it says what the answer is declared to say."""
    compared: bool = False
    """Whether it was found so by comparing its figure ("more than 70,000?"), whatever caution belongs to it."""
    rounded: bool = False
    """Whether that figure is just a round one for the answer's ("56,000", and it is 56,045)."""
    claimed: bool = False
    """Whether the question is one to be answered with yes or no."""
    missing: int = 0
    """How many groups of what the target is about the question does not evoke."""
    likeness: float = 0.0
    """How much the question sounds like the target's examples rather than those of others, 0 to 1."""
    hedged: bool = False
    """Whether it says "all", "only" or the like, or names several persons, whose roles it may have swapped."""

    def sounding(self, likeness: float) -> Fit:
        """The same with its likeness; one name is enough where the question sounds like nothing else."""
        enough = likeness >= SOUNDING and self.confidence >= FAIR
        blocks = tuple(block for block in self.blocks if not (block.dropped and enough))
        return replace(self, likeness=likeness, blocks=blocks)

    @property
    def confidence(self) -> float:
        """Share of the question's weight that the target explains, 0 to 1."""
        total = self.explained + self.unexplained
        return self.explained / total if total else 0.0

    @property
    def score(self) -> float:
        """Explained less unexplained weight: the best target explains most and leaves least."""
        return self.by_rules + LIKE * self.likeness

    @property
    def by_rules(self) -> float:
        """The score without what examples add: how it ranks where nobody has asked in such words before."""
        settled = CONFIRMED if self.settles and not self.misplaced else 0.0
        return self.explained + self.recalled - self.unexplained + settled - MISSING * self.missing

    @property
    def settles(self) -> bool:
        """Whether it confirms or denies a claim, which is better than to say that something is missing."""
        return self.claimed and (self.confirmed or self.agreed or bool(self.denied)) and not self.target.gap

    @property
    def figure_denied(self) -> bool:
        """Whether it denies what is claimed, and none of its own figures is named."""
        return self.claimed and bool(self.denied) and not self.confirmed

    @property
    def affirmed(self) -> bool:
        """Whether a claim may be answered with "Yes".

        A figure or place of it is in the answer, next to nothing is unexplained, and the answer does not name
        several places or persons whose roles the claim may have swapped.
        """
        unsure = self.target.routes or (self.target.careful and not self.compared)
        doubtful = self.hedged or self.target.gap or (unsure and not self.agreed)
        sure = self.target.kind == "entry" and not doubtful and not self.denied
        return (self.confirmed or self.agreed) and sure and self.confidence >= SURE

    @property
    def possible(self) -> bool:
        """Whether nothing excludes it."""
        return not self.blocks
