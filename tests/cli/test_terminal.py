"""The console on a real terminal, as a person sees it."""

from __future__ import annotations

import os
import re
import signal
import sys
from collections.abc import Iterator

import pexpect
import pytest

PROMPT = ">"
PATIENCE = 30
"""Seconds until a terminal that shows nothing counts as broken; it says nothing about speed."""


@pytest.fixture
def terminal() -> Iterator[pexpect.spawn[str]]:
    """`iombot chat`, ready for the first question."""
    chat = pexpect.spawn(
        sys.executable,
        ["-m", "iombot", "chat"],
        encoding="utf-8",
        timeout=PATIENCE,
        dimensions=(40, 80),
        env=os.environ | {"TERM": "xterm", "PROMPT_TOOLKIT_NO_CPR": "1"},  # nobody answers where the cursor is
    )
    chat.expect_exact("/quit to leave.")
    chat.expect_exact(PROMPT)
    yield chat
    chat.close(force=True)


def shown(text: str) -> str:
    """What is left when the terminal has carried out its orders."""
    return re.sub(r"\x1b\[[0-9;?]*[a-zA-Z]", "", text)


def test_a_question_is_answered_and_the_prompt_comes_back(terminal: pexpect.spawn[str]) -> None:
    terminal.send("How many people did IOM support through AVRR in 2023?\r")
    terminal.expect_exact("56,045")
    terminal.expect_exact(PROMPT)


def test_the_line_before_comes_back_with_the_up_key(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/sources\r")
    terminal.expect_exact("Key Highlights")
    terminal.expect_exact(PROMPT)
    terminal.send("\x1b[A")
    terminal.expect_exact("/sources")


def test_long_answers_break_between_words(terminal: pexpect.spawn[str]) -> None:
    terminal.send("/privacy\r")
    terminal.expect_exact("I keep nothing")
    terminal.expect_exact(PROMPT)
    assert all(len(line) <= 80 for line in shown(str(terminal.before)).splitlines())


@pytest.mark.parametrize("keys", ["/quit\r", "\x04"], ids=["/quit", "Ctrl-D"])
def test_it_leaves_in_order(terminal: pexpect.spawn[str], keys: str) -> None:
    terminal.send(keys)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 0


def test_a_stop_signal_leaves_the_terminal_as_it_was(terminal: pexpect.spawn[str]) -> None:
    terminal.kill(signal.SIGTERM)
    terminal.expect(pexpect.EOF)
    terminal.close()
    assert terminal.exitstatus == 143
