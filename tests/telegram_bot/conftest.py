"""A bot over real HTTP against the local Bot API server."""

from __future__ import annotations

import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
from botapi import TOKEN, BotApi
from core_fake import FakeCore, small_library
from processes import Start, process
from pydantic import SecretStr

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.app import UPDATES, App, build_application
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.settings import Settings


@pytest.fixture
async def api() -> AsyncIterator[BotApi]:
    async with BotApi() as server:
        yield server


@pytest.fixture
def core(tmp_path: Path) -> FakeCore:
    return FakeCore(small_library(tmp_path / "knowledge"))


@pytest.fixture
def desk(core: FakeCore) -> Desk:
    return Desk(Edition(core, core.knowledge), InMemory(30))


@pytest.fixture
async def app(api: BotApi, desk: Desk) -> AsyncIterator[App]:
    async with running(api, desk) as application:
        yield application


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


@pytest.fixture
def start(api: BotApi, tmp_path: Path) -> Start:
    folder = tmp_path / "knowledge"
    small_library(folder)
    bare = {name: value for name, value in os.environ.items() if not name.startswith("IOMBOT_")}
    usual = {"IOMBOT_API_BASE_URL": api.url, "IOMBOT_KNOWLEDGE": str(folder), "IOMBOT_TELEGRAM_TOKEN": TOKEN}
    return lambda **settings: process(bare | usual | settings)
