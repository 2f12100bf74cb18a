"""Arithmetic on request, within one list and nowhere else."""

from __future__ import annotations

from dataclasses import replace

import pytest

from iombot.dialogue.core import Bot
from iombot.dialogue.derive import derive
from iombot.dialogue.state import ChatState
from iombot.understanding.reading import read


def derived(bot: Bot, text: str) -> tuple[str, str, str, tuple[int, ...]] | None:
    """Target, formula, unit and lines taken."""
    found = derive(read(text, bot.vocabulary), bot.ranker.targets)
    return (found[0].id, found[1].formula, found[1].unit, found[1].ranks) if found else None


@pytest.mark.parametrize(
    ("text", "formula", "unit", "ranks"),
    [
        ("Germany and France together", "{origins.1} + {origins.2}", "percent", (1, 2)),
        ("France, Germany and Italy in total", "{origins.1} + {origins.2} + {origins.3}", "percent", (1, 2, 3)),
        ("difference of Germany and Italy", "{origins.1} - {origins.3}", "points", (1, 3)),
        ("ratio of Germany to Italy", "{origins.1} / {origins.3}", "ratio", (1, 3)),
    ],
)
def test_the_lines_of_one_list_may_be_reckoned_with(
    bot: Bot, text: str, formula: str, unit: str, ranks: tuple[int, ...]
) -> None:
    assert derived(bot, text) == ("origins", formula, unit, ranks)


@pytest.mark.parametrize(
    "text", ["Germany and France", "Germany together", "Germany and Norway together", "boats together"]
)
def test_nothing_is_reckoned_without_a_wish_two_lines_and_one_list(bot: Bot, text: str) -> None:
    assert derived(bot, text) is None


def test_two_ranks_are_reckoned_with_only_where_the_list_has_figures(bot: Bot) -> None:
    text = "visitors: the difference between the first and the second country"
    reading, targets = read(text, bot.vocabulary), bot.ranker.targets
    found = derive(reading, targets)
    assert found is not None
    assert (found[0].id, found[1].ranks) == ("origins", (1, 2))
    bare = replace(targets.by_id["origins"], shares=frozenset(), by_place=())
    assert derive(reading, replace(targets, all=(bare,))) is None


def test_the_calculation_is_shown_and_said_to_be_one(bot: Bot) -> None:
    reply = bot.respond("Germany and France together?", ChatState()).reply
    assert (reply.status, reply.entries) == ("answered", ("origins",))
    assert "50% + 30% = 80%" in reply.text
    assert "calculated" in reply.text


def test_a_difference_of_shares_is_in_points(bot: Bot) -> None:
    assert "50% − 20% = 30" in bot.respond("difference of Germany and Italy", ChatState()).reply.text
