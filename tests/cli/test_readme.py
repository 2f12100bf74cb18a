"""What README.md shows is what happens."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from dataclasses import fields
from pathlib import Path
from typing import get_args

import pytest

from iombot.cli import COMMANDS
from iombot.cli.lazy import LazyCommand
from iombot.dialogue.reply import Reply, Status
from iombot.knowledge.models import Reason

README = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```console\n(.*?)^```$", README, flags=re.DOTALL | re.MULTILINE)
EXAMPLES = [
    example
    for block in BLOCKS
    for example in re.findall(r"^\$ (.*(?:\\\n.*)*)\n((?:(?!\$ ).*\n)*)", block, re.MULTILINE)
]


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 4


@pytest.mark.parametrize(("command", "output"), EXAMPLES, ids=[command[:60] for command, _ in EXAMPLES])
def test_an_example_prints_what_is_shown(command: str, output: str, tmp_path: Path) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run(
        ["bash", "-c", command],
        capture_output=True,
        text=True,
        check=False,
        cwd=tmp_path,
        env=os.environ | {"PATH": path},
    )
    assert done.stdout.rstrip() == output.rstrip()
    assert done.stderr == ""


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_is_described(command: LazyCommand) -> None:
    assert f"`iombot {command.name}" in README


def test_every_key_of_the_reply_is_described() -> None:
    described = re.findall(r"^\| `(\w+)` \|", README, re.MULTILINE)
    assert described == [field.name for field in fields(Reply)]


def test_every_status_and_reason_is_described() -> None:
    described = "".join(line for line in README.splitlines() if line.startswith(("| `status`", "| `reason`")))
    assert [name for name in (*get_args(Status), *get_args(Reason)) if f"`{name}`" not in described] == []
