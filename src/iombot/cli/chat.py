"""`iombot chat`: a conversation in the terminal, or plain text over a pipe."""

from __future__ import annotations

import sys

import click

from iombot.adapters.console import Conversation, converse, terminal_printer, typed_lines
from iombot.adapters.renewal import Renewal
from iombot.cli.options import Chosen, answering_options
from iombot.cli.snapshot import load_bot
from iombot.knowledge.base import shipped_folder
from iombot.knowledge.watch import Watch


@click.command()
@answering_options
def chat(*, knowledge: Chosen) -> None:
    """Talk to the bot in this terminal; /help says how, /quit or the end of the input leaves.

    Nothing that you type is kept once you leave. Without a terminal, lines are read and answers written as plain text.
    A knowledge base that changes meanwhile is taken up with the next question, also after SIGHUP.
    """
    watch = Watch(knowledge.folder or shipped_folder(), knowledge.audience)
    bot = load_bot(knowledge.folder, knowledge.audience)
    conversation = Conversation(bot, bot.knowledge)
    renewal = Renewal(conversation, watch, lambda text: click.echo(text, err=True))
    renewal.listen()
    if sys.stdin.isatty() and sys.stdout.isatty():
        show = terminal_printer()
        show(conversation.welcome())
        converse(conversation, renewal.before_each(typed_lines()), show)
    else:
        lines = (line.decode(errors="replace") for line in sys.stdin.buffer)
        converse(conversation, renewal.before_each(lines), lambda text: click.echo(f"{text}\n"))
