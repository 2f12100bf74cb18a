"""Every fault, for a moment: nothing is lost, and nothing doubled but what only Telegram can know of."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from pathlib import Path

import pytest
from scene import SHORT, NotPossibleError, Trial
from try_faults import README, TABLE, TRIALS, Row, attempt

from iombot.cli.snapshot import load_bot

DOUBLED = "connection dropped after the message was shown"
TOGETHER = "another bot fetches updates with the same token"
AT_ONCE = 6
"""Trials at the same time: most of a trial is waiting."""


@pytest.fixture(scope="module")
def rows() -> dict[str, Row | str]:
    """What came of every trial, or why it was not possible."""
    load_bot()  # kept from now on: otherwise each of the first bots reads all files for itself
    return asyncio.run(_all())


async def _all() -> dict[str, Row | str]:
    places = asyncio.Semaphore(AT_ONCE)

    async def one(trial: Trial) -> Row | str:
        async with places:
            try:
                return await attempt(trial, SHORT)
            except NotPossibleError as error:
                return str(error)

    found = await asyncio.gather(*map(one, TRIALS))
    return {trial.fault: row for trial, row in zip(TRIALS, found, strict=True)}


@pytest.mark.parametrize("trial", TRIALS, ids=lambda trial: trial.fault)
def test_a_fault_costs_no_answer(trial: Trial, rows: dict[str, Row | str]) -> None:
    row = rows[trial.fault]
    if isinstance(row, str):
        pytest.skip(row)
    assert row.tries > 0
    assert row.asked >= SHORT.people
    if trial.fault == "token revoked":  # what is in hand just then cannot be sent any more
        assert row.lost <= row.asked // 2
    else:
        assert row.lost == 0
    # For a moment both bots may have the same update.
    assert row.doubled <= (row.tries if trial.fault in {DOUBLED, TOGETHER} else 0)


@pytest.mark.parametrize("program", ["soak.py", "try_faults.py"])
def test_a_program_finds_what_it_needs_by_itself(program: str, tmp_path: Path) -> None:
    command = [sys.executable, str(Path(__file__).with_name(program)), "--help"]
    installed = os.environ | {"PYTHONPATH": str(README.parent / "src")}
    shown = subprocess.run(command, cwd=tmp_path, env=installed, check=True, capture_output=True, text=True).stdout
    assert shown.startswith(f"Usage: {program}")


def test_the_readme_shows_every_fault() -> None:
    shown = TABLE.search(README.read_text("utf-8"))
    assert shown is not None
    faults = [line.split(" | ")[0].removeprefix("| ") for line in shown[1].splitlines()[2:]]
    assert faults == [trial.fault for trial in TRIALS]
