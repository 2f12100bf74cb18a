"""The likelier a slip of the keyboard, the less it costs."""

from __future__ import annotations

import pytest

from iombot.understanding.slips import slip_cost


@pytest.mark.parametrize(
    ("typed", "likelier", "rarer"),
    [
        ("waht", "what", "wait"),
        ("ofice", "office", "police"),
        ("coud", "could", "coup"),
        ("aribe", "arrive", "tribe"),
        ("germeny", "germany", "gemeny"),
        ("moee", "more", "mope"),
        ("livr", "live", "liar"),
        ("whet", "what", "when"),
        ("boot", "boat", "root"),
    ],
)
def test_the_likelier_word_costs_less(typed: str, likelier: str, rarer: str) -> None:
    assert slip_cost(typed, likelier) < slip_cost(typed, rarer)


def test_the_word_itself_costs_nothing() -> None:
    assert slip_cost("return", "return") == 0


def test_every_slip_adds_to_the_cost() -> None:
    assert 0 < slip_cost("retrun", "return") < slip_cost("rtrun", "return") < slip_cost("rtrum", "return")
