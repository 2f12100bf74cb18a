"""`iombot verify`: everything that the knowledge base says is held against the texts of the releases."""

from __future__ import annotations

from pathlib import Path

import click

from iombot.cli.formats import format_option
from iombot.cli.options import knowledge_option
from iombot.curation import verify as verification
from iombot.curation.report import Format, report
from iombot.knowledge.base import shipped_folder

FAILED = 1
"""Exit code when a text does not say what the knowledge base claims, as `eval` has it when something is not right."""


@click.command(
    epilog="""\b
Exit code: 0 the texts say it all; 1 something is not in them, or is copied; 2 faults that check tells, or usage.""",
)
@click.option(
    "--releases",
    metavar="DIR",
    required=True,
    type=click.Path(path_type=Path),
    help="Folder with the texts of the releases as .txt files; each is found by its headline.",
)
@format_option
@knowledge_option
def verify(*, releases: Path, form: Format, knowledge: Path | None) -> None:
    """Hold every entry, contact and person against the text of its release, a line for each finding.

    Figures, names, e-mail addresses and phone numbers must stand in the paragraphs that are cited; eight words in a
    row must not. What a release prints and no entry has is listed at the end and is no error.
    """
    found = verification.verify(knowledge or shipped_folder(), releases)
    findings = (*found.errors, *found.uncovered)
    if findings or form == "json":
        click.echo(report(findings, form))
    if form == "text":
        click.echo(_summary(found))
    if found.errors:
        raise click.exceptions.Exit(FAILED)


def _summary(found: verification.Verification) -> str:
    missing = f"; no text for {', '.join(found.missing)}" if found.missing else ""
    counts = f"{len(found.errors)} errors, {len(found.uncovered)} figures or contacts that nothing covers"
    return (
        f"{found.entries} entries held against the texts of {', '.join(found.held) or 'no release'}{missing}: {counts}."
    )
