"""A knowledge base of nothing but intents: the likeliest one is told, and how sure that is."""

from __future__ import annotations

import json
import random
import subprocess
import sys
from pathlib import Path
from statistics import mean

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from iombot.dialogue.core import Bot
from iombot.dialogue.plain import SURE
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import load_knowledge
from iombot.understanding.likeliest import LikeliestIntent

DATA = Path(__file__).parents[1] / "bench" / "data"
FOLDER = DATA / "assistant"
ASKED = yaml.safe_load((DATA / "assistant-questions.yaml").read_text("utf-8"))
COVERED = [(text, id) for id, texts in ASKED["covered"].items() for text in texts]
UNCOVERED: list[str] = ASKED["uncovered"]


@pytest.fixture(scope="module")
def plain_bot() -> Bot:
    return Bot(load_knowledge(FOLDER))


def confidence(bot: Bot, text: str) -> float:
    return bot.respond(text, ChatState()).reply.confidence


def test_nine_in_ten_covered_questions_find_their_intent(plain_bot: Bot) -> None:
    found = [plain_bot.respond(text, ChatState()).reply.entries == (id,) for text, id in COVERED]
    assert mean(found) >= 0.92


def test_covered_questions_are_surer_than_uncovered_ones(plain_bot: Bot) -> None:
    covered = [confidence(plain_bot, text) for text, _ in COVERED]
    uncovered = [confidence(plain_bot, text) for text in UNCOVERED]
    assert mean(one > other for one in covered for other in uncovered) >= 0.93


def test_the_wrong_share_falls_as_the_confidence_rises(plain_bot: Bot) -> None:
    questions = [*COVERED, *((text, None) for text in UNCOVERED)]
    replies = [(plain_bot.respond(text, ChatState()).reply, id) for text, id in questions]
    shares = [
        mean(reply.entries != (id,) for reply, id in replies if reply.confidence >= least)
        for least in (0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7)
    ]
    assert shares == sorted(shares, reverse=True)
    assert shares[-1] < 0.03


def test_an_example_is_answered_and_an_unsure_question_names_the_likeliest_intent(plain_bot: Bot) -> None:
    sure = plain_bot.respond("I lost my card!", ChatState()).reply
    assert (sure.status, sure.entries, sure.text) == ("answered", ("card-lost",), "This is about card lost.")
    unsure = plain_bot.respond("what does a red card mean in football", ChatState()).reply
    assert unsure.status == "unknown"
    assert len(unsure.entries) == 1
    assert 0 < unsure.confidence < SURE


@pytest.mark.parametrize("text", ["", "   ", "?!", "🙂", "Ωμέγα", "\x00\ud800", "日本"])
def test_what_shares_nothing_with_any_example_is_unknown(plain_bot: Bot, text: str) -> None:
    reply = plain_bot.respond(text, ChatState()).reply
    assert (reply.status, reply.entries, reply.confidence) == ("unknown", (), 0.0)


def test_more_words_that_no_example_holds_never_raise_the_confidence(plain_bot: Bot) -> None:
    for text, _ in COVERED:
        sure = [confidence(plain_bot, text + " 9871" * count) for count in range(2)]
        longer = f"{text} 9871 5530"
        assert sure[0] >= sure[1] >= confidence(plain_bot, longer)


def test_more_typos_lower_the_confidence(plain_bot: Bot) -> None:
    luck = random.Random(7)  # noqa: S311 (which letter goes wrong is no secret)
    means, texts = [], [text for text, _ in COVERED]
    for _ in range(4):
        means.append(mean(confidence(plain_bot, text) for text in texts))
        texts = [misspelt(text, luck) for text in texts]
    assert means == sorted(means, reverse=True)
    assert means[-1] < means[0] - 0.1


def misspelt(text: str, luck: random.Random) -> str:
    place = luck.randrange(len(text))
    return text[:place] + luck.choice("xqzj") + text[place + 1 :]


@given(st.text(max_size=80))
def test_any_text_gets_a_confidence_between_0_and_1_and_the_same_one_twice(plain_bot: Bot, text: str) -> None:
    first, again = (plain_bot.respond(text, ChatState()).reply for _ in range(2))
    assert first == again
    assert 0 <= first.confidence <= 1


def test_capitals_accents_and_marks_change_nothing(plain_bot: Bot) -> None:
    assert confidence(plain_bot, "WHERE is my órder??") == confidence(plain_bot, "where is my order")


def test_an_intent_with_many_examples_gains_nothing_by_their_number() -> None:
    few = {"tea": ["brew some tea", "a cup of tea"], "rain": ["will it rain", "is rain coming"]}
    many = {**few, "tea": few["tea"] * 30}
    question = "is there rain in my cup"
    assert LikeliestIntent(few).find(question) is not None
    likeliest = LikeliestIntent(many).find(question)
    assert likeliest is not None
    assert likeliest.id == "rain"


def test_an_only_intent_is_not_the_answer_to_everything() -> None:
    index = LikeliestIntent({"tea": ["brew some tea", "a cup of tea", "is there tea"]})
    known, other = index.find("is there some tea"), index.find("who drank a bottle of wine yesterday")
    assert known is not None
    assert other is not None
    assert other.confidence < SURE < known.confidence


def test_the_trace_tells_the_likeliest_intent_and_the_bar(plain_bot: Bot) -> None:
    assert "card-lost" in str(plain_bot.respond("i lost my card", ChatState()).trace)
    assert f"needed {SURE:.2f}" in str(plain_bot.respond("lost in space", ChatState()).trace)


def test_the_command_answers_line_by_line_from_a_folder_of_intents() -> None:
    asked = "".join(json.dumps({"chat": place, "text": text}) + "\n" for place, (text, _) in enumerate(COVERED[:8]))
    command = [sys.executable, "-m", "iombot", "ask", "--jsonl", "--knowledge", str(FOLDER)]
    done = subprocess.run(command, input=asked, capture_output=True, text=True, check=True)
    replies = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(replies) == 8
    assert all(len(reply["entries"]) == 1 and reply["status"] in ("answered", "unknown") for reply in replies)
