"""`iombot eval`: sets of questions with what is expected of the answers."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

import click

from iombot.cli.options import knowledge_option
from iombot.cli.progress import counted
from iombot.curation import evaluate as evaluation
from iombot.curation.base import earlier_knowledge
from iombot.curation.evaluate import OUTCOMES, Change, Result
from iombot.curation.questions import Case, read_questions
from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase, load_knowledge, shipped_folder

FAILED = 1
"""Exit code when something is not right; with --compare, when something broke."""
SHOWN = 160
"""Characters of an answer in the list of failures."""


@click.command(
    "eval",
    epilog="""\b
Exit code: 0 all right; 1 something is not right (with --compare: something broke that was right); 2 usage error.""",
)
@click.argument("files", nargs=-1, required=True, metavar="FILE…", type=click.Path(path_type=Path))
@click.option("--compare", metavar="BASE", help="Show what changed since BASE: a knowledge folder or a git revision.")
@knowledge_option
def evaluate(files: tuple[Path, ...], *, compare: str | None, knowledge: Path | None) -> None:
    """Ask every question of the sets FILE and show, by kind, how many answers were right, and why others were not."""
    cases = [case for file in files for case in read_questions(file)]
    after = _results(load_knowledge(knowledge), cases)
    if compare is None:
        _show_table(after)
        _show_failures([result for result in after if not result.right])
        failed = not all(result.right for result in after)
    else:
        with earlier_knowledge(compare, knowledge or shipped_folder()) as folder:
            before = _results(load_knowledge(folder), cases)
        fixed, broken = evaluation.changes(before, after)
        _show_table(after)
        _show_changes("Fixed", fixed)
        _show_changes("Broken", broken)
        failed = bool(broken)
    if failed:
        raise click.exceptions.Exit(FAILED)


def _results(base: KnowledgeBase, cases: list[Case]) -> list[Result]:
    return list(evaluation.evaluate(Bot(base), counted(cases)))


def _show_table(results: list[Result]) -> None:
    """How many of each outcome, by kind and in all."""
    rows = evaluation.tally(results, lambda result: result.question.expected.kind or result.question.expected.expect)
    rows |= evaluation.tally(results, lambda _: "all")
    width = max(len(name) for name in rows)
    click.echo(f"{'':{width}}{'n':>7}" + "".join(f"{outcome:>9}" for outcome in OUTCOMES) + "   right")
    for name, counts in rows.items():
        shares = "".join(f"{counts[outcome]:>9}" for outcome in OUTCOMES)
        click.echo(f"{name:{width}}{counts.total():>7}{shares}{counts['right'] / counts.total():>8.1%}")


def _show_failures(failures: Iterable[Result]) -> None:
    """Question, answer and reason; the harmful ones first."""
    for result in sorted(failures, key=lambda one: OUTCOMES.index(one.verdict.outcome)):
        click.echo(f"\n{_head(result)}\n  {result.question.text}\n  {_answer(result)}")


def _show_changes(title: str, pairs: list[Change]) -> None:
    click.echo(f"\n{title}: {len(pairs)}")
    for pair in pairs:
        click.echo(f"\n{_head(pair.after)}\n  {pair.after.question.text}")
        click.echo(f"  before: {_answer(pair.before)}\n  now:    {_answer(pair.after)}")


def _head(result: Result) -> str:
    verdict, expected = result.verdict, result.question.expected
    return f"{verdict.outcome} {result.question.id} [{expected.expect}]" + (f": {verdict.why}" if verdict.why else "")


def _answer(result: Result) -> str:
    line = " ".join(result.reply.text.split())
    return f"{result.reply.status}: {line[:SHOWN]}" + ("…" if len(line) > SHOWN else "")
