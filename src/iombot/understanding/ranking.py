"""Which targets come into question, best first.

Ties are broken in this order: the higher score, the more specific target (more groups in `about`), the order of the
knowledge base. Close fits are ordered by their example utterances when it is decided which one answers.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace

from iombot.understanding.examples import ExampleIndex
from iombot.understanding.fits import Fit
from iombot.understanding.holding import hold
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, PLACE, concepts_of
from iombot.understanding.targets import Target
from iombot.understanding.terms import CALCULATED, INJECTION, SHARE, WHOM, Terms, telling

LIKELY = 0.4
"""Likeness from which a target is looked at although the question does not evoke all that it is about."""
TELLING = 4
"""Pieces of evidence that such a question needs, or it is too short to sound like anything for certain."""
DIGITS = 6
"""Digits to which scores are compared: the order in which weights were added up must not break a tie."""
NEARLY = 0.9
"""The same for what is missing."""
WHOLE = 0.95
"""Share of it that the target must explain."""


@dataclass(frozen=True)
class _Heard:
    """What a question evokes, with the opposites of that."""

    evoked: frozenset[str]
    """All of it, but for what says little and was told around the question."""
    own: frozenset[str]
    """What the question itself evokes."""
    fresh: frozenset[str]
    """What it or the turn before evokes in so many words."""

    def missing(self, target: Target) -> list[frozenset[str]]:
        """What a target is about and the question does not evoke."""
        said = self.fresh if target.gap else self.evoked
        return [group for group in target.about if not group & said]

    def evokes(self, target: Target) -> bool:
        """Whether the question evokes all that a target is about."""
        return not self.missing(target) and (not target.gap or any(group & self.own for group in target.about))


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
        pointed_at = self._pointed_at(reading.own_concepts | ({SHARE} & reading.fresh_concepts))
        alike = self.examples.likeness(reading)
        likely = {self._order[id] for id, share in alike.items() if share >= LIKELY} if _stands_alone(reading) else ()
        heard = self._heard(reading)
        last = {self._order[reading.last]} if reading.last in self._order else ()
        fits = []
        for order in sorted(pointed_at.union(likely, last, *(self._first.get(name, ()) for name in heard.evoked))):
            target = self.targets.all[order]
            if heard.evokes(target):
                fit: Fit | None = hold(target, reading, target.covered, self.terms)
            elif order in pointed_at:
                fit = hold(target, reading, target.core, self.terms)
            elif target.id == reading.last and not target.gap:
                # A follow-up may go on about the last answer, however little of its topic was said aloud.
                fit = replace(hold(target, reading, target.covered, self.terms), missing=1)
            else:
                fit = self._alike(target, reading, heard) if order in likely else None
            if fit:
                fits.append((fit.sounding(alike.get(target.id, 0.0)), order))
        fits = _without_sounding_entries(_without_sounding_gaps(fits))
        if sum(map(_is_person, reading.own_concepts)) == 1:
            fits = _of_that_person(fits)
        elif reading.own_concepts & WHOM:
            fits = _of_whom_was_told(fits, reading)
        return [fit for fit, _ in sorted(fits, key=_standing)]

    def _heard(self, reading: Reading) -> _Heard:
        opposites = self.terms.opposites
        # What says little by itself ("IOM") counts only where the question itself says it.
        told = frozenset(name for name in reading.concepts - reading.own_concepts if self.terms.kind(name) != "soft")
        # What is told around a question, or only heard inside other words, must not turn it into one about something
        # that is missing.
        faint = frozenset(name for name in reading.concepts - concepts_of(reading.evidence) if ":" not in name)
        return _Heard(
            evoked=reading.own_concepts | told | opposites(reading.concepts),
            own=reading.own_concepts | opposites(reading.own_concepts),
            fresh=(reading.fresh_concepts | opposites(reading.fresh_concepts)) - faint,
        )

    def _alike(self, target: Target, reading: Reading, heard: _Heard) -> Fit | None:
        """The fit of a target that the question only sounds like; None where that is not enough."""
        fit = hold(target, reading, target.covered, self.terms)
        missing = heard.missing(target)
        # Nobody is told the rest or the sum of something who only asks in words alike.
        calculated = any(name.startswith(CALCULATED) for group in missing for name in group)
        return replace(fit, missing=len(missing)) if fit.confidence >= WHOLE and not calculated else None

    def _pointed_at(self, said: frozenset[str]) -> set[int]:
        """The targets that a question points at without naming their topic.

        A figure of the answer tells as much as all words of `about`, and so does asking for the share of one of its
        places.
        """
        keys = {name.partition(":")[2] for name in said if telling(name)}
        if SHARE in said:
            keys |= {name for name in said if name.startswith(PLACE)}
        return {order for key in keys for order in self._numbers.get(key, ())}


def _standing(pair: tuple[Fit, int]) -> tuple[bool, float, int, int]:
    """By what a fit, which comes with its target's place in the knowledge base, is put in order."""
    fit, order = pair
    return not fit.possible, -round(fit.score, DIGITS), -len(fit.target.about), order


def _of_that_person(fits: list[tuple[Fit, int]]) -> list[tuple[Fit, int]]:
    """Without lists of several persons that explain no more than the one that is named does."""
    reached = max((fit.by_rules for fit, _ in fits if fit.possible and fit.target.kind == "contact"), default=None)
    if reached is None:
        return fits
    return [pair for pair in fits if pair[0].by_rules > reached or not _of_several(pair[0].target)]


def _of_whom_was_told(fits: list[tuple[Fit, int]], reading: Reading) -> list[tuple[Fit, int]]:
    """Without lists of contacts that explain no more than the one named before ("Ask Safa? Her mail please")."""
    told = {name for item in reading.evidence if item.end > item.start for name in item.concepts if _is_person(name)}
    one = [fit for fit, _ in fits if fit.possible and fit.target.kind == "contact" and told <= fit.target.persons]
    if len(told) != 1 or not one:
        return fits
    reached = one[0]
    return [
        pair
        for pair in fits
        if pair[0] is reached or not pair[0].target.reaches or pair[0].explained > reached.explained
    ]


def _without_sounding_gaps(fits: list[tuple[Fit, int]]) -> list[tuple[Fit, int]]:
    """Without the gaps that a question only sounds like, where an answer explains as much of it and lacks nothing."""
    whole = (fit.confidence for fit, _ in fits if fit.possible and not fit.missing and not fit.target.gap)
    reached = max(whole, default=-1.0)
    return [
        pair
        for pair in fits
        if not (pair[0].target.gap and pair[0].missing and pair[0].confidence <= reached and pair[0].likeness < WHOLE)
    ]


def _without_sounding_entries(fits: list[tuple[Fit, int]]) -> list[tuple[Fit, int]]:
    """Without the answers that a question only sounds like, where a gap lacks nothing and explains nearly all of it."""
    if not any(fit.possible and fit.target.gap and not fit.missing and fit.confidence >= NEARLY for fit, _ in fits):
        return fits
    return [pair for pair in fits if pair[0].target.gap or not pair[0].missing or pair[0].recalled]


def _of_several(target: Target) -> bool:
    """Whether a target answers about any of several persons."""
    several = any(sum(map(_is_person, group)) > 1 for group in target.about)
    return several and not target.gap


def _is_person(name: str) -> bool:
    return name.startswith(PERSON)


def _stands_alone(reading: Reading) -> bool:
    """Whether a question says enough by itself to be known by how it sounds."""
    return len(reading.own) >= TELLING and len(reading.own) == len(reading.evidence) and INJECTION not in reading.marks
