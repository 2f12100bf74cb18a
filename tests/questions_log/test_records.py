"""Which questions are kept, by the shipped knowledge base."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from shipped import shipped_bot

from iombot.curation.questions import read_questions
from iombot.dialogue.core import Turn
from iombot.dialogue.plain import PlainTrace
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.questions_log.records import LONGEST, Record, keepable, unanswered

BOT = shipped_bot()
DAY = date(2026, 5, 4)
SETS = sorted((Path(__file__).parents[1] / "questions").glob("*.jsonl"))


def kept(utterance: str) -> Record | None:
    turn = BOT.respond(utterance, ChatState())
    question = keepable(utterance, turn)
    return unanswered(question, turn, "0123", DAY) if question else None


def test_a_question_that_the_releases_do_not_answer_is_kept_with_its_reason_and_the_nearest_entry() -> None:
    assert kept("How many people returned with AVRR in 1985?") == Record(
        DAY, "other-period", "avrr-total", "0123", "How many people returned with AVRR in 1985?"
    )


def test_a_question_of_which_one_part_was_not_answered_is_kept() -> None:
    asked = "How many people did IOM support through AVRR in 2023, and how many through VHR in 1985?"
    record = kept(asked)
    assert BOT.respond(asked, ChatState()).reply.status == "partial"
    assert record
    assert record.reason == "other-period"
    assert record.nearest in BOT.knowledge.entries


def test_a_gap_of_the_releases_is_kept_under_its_own_id() -> None:
    record = kept("where can the return report be downloaded as pdf")
    assert record
    assert record.reason == "not-stated"
    assert record.nearest in BOT.knowledge.entries


@pytest.mark.parametrize("utterance", ["How many people used AVRR in 2023?", "hello", "thanks!", "🙂"])
def test_what_was_answered_or_is_no_question_is_not_kept(utterance: str) -> None:
    assert kept(utterance) is None


@pytest.mark.parametrize(
    "utterance",
    [
        "I am in Libya and want to go home, please help me",
        "WE ARE 60 PERSON IN BOAT WATER IS COMING INSIDE",
        "his name is Ibrahima, he is my cousin",
        "need ticket home no money",
        "resettlement from Khartoum, asylum how?",
        "أنا عالق في جيبوتي",
        "помогите пожалуйста",
        "visa to canada 4 me pls, how",
    ],
)
def test_what_people_say_of_themselves_is_not_kept_whether_the_bot_saw_the_need_or_not(utterance: str) -> None:
    assert keepable(utterance, BOT.respond(utterance, ChatState())) is None


def test_no_person_in_need_of_the_question_sets_is_kept() -> None:
    needy = [
        question.text
        for file in SETS
        for case in read_questions(file)
        for question in case.questions
        if question.expected.expect == "refer"
    ]
    assert len(needy) > 40
    assert [text for text in needy if kept(text)] == []


def test_a_long_message_is_a_story_and_is_not_kept() -> None:
    story = "which lamps are blue " * 20
    assert kept(story[:LONGEST])
    assert kept(story[: LONGEST + 1]) is None


def test_a_referral_is_not_kept_whatever_led_to_it() -> None:
    assert keepable("which way?", Turn(Reply("referral", "?"), ChatState(), "")) is None
    assert keepable("which way?", Turn(Reply("unknown", "?"), ChatState(), "")) == "which way?"


def test_a_question_of_which_nothing_is_left_is_not_kept() -> None:
    assert keepable("\u200b\x00", Turn(Reply("unknown", "?"), ChatState(), "")) is None


def test_a_record_is_masked() -> None:
    record = kept("whose number is 079 111 22 33, ada@lamps.example?")
    assert record
    assert record.question == "whose number is [number], [e-mail]?"


def test_plain_intents_name_the_likeliest_one() -> None:
    unsure = Reply("unknown", "?", ("opening",), reason="not-understood")
    record = unanswered("open?", Turn(unsure, ChatState(), PlainTrace(None)), "0123", DAY)
    assert record == Record(DAY, "not-understood", "opening", "0123", "open?")
