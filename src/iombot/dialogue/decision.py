"""A decision on one question: answer, ask back, or say that the releases do not tell."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Literal

from iombot.dialogue.arithmetic import Derivation
from iombot.knowledge.fields import Reason
from iombot.understanding.fits import Fit
from iombot.understanding.holding import hold
from iombot.understanding.reading import Reading
from iombot.understanding.targets import Target
from iombot.understanding.terms import Terms

Verdict = Literal["answer", "gap", "clarify", "unknown"]


@dataclass(frozen=True)
class Decision:
    """What to do with one part of a question."""

    verdict: Verdict
    fits: tuple[Fit, ...] = ()
    """The fit that answers; with `clarify` the rivals; with `unknown` the nearest, if there is one."""
    reason: Reason | None = None
    blame: str = ""
    """The words that could not be met, with `unknown`."""
    confidence: float = 0.0
    lines: tuple[int, ...] = ()
    """The lines of the fit's list, from 1, that are shown alone; empty for the whole answer."""
    length: int = 0
    """How many lines the fit's list has, where that was asked for."""
    derivation: Derivation | None = None
    """A calculation with the figures of the fits, where one was asked for."""
    lead: str = ""
    """Id of a sentence that the answer begins with: where the places named by `blame` are mentioned."""
    holds: bool | None = None
    """Whether what the question claims is so, where more than the fit was needed to see it."""
    unsound: str = ""
    """Id of the sentence that tells why what was asked for cannot be calculated."""
    beside: bool = False
    """Whether the nearest fit, with `unknown`, is on something else than what was spoken of, which stays the topic."""
    apart: Reading | None = None
    """How the question was read in the end, where a form of several words had to be taken apart."""


NOT_STATED = Decision("unknown", (), "not-stated")
"""That the releases do not tell, and nothing near it."""


def sure_fit(target: Target, reading: Reading, terms: Terms) -> Fit:
    """The fit of a target that is known to be what was asked for: nothing excludes it, and nothing is denied."""
    fit = hold(target, replace(reading, claim=False), target.covered, terms)
    return replace(fit, blocks=(), denied=())
