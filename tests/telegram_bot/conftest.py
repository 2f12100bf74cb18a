"""A bot over real HTTP against the local Bot API server."""

from __future__ import annotations

import socket
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from botapi import TOKEN, BotApi
from clock import Clock
from core_fake import FakeCore, small_library
from processes import Start, process, running, without_settings
from redis_server import RedisServer, redis_server

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.app import App
from iombot.adapters.telegram.desk import Desk, Edition


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


@pytest.fixture
def start(api: BotApi, tmp_path: Path) -> Start:
    folder = tmp_path / "knowledge"
    small_library(folder)
    usual = {"IOMBOT_API_BASE_URL": api.url, "IOMBOT_KNOWLEDGE": str(folder), "IOMBOT_TELEGRAM_TOKEN": TOKEN}
    return lambda **settings: process(without_settings() | usual | settings)


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    """A Redis of this test's own, in which nothing may be kept for ever."""
    with redis_server(tmp_path) as server:
        yield server
        assert server.lasting == []


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def free_port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])
