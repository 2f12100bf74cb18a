"""Identical bots behind a webhook, and Telegram's side of it: every update is repeated until it is acknowledged."""

from __future__ import annotations

import asyncio
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass, field
from itertools import count, cycle

from aiohttp import ClientError, ClientSession, ClientTimeout
from botapi import PATIENCE, BotApi
from botapi_rules import Params
from processes import Start
from redis_server import free_port

SECRET = "only-Telegram_knows"  # noqa: S105 (of these tests only)
PATH = "hooks/iombot"
HEADERS = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
AGAIN = 0.05
"""Seconds until an update is repeated; Telegram waits a second and more."""
GIVE_UP = 60
"""Tries after which a test is not going to succeed."""


@dataclass(frozen=True)
class Replica:
    process: Process
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}/{PATH}"


@dataclass
class Replicas:
    """The bots, and whoever posts to them."""

    all: list[Replica]
    session: ClientSession
    tries: list[int] = field(default_factory=list)
    """Status of every try to post; 0 where the connection broke."""
    _ids: count[int] = field(default_factory=lambda: count(1))

    async def post(self, update: Params, first: int = 0) -> None:
        """Post an update, to the replica `first` and then to the next ones, until one acknowledges it."""
        update = {"update_id": next(self._ids)} | update
        turn = cycle(self.all[first:] + self.all[:first])
        for _ in range(GIVE_UP):
            status = await self.post_once(update, next(turn))
            if status == 200:
                return
            await asyncio.sleep(AGAIN)
        raise TimeoutError("no replica acknowledges the update")

    async def post_once(self, update: Params, replica: Replica) -> int:
        try:
            async with self.session.post(replica.address, json=update, headers=HEADERS) as response:
                status = response.status
        except ClientError:
            status = 0
        self.tries.append(status)
        return status


@asynccontextmanager
async def replicas(start: Start, api: BotApi, number: int, **settings: str) -> AsyncIterator[Replicas]:
    """So many bots in webhook mode, all listening; killed at the end."""
    common = {
        "IOMBOT_WEBHOOK_URL": f"https://bot.example/{PATH}",
        "IOMBOT_WEBHOOK_PATH": PATH,
        "IOMBOT_WEBHOOK_SECRET": SECRET,
        "IOMBOT_MESSAGES_PER_SECOND": "0",
    }
    earlier = len(api.made("setWebhook"))
    async with AsyncExitStack() as stack:
        bots = []
        for _ in range(number):
            port = free_port()
            running = await stack.enter_async_context(start(**common, **settings, IOMBOT_WEBHOOK_PORT=str(port)))
            bots.append(Replica(running, port))
        await api.until("setWebhook", earlier + number)
        session = await stack.enter_async_context(ClientSession(timeout=ClientTimeout(total=PATIENCE)))
        yield Replicas(bots, session)
