"""What is found while one target is held against one question, and what a claim in the question makes of it."""

from __future__ import annotations

from iombot.understanding.counting import YEARS
from iombot.understanding.figured import SHARES, Figured
from iombot.understanding.findings import DENIED_WEIGHT
from iombot.understanding.fits import Block
from iombot.understanding.heads import completes_list
from iombot.understanding.periods import BETWEEN_YEARS, IN_YEARS, against_year, uncovered_years, years_of
from iombot.understanding.scopes import beyond_scope
from iombot.understanding.spotting import ORDINAL, PLACE, Evidence
from iombot.understanding.terms import (
    ALL_THREE,
    COMPARISONS,
    COUNT,
    MANNERS,
    REGION,
    TOP,
    WHICH_PLACE,
    WHOM,
    small,
    telling,
)

PLAIN_WEIGHT = 1.0
"""What an uncovered wish, figure, place or person costs, and a content word that nothing explains."""
SOFT_WEIGHT = 0.1
"""What an uncovered concept costs that says little ("people", "IOM"), next to concepts of 0.3 to 3.5."""
YEAR_WEIGHT = 1.0
"""What a year adds that the target covers."""
FIRST = frozenset({TOP, ALL_THREE})
"""Concepts of standing first."""

PHOTO_PLACE = "photo-place"
"""In what place a photo was taken."""
KINDS = ("number", "percent")


