"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path

import click

knowledge_option = click.option(
    "--knowledge",
    metavar="DIR",
    envvar="IOMBOT_KNOWLEDGE",
    show_envvar=True,
    type=click.Path(path_type=Path),
    help="Folder with the knowledge base; without it, the one that comes with iombot.",
)
