"""Text to messages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from iombot.adapters.telegram.rendering import LIMIT, shorten, split, units


def test_a_short_text_stays_one_part() -> None:
    assert split("One.\n\nTwo.") == ["One.\n\nTwo."]


def test_a_blank_text_makes_no_part() -> None:
    assert split(" \n\t ") == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("aaaa bbbb\n\ncccc dddd", ["aaaa bbbb", "cccc dddd"]),
        ("aaaa bbbb\ncccc dddd", ["aaaa bbbb", "cccc dddd"]),
        ("aaaa. bbbb cccc dddd", ["aaaa. bbbb", "cccc dddd"]),
        ("aaaaaaa. bbb cccc", ["aaaaaaa.", "bbb cccc"]),
        ("aaaaaaaaaaaaaaaa", ["aaaaaaaaaaaa", "aaaa"]),
        ("a\n\nbbbbbbbb cccccccc", ["a\n\nbbbbbbbb", "cccccccc"]),
    ],
    ids=["paragraph", "line", "word when the sentence is short", "sentence", "anywhere", "not too early"],
)
def test_a_long_text_is_split_at_the_best_place(text: str, parts: list[str]) -> None:
    assert split(text, 12) == parts


def test_emoji_count_twice_as_telegram_counts() -> None:
    parts = split("😀" * (LIMIT // 2 + 1))
    assert [len(part) for part in parts] == [LIMIT // 2, 1]


@given(st.text(alphabet=st.sampled_from("ab .\n😀é<&"), max_size=300), st.integers(min_value=2, max_value=40))
def test_no_part_is_too_long_and_only_white_space_is_lost(text: str, limit: int) -> None:
    parts = split(text, limit)
    assert all(part.strip() and units(part) <= limit for part in parts)
    assert "".join("".join(parts).split()) == "".join(text.split())


@pytest.mark.parametrize(
    ("text", "short"),
    [("a  b\nc", "a b c"), ("abcdefg", "abcde…"), ("abcdef", "abcdef"), ("😀😀😀😀", "😀😀…")],
)
def test_a_label_is_one_line_of_limited_length(text: str, short: str) -> None:
    assert shorten(text, 6) == short
