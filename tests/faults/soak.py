"""A thousand chats, and what they leave in memory: `python tests/faults/soak.py`.

Every chat asks its next question when the last one is answered; half of the questions are known, half are not, so that
they are kept for curators. Prints what was lost and answered twice, how much memory the process holds after the warm-up
and at the end, and its peak. Ends with 1 where a bar is missed. Memory is read from /proc, so it needs Linux.
"""

from __future__ import annotations

import asyncio
import os
import re
import subprocess
import sys
import tempfile
from asyncio.subprocess import Process
from dataclasses import dataclass, field
from itertools import chain, cycle, islice
from pathlib import Path

import beside  # noqa: F401 (see there)
import click
from bench_throughput import Load
from botapi import TOKEN
from botapi_rules import Params

from iombot.knowledge.base import all_languages, load_knowledge

GROWTH = 5.0
"""MB that the process may hold more at the end than after the warm-up."""
MEGABYTES = 90.0
"""MB that it may hold at the end."""
PATIENCE = 1800
"""Seconds after which what is not answered is lost."""


@dataclass
class Soak(Load):
    """The chats; notes the memory of the bot while they talk."""

    process: int = 0
    held: dict[int, float] = field(default_factory=dict)
    """MB that the bot held when so many messages were answered."""

    async def _send_message(self, params: Params) -> object:
        shown = await super()._send_message(params)
        # The server's own memory is none of the matter: what was answered is not asked about again.
        self.messages.clear()
        self.calls.clear()
        if len(self.seconds) % 500 == 0:
            self.held[len(self.seconds)] = megabytes(self.process, "VmRSS")
        return shown


@dataclass(frozen=True)
class Outcome:
    messages: int
    answered: int
    doubled: int
    warm: float
    """MB after the warm-up."""
    end: float
    """MB at the end."""
    peak: float

    @property
    def lost(self) -> int:
        return self.messages - self.answered

    @property
    def growth(self) -> float:
        return self.end - self.warm

    @property
    def good(self) -> bool:
        return self.lost == self.doubled == 0 and self.growth <= GROWTH and self.end <= MEGABYTES

    def __str__(self) -> str:
        return (
            f"{self.messages:,} messages: {self.lost} lost, {self.doubled} doubled; memory after the warm-up "
            f"{self.warm:.1f} MB, at the end {self.end:.1f} MB (bar: {MEGABYTES:g}): {self.growth:+.1f} MB "
            f"(bar: {GROWTH:g}), peak {self.peak:.1f} MB"
        )


def megabytes(process: int, what: str) -> float:
    """Memory of a process as Linux counts it."""
    found = re.search(rf"^{what}:\s+(\d+) kB$", Path(f"/proc/{process}/status").read_text("utf-8"), re.MULTILINE)
    if found is None:
        raise LookupError(what)
    return int(found[1]) / 1024


def questions(number: int) -> tuple[str, ...]:
    """Known and unknown ones in turn."""
    entries = load_knowledge().entries.values()
    known = [utterance for entry in entries for utterance in all_languages(entry.utterances)]
    # Of unknown questions no more than a day has room for.
    pairs = ((one, f"How many lamps of kind {place % 500} were lit?") for place, one in enumerate(cycle(known)))
    return tuple(islice(chain.from_iterable(pairs), number))


async def soak(chats: int, each: int, warm: int, **settings: str) -> Outcome:
    """One process, `chats` that ask `each` questions; the first `warm` messages are the warm-up."""
    async with Soak(questions=questions(chats * each), chats=chats) as api:
        with tempfile.TemporaryDirectory() as state:
            usual = {
                "IOMBOT_API_BASE_URL": api.url, "IOMBOT_TELEGRAM_TOKEN": TOKEN, "IOMBOT_MESSAGES_PER_SECOND": "0",
                "IOMBOT_CHAT_LIMIT": "0", "IOMBOT_LOG_LEVEL": "warning", "XDG_STATE_HOME": state,
            }  # fmt: skip
            running = await asyncio.create_subprocess_exec(
                sys.executable, "-m", "iombot", "telegram", env=os.environ | usual | settings, stdout=subprocess.DEVNULL
            )
            try:
                return await _talk(api, running, each, warm)
            finally:
                running.terminate()
                await running.wait()


async def _talk(api: Soak, running: Process, each: int, warm: int) -> Outcome:
    api.process = running.pid
    await api.until("getUpdates")
    await api.all_ask(each)
    try:
        await asyncio.wait_for(api.done.wait(), PATIENCE)
    except TimeoutError:
        click.echo("gave up waiting", err=True)
    await asyncio.sleep(1)  # a doubled answer comes after the last one that was waited for
    end, peak = (megabytes(running.pid, what) for what in ("VmRSS", "VmHWM"))
    after = min((number for number in api.held if number >= warm), default=0)
    return Outcome(api.chats * each, len(api.seconds), api.doubled, api.held.get(after, end), end, peak)


@click.command()
@click.option("--chats", default=1000, show_default=True, help="Chats that talk at the same time.")
@click.option("--each", default=20, show_default=True, help="Questions of each chat.")
@click.option("--warm", default=4000, show_default=True, help="Messages of the warm-up.")
def main(chats: int, each: int, warm: int) -> None:
    """Let many chats talk to one bot, and watch its memory."""
    outcome = asyncio.run(soak(chats, each, warm))
    click.echo(outcome)
    if not outcome.good:
        sys.exit(1)


if __name__ == "__main__":
    main()
