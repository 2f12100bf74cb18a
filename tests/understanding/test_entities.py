"""Years, numbers, percentages, phones and addresses are recognised exactly."""

from __future__ import annotations

from decimal import Decimal

import pytest

from iombot.understanding.entities import Numerals, entity, find_entities, parse_number, values_of
from iombot.understanding.text import tokenize

NUMERALS = Numerals(
    partitive=frozenset({"of"}),
    indefinite=frozenset({"a", "an"}),
    numbers={
        "one": 1,
        "two": 2,
        "three": 3,
        "four": 4,
        "seven": 7,
        "nine": 9,
        "twenty": 20,
        "fifty": 50,
        "six": 6,
        "zero": 0,
    },
    ordinals={"second": 2},
    scales={"hundred": 100, "thousand": 1000, "k": 1000, "million": 1_000_000},
    percent=frozenset({("percent",), ("per", "cent")}),
    out_of=frozenset({("in",), ("out", "of", "every")}),
    joiners=frozenset({"and"}),
)


def entities(text: str) -> list[str]:
    return [concept for item in find_entities(tokenize(text), NUMERALS) for concept in item.concepts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2023", "year:2023"),
        ("twenty twenty three", "year:2023"),
        ("two thousand and one", "year:2001"),
        ("1899", "number:1899"),
        ("2,023", "number:2023"),
        ("56,045", "number:56045"),
        ("56 045", "number:56045"),
        ("56.045", "number:56045"),
        ("56 k", "number:56000"),
        ("fifty six thousand", "number:56000"),
        ("1.2 million", "number:1200000"),
        ("9%", "percent:9"),
        ("nine per cent", "percent:9"),
        ("seven out of every 100", "percent:7"),
        ("smsehli@iom.int", "email:smsehli@iom.int"),
        ("+41 79 403 55 26", "phone:41794035526"),
        ("zero seven nine four zero three", "phone:079403"),
    ],
)
def test_a_value_is_recognised(text: str, expected: str) -> None:
    assert entities(text) == [expected]


@pytest.mark.parametrize("text", ["one", "the one", "second", "and"])
def test_a_manner_of_speaking_is_no_figure(text: str) -> None:
    assert entities(text) == []


def test_a_number_beside_another_word_is_no_percentage() -> None:
    assert entities("9 boats") == ["number:9"]


def test_a_few_digits_in_words_are_no_phone() -> None:
    assert not any(concept.startswith("phone:") for concept in entities("two three"))


@pytest.mark.parametrize(
    ("text", "value"), [("3.5", "3.5"), ("3,5", "3.5"), ("1,000", "1000"), ("1,000,000", "1000000"), ("x", None)]
)
def test_separators_group_thousands_or_part_decimals(text: str, value: str | None) -> None:
    assert parse_number(text) == (Decimal(value) if value else None)


def test_values_are_told_apart_by_kind() -> None:
    concepts = frozenset({entity("year", 2023), entity("place", "NE"), "boats"})
    assert values_of(concepts, "year") == ["2023"]
    assert values_of(concepts, "number") == []
