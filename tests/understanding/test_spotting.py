"""Words evoke concepts: the longest form first, slips allowed, nothing twice."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.understanding.reading import Reading, read


@pytest.fixture
def reader(lake_bot: Bot) -> Bot:
    return lake_bot


def heard(bot: Bot, text: str) -> list[tuple[str, set[str]]]:
    return [(item.text, set(item.concepts)) for item in reading(bot, text).evidence]


def reading(bot: Bot, text: str) -> Reading:
    return read(text, bot.vocabulary)


def test_the_longest_form_wins_and_a_shorter_one_stands_where_it_is_alone(reader: Bot) -> None:
    assert heard(reader, "which countries") == [("which countries", {"ask-country"})]
    assert heard(reader, "which") == [("which", {"ask-which"})]


def test_what_a_longer_form_holds_is_heard_inside(reader: Bot) -> None:
    item = reading(reader, "number to call").evidence[0]
    assert "phone" in item.concepts
    assert "boats" not in item.inner


def test_articles_may_stand_inside_a_form_but_other_words_may_not(reader: Bot) -> None:
    assert heard(reader, "guests from the abroad") == [("guests from the abroad", {"visitors"})]
    assert {"visitors"} not in [concepts for _, concepts in heard(reader, "guests from hotel abroad")]


def test_a_slip_lowers_the_likeness_and_a_true_word_has_all(reader: Bot) -> None:
    slipped, typed = reading(reader, "visitorz").evidence[0], reading(reader, "visitors").evidence[0]
    assert slipped.concepts == typed.concepts == {"visitors"}
    assert slipped.similarity < typed.similarity == 1.0


def test_a_real_word_is_no_slip_of_a_concept(reader: Bot) -> None:
    assert heard(reader, "goat") == [("goat", set())]
    assert heard(reader, "baot") == [("baot", {"boats"})]


def test_a_word_typed_as_two_is_joined(reader: Bot) -> None:
    assert heard(reader, "visi tors") == [("visi tors", {"visitors"})]


def test_fillers_and_articles_leave_no_evidence_and_unknown_words_do(reader: Bot) -> None:
    assert heard(reader, "please the boats") == [("boats", {"boats"})]
    assert heard(reader, "beach") == [("beach", set())]


def test_a_mark_is_told_apart_from_the_topic(reader: Bot) -> None:
    spoken = reading(reader, "is it true boats")
    assert "claim" in spoken.marks
    assert "claim" not in spoken.concepts
    assert "claim" not in reading(reader, "boats").marks


def test_short_spellings_are_written_out(reader: Bot) -> None:
    assert ("hw many", {"ask-count"}) in [(text.strip(), concepts) for text, concepts in heard(reader, "hw many boats")]


@pytest.mark.parametrize(
    ("text", "code"), [("Niger", "NE"), ("Nigeria", "NG"), ("South Sudan", "SS"), ("Sudan", "SD"), ("Guinea", "GN")]
)
def test_a_country_is_known_whole_and_not_by_a_part_of_another(reader: Bot, text: str, code: str) -> None:
    assert heard(reader, text) == [(text, {f"place:{code}"})]


def test_an_abbreviation_that_is_also_a_word_counts_in_capitals_only(reader: Bot) -> None:
    assert heard(reader, "the boats of US") == [("boats", {"boats"}), ("US", {"states"})]
    assert {"states"} not in [concepts for _, concepts in heard(reader, "tell us of boats")]


def test_a_name_is_known_by_its_parts(reader: Bot) -> None:
    assert reading(reader, "Rossi").values("person") == ["carla"]
    assert reading(reader, "Russo").values("person") == []
