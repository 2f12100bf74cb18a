"""Arithmetic on request between the figures that a question names."""

from __future__ import annotations

import pytest

from iombot.dialogue.arithmetic import Derivation, Unsound
from iombot.dialogue.calculator import calculate
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.understanding.claims import as_claim
from iombot.understanding.reading import read


def outcome(bot: Bot, text: str) -> Derivation | Unsound | None:
    reading = as_claim(read(text, bot.vocabulary), bot.interpreter.grammar)
    found = calculate(reading, bot.ranker.terms)
    return found.outcome if found else None


def formula(bot: Bot, text: str) -> str | None:
    found = outcome(bot, text)
    return found.formula if isinstance(found, Derivation) else None


@pytest.mark.parametrize(
    ("text", "expected", "unit"),
    [
        ("Germany and France together", "{origins.1} + {origins.2}", "percent"),
        ("France, Germany and Italy in total", "{origins.1} + {origins.2} + {origins.3}", "percent"),
        ("difference of Germany and Italy", "{origins.1} - {origins.3}", "points"),
        ("difference of Italy and Germany", "{origins.1} - {origins.3}", "points"),
        ("visitors: difference between the first and the third", "{origins.1} - {origins.3}", "points"),
        ("ratio of Germany to Italy", "{origins.1} / {origins.3}", "ratio"),
        ("Germany: difference to France and Italy together", "{origins.1} - ({origins.2} + {origins.3})", "points"),
        ("how many more sailed than 150", "{sailors} - 150", "people"),
        ("difference of Germany and 21%", "{origins.1} - 21%", "points"),
    ],
)
def test_figures_are_calculated_with_as_they_are_named(bot: Bot, text: str, expected: str, unit: str) -> None:
    found = outcome(bot, text)
    assert isinstance(found, Derivation)
    assert (found.formula, found.unit) == (expected, unit)


@pytest.mark.parametrize(
    "text",
    [
        "Germany and France",
        "Germany together",
        "Germany and Norway together",
        "difference of children who rowed and sailed",
        "difference of Germany and France in 2019",
        "why is there a difference of Germany and France",
    ],
)
def test_nothing_is_calculated_without_a_wish_or_with_anything_unknown(bot: Bot, text: str) -> None:
    assert outcome(bot, text) is None


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("difference of the boats and the sailors", "unsound-units"),
        ("difference of the boats and Germany", "unsound-units"),
        ("difference of rowers and 150", "unsound-limits"),
        ("difference of sailors and 21%", "unsound-units"),
        ("difference of Germany and 150", "unsound-units"),
        ("rowers, sailors and 5000 together", "unsound-typed"),
    ],
)
def test_what_differs_in_kind_or_is_not_exact_is_refused_with_the_reason(bot: Bot, text: str, phrase: str) -> None:
    assert outcome(bot, text) == Unsound(phrase)


def test_a_number_beyond_all_figures_is_not_calculated_with(bot: Bot) -> None:
    assert outcome(bot, "difference of sailors and 100000000000000000000000") is None


def test_a_calculated_answer_leaves_no_number_of_the_question_out(bot: Bot) -> None:
    assert bot.respond("rowers and sailors together, plus 7", ChatState()).reply.status != "answered"
    assert bot.respond("rowers and sailors together", ChatState()).reply.status == "answered"


def test_a_refusal_says_why(bot: Bot) -> None:
    reply = bot.respond("difference of the boats and the sailors", ChatState()).reply
    assert reply.status == "unknown"
    assert "different things" in reply.text


def test_a_calculation_that_an_entry_tells_is_told_in_its_words(bot: Bot) -> None:
    found = outcome(bot, "sailors + rowers")
    assert isinstance(found, Derivation)
    assert found.entry == "rowers-and-sailors"


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("is Germany bigger than France", True),
        ("is Italy bigger than France", False),
        ("is Italy smaller than France", True),
        ("is Germany smaller than France and Italy together", False),
    ],
)
def test_a_claimed_comparison_is_judged(bot: Bot, text: str, *, holds: bool) -> None:
    found = outcome(bot, text)
    assert isinstance(found, Derivation)
    assert found.holds is holds


def test_the_calculation_is_shown_and_said_to_be_one(bot: Bot) -> None:
    reply = bot.respond("Germany and France together?", ChatState()).reply
    assert (reply.status, reply.entries) == ("answered", ("origins",))
    assert "50% + 30% = 80%" in reply.text
    assert "calculated" in reply.text


def test_a_difference_of_shares_is_in_points(bot: Bot) -> None:
    assert "50% − 20% = 30" in bot.respond("difference of Germany and Italy", ChatState()).reply.text
