"""Commands are loaded when they are called, and no sooner."""

from __future__ import annotations

import os
import subprocess
import sys

import click
import pytest
from click.testing import CliRunner

from iombot.cli import COMMANDS, commands
from iombot.cli.lazy import LazyCommand

HEAVY = {"telegram", "prompt_toolkit", "rich", "phonenumbers", "httpx", "asyncio"}


def imported(*arguments: str) -> set[str]:
    """Top-level modules that a run of iombot imports."""
    traced = subprocess.run(
        [sys.executable, "-m", "iombot", *arguments],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONPROFILEIMPORTTIME": "1"},
    )
    lines = [line for line in traced.stderr.splitlines() if line.startswith("import time:")]
    return {line.rsplit("|", 1)[1].strip().split(".")[0] for line in lines}


def test_one_question_imports_nothing_heavy() -> None:
    imported("ask", "hello")
    modules = imported("ask", "hello")
    assert "rapidfuzz" in modules
    assert modules & (HEAVY | {"pydantic", "yaml"}) == set()


def test_the_list_of_commands_loads_none_of_them() -> None:
    modules = imported("--help")
    assert "click" in modules
    assert modules & (HEAVY | {"pydantic", "yaml", "rapidfuzz"}) == set()


def test_a_bot_for_telegram_is_begun_before_anything_heavy_is_imported() -> None:
    listed = "import sys, iombot.cli.telegram; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    modules = set(ran.stdout.split())
    assert "iombot.cli.apart" in modules
    assert modules & (HEAVY | {"pydantic", "rapidfuzz", "iombot.dialogue.core", "iombot.settings"}) == set()


@pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command.name)
def test_every_command_exists_and_explains_itself(command: LazyCommand) -> None:
    loaded = command.load()
    assert loaded.name == command.name
    shown = CliRunner().invoke(commands, [command.name, "--help"])
    assert shown.exit_code == 0
    assert all(parameter.help for parameter in loaded.params if isinstance(parameter, click.Option))
    assert (loaded.help or "").splitlines()[0] in " ".join(shown.output.split())


def test_help_lists_every_command() -> None:
    shown = CliRunner().invoke(commands, ["--help"]).output
    assert all(f"  {command.name}  " in shown and command.help in shown for command in COMMANDS)


def test_a_command_that_does_not_exist_is_a_usage_error() -> None:
    result = CliRunner().invoke(commands, ["frobnicate"])
    assert (result.exit_code, "No such command 'frobnicate'" in result.output) == (2, True)
