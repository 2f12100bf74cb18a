"""A knowledge base that changes in the middle of a conversation on the console."""

from __future__ import annotations

import os
import pty
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SHOP = 'intents:\n  - {{id: opening, answer: "{}", utterances: ["when do you open", "opening hours"]}}\n'


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop/a.yaml"
    path.parent.mkdir()
    path.write_text(SHOP.format("At nine."))
    return path


@contextmanager
def chat(folder: Path) -> Iterator[subprocess.Popen[str]]:
    with subprocess.Popen(
        [sys.executable, "-m", "iombot", "chat", "--knowledge", str(folder)],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    ) as running:  # fmt: skip
        try:
            yield running
        finally:
            running.kill()


def answer(running: subprocess.Popen[str], line: str = "opening hours?") -> str:
    if not (running.stdin and running.stdout):
        raise RuntimeError("the chat goes through pipes")
    running.stdin.write(f"{line}\n")
    running.stdin.flush()
    told = running.stdout.readline()
    running.stdout.readline()
    return told.strip()


def finished(running: subprocess.Popen[str]) -> tuple[int, str]:
    """Exit code and standard error after the last line."""
    _, told = running.communicate(timeout=60)
    return running.returncode, told


def test_a_changed_answer_is_given_from_the_next_question_on(file: Path) -> None:
    with chat(file.parent) as running:
        assert answer(running) == "At nine."
        file.write_text(SHOP.format("At ten."))
        assert answer(running) == "At ten."
        code, told = finished(running)
    assert (code, told.count("The knowledge base changed: version ")) == (0, 1)


def test_a_broken_edit_is_told_with_its_place_and_the_conversation_goes_on(file: Path) -> None:
    with chat(file.parent) as running:
        assert answer(running) == "At nine."
        file.write_text("intents:\n  - {id: 7}\n")
        assert [answer(running), answer(running)] == ["At nine."] * 2
        file.write_text(SHOP.format("At ten o'clock."))
        assert answer(running) == "At ten o'clock."
        code, told = finished(running)
    assert (code, told.count("shop/a.yaml:2:10: intents.0.id: ")) == (0, 1)
    assert told.count("goes on as before") == 1


def test_a_hangup_takes_up_what_cannot_be_told_by_looking(file: Path) -> None:
    with chat(file.parent) as running:
        assert answer(running) == "At nine."
        running.send_signal(signal.SIGHUP)
        assert answer(running) == "At nine."
        code, told = finished(running)
    assert (code, told.count("The knowledge base changed")) == (0, 1)


def test_a_conversation_in_which_nothing_changes_is_told_nothing(file: Path) -> None:
    with chat(file.parent) as running:
        assert [answer(running), answer(running, "/about")[:4]] == ["At nine.", "I lo"]
        assert finished(running) == (0, "")


def test_a_terminal_that_closes_ends_the_conversation(file: Path) -> None:
    ours, theirs = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "iombot", "chat", "--knowledge", str(file.parent)],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True,
    ) as running:  # fmt: skip
        os.close(theirs)
        shown = b""
        while b"to leave" not in shown:
            shown += os.read(ours, 1000)
        os.close(ours)
        assert running.wait(60) is not None
