"""A small calculator over the figures that a question names.

Nothing is guessed: figures are taken as they are named, a rule says what is done with them, and what cannot be
calculated soundly is refused with the reason.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from iombot.dialogue.arithmetic import (
    Derivation,
    Unsound,
    added,
    beyond,
    difference,
    mean,
    part_of,
    portion,
    ratio,
    rest,
    share,
    total,
    value,
)
from iombot.dialogue.claimed_results import checked, is_superlative
from iombot.dialogue.operand import Operand, Operands
from iombot.dialogue.operands import find_operands
from iombot.dialogue.ranked import others_of_list
from iombot.dialogue.scaling import scales
from iombot.dialogue.sides import after_sign, compares_people, qualifies, set_against, sides
from iombot.knowledge.figures import references
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERCENT
from iombot.understanding.terms import (
    AVERAGE,
    COMBINED,
    COMPARING,
    COUNT,
    DIFFERENCE,
    LESS_THAN,
    MORE_THAN,
    MOSTLY,
    PAIR,
    RATIO,
    REST,
    SHARE,
    SHARE_OF,
    SUM,
    Terms,
)

PLUS = "plus"
"""The mark of the word for the sign of a sum."""
OPERATIONS = frozenset({SUM, RATIO, REST, SHARE, SHARE_OF, AVERAGE, *COMPARING})
MEASURING = frozenset({"ask-change", COUNT, SHARE})
"""Concepts of asking how far something lies above or below."""
ENOUGH = 0.62
"""Share of a question that must be understood before it is calculated."""


@dataclass(frozen=True)
class Calculated:
    """What came of the figures of a question."""

    outcome: Derivation | Unsound
    entries: tuple[str, ...]
    """The entries whose figures were taken, in the order of the question."""
    confidence: float


def calculate(reading: Reading, terms: Terms) -> Calculated | None:
    """What a question wants calculated; None where it wants nothing, or where what it names is not all known."""
    quantities = terms.targets.quantities
    asked = _asked(reading, quantities)
    if not asked or reading.restriction:
        return None
    found = find_operands(reading, terms)
    if not found.figures or found.confidence < ENOUGH:
        return None
    completed = _with_last(found, reading, quantities)
    # Shares of help do not tell where more people went.
    lines = any(quantities.all[name].rank for name in found.references)
    if not completed.timely(reading, quantities) or (lines and compares_people(reading, terms)):
        return None
    outcome = _Plan(reading, asked, completed, quantities).outcome()
    if outcome is None or not _all_known(found, outcome, terms):
        return None
    shares = quantities.all[completed.figures[0].reference].rank and reading.claim
    if completed is not found and isinstance(outcome, Unsound) and not shares:
        # "By how many offices?" after services asks for another figure, and not for a comparison with the last one.
        return None
    taken = [one.reference for one in completed.figures]
    # A whole that is only spoken of ("the total minus VHR") is calculated with, too.
    taken += references(outcome.formula) if isinstance(outcome, Derivation) else []
    named = dict.fromkeys(quantities.all[name].entry for name in taken)
    return Calculated(outcome, tuple(named), completed.confidence)


def _asked(reading: Reading, quantities: Quantities) -> frozenset[str]:
    """The operations that a question speaks of."""
    items = (item for item in reading.own if not qualifies(item, reading, quantities))
    asked = frozenset(name for item in items for name in (item.concepts | item.inner) & OPERATIONS)
    if any(name.startswith(PERCENT) for name in reading.own_concepts):
        # "Was VHR 30% of all returns?" claims a share, "how many people is the 35%?" asks what it comes to.
        asked |= {SHARE} if reading.claim else {SHARE_OF} if COUNT in reading.own_concepts else set()
    if reading.claim:
        asked |= {SHARE} if MOSTLY in reading.own_concepts and not is_superlative(reading) else set()
        asked |= {RATIO for scale in scales(reading) if scale.factor > 1}
    plus = PLUS in reading.marks or any(token.raw == "+" for token in reading.tokens)
    return asked | {SUM} if plus else asked


def _with_last(found: Operands, reading: Reading, quantities: Quantities) -> Operands:
    """The figures with the one just answered where a follow-up names just another ("how much more than VHR?")."""
    alone = len(found.figures) == 1 and not found.limits
    if alone and reading.last in quantities.all and reading.last not in found.references:
        return replace(found, figures=(Operand(-1, reading.last), *found.figures))
    return found


def _all_known(found: Operands, outcome: Derivation | Unsound, terms: Terms) -> bool:
    """Whether the question speaks of nothing beside the figures, but for what an entry that tells the result covers."""
    entry = outcome.entry if isinstance(outcome, Derivation) else ""
    covered = terms.targets.by_id[entry].covered if entry else frozenset[str]()
    return all(item.concepts & covered for item in found.strange)


class _Plan:
    """Which operation fits the figures that were named."""

    def __init__(self, reading: Reading, asked: frozenset[str], found: Operands, quantities: Quantities) -> None:
        self.reading, self.asked, self.found, self.quantities = reading, asked, found, quantities
        self.names = found.references

    def outcome(self) -> Derivation | Unsound | None:
        """The first operation that is asked for and has what it needs."""
        steps = (self._ratio, self._compared, self._rest, self._part, self._share, self._mean, self._sum)
        told = checked(self.reading, self.asked, self.found, self.quantities)
        return told or next((found for found in (step() for step in steps) if found), None)

    def _ratio(self) -> Derivation | Unsound | None:
        if RATIO not in self.asked or len(self.names) != PAIR or self.reading.claim or self.found.limits:
            return None
        return ratio(self.names[0], self.names[1], self.quantities)

    def _compared(self) -> Derivation | Unsound | None:
        if not self.asked & COMPARING or (RATIO in self.asked and self.reading.claim):
            return None
        found_sides = sides(self.found, self.reading, self.quantities, summed=SUM in self.asked)
        if found_sides is None:
            return None
        left, right = found_sides
        typed = next((one.typed for one in (*left, *right) if one.typed is not None), None)
        if typed is not None:
            return self._against(typed, left, right)
        if not (DIFFERENCE in self.asked or self.reading.claim or self.reading.own_concepts & MEASURING):
            return None
        first, second = ([one.reference for one in side] for side in found_sides)
        found = difference(first, second, self.quantities, unlike=self._tells_lists_apart([*first, *second]))
        if isinstance(found, Unsound):
            return found
        apart = value(added(first), self.quantities) - value(added(second), self.quantities)
        return replace(found, holds=self._claimed(apart))

    def _against(
        self, typed: Decimal, left: Sequence[Operand], right: Sequence[Operand]
    ) -> Derivation | Unsound | None:
        """A figure or sum set against a number that was typed; a bare claim about one figure is checked elsewhere."""
        names = [one.reference for one in (*left, *right) if one.reference]
        limits = [one for one in (*left, *right) if one.typed is not None]
        # "Was its share under a third?" measures nothing: the share is what is claimed.
        measuring = MEASURING - {SHARE} if self.reading.claim else MEASURING
        # "Did more than 60,000 return?" says of what follows that it is more, as "was it more than 60,000" does.
        after = bool(limits) and (limits[0] in right or after_sign(limits[0], self.reading))
        plain = after and len(names) == 1 and self.reading.claim and not self.reading.own_concepts & measuring
        if len(limits) > 1 or plain or (len(names) > 1 and SUM not in self.asked):
            return None
        found = beyond(names, limits[0], self.quantities)
        if isinstance(found, Unsound):
            return None if len(names) == 1 and self.reading.claim else found
        apart = value(added(names), self.quantities) - (typed / 100 if limits[0].percent else typed)
        return replace(found, holds=self._claimed(apart if after else -apart))

    def _tells_lists_apart(self, names: Sequence[str]) -> bool:
        """Whether the question says of each figure which list it stands in."""
        every = [self.quantities.all[name] for name in names]
        return all(one.rank and one.names[0] & self.reading.own_concepts for one in every)

    def _claimed(self, apart: Decimal) -> bool | None:
        """Whether the first side is larger, or smaller, as the question claims."""
        signs = [name for item in self.reading.own for name in (MORE_THAN, LESS_THAN) if name in item.concepts]
        if not ((self.reading.claim or self.reading.polar) and signs):
            return None
        return apart > 0 if signs[0] == MORE_THAN else apart < 0

    def _rest(self) -> Derivation | Unsound | None:
        if REST not in self.asked or self.found.limits or self.reading.claim:
            return None
        counted = COUNT in self.reading.own_concepts and not self.asked & {SHARE, SHARE_OF}
        signs = [item for item in self.reading.own if REST in item.concepts]
        if all(DIFFERENCE in item.concepts for item in signs) and not (self.found.wholes or SUM in self.asked):
            # "AVRR minus AVRR" names no whole.
            return None
        barred = [item.start for item in self.reading.own if item.text.casefold() in self.reading.words.barring]
        if barred and all(one.start < barred[0] for one in self.found.figures):
            # "AVRR without reintegration" is a part of AVRR, and not what is left without AVRR.
            return None
        left = others_of_list(self.names, self.reading, self.quantities)
        if left:
            return total(left, self.quantities)
        found = rest(self.names, self.quantities, counted=counted, shared=SHARE in self.asked)
        return found if isinstance(found, Derivation) else None

    def _part(self) -> Derivation | Unsound | None:
        """How many people a share is."""
        one = self.quantities.all[self.names[0]]
        counted = COUNT in self.reading.own_concepts and (SHARE_OF in self.asked or bool(self.found.wholes))
        if set(self.names[1:]) - {one.whole} or one.figure.unit != "percent" or not (one.whole and counted):
            return None
        return part_of(one.reference, one.whole, self.quantities)

    def _share(self) -> Derivation | Unsound | None:
        if not self.asked & {SHARE, SHARE_OF} or self.found.limits:
            return None
        found = portion(self.names, self.quantities)
        apart = {SHARE_OF} == self.asked - {SHARE} and set_against(self.found, self.reading)
        return share(self.names[0], self.names[1:], self.quantities) if apart and not found else found

    def _mean(self) -> Derivation | Unsound | None:
        if AVERAGE not in self.asked or len(self.names) < PAIR:
            return None
        return Unsound("unsound-typed") if self.found.limits else mean(self.names, self.quantities)

    def _sum(self) -> Derivation | Unsound | None:
        if SUM not in self.asked or len(self.names) < PAIR or self.asked & COMPARING:
            return None
        if self.found.limits:
            return Unsound("unsound-typed")
        counted = self.quantities.all[self.names[0]].figure.unit != "percent"
        if counted and self.asked & {SHARE, SHARE_OF}:
            # "VHR as a share of AVRR and VHR together" asks for no sum.
            return None
        found = total(self.names, self.quantities)
        # "Offices plus services" and "the offices, and the services overall" may just ask for both.
        strict = any({SUM, COMBINED} <= item.concepts for item in self.reading.own)
        return found if strict or found != Unsound("unsound-units") else None
