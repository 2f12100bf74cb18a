"""What the figures of a claim are said to count, and how they are compared with the answer's own."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from iombot.understanding.compared import LOW_TO_HIGH, RANGE, Outcome, held_against, held_between
from iombot.understanding.counting import unit_of
from iombot.understanding.findings import DENIED_WEIGHT, Findings
from iombot.understanding.periods import IN_YEARS
from iombot.understanding.spotting import FIGURES, PERCENT, Evidence
from iombot.understanding.terms import CALCULATED, COMPARISONS, COUNT, LESS_THAN, MORE_THAN, WHEN

SHARES, WHOLE = "percent", 100
"""Kind of the figures that are shares, and the largest of them."""


class Figured(Findings):
    """The rules for a figure of the answer that a claim gives."""

    def of_its_unit(self, item: Evidence) -> bool:
        """Whether a figure that the answer only repeats is claimed to be its own ("is Dawit *6* years old?").

        One that is claimed to count something else ("13,039 *services*") is noted.
        """
        values = _figures(item.concepts)
        if not (self.reading.claim and self.target.counts and values):
            return False
        unit = unit_of(item, self.reading, self.terms.units)
        if (
            unit not in ("", self.target.unit)
            and self.target.unit in self.terms.counted
            and values & self.target.numbers
        ):
            self.deny(item, certain=False)
            return False
        named = _figures(self.reading.own_concepts)
        return bool(unit) and unit == self.target.unit and not named & self.target.numbers

    def plainly_met(self, item: Evidence) -> bool:
        """Whether a value that the answer gives is confirmed by it.

        "Fewer than 56,045?" names the figure and is not; "more than 126,000" says what a lower limit says.
        """
        word = self.reading.before(item) & COMPARISONS
        own = bool(_figures(item.concepts) & self.target.numbers)
        if self.reading.claim and own and self.target.open_ended and LESS_THAN in word:
            self.deny(item)
        over = own and self.target.open_ended and MORE_THAN in word
        self.compared |= over
        return not word or over

    def too_exact(self) -> bool:
        """Whether a lower limit is claimed to be the exact figure."""
        spoken = {token.text for token in self.reading.tokens}
        return self.target.open_ended and bool(spoken & self.reading.words.exact)

    def compare(self, item: Evidence) -> None:
        """A figure in a yes/no question that is not the answer's own: "more than 70,000?", "150,000, right?"."""
        named = [figure for place, figure in self.target.by_place if place in self.reading.own_concepts]
        values = [Decimal(value) for value in named or self.target.numbers]
        kind, _, stated = min(item.concepts).removeprefix(RANGE).partition(":")
        # A headcount beside a share says nothing against it, and a share nothing against a headcount.
        share = any(f"{PERCENT}{value}" in self.target.covered for value in values)
        apart = kind == SHARES and self.target.unit != SHARES
        # "Less than ten years ago" is held against the years, not against the year that they lead to.
        apart |= self.target.unit == IN_YEARS or unit_of(item, self.reading, self.terms.units) not in (
            "",
            self.target.unit,
        )
        high = Decimal(stated.partition(LOW_TO_HIGH)[2] or stated)
        if len(values) > 1 or apart or (share and high > WHOLE):
            self.block(item)
        elif LOW_TO_HIGH in stated:
            value, limit = self._exact(values[0])
            self._conclude(item, held_between(value, stated, open_ended=limit))
        else:
            self._conclude(item, self._held(high, values[0], item))

    def _held(self, stated: Decimal, value: Decimal, item: Evidence) -> Outcome:
        """A stated figure against the answer's: 72,000 is nearly "over 71,000", 500,000 is not 71,951."""
        word = self.reading.before(item) & COMPARISONS
        found = held_against(value, stated, word, open_ended=self.target.open_ended)
        if word or not found.holds:
            exact, limit = self._exact(value)
            found = held_against(exact, stated, word, open_ended=limit)
        # Who gives it the figure of the whole mistakes one for the other.
        whole = self.terms.are_whole(item.concepts, self.target) and not word
        return replace(found, certain=found.certain or whole)

    def _exact(self, value: Decimal) -> tuple[Decimal, bool]:
        """The figure, or the exact one that it rounds, and whether it is a lower limit."""
        quantities = self.terms.targets.quantities
        exact = quantities.exact(self.target.id) if self.target.id in quantities.all else self.target.id
        if exact == self.target.id:
            return value, self.target.open_ended
        return quantities.all[exact].figure.number, False

    def _conclude(self, item: Evidence, found: Outcome) -> None:
        """Notes what came of comparing a figure of a claim."""
        if found.holds:
            self.explained += DENIED_WEIGHT
            self.figured = self.confirmed = self.confirmed or found.certain
            self.compared |= found.certain
            self.rounded |= found.rounded
            self.settled.append(item)
        else:
            self.deny(item, certain=found.certain)

    def counts_only(self) -> bool:
        """Whether the question asks how many, and neither when nor for anything to be calculated."""
        own = self.reading.own_concepts
        return COUNT in own and not WHEN & own and not any(name.startswith(CALCULATED) for name in own)


def _figures(concepts: Iterable[str]) -> set[str]:
    return {name.partition(":")[2] for name in concepts if name.startswith(FIGURES)}
