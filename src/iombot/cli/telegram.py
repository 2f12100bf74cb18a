"""`iombot telegram`: the bot on Telegram."""

from __future__ import annotations

from pathlib import Path

import click

from iombot.cli.apart import BotsApart
from iombot.cli.options import knowledge_option
from iombot.cli.webhook import webhook_options
from iombot.knowledge.base import shipped_folder
from iombot.knowledge.watch import Watch
from iombot.lazy import load


class WithSettings(click.Command):
    """A command whose help lists the settings that it reads from the environment."""

    def format_epilog(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Every setting with its description, as `settings.py` has them."""
        with formatter.section("Environment"):
            formatter.write_dl(list(load("iombot.settings:Settings").descriptions().items()))
        super().format_epilog(ctx, formatter)


@click.command(
    cls=WithSettings, epilog="Exit code: 0 stopped in order; 2 a setting or the knowledge base is of no use."
)
@webhook_options
@knowledge_option
def telegram(*, knowledge: Path | None, **webhook: object) -> None:
    """Run the bot on Telegram until it is told to stop (Ctrl-C or SIGTERM)."""
    folder = knowledge or shipped_folder()
    with BotsApart(folder) as bots:
        # Imported only now: that takes about as long as to make a bot, which is done at the same time.
        settings = load("iombot.settings:Settings").read(knowledge=folder, **webhook)
        load("iombot.adapters.telegram.app:run_telegram")(settings, Watch(folder), bots)
