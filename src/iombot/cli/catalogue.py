"""`iombot catalogue`: the knowledge base as a page for people who review it without YAML."""

from __future__ import annotations

from pathlib import Path

import click

from iombot.cli.options import Chosen, answering_options
from iombot.cli.progress import counted
from iombot.curation.catalogue import catalogue as catalogue_of
from iombot.curation.examine import examine
from iombot.curation.page import page


@click.command(epilog="Exit code 2: the knowledge base has faults, which `iombot check` lists; nothing was written.")
@click.option(
    "-o", "--output", required=True, type=click.Path(dir_okay=False, path_type=Path), help="File to write: kb.html."
)
@answering_options
def catalogue(*, output: Path, knowledge: Chosen) -> None:
    """Write all that the bot knows to one page: entries, sources, figures, examples, contacts, gaps, open findings.

    The page needs nothing beside it, can be searched and printed, and works without a network.
    """
    examined = examine(knowledge.folder, counted, knowledge.audience)
    output.write_text(page(catalogue_of(examined)), encoding="utf-8")
    click.echo(f"{output}: {len(examined.base.entries)} entries, version {examined.base.version}")
