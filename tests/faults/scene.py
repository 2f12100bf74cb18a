"""What a trial has at hand: a crowd, bots of its own, and a folder."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
import time
from asyncio.subprocess import Process
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from botapi import TOKEN
from crowd import PATIENCE, Crowd
from processes import process, without_settings
from replicas import Replicas, replicas

KNOWLEDGE = Path(__file__).parents[2] / "knowledge"


@dataclass(frozen=True)
class Scale:
    """How long and how much."""

    seconds: float
    """How long a fault lasts."""
    people: int
    """How many ask meanwhile."""
    rounds: int
    """How often what happens at one moment is tried."""
    slow: float
    """Seconds that a slow reply takes."""


FULL = Scale(seconds=20, people=100, rounds=10, slow=15)
SHORT = Scale(seconds=1.5, people=12, rounds=2, slow=0.6)


@dataclass(frozen=True)
class Outcome:
    tries: int
    """How often the fault struck."""
    recovery: float
    """Seconds from its end, the longest of all tries, until everybody who asked had an answer."""


class NotPossibleError(Exception):
    """Something that a trial needs is not there."""


@dataclass
class Scene:
    crowd: Crowd
    folder: Path
    """Of this trial alone."""
    scale: Scale

    @property
    def knowledge(self) -> Path:
        """A copy of the shipped knowledge base, to be broken."""
        copy = self.folder / "knowledge"
        if not copy.exists():
            shutil.copytree(KNOWLEDGE, copy)
        return copy

    @property
    def log(self) -> str:
        """What all bots of this trial logged."""
        return (self.folder / "log").read_text("utf-8")

    @asynccontextmanager
    async def bot(self, **settings: str) -> AsyncIterator[Process]:
        """`iombot telegram` with these settings; killed at the end if it still runs."""
        usual = {
            "IOMBOT_API_BASE_URL": self.crowd.url, "IOMBOT_TELEGRAM_TOKEN": TOKEN, "IOMBOT_LOG_LEVEL": "info",
            "XDG_STATE_HOME": str(self.folder / "state"),
        }  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            async with process(without_settings() | usual | settings, subprocess.DEVNULL, log) as running:
                yield running

    @asynccontextmanager
    async def awake(self, **settings: str) -> AsyncIterator[Process]:
        """The same, once it has answered somebody."""
        async with self.bot(**settings) as running:
            await self.crowd.ask(1)
            await self.crowd.settled()
            yield running

    def behind_webhook(self, **settings: str) -> AbstractAsyncContextManager[Replicas]:
        """One bot with these settings that updates are posted to, listening."""
        return replicas(self.bot, self.crowd, 1, IOMBOT_CHAT_LIMIT="0", **settings)

    async def logged(self, words: str, times: int = 1) -> None:
        """Wait until something stands in the log so often."""
        await until(lambda: self.log.count(words) >= times)


async def until(condition: Callable[[], bool]) -> None:
    """Wait for something that tells nobody."""
    end = time.monotonic() + PATIENCE
    while not condition():
        if time.monotonic() > end:
            raise TimeoutError
        await asyncio.sleep(0.01)


@dataclass(frozen=True)
class Trial:
    fault: str
    """As the table calls it."""
    run: Callable[[Scene], Awaitable[Outcome]]
