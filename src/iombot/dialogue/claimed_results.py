"""Whether a claim gives the right result of a calculation: "was VHR more than 30% of all returns?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from iombot.dialogue.arithmetic import Derivation, Unsound, difference, portion, ratio, share, total, value
from iombot.dialogue.operand import Operand, Operands
from iombot.dialogue.scaling import scales
from iombot.understanding.compared import TOLERANCE
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERCENT, Evidence
from iombot.understanding.terms import (
    COMPARING,
    COMPARISONS,
    LESS_THAN,
    MORE_THAN,
    MOST,
    MOSTLY,
    PAIR,
    ROUGHLY,
    SUM,
    telling,
)

HUNDRED, HALVES = 100, 2


def checked(
    reading: Reading, asked: frozenset[str], found: Operands, quantities: Quantities
) -> Derivation | Unsound | None:
    """The calculation whose result a claim gives, and whether it is so; None where it gives none."""
    if not reading.claim:
        return None
    told = _summed(asked, found, quantities) or _multiple(reading, found, quantities)
    told = told or _majority(reading, found, quantities)
    stated = _stated(reading, found, quantities)
    if told or stated is None:
        return told
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


def _summed(asked: frozenset[str], found: Operands, quantities: Quantities) -> Derivation | Unsound | None:
    """That some figures add up to another one that is named, too ("is 9,000 the sum of 4,000 and 5,000?")."""
    names = {one.reference for one in (*found.figures, *found.wholes)}
    if SUM not in asked or found.limits:
        return None
    for name in names:
        whole = quantities.exact(name)
        parts = quantities.all[whole].summed
        if parts and set(parts) == names - {name}:
            outcome = total(parts, quantities)
            # A rounded figure is neither right nor wrong.
            return outcome if isinstance(outcome, Unsound) else replace(outcome, holds=True if whole == name else None)
    return None


def _multiple(reading: Reading, found: Operands, quantities: Quantities) -> Derivation | None:
    """How often one figure holds another, where a claim says how often: "is VHR half of AVRR?"."""
    said = list(scales(reading))
    if len(said) != 1 or len(found.figures) != PAIR or found.wholes:
        return None
    left, right = sorted(found.figures, key=lambda one: one.start)
    if not left.start < said[0].start < said[0].end <= right.start:
        return None
    first, second = left.reference, right.reference
    factor = said[0].factor
    outcome = ratio(first, second, quantities) if factor > 1 else share(first, [second], quantities)
    if not isinstance(outcome, Derivation):
        return None
    result = value(f"{{{first}}} / {{{second}}}", quantities)
    word = reading.before(Evidence(said[0].start, said[0].end, "", frozenset()))
    near = abs(result - factor) <= factor * TOLERANCE
    holds = result > factor if MORE_THAN in word else result < factor if LESS_THAN in word else near
    return replace(outcome, holds=holds)


def _majority(reading: Reading, found: Operands, quantities: Quantities) -> Derivation | Unsound | None:
    """The share of a figure of which a claim says that it is most of the whole."""
    if MOSTLY not in reading.own_concepts or found.limits or not found.figures or is_superlative(reading):
        return None
    outcome = portion([one.reference for one in (*found.figures, *found.wholes)], quantities)
    if not isinstance(outcome, Derivation):
        return outcome
    holds = value(outcome.formula, quantities) * HALVES > 1
    # "Did most return from there?" may ask where more returned from than from anywhere else.
    return replace(outcome, holds=holds or (None if MOST in reading.own_concepts else False))


def is_superlative(reading: Reading) -> bool:
    """Whether "most" asks who is first: "did it host *the most*?", "which hosted *most*"."""
    words = (one for item in reading.own for one in (item, *item.pieces) if MOST in one.concepts)
    most = next(words, None)
    if most is None:
        # Within a longer form it is no majority ("the most"), unless that form is one ("most of them").
        return MOST in reading.own_concepts and not any(MOSTLY in item.concepts for item in reading.own)
    before = reading.words.definite | reading.words.having
    definite = any(token.text in before for token in reading.tokens[max(most.start - 1, 0) : most.end])
    following = reading.tokens[most.end].text if most.end < len(reading.tokens) else ""
    parted = following in reading.words.partitive or any(item.start == most.end for item in reading.evidence)
    return definite or not parted


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
    near = abs(result - limit) <= abs(limit) * TOLERANCE
    if reading.guards and not word & COMPARISONS:
        return None if near else False
    if MORE_THAN in word:
        return result > limit
    if LESS_THAN in word:
        return result < limit
    if ROUGHLY in word:
        return True if near else None
    return None if near else False
