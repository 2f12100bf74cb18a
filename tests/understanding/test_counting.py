"""What a question counts must be what the answer counts."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.understanding.counting import counted
from iombot.understanding.reading import read

UNITS = {"people": "people", "boats": "boats"}


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("how many boats", "boats"),
        ("how many of the boats", "boats"),
        ("how many people rowed boats", "people"),
        ("how many hotel boats", None),
        ("boats and people", None),
    ],
)
def test_the_noun_after_how_many_says_what_is_counted(lake_bot: Bot, text: str, unit: str | None) -> None:
    found = counted(read(text, lake_bot.vocabulary), UNITS)
    assert (found[1] if found else None) == unit


def test_of_a_row_of_nouns_the_last_is_counted(lake_bot: Bot) -> None:
    found = counted(read("how many visitors boats", lake_bot.vocabulary), UNITS)
    assert found is not None
    assert found[1] == "boats"


def test_a_figure_of_something_else_is_no_answer(lake_bot: Bot) -> None:
    blocked = {
        fit.target.id: fit.blocks for fit in lake_bot.ranker.rank(read("how many people in boats", lake_bot.vocabulary))
    }
    assert blocked["boats-total"]
    free = {fit.target.id: fit.blocks for fit in lake_bot.ranker.rank(read("how many boats", lake_bot.vocabulary))}
    assert not free["boats-total"]
