"""Which targets come into question, best first.

Ties are broken in this order: the higher score, the more specific target (more groups in `about`), the order of the
knowledge base. Close fits are ordered by their example utterances when it is decided which one answers.
"""

from __future__ import annotations

from iombot.understanding.fits import Fit
from iombot.understanding.holding import hold
from iombot.understanding.reading import Reading
from iombot.understanding.targets import Target
from iombot.understanding.terms import SHARE, Terms, telling


class Ranker:
    """Holds the targets of a knowledge base against readings."""

    def __init__(self, terms: Terms) -> None:
        self.terms = terms
        self.targets = terms.targets

    def rank(self, reading: Reading) -> list[Fit]:
        """Fits whose `about` is evoked, best first; those that something excludes come after all that are possible."""
        opposites = self.terms.opposites
        evoked = reading.concepts | opposites(reading.concepts)
        own = reading.own_concepts | opposites(reading.own_concepts)
        # What is told around a question, or only heard inside other words, must not turn it into one about something
        # that is missing.
        faint = reading.concepts - frozenset(name for item in reading.evidence for name in item.concepts)
        fresh = (reading.fresh_concepts | opposites(reading.fresh_concepts)) - faint
        fits = []
        for order, target in enumerate(self.targets.all):
            said = fresh if target.gap else evoked
            spoken = all(group & said for group in target.about)
            if spoken and (not target.gap or any(group & own for group in target.about)):
                fits.append((hold(target, reading, target.covered, self.terms), order))
            elif _pointed_at(target, reading.own_concepts):
                fits.append((hold(target, reading, target.core, self.terms), order))
        fits.sort(key=lambda pair: (not pair[0].possible, -pair[0].score, -len(pair[0].target.about), pair[1]))
        return [fit for fit, _ in fits]


def _pointed_at(target: Target, said: frozenset[str]) -> bool:
    """Whether the question points at the answer without naming its topic.

    A figure of the answer tells as much as all words of `about`, and so does asking for the share of one of its places.
    """
    if not target.gap and any(telling(name) and name.partition(":")[2] in target.numbers for name in said):
        return True
    return bool(target.shares and said & target.shares and SHARE in said)