class Tally(Figured):
    """The rules for recognised values: figures, places, names, years.

    In a yes/no question a value that the answer contradicts is denied; in any other question it excludes the target.
    """

    def value(self, item: Evidence) -> None:
        """A recognised value that the target does not cover."""
        kind, _, number = min(item.concepts).partition(":")
        checkable = self.reading.claim and self.target.counts and self._of_its_unit(kind)
        if self.target.calculated and kind in KINDS and number not in MANNERS and not checkable:
            # "AVRR plus VHR plus 7" is not the sum of the two.
            self.block(item)
            self.unexplained += PLAIN_WEIGHT
        elif not (self.reading.out_of(item) and self.terms.are_whole(item.concepts, self.target)):
            # "Of the 71,951, how many used VHR?" tells what VHR is a part of.
            self.entity(item)

    def _of_its_unit(self, kind: str) -> bool:
        """Whether a figure of this kind may be held against a result: a percentage, or a number of years."""
        return self.target.unit == (SHARES if kind == SHARES else YEARS)

    def entity(self, item: Evidence) -> None:
        """A recognised value that the target does not cover, of one that is not calculated."""
        kind = min(item.concepts).partition(":")[0]
        claim = self.reading.claim
        manner = kind == "number" and small(item.concepts) and not self.target.exact and not claim
        manner = manner and not self._lists(item)
        if kind == "year" or manner:
            # Years are looked at apart; a small number is often a manner of speaking ("the two aims").
            return
        if (self.target.reaches and kind in KINDS) or (kind == "place" and self._placed_by_guess()):
            # Whom to ask about a figure: the figure is what the letter will be about.
            return
        before = len(self.denied) + len(self.settled)
        if kind == "place":
            self._place(item)
        elif kind in ("person", "phone", "email"):
            self.name(item, kind)
        elif claim and self.target.numbers:
            self.compare(item)
        elif self._of_another(item, kind):
            self.block(item)
        if len(self.denied) + len(self.settled) == before:
            self.unexplained += PLAIN_WEIGHT

    def _placed_by_guess(self) -> bool:
        """Whether the phone or mail of somebody by name is asked for, whatever is supposed of where that is."""
        own = self.reading.own_concepts
        return self.target.kind == "contact" and bool(own & WHOM) and bool(own & self.target.persons)

    def _place(self, item: Evidence) -> None:
        """A place that the target is not about."""
        claim = self.reading.claim
        # A list of the first three says nothing of the others, unless a place in it is what is claimed.
        ranked = not self.target.places or any(
            name in FIRST or (name.startswith(ORDINAL) and name in self.covered) for name in self.reading.own_concepts
        )
        overlaps = self.terms.overlaps(item.concepts, self.target)
        if self.target.gap and PHOTO_PLACE in self.reading.before(item):
            # "Was the photo taken in Morocco?" asks where it was taken.
            self.explained += DENIED_WEIGHT
            self.settled.append(item)
        elif claim and beyond_scope(item, self.reading, self.target, self.terms):
            self.block(item, "other-place")
        elif claim and ranked and self.target.answers_place and not overlaps and self._of_a_size(item):
            self.deny(item)
        elif not claim and (self.terms.holds_some(item.concepts, self.target) or self._offered(item)):
            # "Which African countries?" takes some lines of the list; "which country was it, A or B?" only guesses.
            self.explained += DENIED_WEIGHT
            self.settled.append(item)
        else:
            self.block(item, "other-place")

    def _of_a_size(self, item: Evidence) -> bool:
        """Whether both are regions or both countries: that a country was first is set right by the country that was.

        What is called a region is set right by a region, whatever it is: "was Libya the top region?"
        """
        sizes, own = (set(map(self._is_region, names)) for names in (item.concepts, self.target.named))
        return sizes == own or (own == {True} and REGION in self.reading.own_concepts)

    def _is_region(self, place: str) -> bool:
        return place.removeprefix(PLACE) in self.terms.regions

    def _offered(self, item: Evidence) -> bool:
        """Whether it is one of two answers between which a question leaves the choice, and the other one is right."""
        others = (pair[1 - pair.index(item)] for pair in self.reading.choices if item in pair)
        return self.target.answers_place and any(other.concepts & set(self.target.named) for other in others)

    def _lists(self, item: Evidence) -> bool:
        """Whether a number tells the length of the list that is asked for ("which ten countries")."""
        listed = bool(
            self.target.counts or self.target.places or self.target.named
        ) and WHICH_PLACE in self.reading.before(item)
        return listed and not completes_list(item, self.reading)

    def _of_another(self, item: Evidence, kind: str) -> bool:
        """Whether a figure makes it another question: the length of another list, or the figure of another answer."""
        claimed = self.reading.claim and kind == "percent"
        # "How many were under 26?" counts only those.
        counting = COUNT in self.reading.own_concepts and not self.reading.claim
        if counting and self.reading.before(item) & COMPARISONS and not any(map(telling, item.concepts)):
            return True
        known = any(telling(name) and name in self.terms.figures for name in item.concepts)
        return self.target.exact or known or claimed or self._lists(item)

    def name(self, item: Evidence, kind: str) -> None:
        """A person, number or address that the target does not hold."""
        if self.target.kind == "contact":
            # Two people in one question are two answers; a wrong number beside a name is corrected.
            if kind != "person":
                self.denied.append(item.text)
        elif self._may_deny(item, kind):
            self.denied.append(item.text)
        else:
            self.block(item)

    def _may_deny(self, item: Evidence, kind: str) -> bool:
        """Whether the target tells who it was; who is only compared with somebody ("older than Dawit") is not."""
        tells = self.target.tells_who if kind == "person" else self.target.reaches
        return self.reading.claim and tells and not self.reading.before(item) & COMPARISONS

    def _tells_time(self) -> bool:
        """Whether the answer is a year, or a time that goes back from today: then another one is denied."""
        target = self.target
        return target.unit == IN_YEARS or (target.unit == YEARS and target.year is target.since is None)

    def period(self) -> None:
        """The years of the question beside the time that the target is about."""
        topic = frozenset[str]().union(*self.target.about) - self.terms.wishes
        dated = self.target.year is not None or self.target.since is not None
        # A year in the story around a question keeps nothing from being told that has no period.
        years = years_of(self.reading, topic, stories=dated)
        part_only = self.reading.inside_year and years == [self.target.since] and self.target.unit != IN_YEARS
        left = years if part_only else uncovered_years(self.target, years)
        if left:
            text = BETWEEN_YEARS.join(str(year) for year in left)
            settled = self._tells_time() or (self.figured and not against_year(self.target, self.reading))
            if self.reading.claim and settled:
                self.denied.append(text)
                # Of another time the releases just say nothing.
                self.doubts += not self._tells_time() or self.target.since is not None
            else:
                self.blocks.append(Block("other-period", text))
        elif years and self.reading.values("year"):
            told = self.target.unit == IN_YEARS and {str(year) for year in years} <= self.target.numbers
            self.confirmed |= told
            # "Sorry, I meant 2023" says all there is to say.
            self.to_the_point = True
            self.explained += YEAR_WEIGHT
