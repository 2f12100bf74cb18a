"""How findings are written: the option of the commands that tell some."""

from __future__ import annotations

import click

from iombot.curation.report import FORMATS

format_option = click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text: for people and editors; json: a list of objects; github: annotations of GitHub Actions.",
)
