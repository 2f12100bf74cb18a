"""A claim that gives one thing the figure of another ("did 120,000 people return?"): which of the two sets it right."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.fits import Fit


def of_what_is_claimed(best: Fit, possible: Sequence[Fit]) -> Fit:
    """The fit whose figure is claimed wrongly, rather than the one to which the figure belongs.

    Who hears that 120,000 people went home wants to know how many went home, not what else there were 120,000 of.
    """
    if not (best.claimed and best.confirmed and best.denied):
        return best
    told = (fit for fit in possible if fit.target.counts and not fit.target.calculated)
    clear = (fit for fit in told if fit.confidence >= best.confidence)
    return next((fit for fit in clear if fit.figure_denied), best)
