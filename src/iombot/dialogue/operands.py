"""The figures that a question names and wants calculated with."""

from __future__ import annotations

from decimal import Decimal

from iombot.dialogue.operand import Operand, Operands
from iombot.dialogue.ranked import by_rank, whole_list
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERCENT, PLACE, Evidence
from iombot.understanding.terms import (
    ALL_THREE,
    AVERAGE,
    CALCULATED,
    COMBINED,
    COMPARED,
    COMPARING,
    COUNT,
    DEFINE,
    MANNERS,
    SHARE,
    TOP,
    WHICH,
    WHICH_PLACE,
    WHO,
    WHOM,
    WHY,
    WISH,
    Terms,
    telling,
)

HUNDRED = "100"
"""The whole of a percentage, and no figure of its own."""
LARGEST = Decimal(10) ** 12
"""Numbers above are no figures of people; nothing is calculated with them."""
WISHES = frozenset({COUNT, SHARE, WHICH, WHICH_PLACE, WHO, DEFINE, "ask-list", "ask-where"})
"""What may be asked for beside a calculation: the number, which is larger, by how much."""
ANY_FIGURE = frozenset({FILLER, TOP, COMBINED, ALL_THREE, AVERAGE})
"""Topics that may stand beside any figure, like those that say so themselves."""
FIGURE = 0.5
"""What a figure found tells beside the words for it, next to 1 for any words that are understood."""
NEVER = frozenset({WHY, *WHOM})
"""Wishes that no calculation meets."""


def find_operands(reading: Reading, terms: Terms) -> Operands:
    """The figures that a question names by their number, a place, a programme or a topic."""
    quantities = terms.targets.quantities
    found: list[tuple[Evidence, Operand, bool]] = []
    for item in reading.own:
        typed = _typed(item)
        names = _by_number(item, quantities) if typed is not None else _by_name(item, reading, quantities)
        if typed is not None and not names:
            percent = any(one.startswith(PERCENT) for one in item.concepts)
            found.append((item, Operand(item.start, "", typed, percent), True))
        found += [(item, Operand(item.start, name), typed is not None) for name in names]
    found += [(item, one, False) for item, one in by_rank(reading, [one.reference for _, one, _ in found], quantities)]
    found += [(item, one, False) for item, one in whole_list(reading, [one for _, one, _ in found], quantities)]
    every = [one for _, one, _ in found if one.reference]
    kept: dict[str, Operand] = {}
    wholes: dict[str, Operand] = {}
    for item, one, typed_out in sorted(found, key=lambda each: each[1].start):
        if not one.reference or _said_of_another(item, one, every, reading, terms):
            continue
        holds = any(one.reference in quantities.wholes(other.reference) for other in every)
        (wholes if holds and not typed_out else kept).setdefault(one.reference, one)
    used = {id(item) for item, one, _ in found if one.reference in kept or one.reference in wholes or one.typed}
    limits = tuple(one for _, one, _ in found if one.typed is not None)
    strange, confidence = _left(reading, used, [*kept, *wholes], terms)
    return Operands(tuple(kept.values()), tuple(wholes.values()), limits, strange, confidence)


def _typed(item: Evidence) -> Decimal | None:
    names = [name for name in item.concepts if telling(name) and not name.endswith(f":{HUNDRED}")]
    number = Decimal(names[0].partition(":")[2]) if names else None
    return number if number is None or number <= LARGEST else None


def _by_number(item: Evidence, quantities: Quantities) -> list[str]:
    for name in item.concepts:
        kind, _, number = name.partition(":")
        for reference in quantities.by_number.get(number, ()):
            if (quantities.all[reference].figure.unit == "percent") is (kind == "percent"):
                return [reference]
    return []


def _by_name(item: Evidence, reading: Reading, quantities: Quantities) -> list[str]:
    places = sorted(name for name in item.concepts if name.startswith(PLACE))
    if places:
        # Only lines that were pointed at ("the first and the last one") are several in one.
        return (
            []
            if len(places) > 1 and item.text
            else [name for place in places for name in line_of(place, reading, quantities)]
        )
    if item.concepts & WISHES or any(name.startswith(CALCULATED) for name in item.concepts):
        return []
    named = quantities.named(item.concepts)
    return [named] if named else []


