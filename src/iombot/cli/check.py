"""`iombot check`: the knowledge base is loaded, and every fault is listed with its place."""

from __future__ import annotations

from pathlib import Path

import click

from iombot.cli.options import knowledge_option
from iombot.curation.report import FORMATS, Format, report
from iombot.errors import KnowledgeError
from iombot.knowledge.base import load_knowledge

FAULTY = 2
"""Exit code of a knowledge base with faults, the same as when a command refuses to start with it."""


@click.command(epilog="Exit code: 0 no faults; 2 faults, or a usage error.")
@click.option(
    "--format",
    "form",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="text: for people and editors; json: a list of objects; github: annotations of GitHub Actions.",
)
@knowledge_option
def check(*, form: Format, knowledge: Path | None) -> None:
    """Check the knowledge base and list all faults at once, as FILE:LINE:COLUMN: FIELD: what is wrong."""
    try:
        base = load_knowledge(knowledge, "staff")
    except KnowledgeError as error:
        click.echo(report(error.findings, form))
        raise click.exceptions.Exit(FAULTY) from error
    where = knowledge or "the knowledge base that comes with iombot"
    counts = f"{len(base.releases)} releases, {len(base.entries)} entries, {len(base.contacts)} contacts"
    click.echo(report([], form) if form == "json" else f"No faults in {where}: {counts}, version {base.version}.")
