"""A bot against the local Bot API server: in this process, or as `iombot telegram`."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import IO, Protocol

from botapi import TOKEN, BotApi

from iombot.adapters.telegram.app import UPDATES, App, build_application
from iombot.adapters.telegram.desk import Desk
from iombot.secret import SecretStr
from iombot.settings import Settings


class Start(Protocol):
    """Starts `iombot telegram` with these settings; killed at the end if it still runs."""

    def __call__(self, **settings: str) -> AbstractAsyncContextManager[Process]: ...


def without_settings() -> dict[str, str]:
    """The environment of the tests without settings of a bot."""
    return {name: value for name, value in os.environ.items() if not name.startswith("IOMBOT_")}


@asynccontextmanager
async def process(
    environment: dict[str, str], stdout: int = subprocess.PIPE, stderr: int | IO[bytes] = subprocess.PIPE
) -> AsyncIterator[Process]:
    """`iombot telegram` in this environment; killed at the end if it still runs."""
    running = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "iombot", "telegram", env=environment, stdout=stdout, stderr=stderr
    )
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


@asynccontextmanager
async def running(api: BotApi, desk: Desk) -> AsyncIterator[App]:
    """A bot that polls the server, stopped in order at the end."""
    settings = Settings(api_base_url=api.url, messages_per_second=0)
    application = build_application(settings, SecretStr(TOKEN), desk)
    async with application:
        if application.updater is None:
            raise RuntimeError("an application that polls has an updater")
        await application.updater.start_polling(poll_interval=0, allowed_updates=UPDATES)
        await application.start()
        try:
            yield application
        finally:
            await application.updater.stop()
            await application.stop()
