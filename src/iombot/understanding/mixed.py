"""Numbers that hold a part of a thousand or a million: "half a million", "one and a half million"."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from iombot.understanding.text import Token

if TYPE_CHECKING:
    from iombot.understanding.entities import Numerals

LEAST = 1000
"""The least scale that is said in parts."""
MOST_BETWEEN = 2
"""Words between a part and its scale: "of a"."""


def with_fraction(
    tokens: Sequence[Token], start: int, found: tuple[Decimal | None, int], numerals: Numerals
) -> tuple[Decimal | None, int]:
    """A number with the fraction before or inside it: "half a million", "one and a half million"."""
    value, end = found
    place = start
    if value is not None:
        # The number is followed by "and a", or just by "and".
        joined = end < len(tokens) and tokens[end].text in numerals.joiners
        place = next((at for at in (end + 1, end + 2) if joined and _is_fraction(tokens, at, numerals)), len(tokens))
    if not _is_fraction(tokens, place, numerals):
        return found
    for length in range(MOST_BETWEEN + 1):
        last = place + 1 + length
        between = tuple(token.text for token in tokens[place + 1 : last])
        scale = numerals.scales.get(tokens[last].text, 0) if last < len(tokens) else 0
        if scale >= LEAST and (not between or between in numerals.fraction_of):
            whole = ((value or 0) + numerals.fractions[tokens[place].text]) * scale
            return (whole, last + 1) if whole == whole.to_integral() else found
    return found


def _is_fraction(tokens: Sequence[Token], place: int, numerals: Numerals) -> bool:
    return place < len(tokens) and tokens[place].text in numerals.fractions