def line_of(place: str, reading: Reading, quantities: Quantities) -> list[str]:
    """The one figure of a place that is meant."""
    said = [name for name in quantities.by_place.get(place, ()) if not _counts_another(name, reading, quantities)]
    if len(said) > 1:
        said = [name for name in said if quantities.all[name].covered >= _topics_near(reading, quantities)]
    return said if len(said) == 1 else []


def _counts_another(name: str, reading: Reading, quantities: Quantities) -> bool:
    """Whether a question speaks of another figure than the list of a line: of returns rather than of help."""
    one = quantities.all[name]
    topics = {said for group in one.names for said in group if ":" not in said and not said.startswith(f"{WISH}-")}
    plain = [item for item in reading.own if not any(said.startswith(CALCULATED) for said in item.concepts)]
    if not one.rank or any(topics & (item.concepts | item.inner) for item in plain):
        return False
    named = (quantities.named(item.concepts) for item in plain if item.concepts & one.covered)
    return any(other and quantities.all[other].figure.unit != one.figure.unit for other in named)


def _topics_near(reading: Reading, quantities: Quantities) -> frozenset[str]:
    """What the question says that tells lists with figures apart."""
    lists = [one.covered for one in quantities.all.values() if one.rank]
    apart = frozenset[str]().union(*lists) - (frozenset[str](lists[0]).intersection(*lists) if lists else frozenset())
    return frozenset(name for name in apart & reading.own_concepts if ":" not in name)


def _said_of_another(item: Evidence, own: Operand, every: list[Operand], reading: Reading, terms: Terms) -> bool:
    """Whether words only say of another figure what it counts: the "reintegration" of "reintegration in Germany"."""
    quantities = terms.targets.quantities
    if any(name.startswith(PLACE) or telling(name) for name in item.concepts) or quantities.all[own.reference].rank:
        return False
    for other in every:
        one = quantities.all[other.reference]
        counted = item.concepts & terms.units.keys() and one.figure.unit != "percent"
        nested = own.reference in quantities.wholes(other.reference) or other.reference in quantities.wholes(
            own.reference
        )
        apart = counted or nested or _set_apart(own, other, reading)
        if other.reference != own.reference and not apart and item.concepts & one.covered:
            return True
    return False


def _set_apart(first: Operand, second: Operand, reading: Reading) -> bool:
    """Whether a word of comparison stands between two figures."""
    start, end = sorted((first.start, second.start))
    return any(start < item.start < end and item.concepts & (COMPARED | COMPARING) for item in reading.own)


def _left(reading: Reading, used: set[int], names: list[str], terms: Terms) -> tuple[tuple[Evidence, ...], float]:
    """What has nothing to do with the figures, and the share of the question that is understood."""
    quantities = terms.targets.quantities
    covered = frozenset[str]().union(*(quantities.all[name].covered for name in names))
    expected = covered | WISHES | ANY_FIGURE | terms.beside["figure"]
    strange: list[Evidence] = []
    known, unknown = FIGURE * len(names), 0.0
    for item in reading.own:
        said = item.concepts
        operation = any(one.startswith(CALCULATED) for one in said | item.inner)
        if item.concepts & NEVER:
            strange.append(item)
        elif id(item) in used or said & expected or operation:
            known += 1
        elif not item.concepts:
            unknown += item.weight
            if item.weight >= 1 and reading.is_name(item):
                strange.append(item)
        elif terms.kinds(item.concepts) & {"aspect", "topic", "entity", "ask"} and not _idle(item, len(names)):
            strange.append(item)
    return tuple(strange), known / (known + unknown) if known else 0.0


def _idle(item: Evidence, named: int) -> bool:
    """Whether it is a year, which is looked at apart, a rank, or a number that only says how many are named."""
    kinds = {name.partition(":")[0] for name in item.concepts if ":" in name}
    values = {name.partition(":")[2] for name in item.concepts if ":" in name}
    if kinds and kinds <= {"year", "ordinal"}:
        return True
    return bool(kinds) and kinds <= {"number", "percent", "ordinal"} and values <= {str(named), *MANNERS}
