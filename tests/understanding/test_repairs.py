"""What a speaker takes back is told from what the speaker means."""

from __future__ import annotations

import pytest

from iombot.understanding.repairs import Repairs


@pytest.fixture
def repairs() -> Repairs:
    return Repairs(["no wait", "no wait not that", "sorry I mean"])


def test_the_message_is_parted_at_the_last_repair(repairs: Repairs) -> None:
    assert repairs.split("one no wait two sorry i mean three") == ("one no wait two", "three")


def test_the_longest_phrase_is_left_out(repairs: Repairs) -> None:
    assert repairs.split("the photo, No wait, not that!") is None
    assert repairs.split("the photo no wait not that the caption") == ("the photo", "the caption")


@pytest.mark.parametrize("text", ["no wait the caption", "there is no waiting list", "the photo no wait", ""])
def test_nothing_is_taken_back_without_words_on_both_sides(repairs: Repairs, text: str) -> None:
    assert repairs.split(text) is None


def test_a_language_may_have_no_such_phrases() -> None:
    assert Repairs([]).split("one no wait two") is None


def test_a_row_of_marks_is_one_pause(repairs: Repairs) -> None:
    assert repairs.split(f"the photo {'.' * 50} no wait {'-' * 50} the caption") == ("the photo", "the caption")
