"""`iombot chart`: figures as a picture, in a file."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

import click

from iombot.charts import chart_of, drawable
from iombot.cli.options import knowledge_option
from iombot.errors import ConfigurationError
from iombot.knowledge.base import load_knowledge

FORMATS = ("png", "svg")


@click.command(epilog="Needs the extra: pip install 'iombot[charts]'. Exit code 2: nothing was written.")
@click.argument("entry", required=False)
@click.option("-o", "--output", type=click.Path(dir_okay=False, path_type=Path), help="File to write: .png or .svg.")
@knowledge_option
def chart(entry: str | None, *, output: Path | None, knowledge: Path | None) -> None:
    """Draw the figures that ENTRY belongs to; without ENTRY, list what can be drawn."""
    base = load_knowledge(knowledge)
    charts = drawable(base)
    if entry is None:
        for subject in dict.fromkeys(charts.values()):
            click.echo(f"{subject}: {chart_of(base.entries[subject], base, 'en').title}")
        return
    if entry not in charts:
        raise click.UsageError(f"There is no chart for {entry!r}; `iombot chart` lists those there are.")
    if output is None or output.suffix[1:].lower() not in FORMATS:
        raise click.UsageError("Name a file that ends in .png or .svg with -o.")
    if find_spec("matplotlib") is None:
        raise ConfigurationError("Charts need the extra: pip install 'iombot[charts]'.")
    drawn = chart_of(base.entries[charts[entry]], base, "en")
    output.write_bytes(import_module("iombot.drawing").draw(drawn, output.suffix[1:].lower()))
    click.echo(drawn.alternative)
