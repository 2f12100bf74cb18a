"""`iombot check`: every fault of the knowledge base, and what else a person should look at, with its place."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import click

from iombot.cli.formats import format_option
from iombot.cli.options import knowledge_option
from iombot.cli.progress import counted
from iombot.curation.examine import Examined, examine
from iombot.curation.report import Format, report
from iombot.errors import Finding, KnowledgeError

FAULTY = 2
"""Exit code of a knowledge base with errors, the same as when a command refuses to start with it."""


@click.command(epilog="Exit code: 0 no errors; 2 errors, or a usage error. Warnings and notes change nothing.")
@format_option
@click.option("--notes", is_flag=True, help="Show what does no harm by itself too, such as words with two meanings.")
@knowledge_option
def check(*, form: Format, notes: bool, knowledge: Path | None) -> None:
    """Check the knowledge base and list all findings at once, as FILE:LINE:COLUMN: FIELD: what it is."""
    try:
        examined = examine(knowledge, counted)
    except KnowledgeError as error:
        click.echo(report(error.findings, form))
        raise click.exceptions.Exit(FAULTY) from error
    shown = [finding for finding in examined.findings if notes or finding.level != "note"]
    if shown or form == "json":
        click.echo(report(shown, form))
    if any(finding.level == "error" for finding in shown):
        raise click.exceptions.Exit(FAULTY)
    if form != "json":
        click.echo(_summary(examined, knowledge))


def _summary(examined: Examined, knowledge: Path | None) -> str:
    base = examined.base
    where = knowledge or "the knowledge base that comes with iombot"
    counts = f"{len(base.releases)} releases, {len(base.entries)} entries, {len(base.contacts)} contacts"
    return f"No faults in {where}: {counts}, version {base.version}{_others(examined.findings)}."


def _others(findings: tuple[Finding, ...]) -> str:
    """How many warnings and notes there are; empty where there are none."""
    levels = Counter(finding.level for finding in findings)
    named = [f"{levels[level]} {level}{'s' * (levels[level] != 1)}" for level in ("warning", "note") if levels[level]]
    return f"; {', '.join(named)}" if named else ""
