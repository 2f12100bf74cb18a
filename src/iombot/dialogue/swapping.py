"""A claim that gives one thing the figure of another ("did 120,000 people return?"): which of the two sets it right."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.fits import Fit
from iombot.understanding.terms import TOP

NEAR = 1.5
"""Score by which a gap may be ahead of what denies a claim."""


def of_what_is_claimed(best: Fit, possible: Sequence[Fit]) -> Fit:
    """The fit whose figure is claimed wrongly, rather than the one to which the figure belongs.

    Who hears that 120,000 people went home wants to know how many went home, not what else there were 120,000 of. Nor
    is who hears that Europe was first helped by hearing that nothing is told of Europe: another region was first.
    """
    if best.claimed and best.target.gap:
        near = (fit for fit in possible[1:] if fit.score > best.score - NEAR and fit.confidence >= best.confidence)
        first = [fit for fit in near if fit.denied and any(TOP in group for group in fit.target.about)]
        return max(first, key=lambda fit: len(_topics(fit) & _topics(best)), default=best)
    if not (best.claimed and best.confirmed and best.denied):
        return best
    told = (fit for fit in possible if fit.target.counts and not fit.target.calculated)
    clear = (fit for fit in told if fit.confidence >= best.confidence)
    return next((fit for fit in clear if fit.figure_denied), best)


def _topics(fit: Fit) -> frozenset[str]:
    return frozenset().union(*fit.target.about)
