"""Whether a claim gives the right result of a calculation: "was VHR more than 30% of all returns?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from iombot.dialogue.arithmetic import Derivation, Unsound, difference, portion, total, value
from iombot.dialogue.operand import Operand, Operands
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERCENT, Evidence
from iombot.understanding.terms import COMPARING, COMPARISONS, LESS_THAN, MORE_THAN, PAIR, ROUGHLY, SUM, telling

NEAR = Decimal("0.05")
"""Share of a result within which "about" is let pass, and nothing is denied."""
HUNDRED = 100


def checked(
    reading: Reading, asked: frozenset[str], found: Operands, quantities: Quantities
) -> Derivation | Unsound | None:
    """The calculation whose result a claim gives, and whether it is so; None where it gives none."""
    stated = _stated(reading, found, quantities)
    if not reading.claim or stated is None:
        return None
    item, one = stated
    names = [other.reference for other in found.figures if other.start != one.start]
    # "40,000 more than VHR", and not "more than 40,000".
    apart = any(other.concepts & COMPARING and other.start == item.end for other in reading.own)
    outcome = _calculated(names, asked, quantities, percent=_is_percentage(item), apart=apart)
    if not isinstance(outcome, Derivation):
        return None
    result = value(outcome.formula, quantities)
    limit = Decimal(next(name for name in item.concepts if telling(name)).partition(":")[2])
    return replace(outcome, holds=_holds(result * HUNDRED if _is_percentage(item) else result, limit, item, reading))


def _stated(reading: Reading, found: Operands, quantities: Quantities) -> tuple[Evidence, Operand] | None:
    """The one figure that was typed and is no operand: none of the knowledge base, or a percentage beside counts."""
    counted = [one for one in found.figures if quantities.all[one.reference].figure.unit != "percent"]
    strangers = list(found.limits)
    if counted:
        strangers += [one for one in found.figures if one not in counted]
    if len(strangers) != 1:
        return None
    one = strangers[0]
    items = (item for item in reading.own if item.start == one.start and any(map(telling, item.concepts)))
    return next(((item, one) for item in items), None)


def _is_percentage(item: Evidence) -> bool:
    return any(name.startswith(PERCENT) for name in item.concepts)


def _calculated(
    names: Sequence[str], asked: frozenset[str], quantities: Quantities, *, percent: bool, apart: bool
) -> Derivation | Unsound | None:
    """The share, sum or difference that these figures come to, whichever the claim gives."""
    if percent:
        lines = {quantities.all[name].entry for name in names if quantities.all[name].rank}
        # "Did the top three provide less than half?"
        listed = len(names) > PAIR and len(lines) == 1
        return total(names, quantities) if listed else portion(names, quantities)
    if SUM in asked and len(names) > 1:
        return total(names, quantities)
    return difference(names[:1], names[1:], quantities) if apart and len(names) == PAIR else None


def _holds(result: Decimal, limit: Decimal, item: Evidence, reading: Reading) -> bool | None:
    """Whether a result is as a claim says; None where that is a matter of taste."""
    word = reading.before(item)
    near = abs(result - limit) <= abs(limit) * NEAR
    if reading.guarded and not word & COMPARISONS:
        return None if near else False
    if MORE_THAN in word:
        return result > limit
    if LESS_THAN in word:
        return result < limit
    if ROUGHLY in word:
        return True if near else None
    return None if near else False
