"""Places in a list: "the second", "11th", "no. 6", "the 500,000th"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from iombot.understanding.entities import Numerals, entity, values_of
from iombot.understanding.spotting import NUMBER, Evidence
from iombot.understanding.text import Token

POINT = "."
"""The mark after a word that is cut short: "no."."""


def as_ranks(found: Iterable[Evidence], tokens: Sequence[Token], numerals: Numerals) -> list[Evidence]:
    """Recognised values, of which numbers are places in a list where the words beside them say so."""
    return [_as_rank(item, tokens, numerals) for item in found]


def _as_rank(item: Evidence, tokens: Sequence[Token], numerals: Numerals) -> Evidence:
    numbers = values_of(item.concepts, NUMBER.rstrip(":"))
    if not numbers:
        return item
    ranked = frozenset({entity("ordinal", numbers[0])})
    if item.end < len(tokens) and tokens[item.end].text in numerals.ordinal_endings:
        return replace(item, end=item.end + 1, text=item.text + tokens[item.end].raw, concepts=ranked)
    # "Objective no. 16" has that number for its name.
    return replace(item, concepts=item.concepts | ranked) if _named_rank(item, tokens, numerals) else item


def _named_rank(item: Evidence, tokens: Sequence[Token], numerals: Numerals) -> bool:
    """Whether a number stands after a word for a place in a list."""
    first, second = ["", "", *(token.text for token in tokens[max(0, item.start - 2) : item.start])][-2:]
    return second in numerals.rank_words or (second == POINT and first in numerals.rank_words)


def ranks(tokens: Sequence[Token], heard: set[int], numerals: Numerals) -> Iterator[Evidence]:
    """Words for places in a list that are nothing else; `heard` holds the places of words that are explained."""
    for place, token in enumerate(tokens):
        rank = numerals.ordinals.get(token.text) or _with_ending(token, numerals)
        if rank and place not in heard:
            yield Evidence(place, place + 1, token.raw, frozenset({entity("ordinal", rank)}))


def _with_ending(token: Token, numerals: Numerals) -> int | None:
    """The number of a word such as "11th"."""
    digits = token.text.rstrip("".join(set().union(*numerals.ordinal_endings)))
    return int(digits) if digits.isdecimal() and token.text[len(digits) :] in numerals.ordinal_endings else None


def with_rank(item: Evidence, tokens: Sequence[Token], numerals: Numerals) -> Evidence:
    """A word for a place in a list ("the second") also says which place."""
    inside = range(item.start, item.end)
    named = [numerals.ordinals.get(tokens[place].text) for place in inside if not _is_fraction(tokens, place, numerals)]
    added = {entity("ordinal", rank) for rank in named if rank}
    return replace(item, concepts=item.concepts | added) if added else item


def _is_fraction(tokens: Sequence[Token], place: int, numerals: Numerals) -> bool:
    """Whether a word for a place in a list is a part of a whole ("a fifth of"), and not "the fifth of" several."""
    before, after = (tokens[near].text if 0 <= near < len(tokens) else "" for near in (place - 1, place + 1))
    return after in numerals.partitive and (before in numerals.indefinite or before in numerals.numbers)
