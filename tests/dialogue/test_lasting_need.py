"""A danger stays open whatever is asked in between, and no number is too large to be asked about."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState


def test_a_danger_stays_open_after_a_question_was_answered(shipped: Bot) -> None:
    state = shipped.respond("men with guns are outside", ChatState()).state
    answered = shipped.respond("what does AVRR stand for?", state)
    assert answered.reply.status == "answered"
    assert shipped.respond("please hurry", answered.state).reply.status == "referral"


@pytest.mark.parametrize("digits", [3, 24, 40, 400])
@pytest.mark.parametrize("claim", ["is VHR {}% of AVRR?", "is VHR {} times AVRR?", "is VHR more than {}% of AVRR?"])
def test_a_share_beyond_all_measure_is_not_confirmed(shipped: Bot, claim: str, digits: int) -> None:
    assert not shipped.respond(claim.format("9" * digits), ChatState()).reply.text.startswith("Yes")


def test_a_danger_and_the_fact_beside_it_come_with_the_source_of_the_fact(shipped: Bot) -> None:
    reply = shipped.respond("We are locked in a house and they beat us. How many migrants returned?", ChatState()).reply
    assert reply.status == "referral"
    assert "71,000" in reply.text
    assert "returns-headline" in reply.entries
    assert reply.sources


@pytest.mark.parametrize("wordless", ["\N{CRYING FACE}", "...", ""])
def test_a_message_without_words_after_a_need_is_met_kindly(shipped: Bot, wordless: str) -> None:
    state = shipped.respond("I am in danger", ChatState()).state
    turn = shipped.respond(wordless, state)
    assert turn.reply.status == "referral"
    assert turn.state.need


@pytest.mark.parametrize("said", ["the rain falls on us", "my feet are so very tired", "they laugh at me all day"])
def test_what_is_not_understood_but_told_of_oneself_is_told_where_help_is(shipped: Bot, said: str) -> None:
    reply = shipped.respond(said, ChatState()).reply
    assert (reply.status, reply.reason) == ("unknown", "not-understood")
    assert "emergency services" in reply.text


@pytest.mark.parametrize("said", ["the colour of the curtains", "my editor wants the colour of the curtains"])
def test_nobody_else_is_told_so(shipped: Bot, said: str) -> None:
    reply = shipped.respond(said, ChatState()).reply
    assert (reply.status, reply.reason) == ("unknown", "not-understood")
    assert "emergency" not in reply.text
