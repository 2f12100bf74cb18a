"""Any text at all gets a calm reply, in bounded work, and leaves a small state without a word of it."""

from __future__ import annotations

import json
from dataclasses import asdict
from pathlib import Path

import pytest
import yaml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tests.understanding.sentences import read_sentences

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.text import MAX_CHARACTERS

WORDINGS = yaml.safe_load((Path(__file__).parent / "wordings.yaml").read_text("utf-8"))
TRICKY: list[str] = [*WORDINGS["tricky"], "\ud800"]
QUESTIONS = [sentence.turns[0][0] for sentence in read_sentences() if len(sentence.turns) == 1]
FEW = settings(max_examples=60, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
LARGEST_STATE = 2_000
"""Bytes: 24 ids and 24 concepts with their names."""

questions = st.sampled_from(QUESTIONS)


def written(state: ChatState) -> str:
    """The state as an adapter may keep it."""
    return json.dumps(asdict(state))


def read_back(text: str) -> ChatState:
    return ChatState(**{name: tuple(values) for name, values in json.loads(text).items()})


@pytest.mark.parametrize("text", TRICKY, ids=ascii)
def test_a_tricky_text_gets_a_calm_reply(bot: Bot, text: str) -> None:
    turn = bot.respond(text, ChatState())
    assert turn.reply.status in ("unknown", "chat", "answered", "clarify")
    assert turn.reply.text


@FEW
@given(text=st.text(st.characters(), max_size=300), question=questions)
def test_any_text_gets_a_reply_and_a_state(bot: Bot, text: str, question: str) -> None:
    for utterance in (text, text + question, question + text):
        turn = bot.respond(utterance, ChatState())
        assert turn.reply.text
        assert read_back(written(turn.state)) == turn.state


@pytest.mark.parametrize(
    "unit", [*TRICKY[3:], *QUESTIONS[:5], "how many refugees and ", "qwzx ", "abcdefghij"], ids=ascii
)
def test_what_stands_beyond_the_limit_costs_nothing(bot: Bot, unit: str) -> None:
    long = (unit * 10_000)[:10_000]
    assert bot.respond(long, ChatState()) == bot.respond(long[:MAX_CHARACTERS], ChatState())


# The state


@FEW
@given(utterances=st.lists(questions, min_size=1, max_size=6))
def test_a_state_is_small_and_can_be_written_down(bot: Bot, utterances: list[str]) -> None:
    state = ChatState()
    for utterance in utterances:
        state = bot.respond(utterance, state).state
        text = written(state)
        assert len(text) <= LARGEST_STATE
        assert read_back(text) == state


@FEW
@given(question=questions, word=st.text("qwzxjkv", min_size=8, max_size=12))
def test_a_state_holds_nothing_that_was_typed(bot: Bot, question: str, word: str) -> None:
    assert word not in written(bot.respond(f"{question} {word} {word}@example.org", ChatState()).state)


def test_a_state_survives_between_bots(base: KnowledgeBase, bot: Bot) -> None:
    state = bot.respond("AVRR figure?", ChatState()).state
    later = Bot(base)
    assert later.respond("and VHR?", state).reply == bot.respond("and VHR?", state).reply
