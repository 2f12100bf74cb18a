"""Which calculations are sound, and their formulas."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from iombot.dialogue.operand import Operand
from iombot.knowledge.figures import compute, references
from iombot.understanding.quantities import EXACT, Quantities


@dataclass(frozen=True)
class Unsound:
    """Why figures cannot be calculated with each other, as the id of a sentence."""

    phrase: str


@dataclass(frozen=True)
class Derivation:
    """A calculation over figures of the knowledge base."""

    formula: str
    """Over references, such as `{post-arrival.1} - {post-arrival.2}`."""
    unit: str
    """Unit of the result."""
    decimals: int
    phrase: str
    """Id of the sentence that tells the result."""
    ranks: tuple[int, ...] = ()
    """The lines taken, from 1, in the order of the formula, where all are of one list."""
    entry: str = ""
    """The calculated entry whose words tell it; empty where there is none."""
    holds: bool | None = None
    """Whether what the question claims is so; None where it claims nothing."""
    span: tuple[int, int] | None = None
    """The years over which a figure is spread."""
    remark: str = ""
    """Id of a sentence that the result needs beside it."""


def added(names: Sequence[str]) -> str:
    """The sum of some figures, as a part of a formula."""
    return " + ".join(f"{{{name}}}" for name in names)


def bracketed(names: Sequence[str]) -> str:
    """The same as one operand."""
    return f"({added(names)})" if len(names) > 1 else added(names)


def value(formula: str, quantities: Quantities) -> Decimal:
    """What a formula comes to; percentages count as fractions."""
    return compute(formula, quantities.figures, "ratio", EXACT).number


def differing(names: Sequence[str], quantities: Quantities) -> Unsound | None:
    """Why these figures cannot be set against each other; None where they can."""
    every = [quantities.all[name] for name in names]
    if len({one.figure.unit for one in every}) > 1:
        return Unsound("unsound-units")
    if len({one.period for one in every}) > 1:
        return Unsound("unsound-periods")
    if every[0].figure.unit == "percent" and len({one.whole or one.entry for one in every}) > 1:
        return Unsound("unsound-shares")
    return None


def total(names: Sequence[str], quantities: Quantities) -> Derivation | Unsound:
    """The sum of figures."""
    fault = differing(names, quantities)
    if fault is None and quantities.overlap(names):
        fault = Unsound("unsound-parts")
    unit = quantities.all[names[0]].figure.unit
    if _ranks(names, quantities):
        names = sorted(names, key=lambda name: quantities.all[name].rank)
    return fault or _known(Derivation(added(names), unit, 0, "derived-sum", _ranks(names, quantities)), quantities)


def difference(
    left: Sequence[str], right: Sequence[str], quantities: Quantities, *, unlike: bool = False
) -> Derivation | Unsound:
    """How far two figures, or sums of figures, lie apart; the larger comes first.

    Where the question says that they are shares of different things (`unlike`), they are set against each other all
    the same, with that remark.
    """
    fault = differing([*left, *right], quantities)
    across = unlike and fault == Unsound("unsound-shares")
    if across:
        fault = differing(left, quantities) or differing(right, quantities)
    if fault is None and any(quantities.overlap(side) for side in (left, right)):
        fault = Unsound("unsound-parts")
    if fault:
        return fault
    larger, smaller = left, right
    if value(added(left), quantities) < value(added(right), quantities):
        larger, smaller = right, left
    unit = quantities.all[left[0]].figure.unit
    phrase, unit = ("derived-points", "points") if unit == "percent" else ("derived-difference", unit)
    ranks = _ranks([*larger, *smaller], quantities)
    remark = "derived-overlap" if quantities.overlap([*left, *right]) else ""
    remark = "derived-unlike" if across else remark
    formula = f"{bracketed(larger)} - {bracketed(smaller)}"
    return _known(Derivation(formula, unit, 0, phrase, ranks, remark=remark), quantities)


def beyond(names: Sequence[str], limit: Operand, quantities: Quantities) -> Derivation | Unsound:
    """How far a figure, or a sum, lies above or below a number that was typed."""
    summed = total(names, quantities) if len(names) > 1 else None
    if isinstance(summed, Unsound):
        return summed
    if any(quantities.all[name].limit for name in names):
        return Unsound("unsound-limits")
    unit = quantities.all[names[0]].figure.unit
    if limit.percent is not (unit == "percent"):
        return Unsound("unsound-units")
    typed = f"{limit.typed}%" if limit.percent else str(limit.typed)
    formula = f"{bracketed(names)} - {typed}"
    if value(formula, quantities) < 0:
        formula = f"{typed} - {bracketed(names)}"
    if limit.percent:
        decimals = int(limit.typed != int(limit.typed or 0))
        return Derivation(formula, "points", decimals, "derived-points")
    return Derivation(formula, unit, 0, "derived-difference")


def ratio(first: str, second: str, quantities: Quantities) -> Derivation | Unsound:
    """How many times the smaller figure the larger one is."""
    larger, smaller = first, second
    if value(added([first]), quantities) < value(added([second]), quantities):
        larger, smaller = second, first
    formula = f"{{{larger}}} / {{{smaller}}}"
    ranks = _ranks([larger, smaller], quantities)
    found = _known(Derivation(formula, "ratio", 1, "derived-ratio", ranks), quantities)
    # What an entry tells was found sound by whoever wrote it: services an office.
    return found if found.entry else differing([first, second], quantities) or found


def share(part: str, whole: Sequence[str], quantities: Quantities) -> Derivation | Unsound:
    """A figure as a percentage of another, or of a sum."""
    fault = differing([part, *whole], quantities)
    if fault or quantities.all[part].figure.unit == "percent":
        return fault or Unsound("unsound-shares")
    if len(whole) == 1 and whole[0] not in quantities.wholes(part) and quantities.overlap([part, *whole]):
        # Of those who left from a country, nobody knows how many went with a programme.
        return Unsound("unsound-whole")
    return _known(Derivation(f"{{{part}}} / {bracketed(whole)}", "percent", 1, "derived-share"), quantities)


def portion(names: Sequence[str], quantities: Quantities) -> Derivation | Unsound | None:
    """One of the figures as a percentage of the whole that it is a part of."""
    for name in names:
        whole = quantities.all[name].whole
        others = [other for other in names if other != name]
        if quantities.all[name].figure.unit == "percent":
            return None
        if whole and (not others or set(others) in ({whole}, set(quantities.all[whole].summed))):
            return share(name, [whole], quantities)
    return None


def part_of(percent: str, whole: str, quantities: Quantities) -> Derivation | Unsound:
    """How many a percentage of a figure is."""
    if quantities.all[percent].whole != whole:
        return Unsound("unsound-shares")
    unit = quantities.all[whole].figure.unit
    return _known(Derivation(f"{{{percent}}} * {{{whole}}}", unit, 0, "derived-part"), quantities)


def rest(names: Sequence[str], quantities: Quantities, *, counted: bool, shared: bool) -> Derivation | Unsound:
    """What a whole holds beside some of its parts; of a share, if `counted`, how many that is.

    Of a number, if `shared`, it is told as a share.
    """
    fault = differing(names, quantities)
    if fault is None and quantities.overlap(names):
        fault = Unsound("unsound-parts")
    one = quantities.all[names[0]]
    if fault is None and one.figure.unit != "percent" and one.whole is None:
        fault = Unsound("unsound-whole")
    if fault:
        return fault
    if counted and one.whole and one.figure.unit == "percent":
        formula = f"{{{one.whole}}} - {{{one.reference}}} * {{{one.whole}}}"
        return _known(Derivation(formula, quantities.all[one.whole].figure.unit, 0, "derived-rest"), quantities)
    if shared and one.figure.unit != "percent":
        formula = f"100% - {bracketed(names)} / {{{one.whole}}}"
        return _known(Derivation(formula, "percent", 1, "derived-rest"), quantities)
    whole = "100%" if one.figure.unit == "percent" else f"{{{one.whole}}}"
    formula = f"{whole} - {bracketed(names)}"
    return _known(Derivation(formula, one.figure.unit, 0, "derived-rest", _ranks(names, quantities)), quantities)


def mean(names: Sequence[str], quantities: Quantities) -> Derivation | Unsound:
    """The average of figures."""
    fault = differing(names, quantities)
    unit = quantities.all[names[0]].figure.unit
    formula = f"({added(names)}) / {len(names)}"
    return fault or Derivation(formula, unit, 1, "derived-mean", _ranks(names, quantities))


def _ranks(names: Sequence[str], quantities: Quantities) -> tuple[int, ...]:
    """The lines of the one list that figures stand in; empty where it is not one."""
    every = [quantities.all[name] for name in names]
    return tuple(one.rank for one in every) if len({one.entry for one in every}) == 1 else ()


def _known(found: Derivation, quantities: Quantities) -> Derivation:
    """The calculation with the entry that tells it, where the knowledge base has one."""
    result = value(found.formula, quantities)
    entry = quantities.results.get((quantities.base(references(found.formula)), result), "")
    return replace(found, entry=entry)
