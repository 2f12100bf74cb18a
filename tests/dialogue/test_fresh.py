"""A fresh, full question is never led astray by what was said before it."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState


@pytest.mark.parametrize(
    ("before", "question"),
    [
        ("What is VHR?", "Which country received the most returnees?"),
        ("Was Guinea the leading country for support after arrival?",
         "My landlord in Marseille keeps my deposit because of two small holes in the wall: how many per cent may he?"),
        ("Could I have the phone number of Safa Msehli, please?",
         "Off the record, what do the three press officers honestly think of the return schemes?"),
        ("Who does achristino@iom.int belong to?",
         "my asylum was refused 2 times in germany. i am tired, i want to return to mali. how i must do, who i call"),
        ("How old is Dawit?",
         "On one slide we say that IOM protects migrants. Why do they need it in the first place, does the text tell?"),
    ],
)  # fmt: skip
def test_a_full_question_means_what_it_means_alone(shipped: Bot, before: str, question: str) -> None:
    state = shipped.respond(before, ChatState()).state
    assert state.entries
    assert shipped.respond(question, state).reply == shipped.respond(question, ChatState()).reply


def test_a_short_question_leans_on_what_was_said(shipped: Bot) -> None:
    state = shipped.respond("How many migrants did AVRR support?", ChatState()).state
    assert shipped.respond("and VHR?", state).reply.entries == ("vhr-total",)


def test_a_full_question_leaves_earlier_answers_to_go_back_to(shipped: Bot) -> None:
    state = shipped.respond("How old is Dawit?", ChatState()).state
    state = shipped.respond("Which three countries gave most of the assistance before departure?", state).state
    assert [answer.partition(".")[0] for answer in state.earlier] == ["dawit-age", "pre-departure-top"]
