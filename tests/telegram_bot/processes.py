"""`iombot telegram` as a process against the local Bot API server."""

from __future__ import annotations

import asyncio
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Protocol


class Start(Protocol):
    """Starts `iombot telegram` with these settings; killed at the end if it still runs."""

    def __call__(self, **settings: str) -> AbstractAsyncContextManager[Process]: ...


@asynccontextmanager
async def process(environment: dict[str, str]) -> AsyncIterator[Process]:
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "iombot", "telegram", env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        yield running
    finally:
        if running.returncode is None:
            running.kill()
            await running.communicate()


async def ended(running: Process) -> tuple[int | None, str]:
    """Exit code and everything printed."""
    out, err = await asyncio.wait_for(running.communicate(), 30)
    return running.returncode, (out + err).decode()
