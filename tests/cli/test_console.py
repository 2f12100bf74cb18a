"""The console: a transcript in, the whole transcript out."""

from __future__ import annotations

from pathlib import Path
from typing import cast

import pytest
from counting import CountingBot
from prompt_toolkit.application import create_app_session
from prompt_toolkit.input import PipeInput, create_pipe_input
from prompt_toolkit.output import DummyOutput

from iombot.adapters.console import Conversation, converse, typed_lines
from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase


@pytest.fixture
def counting_bot() -> Bot:
    return CountingBot()


class Phrases:
    """As much of a knowledge base as the console reads."""

    def phrase(self, id: str) -> str:
        return f"phrase {id}"


@pytest.fixture
def conversation(counting_bot: Bot) -> Conversation:
    return Conversation(counting_bot, cast("KnowledgeBase", Phrases()))


def transcript(conversation: Conversation, *lines: str) -> list[str]:
    shown: list[str] = []
    converse(conversation, lines, shown.append)
    return shown


def test_every_question_is_answered_in_the_context_of_the_one_before(conversation: Conversation) -> None:
    assert transcript(conversation, "how many?\n", "and where?\n") == ["1: how many?", "2: and where?"]


def test_empty_lines_get_no_answer(conversation: Conversation) -> None:
    assert transcript(conversation, "\n", "  \n", "who?\n") == ["1: who?"]


@pytest.mark.parametrize("word", ["/quit", "/exit", "/QUIT", " /quit "])
def test_quit_leaves(conversation: Conversation, word: str) -> None:
    assert transcript(conversation, "who?", word, "where?") == ["1: who?"]


@pytest.mark.parametrize("topic", ["contacts", "sources", "about", "privacy"])
def test_a_command_is_answered_by_the_core(conversation: Conversation, topic: str) -> None:
    assert transcript(conversation, f"/{topic}", f"/{topic.upper()} please") == [f"text of {topic}"] * 2


@pytest.mark.parametrize(("topic", "note"), [("help", "console-help"), ("start", "console-welcome")])
def test_what_only_the_console_can_do_is_added(conversation: Conversation, topic: str, note: str) -> None:
    assert transcript(conversation, f"/{topic}") == [f"text of {topic}\n\nphrase {note}"]


def test_a_person_is_welcomed(conversation: Conversation) -> None:
    assert conversation.welcome() == "text of start\n\nphrase console-welcome"


def test_a_command_leaves_the_context_as_it_is(conversation: Conversation) -> None:
    assert transcript(conversation, "who?", "/about", "where?") == ["1: who?", "text of about", "2: where?"]


@pytest.mark.parametrize("line", ["/", "/ ", "/nonsense", "/1", "/Quitting"])
def test_a_command_that_does_not_exist_gets_the_help(conversation: Conversation, line: str) -> None:
    assert transcript(conversation, line) == transcript(conversation, "/help")


def test_explain_shows_why_the_last_answer_was_given(conversation: Conversation) -> None:
    assert transcript(conversation, "who?", "where?", "/explain")[-1] == "trace of where?"


def test_explain_says_so_when_nothing_was_asked_yet(conversation: Conversation) -> None:
    assert transcript(conversation, "/explain") == ["phrase console-nothing-to-explain"]


def typed(keyboard: PipeInput, keys: str) -> list[str]:
    keyboard.send_text(keys)
    with create_app_session(input=keyboard, output=DummyOutput()):
        return list(typed_lines())


def test_a_line_is_edited_before_it_is_sent() -> None:
    with create_pipe_input() as keyboard:
        left, delete = "\x1b[D", "\x1b[3~"
        assert typed(keyboard, f"whx{left}{delete}o?\r\x04") == ["who?"]


def test_ctrl_c_drops_the_line_and_ctrl_d_leaves() -> None:
    with create_pipe_input() as keyboard:
        assert typed(keyboard, "not this\x03this\r\x04") == ["this"]


def test_nothing_typed_reaches_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))
    monkeypatch.chdir(tmp_path)
    with create_pipe_input() as keyboard:
        assert typed(keyboard, "a question\r\x04") == ["a question"]
    assert list(tmp_path.iterdir()) == []
