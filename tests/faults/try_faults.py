"""Faults, tried and counted: `python tests/faults/try_faults.py`.

Each fault strikes `iombot telegram`, with the shipped knowledge base and its usual settings, while people ask. Prints a
table: how often it struck, how many questions were lost (never answered), how many answered twice, and how long it
took, from the end of the fault, until everybody who had asked was answered. `--write` puts the table into README.md.
"""

from __future__ import annotations

import asyncio
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

import beside  # noqa: F401 (see there)
import click
import trials_bot
import trials_network
import trials_updates
from crowd import Crowd
from scene import FULL, SHORT, NotPossibleError, Scale, Scene, Trial

README = Path(__file__).parents[2] / "README.md"
TABLE = re.compile(r"(?<=<!-- faults -->\n)(.*?)(?=\n<!-- end of faults -->)", re.DOTALL)
TRIALS: tuple[Trial, ...] = (*trials_network.TRIALS, *trials_updates.TRIALS, *trials_bot.TRIALS)


@dataclass(frozen=True)
class Row:
    """A line of the table."""

    fault: str
    tries: int
    asked: int
    lost: int
    doubled: int
    recovery: float
    """Seconds."""

    def __str__(self) -> str:
        return f"| {self.fault} | {self.tries} | {self.asked} | {self.lost} | {self.doubled} | {self.recovery:.1f} s |"


def table(rows: list[Row]) -> str:
    head = "| fault | tries | questions | lost | doubled | recovery time |\n| --- | --- | --- | --- | --- | --- |"
    return "\n".join([head, *map(str, rows)])


async def attempt(trial: Trial, scale: Scale) -> Row:
    """One trial with a server and bots of its own. Raises `NotPossibleError`."""
    with tempfile.TemporaryDirectory() as folder:
        async with Crowd() as crowd:
            outcome = await trial.run(Scene(crowd, Path(folder), scale))
        return Row(trial.fault, outcome.tries, len(crowd.asked), crowd.lost, crowd.doubled, outcome.recovery)


@click.command()
@click.option("--short", is_flag=True, help="A moment each, as in the tests.")
@click.option("--only", default="", help="Trials whose name holds this.")
@click.option("--write", is_flag=True, help="Put the table into README.md.")
def main(*, short: bool, only: str, write: bool) -> None:
    """Try all faults and count."""
    rows = []
    for trial in TRIALS:
        if only not in trial.fault:
            continue
        try:
            row = asyncio.run(attempt(trial, SHORT if short else FULL))
        except NotPossibleError as error:
            click.echo(f"{trial.fault}: not tried, {error}", err=True)
            continue
        click.echo(str(row), err=True)
        rows.append(row)
    click.echo(table(rows))
    if write:
        README.write_text(TABLE.sub(table(rows), README.read_text("utf-8")), "utf-8")


if __name__ == "__main__":
    main()
