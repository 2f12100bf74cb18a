"""The likelier a slip of the keyboard, the less it costs."""

from __future__ import annotations

import pytest

from iombot.knowledge.language import Language
from iombot.understanding.slips import Slips

ENGLISH = Slips.of(
    [
        Language(
            id="en",
            keyboard=["qwertyuiop", "asdfghjkl", "zxcvbnm"],
            vowels="aeiouy",
            faint="h",
            sounding=["ckqsz", "fvp", "gj", "dt", "bp", "mn", "iy", "uw"],
        )
    ]
)
FRENCH = Slips.of([Language(id="fr", keyboard=["azertyuiop", "qsdfghjklm", "wxcvbn"])])


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
    assert ENGLISH.cost(typed, likelier) < ENGLISH.cost(typed, rarer)


def test_the_word_itself_costs_nothing() -> None:
    assert ENGLISH.cost("return", "return") == 0


def test_every_slip_adds_to_the_cost() -> None:
    assert 0 < ENGLISH.cost("retrun", "return") < ENGLISH.cost("rtrun", "return") < ENGLISH.cost("rtrum", "return")


def test_which_keys_are_near_is_a_matter_of_the_keyboard() -> None:
    assert FRENCH.cost("mait", "lait") < FRENCH.cost("nait", "lait")
    assert ENGLISH.cost("mait", "lait") == ENGLISH.cost("nait", "lait")
