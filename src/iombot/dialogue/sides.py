"""What a question sets against what: one figure against another, or a sum of several, or a list against a list."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iombot.dialogue.operand import Operand, Operands
from iombot.understanding.nationals import PEOPLE
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import COMPARING, DIFFERENCE, LESS_THAN, MORE_THAN, PAIR, SHARE_OF, SUM, Terms, telling

ARTICLE = 1
"""Tokens that may stand between "more than" and its figure: "a" million."""

Sides = tuple[list[Operand], list[Operand]]


def sides(found: Operands, reading: Reading, quantities: Quantities, *, summed: bool) -> Sides | None:
    """Two figures, two lists, or (if `summed`) what stands before and after the words of comparison."""
    every = sorted([*found.figures, *found.limits], key=lambda one: one.start)
    if len(every) == 1 and found.wholes:
        return _from_whole(every[0], found.wholes[0], reading)
    if len(every) == PAIR:
        return every[:1], every[1:]
    lists = _two_lists(every, quantities)
    if lists or not summed:
        return lists
    sums = [item.start for item in reading.own if SUM in item.concepts]
    for place in (item.start for item in reading.own if item.concepts & COMPARING):
        left, right = _parted(every, place)
        if left and right and (1 in (len(left), len(right)) or len(sums) > 1):
            return left, right
    # "How much larger is the one than the two together": what is summed up stands right before the word for that.
    left, right = _parted(every, sums[0] if len(sums) == 1 else -1)
    if len(left) > PAIR and not right:
        return left[:1], left[1:]
    return (left, right) if left and right else None


def set_against(found: Operands, reading: Reading) -> bool:
    """Whether the second of two figures is what the first is a part of: "VHR as a fraction *of AVRR*"."""
    if len(found.figures) != PAIR or found.wholes:
        return False
    first, second = found.figures
    return any(
        SHARE_OF in item.concepts and first.start < item.start and 0 <= second.start - item.end <= ARTICLE
        for item in reading.own
    )


def _parted(every: Sequence[Operand], place: int) -> Sides:
    """The figures before a place and after it."""
    return [one for one in every if one.start < place], [one for one in every if one.start >= place]


def _two_lists(every: Iterable[Operand], quantities: Quantities) -> Sides | None:
    """All lines of one list, and all of another ("the top three before departure, and those after arrival")."""
    lists: dict[str, list[Operand]] = {}
    for one in every:
        if not one.reference or not quantities.all[one.reference].rank:
            return None
        lists.setdefault(quantities.all[one.reference].entry, []).append(one)
    whole = all(len(lines) == len(quantities.list_of(entry)) for entry, lines in lists.items())
    if len(lists) != PAIR or not whole:
        return None
    first, second = lists.values()
    return first, second


def _from_whole(part: Operand, whole: Operand, reading: Reading) -> Sides | None:
    """A whole and its part with a word of comparison between them ("the returns minus those from Niger")."""
    first, last = sorted((part, whole), key=lambda one: one.start)
    compared = any(first.start < item.start < last.start and DIFFERENCE in item.concepts for item in reading.own)
    return ([first], [last]) if compared else None


def qualifies(item: Evidence, reading: Reading, quantities: Quantities) -> bool:
    """Whether "more than" only repeats that a figure is a lower limit ("more than 700,000") and compares nothing."""
    if not item.concepts & COMPARING or DIFFERENCE in item.concepts:
        return False
    stated = (
        name.partition(":")[2]
        for other in reading.own
        if item.end <= other.start <= item.end + ARTICLE
        for name in other.concepts
        if telling(name)
    )
    return any(quantities.all[one].limit for number in stated for one in quantities.by_number.get(number, ()))


def after_sign(limit: Operand, reading: Reading) -> bool:
    """Whether a typed figure is the next thing said after "more than" or "less than"."""
    before = [item for item in reading.own if item.end <= limit.start]
    return bool(before) and bool(before[-1].concepts & {MORE_THAN, LESS_THAN})


def compares_people(reading: Reading, terms: Terms) -> bool:
    """Whether numbers of people are compared: "more migrants than", "more returnees than"."""
    compared = [item for item in reading.own if item.concepts & COMPARING]
    said = frozenset[str]().union(*(item.concepts | item.inner for item in compared))
    said |= frozenset(name for item in reading.own if reading.before(item) & COMPARING for name in item.concepts)
    return any(terms.units.get(name) == PEOPLE for name in said)
