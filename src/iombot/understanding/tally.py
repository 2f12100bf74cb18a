"""What is found while one target is held against one question, and what a claim in the question makes of it."""

from __future__ import annotations

from decimal import Decimal

from iombot.knowledge.models import Reason
from iombot.understanding.counting import YEARS, unit_of
from iombot.understanding.fits import Block
from iombot.understanding.heads import completes_list
from iombot.understanding.periods import BETWEEN_YEARS, IN_YEARS, against_year, uncovered_years, years_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, ORDINAL, PERCENT, Evidence
from iombot.understanding.targets import PLACE_ASKS, Target
from iombot.understanding.terms import (
    ALL_THREE,
    COMPARISONS,
    COUNT,
    LESS_THAN,
    MANNERS,
    MEANING,
    MORE_THAN,
    PERIOD,
    TOP,
    WHEN,
    WHICH_PLACE,
    WHOM,
    Terms,
    small,
    telling,
)

PLAIN_WEIGHT = 1.0
"""What an uncovered wish, figure, place or person costs, and a content word that nothing explains."""
SOFT_WEIGHT = 0.1
"""What an uncovered concept costs that says little ("people", "IOM"), next to concepts of 0.3 to 3.5."""
YEAR_WEIGHT = 1.0
"""What a year adds that the target covers."""
DENIED_WEIGHT = 0.5
"""What a wrong figure or place in a yes/no question adds: it is understood, if wrong."""
TOLERANCE = Decimal("0.05")
"""Share of a figure within which "about", or a figure a little above "more than", is let pass."""
SHARES, WHOLE = "percent", 100
"""Kind of the figures that are shares, and the largest of them."""
FIRST = frozenset({TOP, ALL_THREE})
"""Concepts of standing first."""
NOTHING = frozenset[str]()

KINDS = ("number", "percent")
PURPOSES = frozenset({"reaction", "quote", "press-service"})
"""Concepts of what somebody is called or written to for."""
TOPICAL = frozenset({"topic", "aspect", "entity"})
"""Kinds of concepts that say what a question is about."""


class Tally:
    """The findings on one target and one reading, and the rules for recognised values: figures, places, names, years.

    In a yes/no question a value that the answer contradicts is denied; in any other question it excludes the target.
    """

    def __init__(self, target: Target, reading: Reading, covered: frozenset[str], terms: Terms) -> None:
        own = reading.own_concepts
        self.target, self.reading, self.terms = target, reading, terms
        self.pointed_at = covered is not target.covered
        """Whether only a figure of the answer led here."""
        self.names_figure = figured = any(telling(name) and name in covered for name in own)
        """Whether the question names one of the answer's figures."""
        dated = (target.year or target.since) and (figured or PERIOD in own)
        # "When was it 120,000?" and "to which year does the list refer?" are answered by the period.
        self.covered = covered | (WHEN | {PERIOD} if dated else NOTHING) | (MEANING if figured else NOTHING)
        if target.reaches and own & WHOM:
            # "Whom do I ring for a comment?"
            self.covered |= PURPOSES
        self.leaning = not terms.kinds(own) & TOPICAL
        """Whether the question names no topic ("just the number!") and leans on what was said around it."""
        self.seeks_place = bool(own & PLACE_ASKS)
        """Whether a place is asked for."""
        wished = [item for item in reading.own if FILLER not in item.concepts and "ask" in terms.kinds(item.concepts)]
        self.wish_met = any(item.concepts & target.asks or item.concepts & self.covered & WHEN for item in wished)
        self.explained = self.recalled = self.unexplained = 0.0
        self.blocks: list[Block] = []
        self.denied: list[str] = []
        self.met = 0
        self.outright = False
        """Whether anything is met besides what is only heard inside other words ("a permanent post")."""
        self.certain = False
        """Whether a topic is met that tells something, in words that were hardly corrected."""
        self.confirmed = self.figured = self.wished = False
        self.settled: list[Evidence] = []
        """Figures of the question that were compared with the answer's and hold."""
        self.thin = True
        """Whether nothing that is covered is a topic: "what is" and "IOM" stand in many questions."""
        self.to_the_point = all(group & own for group in target.about)

    def block(self, item: Evidence, reason: Reason = "not-stated") -> None:
        """Excludes the target because of these words."""
        self.blocks.append(Block(reason, item.text))

    def deny(self, item: Evidence) -> None:
        """Notes words that the answer contradicts; they are understood all the same."""
        self.denied.append(item.text)
        self.explained += DENIED_WEIGHT

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
            # A list of the first three says nothing of the others, unless a place in it is what is claimed.
            ranked = not self.target.places or any(
                name in FIRST or (name.startswith(ORDINAL) and name in self.covered)
                for name in self.reading.own_concepts
            )
            overlaps = self.terms.overlaps(item.concepts, self.target)
            if claim and ranked and self.target.answers_place and not overlaps:
                self.deny(item)
            elif not claim and self.terms.holds_some(item.concepts, self.target):
                # "Which African countries?" takes some lines of the list.
                self.explained += DENIED_WEIGHT
                self.settled.append(item)
            else:
                self.block(item, "other-place")
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

    def compare(self, item: Evidence) -> None:
        """A figure in a yes/no question that is not the answer's own: "more than 70,000?", "150,000, right?"."""
        named = [figure for place, figure in self.target.by_place if place in self.reading.own_concepts]
        values = [Decimal(value) for value in named or self.target.numbers]
        stated = Decimal(min(item.concepts).partition(":")[2])
        word = self.reading.before(item) & COMPARISONS
        # A headcount beside a share says nothing against it, and a share nothing against a headcount.
        share = any(f"{PERCENT}{value}" in self.target.covered for value in values)
        apart = PERCENT in min(item.concepts) and self.target.unit != SHARES
        # "Less than ten years ago" is held against the years, not against the year that they lead to.
        apart |= self.target.unit == IN_YEARS or unit_of(item, self.reading, self.terms.units) not in (
            "",
            self.target.unit,
        )
        if len(values) > 1 or apart or (share and stated > WHOLE):
            self.block(item)
            return
        near = abs(values[0] - stated) <= values[0] * TOLERANCE
        if MORE_THAN in word:
            holds = values[0] >= stated
        elif LESS_THAN in word:
            # "More than 126,000" leaves open whether it was fewer than 130,000.
            holds, word = values[0] < stated, frozenset() if self.target.open_ended else word
        else:
            holds = near and bool(word or self.target.open_ended)
        if holds:
            self.explained += DENIED_WEIGHT
            self.figured = self.confirmed = self.confirmed or bool(word)
            self.settled.append(item)
        else:
            self.deny(item)

    def name(self, item: Evidence, kind: str) -> None:
        """A person, number or address that the target does not hold."""
        if self.target.kind == "contact":
            # Two people in one question are two answers; a wrong number beside a name is corrected.
            if kind != "person":
                self.denied.append(item.text)
        elif self.reading.claim and (self.target.reaches if kind != "person" else self.target.tells_who):
            self.denied.append(item.text)
        else:
            self.block(item)

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
        part_only = self.reading.inside_year and years == [self.target.since]
        left = years if part_only else uncovered_years(self.target, years)
        if left:
            text = BETWEEN_YEARS.join(str(year) for year in left)
            settled = self._tells_time() or (self.figured and not against_year(self.target, self.reading))
            if self.reading.claim and settled:
                self.denied.append(text)
            else:
                self.blocks.append(Block("other-period", text))
        elif years and self.reading.values("year"):
            # "Sorry, I meant 2023" says all there is to say.
            self.to_the_point = True
            self.explained += YEAR_WEIGHT
