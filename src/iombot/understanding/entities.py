"""What must be recognised exactly: years, numbers, percentages, phone numbers, e-mail addresses."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from iombot.understanding.mixed import with_fraction
from iombot.understanding.spotting import Evidence
from iombot.understanding.text import Token

FIRST_YEAR, LAST_YEAR = 1900, 2100
"""Four digits between these are a year; the releases and what people ask about lie well inside."""
TEN, TWENTY, HUNDRED, THOUSAND = 10, 20, 100, 1000
PAIR, GROUP = 2, 3
"""Digits read out together in a phone number, and between the commas of a large number."""
LEAST_SPELLED = 6
"""Digits in a row, read out one by one, that make a phone number."""


@dataclass(frozen=True)
class Numerals:
    """The words of a language that make numbers."""

    numbers: Mapping[str, int]
    ordinals: Mapping[str, int]
    scales: Mapping[str, int]
    percent: frozenset[tuple[str, ...]]
    """Words after which a number is a percentage, such as `percent` or `per cent`."""
    out_of: frozenset[tuple[str, ...]]
    """Words between a number and the ten or hundred that it is a part of: "in", "out of every"."""
    partitive: frozenset[str]
    """Words before the whole of a part: of."""
    indefinite: frozenset[str]
    """Articles before a part: a."""
    joiners: frozenset[str]
    """Words inside a number, such as the "and" of "two thousand and one"."""
    fractions: Mapping[str, Decimal] = field(default_factory=dict)
    """Words for parts of a thousand or more: half."""
    ordinal_endings: frozenset[str] = frozenset()
    """Endings of a number that is a place in a list: th."""
    rank_words: frozenset[str] = frozenset()
    """Words after which a number is a place in a list: rank."""
    fraction_of: frozenset[tuple[str, ...]] = frozenset()
    """Words between such a part and what it is a part of: "a", "of a"."""


def entity(kind: str, value: object) -> str:
    """The concept of a recognised value, such as `year:2023` or `place:NE`."""
    return f"{kind}:{value}"


def plain_number(number: Decimal) -> str:
    """A number as concepts hold it: no grouping, no zeros at its end, no exponent."""
    return format(number.normalize(), "f")


def values_of(concepts: frozenset[str] | set[str], kind: str) -> list[str]:
    """The values of one kind among concepts: `values_of({"year:2023"}, "year")` is `["2023"]`."""
    start = kind + ":"
    return sorted(concept[len(start) :] for concept in concepts if concept.startswith(start))


def find_entities(tokens: Sequence[Token], numerals: Numerals) -> list[Evidence]:
    """Numbers, years, percentages, phones and e-mail addresses, in order, without overlaps."""
    found = []
    position = 0
    while position < len(tokens):
        hit = _entity_at(tokens, position, numerals)
        if hit:
            found.append(hit)
        position = hit.end if hit else position + 1
    return found


def _entity_at(tokens: Sequence[Token], start: int, numerals: Numerals) -> Evidence | None:
    return _address_at(tokens, start, numerals) or _number_at(tokens, start, numerals)


def _address_at(tokens: Sequence[Token], start: int, numerals: Numerals) -> Evidence | None:
    token = tokens[start]
    if token.kind == "email":
        return _evidence(tokens, start, start + 1, "email", token.text)
    if token.kind == "phone":
        return _evidence(tokens, start, start + 1, "phone", "".join(char for char in token.text if char.isdigit()))
    spelled = _spelled_phone(tokens, start, numerals)
    return _evidence(tokens, start, start + len(spelled), "phone", "".join(spelled)) if spelled else None


def _number_at(tokens: Sequence[Token], start: int, numerals: Numerals) -> Evidence | None:
    token = tokens[start]
    value, end = _digits(tokens, start, numerals) if token.kind == "number" else _spelled(tokens, start, numerals)
    value, end = with_fraction(tokens, start, (value, end), numerals)
    if value is None:
        return None
    signs = _percent_words(tokens, end, numerals)
    if signs:
        return _evidence(tokens, start, end + signs, "percent", value)
    of_ten = _part_of_ten(tokens, end, numerals)
    if of_ten and value < of_ten[0]:
        return _evidence(tokens, start, of_ten[1], "percent", value * HUNDRED / of_ten[0])
    if token.kind == "word" and value == 1:
        # "One" is hardly ever a figure.
        return None
    plain = token.text.isdigit() or token.kind == "word"
    if plain and FIRST_YEAR <= value <= LAST_YEAR and value == value.to_integral():
        return _evidence(tokens, start, end, "year", value)
    return _evidence(tokens, start, end, "number", value)


def _spelled_phone(tokens: Sequence[Token], start: int, numerals: Numerals) -> list[str]:
    """A phone number read out digit by digit ("zero seven nine four ..."); empty where there is none."""
    digits: list[str] = []
    for token in tokens[start:]:
        value = numerals.numbers.get(token.text, TEN)
        if token.text.isdigit() and len(token.text) <= PAIR:
            digits.append(token.text)
        elif value < TEN:
            digits.append(str(value))
        else:
            break
    return digits if len(digits) >= LEAST_SPELLED else []


def _percent_words(tokens: Sequence[Token], end: int, numerals: Numerals) -> int:
    """How many tokens from `end` on say that the number before them is a percentage."""
    if end < len(tokens) and tokens[end].raw == "%":
        return 1
    following = tuple(token.text for token in tokens[end : end + 2])
    return next((len(said) for length in (2, 1) if (said := following[:length]) in numerals.percent), 0)


def _part_of_ten(tokens: Sequence[Token], end: int, numerals: Numerals) -> tuple[int, int] | None:
    """The ten or hundred that the number before `end` is a part of ("seven in ten"), and where that ends."""
    for length in (3, 2, 1):
        place = end + length
        if place < len(tokens) and tuple(token.text for token in tokens[end:place]) in numerals.out_of:
            text = tokens[place].text
            base = int(text) if text.isdigit() else numerals.numbers.get(text) or numerals.scales.get(text, 0)
            return (base, place + 1) if base in (TEN, HUNDRED) else None
    return None


def _evidence(tokens: Sequence[Token], start: int, end: int, kind: str, value: object) -> Evidence:
    if isinstance(value, Decimal):
        value = plain_number(value)
    text = " ".join(token.raw for token in tokens[start:end])
    return Evidence(start, end, text, frozenset({entity(kind, value)}))


def _digits(tokens: Sequence[Token], start: int, numerals: Numerals) -> tuple[Decimal | None, int]:
    value = parse_number(tokens[start].text)
    end = start + 1
    while value is not None and end < len(tokens) and tokens[end].text in numerals.scales:
        value *= numerals.scales[tokens[end].text]
        end += 1
    return value, end


def parse_number(text: str) -> Decimal | None:
    """`56,045`, `56.045`, `56 045` and `3.5` as people write them; None where it is no number."""
    groups = list(_split_groups(text))
    if len(groups) > 1 and all(len(group) == GROUP for group in groups[1:]):
        text = "".join(groups)
    else:
        text = text.replace(",", ".")
    try:
        return Decimal(text)
    except InvalidOperation:
        return None


def _split_groups(text: str) -> Iterator[str]:
    group = ""
    for char in text:
        if char.isdigit():
            group += char
        else:
            yield group
            group = ""
    yield group


def _spelled(tokens: Sequence[Token], start: int, numerals: Numerals) -> tuple[Decimal | None, int]:
    """Numbers in words. "twenty twenty three" is a year: two numbers below 100 in a row make hundreds."""
    total, part, end = 0, 0, start
    last = 0
    counted = 0
    while end < len(tokens):
        word = tokens[end].text
        if word in numerals.numbers:
            value = numerals.numbers[word]
            if last >= TEN and value >= TEN and 0 < part < HUNDRED:
                part *= HUNDRED
            elif part % HUNDRED and not (last >= TWENTY and value < TEN):
                break
            part += value
            last = value
            counted += 1
        elif word in numerals.scales and len(word) > 1 and (part or end == start):
            part = max(part, 1) * numerals.scales[word]
            last = 0
            if numerals.scales[word] >= THOUSAND:
                total, part = total + part, 0
            counted += 2
        elif not (counted and word in numerals.joiners and _goes_on(tokens, end + 1, numerals)):
            break
        end += 1
    return (Decimal(total + part), end) if counted else (None, start)


def _goes_on(tokens: Sequence[Token], position: int, numerals: Numerals) -> bool:
    previous = tokens[position - 2].text
    return previous in numerals.scales and position < len(tokens) and tokens[position].text in numerals.numbers
