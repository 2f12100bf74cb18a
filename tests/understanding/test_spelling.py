"""What was typed in haste or misheard by a machine is read as it was meant."""

from __future__ import annotations

import pytest
from shipped import shipped_bot

from iombot.dialogue.core import Bot
from iombot.understanding.spelling import spelled
from iombot.understanding.text import tokenize


@pytest.fixture(scope="module")
def shipped() -> Bot:
    return shipped_bot()


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("coud you tell", "could you tell"),
        ("hsi mum", "his mum"),
        ("inthe report", "in the report"),
        ("more thanBelgium", "more than belgium"),
        ("PLS TELL ME", "please tell me"),
        ("yitna get a chew", "yitna getachew"),
        ("the oth man guy", "the othman guy"),
        ("alfa kury", "alfakuri"),
        ("is it a v h r", "is it vhr"),
        ("a v r r and v h r", "avrr and vhr"),
    ],
)
def test_what_was_typed_is_put_right(shipped: Bot, typed: str, meant: str) -> None:
    tokens = spelled(tokenize(typed), shipped.vocabulary)
    assert " ".join(token.text for token in tokens) == meant


@pytest.mark.parametrize("typed", ["my friend Ismail", "from Hodeidah", "a VHR", "the form", "jal", "get a ticket"])
def test_what_may_be_meant_is_left_alone(shipped: Bot, typed: str) -> None:
    tokens = spelled(tokenize(typed), shipped.vocabulary)
    assert [token.text for token in tokens] == [token.text for token in tokenize(typed)]


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("um what uh what is it", "what is it"),
        ("how many how many went", "how many went"),
        ("um", "um"),
        ("bye bye my friend", "bye bye my friend"),
        ("seven seven nine nine", "seven seven nine nine"),
    ],
)
def test_sounds_and_what_was_started_twice_are_left_out(shipped: Bot, typed: str, meant: str) -> None:
    assert " ".join(token.text for token in spelled(tokenize(typed), shipped.vocabulary)) == meant
