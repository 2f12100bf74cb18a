"""The `iombot` command. Each subcommand lives in a module of its own, loaded when it is called."""

from __future__ import annotations

import signal
import sys
from types import FrameType
from typing import NoReturn

import click

from iombot.cli.lazy import LazyCommand, LazyGroup
from iombot.lazy import load

COMMANDS = (
    LazyCommand("ask", "iombot.cli.ask:ask", "Answer one question, or a stream of them with --jsonl."),
    LazyCommand("chat", "iombot.cli.chat:chat", "Talk to the bot in this terminal."),
    LazyCommand("telegram", "iombot.cli.telegram:telegram", "Run the bot on Telegram."),
    LazyCommand("chart", "iombot.cli.chart:chart", "Draw the figures of a list as a picture."),
    LazyCommand("draft", "iombot.cli.draft:draft", "Draft the knowledge of a release from its text."),
    LazyCommand("check", "iombot.cli.check:check", "Check the knowledge base and do nothing else."),
    LazyCommand("verify", "iombot.cli.verify:verify", "Hold the knowledge base against the texts of its releases."),
    LazyCommand("catalogue", "iombot.cli.catalogue:catalogue", "Write all that the bot knows to one page, for review."),
    LazyCommand("schema", "iombot.cli.schema:schema", "Write the JSON Schema by which editors check the YAML files."),
    LazyCommand("eval", "iombot.cli.evaluate:evaluate", "Measure the answers to sets of questions."),
    LazyCommand("review", "iombot.cli.review:review", "Show what people asked in vain, for curators."),
)
TERMINATED = 128 + signal.SIGTERM
"""Exit code of a program that a SIGTERM ended, as shells report it."""


def _show_version(context: click.Context, _option: click.Parameter, wanted: bool) -> None:  # noqa: FBT001 (click's)
    if wanted and not context.resilient_parsing:
        click.echo(load("iombot.cli.version:versions")())
        context.exit()


@click.group(cls=LazyGroup, lazy=COMMANDS, epilog="Exit code 2: a usage or configuration error.")
@click.option(
    "--version",
    is_flag=True,
    is_eager=True,
    expose_value=False,
    callback=_show_version,
    help="Show the version of iombot and of its knowledge, and exit.",
)
def commands() -> None:
    """Answers questions about press releases from a curated knowledge base, or says that they do not tell."""


def main() -> None:
    """Run the command line and exit; SIGTERM ends it even as the first process of a container."""
    signal.signal(signal.SIGTERM, _terminate)
    commands.main(prog_name="iombot")


def _terminate(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(TERMINATED)
