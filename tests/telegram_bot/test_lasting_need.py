"""A need that was told stays open on Telegram, whatever is pressed or sent after it."""

from __future__ import annotations

from dataclasses import replace

import pytest
from shipped import shipped_bot, shipped_knowledge

from iombot.adapters.telegram.answers import answer, of_topic
from iombot.adapters.telegram.desk import Edition
from iombot.adapters.telegram.incoming import Incoming
from iombot.dialogue.state import ChatState

SHIPPED = Edition(shipped_bot(), shipped_knowledge())
SAID = Incoming(
    kind="question", chat=1, thread=None, message=1, private=True, edited=False, language="en", text="I am in danger"
)


@pytest.fixture
def in_need() -> ChatState:
    told = answer(SAID, ChatState(), SHIPPED)
    assert told is not None
    assert told.state.need
    return told.state


def test_a_topic_button_leaves_a_need_open(in_need: ChatState) -> None:
    pressed = of_topic("jamal-alfakhouri", in_need, SHIPPED, "en")
    assert pressed is not None
    after = answer(replace(SAID, text="please hurry"), pressed.state, SHIPPED)
    assert after is not None
    assert after.reply.status == "referral"


def test_a_picture_after_a_need_is_met_kindly_and_leaves_it_open(in_need: ChatState) -> None:
    sent = answer(replace(SAID, kind="other", text=""), in_need, SHIPPED)
    assert sent is not None
    assert sent.reply.status == "referral"
    assert "only read text" in sent.reply.text
    assert "police" in sent.reply.text
    assert sent.state.need[:1] == in_need.need


def test_a_picture_of_anybody_else_is_asked_to_be_put_in_words() -> None:
    sent = answer(replace(SAID, kind="other", text=""), ChatState(), SHIPPED)
    assert sent is not None
    assert sent.reply.status == "chat"
