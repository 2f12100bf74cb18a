"""What stands around a question only to be polite."""

from __future__ import annotations

import pytest

from iombot.dialogue.courtesies import Courtesies, in_a_row

PHRASES = ("please", "thank you", "thanks in advance", "dear team", "have a nice day", "how are you")
courtesies = Courtesies(PHRASES, {"and"})


def anything(rest: str) -> bool:
    return bool(rest)


@pytest.mark.parametrize(
    ("utterance", "left"),
    [
        ("Dear team, is the lake deep?", "is the lake deep?"),
        ("Please: how deep? Thank you!", "how deep?"),
        ("Dear team, please, how deep? Thank you and have a nice day.", "how deep?"),
        ("the two deepest lakes Have a nice day!", "the two deepest lakes"),
        ("the two deepest lakes, thanks in advance", "the two deepest lakes,"),
        ("THE TWO LAKES. THANK YOU.", "THE TWO LAKES."),
    ],
)
def test_politeness_at_either_end_is_left_out(utterance: str, left: str) -> None:
    assert courtesies.without(utterance, anything).strip() == left


@pytest.mark.parametrize(
    "utterance",
    [
        "Dear team of the lake, how deep?",  # more than politeness
        "how deep? How are you?",  # a question of its own
        "the lake and please",
        "who said thank you",
        "",
        "?",
        ", , ,",
    ],
)
def test_what_says_more_stays(utterance: str) -> None:
    assert courtesies.without(utterance, anything) == utterance


def test_nothing_is_left_out_where_what_is_left_asks_for_nothing() -> None:
    assert courtesies.without("Thank you. Dear team.", lambda rest: "lake" in rest) == "Thank you. Dear team."


def test_as_little_as_asks_is_left() -> None:
    said = "Please. Dear team. Thank you, the lake"
    assert courtesies.without(said, anything) == "the lake"
    assert courtesies.without(said, lambda rest: rest.startswith("Thank")) == "Thank you, the lake"


def test_phrases_in_a_row_stand_for_the_last_one() -> None:
    phrases = {("good", "morning"): "greeting", ("bye",): "goodbye"}
    assert in_a_row(("good", "morning", "and", "bye"), phrases, 2, {"and"}) == "goodbye"
    assert in_a_row(("bye", "good", "morning"), phrases, 2, {"and"}) == "greeting"
    assert in_a_row(("and", "bye"), phrases, 2, {"and"}) == ""
    assert in_a_row(("good", "bye"), phrases, 2, {"and"}) == ""
    assert in_a_row((), phrases, 2, {"and"}) == ""


def test_a_question_word_ends_politeness_without_a_pause() -> None:
    asked = Courtesies(PHRASES, asking={"how"})
    assert asked.without("Dear team how deep is the lake", anything) == "how deep is the lake"
    assert asked.without("Dear team who live by the lake", anything) == "Dear team who live by the lake"
    assert courtesies.without("Dear team how deep is the lake", anything) == "Dear team how deep is the lake"
