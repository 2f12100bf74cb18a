"""From start to the first answer, and the memory that takes: `python tests/telegram_bot/bench_start.py`.

A question waits on a local Bot API server when `iombot telegram` is started. Prints the time and the processor time
until the answer, and the resident memory then and after a few thousand questions, the median of the rounds: first with
nothing kept from an earlier run (the YAML is read and checked, unless the installation brought a bot), then as at every
later start. Processor time says most where others use the machine. Questions are kept for curators, as the bot does
unless it is told otherwise. Needs Linux.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path
from statistics import median

import click
from bench_throughput import processor_seconds
from botapi import TOKEN, BotApi
from updates import in_chat

from iombot.knowledge.base import all_languages, load_knowledge

SECONDS = 2.0
"""Bar for the time from start to the first answer, on a machine with nothing else to do."""
MEGABYTES = 90.0
"""Bar for resident memory."""
CHATS = 200
PORTION = 200
"""Questions handed over at once, one of each chat."""


@dataclass(frozen=True)
class Start:
    """One start of the bot."""

    seconds: float
    processor: float
    """Seconds of processor time until the first answer."""
    first: float
    """Resident memory in MB after the first answer."""
    later: float
    """The same after all questions."""


async def measure(python: str, questions: Sequence[str], cache: str, *, log: bool) -> Start:
    """Start the bot with a cache folder and ask it."""
    async with BotApi() as api:
        settings = {
            "IOMBOT_API_BASE_URL": api.url, "IOMBOT_TELEGRAM_TOKEN": TOKEN, "IOMBOT_MESSAGES_PER_SECOND": "0",
            "IOMBOT_QUESTIONS_LOG": str(log), "XDG_CACHE_HOME": cache, "XDG_STATE_HOME": cache,
        }  # fmt: skip
        await api.feed(in_chat(1, questions[0]))
        began = time.perf_counter()
        running = await asyncio.create_subprocess_exec(
            python, "-m", "iombot", "telegram", cwd=cache, env=_surroundings(python) | settings
        )
        await api.until("sendMessage")
        seconds, processor, first = time.perf_counter() - began, processor_seconds(running.pid), resident(running.pid)
        asked = 1
        while asked < len(questions):
            portion = questions[asked : asked + PORTION]
            await api.feed(*(in_chat(2 + (asked + n) % CHATS, text) for n, text in enumerate(portion)))
            asked += len(portion)
            await api.until("sendMessage", asked)
        later = resident(running.pid)
        running.terminate()
        await running.wait()
    return Start(seconds, processor, first, later)


def _surroundings(python: str) -> dict[str, str]:
    """The environment variables for a Python; what this one was told to import first is not for another."""
    own = python == sys.executable
    return {name: value for name, value in os.environ.items() if own or name != "PYTHONPATH"}


def resident(process: int) -> float:
    """Resident memory of a process in MB, files that it shares with others included."""
    lines = Path(f"/proc/{process}/smaps_rollup").read_text("utf-8").splitlines()
    return next(int(line.split()[1]) * 1024 / 1e6 for line in lines if line.startswith("Rss:"))


async def rounds(python: str, questions: Sequence[str], number: int, *, log: bool) -> dict[str, list[Start]]:
    """Starts with and without what an earlier start kept."""
    found: dict[str, list[Start]] = {"first start": [], "later starts": []}
    for _ in range(number):
        with tempfile.TemporaryDirectory() as cache:
            for starts in found.values():
                starts.append(await measure(python, questions, cache, log=log))
    return found


@click.command()
@click.option("--questions", default=3_000, show_default=True, help="Questions asked in each round.")
@click.option("--rounds", "number", default=3, show_default=True, help="Rounds of two starts.")
@click.option("--log/--no-log", default=True, show_default=True, help="Keep questions for curators, in SQLite.")
@click.option(
    "--python",
    default=sys.executable,
    type=click.Path(exists=True, path_type=Path),
    help="Python of the environment that holds iombot; default: this one.",
)
def main(questions: int, number: int, python: Path, *, log: bool) -> None:
    """Measure start and memory of the bot that polls."""
    known = [text for entry in load_knowledge().entries.values() for text in all_languages(entry.utterances)]
    found = asyncio.run(rounds(str(python.absolute()), list(islice(cycle(known), questions)), number, log=log))
    for name, starts in found.items():
        click.echo(
            f"{name}: first answer after {median(one.seconds for one in starts):.2f} s (bar: {SECONDS:g}), "
            f"{median(one.processor for one in starts):.2f} s of processor time; resident memory "
            f"{median(one.first for one in starts):.0f} MB then, {median(one.later for one in starts):.0f} MB "
            f"after {questions:,} questions (bar: {MEGABYTES:g})"
        )


if __name__ == "__main__":
    main()
