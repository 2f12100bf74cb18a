"""`iombot ask`: one question from the command line, or a stream of questions on a pipe."""

from __future__ import annotations

import json
import sys

import click

from iombot.cli.options import Chosen, answering_options
from iombot.cli.snapshot import load_bot
from iombot.dialogue.state import ChatState
from iombot.lazy import load

NOT_ANSWERED = 1
"""Exit code when the releases do not answer the question."""


@click.command(
    epilog="""\b
Example: iombot ask How many people returned voluntarily with support from IOM in 2023?

\b
Exit code: 0 answered, at least in part; 1 not answered; 2 usage or configuration error.
With --jsonl: 0 at the end of the input, whatever the answers."""
)
@click.argument("question", nargs=-1)
@click.option("--json", "as_json", is_flag=True, help="Print the whole reply object as JSON.")
@click.option("--explain", is_flag=True, help="Also show candidates, scores and why the winner won or all lost.")
@click.option("--jsonl", is_flag=True, help='Read a {"chat": …, "text": …} a line, write a reply object a line.')
@answering_options
def ask(question: tuple[str, ...], *, as_json: bool, explain: bool, jsonl: bool, knowledge: Chosen) -> None:
    """Answer QUESTION from the press releases, or say that they do not tell."""
    if jsonl == bool(question):
        raise click.UsageError("Give a question, or --jsonl to read questions from standard input.")
    if jsonl and (as_json or explain):
        raise click.UsageError("--jsonl goes with neither --json nor --explain.")
    bot = load_bot(knowledge.folder, knowledge.audience)
    if jsonl:
        load("iombot.adapters.pipe:answer_lines")(bot, sys.stdin.buffer, sys.stdout.buffer)
        return
    turn = bot.respond(" ".join(question), ChatState())
    if as_json:
        click.echo(json.dumps(turn.reply.as_dict(), ensure_ascii=False, indent=2).encode(errors="backslashreplace"))
    else:
        click.echo(turn.reply.text)
    if explain:
        click.echo(f"\n{turn.trace}", err=as_json)  # standard output stays one JSON object
    if turn.reply.status not in ("answered", "partial"):
        raise click.exceptions.Exit(NOT_ANSWERED)
