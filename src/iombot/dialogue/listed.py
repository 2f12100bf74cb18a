"""Claims about lines of a list with figures: their places in it, or how they lie to a figure that was typed.

"Is Mali above 30%?" is held against Mali's own figure, whoever else has 30%, and "was Belgium third?" against the order
of the list.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from iombot.dialogue.claimed_results import is_superlative
from iombot.dialogue.operands import line_of
from iombot.dialogue.ranked import rank_named
from iombot.understanding.compared import TOLERANCE
from iombot.understanding.counting import unit_of
from iombot.understanding.quantities import Quantity
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, FILLER, PERCENT, PLACE, Evidence
from iombot.understanding.terms import (
    ALL_THREE,
    COMPARISONS,
    LESS_THAN,
    MORE_THAN,
    MOSTLY,
    REGION,
    SHARE,
    TOP,
    WHICH,
    WISH,
    Terms,
)

WHOLE = 100
"""The largest percentage."""
POINT = 1
"""Percentage points by which it may at least."""
TALK = 0.8
"""Weight of a word that nothing explains from which it may say anything."""
BESIDE = frozenset({SHARE, WHICH, FILLER})
"""What may stand beside any line."""


@dataclass(frozen=True)
class ListClaim:
    """What came of a claim about lines of a list."""

    entry: str
    lines: tuple[int, ...]
    """The lines that settle it, from 1; empty for the whole list."""
    holds: bool


def list_claim(reading: Reading, terms: Terms) -> ListClaim | None:
    """Whether the lines of a list are as a question claims; None where it claims anything else as well."""
    words = reading.words
    if not reading.claim or reading.choices or any(token.text in words.choice for token in reading.tokens):
        # "Belgium is second in which list?"
        return None
    places = [item for item in reading.own if any(name.startswith(PLACE) for name in item.concepts)]
    lines = [_line(item, reading, terms) for item in places]
    known = [line for line in lines if line is not None]
    if not known or len(known) < len(lines) or len({line.entry for line in known}) > 1:
        return None
    figures = [item for item in reading.own if _stated(item, reading, terms) is not None]
    ranks = [item for item in reading.own if item not in figures and _ranks(item, reading)]
    if _guards(reading, [*figures, *ranks]) or _strange(reading, [*places, *figures, *ranks], known[0], terms):
        return None
    if len(figures) == len(places) and not ranks:
        return _compared(list(zip(known, figures, strict=True)), reading, terms)
    if len(places) == 1 and len(ranks) == 1 and not figures and terms.targets.by_id[known[0].entry].ranked:
        top = ALL_THREE in ranks[0].concepts
        return ListClaim(known[0].entry, (), top or rank_named(ranks[0], reading) == known[0].rank)
    return None


def _guards(reading: Reading, said: list[Evidence]) -> bool:
    """Whether a word turns the claim into another one ("*only* Germany", "*not* above 15%")."""
    said = [*said, *(item for item in reading.own if item.concepts & COMPARISONS)]
    return bool(reading.guards - {token.text for item in said for token in reading.tokens[item.start : item.end]})


def _line(item: Evidence, reading: Reading, terms: Terms) -> Quantity | None:
    """The line of a list that a place names."""
    quantities = terms.targets.quantities
    names = [name for place in item.concepts if place.startswith(PLACE) for name in line_of(place, reading, quantities)]
    return quantities.all[names[0]] if len(names) == 1 and quantities.all[names[0]].rank else None


def _stated(item: Evidence, reading: Reading, terms: Terms) -> Decimal | None:
    """The percentage that evidence states, with its sign or without; None where it states none."""
    for name in item.concepts:
        kind, _, typed = name.partition(":")
        if name.startswith(FIGURES) and Decimal(typed) <= WHOLE:
            plain = kind == PERCENT[:-1] or not unit_of(item, reading, terms.units)
            return Decimal(typed) if plain else None
    return None


def _ranks(item: Evidence, reading: Reading) -> bool:
    if MOSTLY in item.concepts and not is_superlative(reading):
        # "Was most of it in Germany?" speaks of more than half.
        return False
    return bool(item.concepts & {TOP, ALL_THREE}) or rank_named(item, reading) > 0


def _strange(reading: Reading, used: list[Evidence], line: Quantity, terms: Terms) -> bool:
    """Whether the question says anything that has nothing to do with the list.

    Where it does not say which list it speaks of, nothing may be said that could mean another one.
    """
    first = line.names[0] & reading.own_concepts
    told = line.covered if first else frozenset[str]().union(*line.names)
    expected = told | BESIDE | COMPARISONS | terms.beside["figure"] | terms.beside["list"]
    left = [item for item in reading.own if item not in used]
    regions = any(name.removeprefix(PLACE) in terms.regions for name in told)
    if not first and not regions and REGION in reading.own_concepts:
        # "Is Germany the main host region?" speaks of another list than that of countries.
        return True
    if any(name.startswith(f"{WISH}-") for item in left for name in item.concepts - BESIDE):
        # "Who came fourth, right behind the Swiss?" claims nothing.
        return True
    unheard = any(not item.concepts & expected if item.concepts else item.weight >= TALK for item in left)
    return unheard or (not first and any(_of_another(item, line, reading, terms) for item in used))


def _of_another(item: Evidence, line: Quantity, reading: Reading, terms: Terms) -> bool:
    """Whether a figure is said to be a share of what another figure counts ("18% of the services")."""
    quantities = terms.targets.quantities
    following = reading.tokens[item.end].text if item.end < len(reading.tokens) else ""
    if following not in reading.words.partitive:
        return False
    after = next((other for other in reading.own if other.start > item.end), None)
    named = quantities.named(after.concepts) if after and after.concepts else None
    return bool(named) and quantities.all[named or ""].figure.unit != line.figure.unit


def _compared(pairs: list[tuple[Quantity, Evidence]], reading: Reading, terms: Terms) -> ListClaim | None:
    """Each figure held against that of the place before it; a bare figure must be the very same."""
    several = len(pairs) > 1
    found = [_holds(line, item, reading, terms, exact=several) for line, item in pairs]
    if any(one is None for one in found) or not found:
        return None
    ranks = () if several else (pairs[0][0].rank,)
    return ListClaim(pairs[0][0].entry, ranks, all(found))


def _holds(line: Quantity, item: Evidence, reading: Reading, terms: Terms, *, exact: bool) -> bool | None:
    """Whether a line is as a typed figure says; None where that is a matter of taste, or no comparison."""
    own, stated = line.figure.number, _stated(item, reading, terms) or Decimal(0)
    words = reading.before(item) & COMPARISONS
    if MORE_THAN in words:
        return own >= stated if _inclusive(item, reading) else own > stated
    if LESS_THAN in words:
        return own <= stated if _inclusive(item, reading) else own < stated
    near = abs(own - stated) <= max(stated * TOLERANCE, Decimal(POINT))
    if words:
        return near or (None if abs(own - stated) <= 2 * max(stated * TOLERANCE, Decimal(POINT)) else False)
    return own == stated if exact else None


def _inclusive(item: Evidence, reading: Reading) -> bool:
    """Whether "at least" or "no more than" lets the figure itself pass."""
    before = [token.text for token in reading.tokens[max(0, item.start - 3) : item.start]]
    return bool(set(before) & reading.words.inclusive)
