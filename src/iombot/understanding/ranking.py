"""Which targets come into question, best first.

Ties are broken in this order: the higher score, the more specific target (more groups in `about`), the order of the
knowledge base. Close fits are ordered by their example utterances when it is decided which one answers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace

from iombot.understanding.examples import ExampleIndex
from iombot.understanding.fits import Fit
from iombot.understanding.holding import hold
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, PLACE, concepts_of
from iombot.understanding.targets import Target
from iombot.understanding.terms import CALCULATED, INJECTION, SHARE, Terms, telling

LIKELY = 0.4
"""Likeness from which a target is looked at although the question does not evoke all that it is about."""
TELLING = 4
"""Pieces of evidence that such a question needs, or it is too short to sound like anything for certain."""
DIGITS = 6
"""Digits to which scores are compared: the order in which weights were added up must not break a tie."""
WHOLE = 0.95
"""Share of it that the target must explain."""


class Ranker:
    """Holds the targets of a knowledge base against readings."""

    def __init__(self, terms: Terms, examples: ExampleIndex) -> None:
        self.terms = terms
        self.examples = examples
        self.targets = terms.targets
        self._order = {target.id: order for order, target in enumerate(self.targets.all)}
        self._first: dict[str, list[int]] = defaultdict(list)
        """Targets by the concepts of the first group of their `about`: most questions speak of a few only."""
        self._numbers: dict[str, list[int]] = defaultdict(list)
        """Targets by the figures that point at them, and by the places whose share they give."""
        for order, target in enumerate(self.targets.all):
            for name in target.about[0] if target.about else ():
                self._first[name].append(order)
            for value in () if target.gap else target.pointers:
                self._numbers[value].append(order)
            for place in target.shares:
                self._numbers[place].append(order)

    def rank(self, reading: Reading) -> list[Fit]:
        """Fits whose `about` is evoked, best first; those that something excludes come after all that are possible."""
        opposites = self.terms.opposites
        # What says little by itself ("IOM") counts only where the question itself says it.
        told = frozenset(name for name in reading.concepts - reading.own_concepts if self.terms.kind(name) != "soft")
        evoked = reading.own_concepts | told | opposites(reading.concepts)
        own = reading.own_concepts | opposites(reading.own_concepts)
        # What is told around a question, or only heard inside other words, must not turn it into one about something
        # that is missing.
        heard = concepts_of(reading.evidence)
        faint = frozenset(name for name in reading.concepts - heard if ":" not in name)
        fresh = (reading.fresh_concepts | opposites(reading.fresh_concepts)) - faint
        share = {SHARE} & reading.fresh_concepts
        pointed_at = self._pointed_at(reading.own_concepts | share)
        alike = self.examples.likeness(reading)
        likely = {self._order[id] for id, share in alike.items() if share >= LIKELY} if _stands_alone(reading) else ()
        fits = []
        for order in sorted(pointed_at.union(likely, *(self._first.get(name, ()) for name in evoked))):
            target = self.targets.all[order]
            likeness = alike.get(target.id, 0.0)
            said = fresh if target.gap else evoked
            spoken = all(group & said for group in target.about)
            if spoken and (not target.gap or any(group & own for group in target.about)):
                fits.append((hold(target, reading, target.covered, self.terms).sounding(likeness), order))
            elif order in pointed_at:
                fits.append((hold(target, reading, target.core, self.terms).sounding(likeness), order))
            elif order in likely:
                fit = hold(target, reading, target.covered, self.terms)
                missing = [group for group in target.about if not group & said]
                # Nobody is told the rest or the sum of something who only asks in words alike.
                calculated = any(name.startswith(CALCULATED) for group in missing for name in group)
                if fit.confidence >= WHOLE and not calculated:
                    fits.append((replace(fit.sounding(likeness), missing=len(missing)), order))
        if sum(name.startswith(PERSON) for name in reading.own_concepts) == 1:
            fits = _of_that_person(fits)
        fits.sort(
            key=lambda pair: (
                not pair[0].possible,
                -round(pair[0].score, DIGITS),
                -len(pair[0].target.about),
                pair[1],
            )
        )
        return [fit for fit, _ in fits]

    def _pointed_at(self, said: frozenset[str]) -> set[int]:
        """The targets that a question points at without naming their topic.

        A figure of the answer tells as much as all words of `about`, and so does asking for the share of one of its
        places.
        """
        keys = {name.partition(":")[2] for name in said if telling(name)}
        if SHARE in said:
            keys |= {name for name in said if name.startswith(PLACE)}
        return {order for key in keys for order in self._numbers.get(key, ())}


def _of_that_person(fits: list[tuple[Fit, int]]) -> list[tuple[Fit, int]]:
    """Without lists of several persons that explain no more than the one that is named does."""
    reached = max((fit.by_rules for fit, _ in fits if fit.possible and fit.target.kind == "contact"), default=None)
    if reached is None:
        return fits
    return [pair for pair in fits if pair[0].by_rules > reached or not _of_several(pair[0].target)]


def _of_several(target: Target) -> bool:
    """Whether a target answers about any of several persons."""
    several = any(sum(name.startswith(PERSON) for name in group) > 1 for group in target.about)
    return several and not target.gap


def _stands_alone(reading: Reading) -> bool:
    """Whether a question says enough by itself to be known by how it sounds."""
    return len(reading.own) >= TELLING and len(reading.own) == len(reading.evidence) and INJECTION not in reading.marks
