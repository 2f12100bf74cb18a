"""`iombot chat`: a conversation in the terminal, or plain text over a pipe."""

from __future__ import annotations

import sys

import click

from iombot.adapters.console import Conversation, converse, terminal_printer, typed_lines
from iombot.cli.options import Chosen, answering_options
from iombot.cli.snapshot import load_bot


@click.command()
@answering_options
def chat(*, knowledge: Chosen) -> None:
    """Talk to the bot in this terminal; /help says how, /quit or the end of the input leaves.

    Nothing that you type is kept once you leave. Without a terminal, lines are read and answers written as plain text.
    """
    bot = load_bot(knowledge.folder, knowledge.audience)
    conversation = Conversation(bot, bot.knowledge)
    if sys.stdin.isatty() and sys.stdout.isatty():
        show = terminal_printer()
        show(conversation.welcome())
        converse(conversation, typed_lines(), show)
    else:
        lines = (line.decode(errors="replace") for line in sys.stdin.buffer)
        converse(conversation, lines, lambda text: click.echo(f"{text}\n"))
