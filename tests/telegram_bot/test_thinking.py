"""Nobody waits for long while somebody else's question is thought about."""

from __future__ import annotations

import asyncio
import json
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from time import thread_time

import pytest

from iombot.adapters.telegram import backlog, thinking
from iombot.adapters.telegram.backlog import FULL, Backlog
from iombot.adapters.telegram.thinking import SHORT, Thinker
from iombot.cli.snapshot import load_bot
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import shipped_folder

LOOP = "MainThread"


QUESTIONS = Path(__file__).parents[1] / "questions/journalists.jsonl"


def test_what_is_thought_about_at_the_same_time_is_answered_as_alone() -> None:
    bot, lines = load_bot(shipped_folder()), QUESTIONS.read_text("utf-8").splitlines()
    questions = [json.loads(line)["q"] for line in lines[::2]]
    alone = [bot.respond(question, ChatState()).reply for question in questions]

    def answers(order: slice) -> list[Reply]:
        return [bot.respond(question, ChatState()).reply for question in questions[order]]

    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)  # a change of threads wherever there can be one
    try:
        with ThreadPoolExecutor(2) as threads:
            forwards, backwards = threads.map(answers, (slice(None), slice(None, None, -1)))
    finally:
        sys.setswitchinterval(usual)
    assert forwards == backwards[::-1] == alone


@pytest.fixture
def thinker(monkeypatch: pytest.MonkeyPatch) -> Thinker:
    """A chat may hold others up for a hundredth of a second."""
    monkeypatch.setattr(thinking, "BUDGET", 0.01)
    return Thinker(Backlog())


def hard() -> str:
    """Takes two hundredths of a second of the processor; which thread did."""
    end = thread_time() + 0.02
    while thread_time() < end:
        pass
    return threading.current_thread().name


def easy() -> str:
    return threading.current_thread().name


async def test_a_short_question_is_thought_about_at_once_and_a_long_one_beside_the_others(thinker: Thinker) -> None:
    assert await thinker.think(1, "x" * SHORT, easy) == LOOP
    assert (await thinker.think(1, "x" * (SHORT + 1), easy)).startswith("long-questions")
    assert await thinker.think(1, "x", easy) == LOOP


async def test_short_questions_that_take_their_time_hold_others_up_once(thinker: Thinker) -> None:
    found = [await thinker.think(1, "hard", hard) for _ in range(4)]
    assert [name == LOOP for name in found] == [True, False, False, False]
    assert (thinker.holds_up(1, "x"), thinker.holds_up(2, "x")) == (True, False)
    assert await thinker.think(2, "hard", hard) == LOOP


async def test_what_a_chat_took_is_forgiven(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(thinking, "BUDGET", 0.01)
    monkeypatch.setattr(thinking, "FORGIVEN", 0.0)
    thinker = Thinker(Backlog())
    assert [await thinker.think(1, "hard", hard) for _ in range(2)] == [LOOP, LOOP]


async def test_a_question_that_fails_took_its_time_too(thinker: Thinker) -> None:
    def fails() -> None:
        hard()
        raise LookupError

    with pytest.raises(LookupError):
        await thinker.think(1, "x", fails)
    assert thinker.holds_up(1, "x")


async def test_what_takes_long_gives_way_to_what_is_still_to_be_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "PATIENCE", 30.0)
    behind = Backlog()
    behind.note(FULL)
    thinking_on = asyncio.create_task(Thinker(behind).think(1, "x" * (SHORT + 1), easy))
    await asyncio.sleep(0.05)
    assert not thinking_on.done()
    behind.note(1)
    assert (await thinking_on).startswith("long-questions")
