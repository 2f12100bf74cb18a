"""Decisions become the words of the knowledge base, with their sources."""

from __future__ import annotations

import pytest

from iombot.dialogue.answers import joined
from iombot.dialogue.core import Bot
from iombot.dialogue.reply import Option, Reply, SourceRef
from iombot.dialogue.state import ChatState

TITLE = "The Lake in 2020"


def reply(bot: Bot, text: str) -> Reply:
    return bot.respond(text, ChatState()).reply


def source(paragraph: int) -> SourceRef:
    return SourceRef("lake", TITLE, paragraph)


def test_an_answer_tells_figure_period_and_paragraph(bot: Bot) -> None:
    answer = reply(bot, "How many boats were there?")
    assert (answer.status, answer.entries, answer.sources) == ("answered", ("boats-total",), (source(1),))
    assert answer.text.startswith("There were 1,200 boats in 2020.")
    assert "lake release, paragraph 1" in answer.text


def test_a_caution_and_a_qualifier_come_along(bot: Bot) -> None:
    assert "Not counting guests." in reply(bot, "How many people sailed?").text
    assert "more than 300 people" in reply(bot, "How many people rowed?").text


def test_a_computed_figure_shows_its_calculation_and_the_sources_of_its_parts(bot: Bot) -> None:
    answer = reply(bot, "rowing and sailing together")
    assert "300 + 200 = 500" in answer.text
    assert set(answer.sources) == {source(2), source(3)}


def test_a_gap_is_unknown_with_its_entry_and_an_answer_has_no_reason(bot: Bot) -> None:
    gap = reply(bot, "what is the cost of the boats")
    assert (gap.status, gap.entries, gap.reason) == ("unknown", ("boats-cost",), "not-stated")
    assert reply(bot, "How many boats were there?").reason is None


def test_another_period_is_unknown_with_the_nearest_and_whom_to_ask(bot: Bot) -> None:
    unknown = reply(bot, "How many boats were there in 2019?")
    assert (unknown.status, unknown.reason, unknown.entries) == ("unknown", "other-period", ())
    assert "2019" in unknown.text.split("\n")[0]
    assert "1,200" not in unknown.text.split("\n")[0]
    assert "1,200" in unknown.text
    assert "Anna Berg" in unknown.text


def test_what_is_out_of_scope_gets_no_nearest_figure(bot: Bot) -> None:
    unknown = reply(bot, "How many boats were there in the rain?")
    assert (unknown.status, unknown.reason) == ("unknown", "out-of-scope")
    assert "1,200" not in unknown.text


def test_a_right_claim_is_confirmed_and_a_wrong_one_corrected(bot: Bot) -> None:
    assert reply(bot, "Were there 1,200 boats?").text.startswith("Yes: There were 1,200 boats")
    assert reply(bot, "Were there 9,000 boats?").text.startswith("No: There were 1,200 boats")
    assert reply(bot, "Is swimming forbidden?").text.startswith("No: Swimming is allowed.")


def test_one_line_of_a_list_is_told_alone_and_a_correction_tells_all(bot: Bot) -> None:
    line = reply(bot, "what share of visitors from France").text
    assert ("30%" in line, "50%" in line) == (True, False)
    whole = reply(bot, "were most visitors from Italy?").text
    assert whole.startswith("No: ")
    assert "Germany (50%)" in whole


def test_choices_are_numbered_and_named(bot: Bot) -> None:
    clarify = reply(bot, "where is the jetty")
    assert clarify.options == (Option("jetty-north", "Northern jetty"), Option("jetty-south", "Southern jetty"))
    assert (clarify.entries, clarify.sources) == ((), ())
    assert "1. Northern jetty\n2. Southern jetty" in clarify.text


@pytest.mark.parametrize(
    ("text", "phone", "email"),
    [("phone of Anna Berg", True, False), ("email of Anna Berg", False, True), ("Anna Berg", True, True)],
)
def test_only_what_is_wanted_of_a_contact_is_told(bot: Bot, text: str, phone: bool, email: bool) -> None:  # noqa: FBT001 (columns of the table above)
    told = reply(bot, text).text
    assert ("+41 791234567" in told, "aberg@lake.example.org" in told) == (phone, email)


def test_a_phone_that_is_not_published_is_said_to_be_missing(bot: Bot) -> None:
    missing = reply(bot, "phone of Boris Lang")
    assert (missing.status, missing.reason) == ("unknown", "not-stated")
    assert "blang@lake.example.org" in missing.text
    assert reply(bot, "email of Boris Lang").status == "answered"


def test_two_questions_get_two_answers_and_half_an_answer_is_partial(bot: Bot) -> None:
    both = reply(bot, "How many boats? How many people rowed?")
    assert (both.status, both.entries) == ("answered", ("boats-total", "rowers"))
    half = reply(bot, "How many boats? How many people rowed in 2019?")
    assert (half.status, half.entries, half.reason) == ("partial", ("boats-total",), "other-period")
    assert "300" not in half.text


def test_small_talk_and_need_are_their_own(bot: Bot) -> None:
    assert (reply(bot, "hello").status, reply(bot, "hello").entries) == ("chat", ("greeting",))
    assert reply(bot, "rescue me, I am on a boat").status == "referral"


@pytest.mark.parametrize(
    ("id", "status"),
    [("boats-total", "answered"), ("boats-cost", "unknown"), ("anna-berg", "answered"), ("lake", "answered")],
)
def test_everything_can_be_shown_by_id(bot: Bot, id: str, status: str) -> None:
    shown = bot.entry(id)
    assert shown is not None
    assert (shown.status, shown.entries, shown.confidence) == (status, (id,), 1.0)


def test_an_id_that_is_gone_shows_nothing(bot: Bot) -> None:
    assert bot.entry("gone") is None


def test_whence_names_title_and_paragraph_of_the_last_answer(bot: Bot) -> None:
    whence = bot.answers.whence(("boats-total",), "en")
    assert (whence.status, whence.sources) == ("answered", (source(1),))
    assert f"“{TITLE}”, paragraph 1" in whence.text


def test_empty_texts_leave_no_empty_lines() -> None:
    assert joined(["one", "", "two"]) == "one\ntwo"
