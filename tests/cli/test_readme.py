"""What README.md shows is what happens."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import get_args

import pytest
import refresh_readme as readme

from iombot.cli import COMMANDS
from iombot.cli.lazy import LazyCommand
from iombot.dialogue.reply import Reply, Status
from iombot.knowledge.fields import Reason

README = readme.README.read_text(encoding="utf-8")
EXAMPLES = readme.examples(README)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command[:60] for command, _ in EXAMPLES])
def test_an_example_prints_what_is_shown(command: str, output: str) -> None:
    assert readme.run(command) == readme.stripped(output)


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_described(command: LazyCommand) -> None:
    assert f"`iombot {command.name}" in README


def test_every_key_of_the_reply_is_described() -> None:
    described = re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)
    assert described == [field.name for field in fields(Reply)]


def test_every_status_and_reason_is_described() -> None:
    described = "".join(line for line in README.splitlines() if line.startswith(("| `status`", "| `reason`")))
    assert [name for name in (*get_args(Status), *get_args(Reason)) if f"`{name}`" not in described] == []
