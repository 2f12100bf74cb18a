"""The whole bot without a network: what it asks of the Bot API is answered in this process, by Telegram's rules."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from itertools import count
from typing import Any

import pytest
from botapi import ME, TOKEN
from botapi_rules import RULES, Params, Refused, decode
from telegram.request import RequestData
from updates import in_chat

from iombot.adapters.telegram.app import App, build_application
from iombot.adapters.telegram.desk import Desk
from iombot.adapters.telegram.transport import Transport
from iombot.secret import SecretStr
from iombot.settings import Settings

PATIENCE = 60.0
"""Seconds until a bot counts as stuck, on a busy machine."""
MESSAGES = ("sendMessage", "sendContact", "sendPhoto", "editMessageText", "editMessageReplyMarkup")


@dataclass
class Offline:
    """Hands out updates, and keeps what was said and what Telegram would have refused."""

    refused: list[str] = field(default_factory=list)
    said: list[Params] = field(default_factory=list)
    """Fields of every message."""
    batch: list[Params] = field(default_factory=list)
    _ended: bool = False
    _ids: Iterator[int] = field(default_factory=lambda: count(1))
    _chats: Iterator[int] = field(default_factory=lambda: count(2**53))
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)

    async def live_through(self, *updates: Params) -> None:
        """Give the bot updates and a question after them, and wait until that is answered."""
        self.said.clear()
        self.refused.clear()
        chat = next(self._chats)
        async with asyncio.timeout(PATIENCE), self._news:
            self.batch = [{**update, "update_id": next(self._ids)} for update in (*updates, in_chat(chat, "/help"))]
            self._news.notify_all()
            await self._news.wait_for(lambda: any(one.get("chat_id") == chat for one in self.said))
        self.said = [one for one in self.said if one.get("chat_id") != chat]

    async def end(self) -> None:
        """Let the bot stop fetching."""
        async with self._news:
            self.batch, self._ended = [], True
            self._news.notify_all()

    async def request(self, url: str, data: RequestData | None) -> tuple[int, bytes]:
        """What Telegram answers to a call."""
        method = url.rpartition("/")[2]
        params = {name: decode(name, value) for name, value in (data.json_parameters if data else {}).items()}
        try:
            result = await self._result(method, params)
        except Refused as refusal:
            self.refused.append(f"{method}: {refusal.description}")
            answer = {"ok": False, "error_code": refusal.status, "description": refusal.description}
            return refusal.status, json.dumps(answer).encode()
        return 200, json.dumps({"ok": True, "result": result}).encode()

    async def _result(self, method: str, params: Params) -> object:
        if method == "getUpdates":
            return await self._updates(params.get("offset", 0))
        if method == "getMe":
            return ME
        if method in RULES:
            RULES[method](params)
        if method not in MESSAGES:
            return True
        async with self._news:
            self.said.append(params)
            self._news.notify_all()
        return {"message_id": next(self._ids), "date": 1, "chat": {"id": params.get("chat_id", 1), "type": "private"}}

    async def _updates(self, offset: int) -> list[Params]:
        async with self._news:
            self.batch = [update for update in self.batch if update["update_id"] >= offset]
            if not (self.batch or self._ended):
                await self._news.wait()
            return self.batch


@asynccontextmanager
async def offline(desk: Desk, patch: pytest.MonkeyPatch) -> AsyncIterator[Offline]:
    """A bot that polls, everything of it real but the network."""
    telegram = Offline()

    async def do_request(_: Transport, url: str, *__: Any, **named: Any) -> tuple[int, bytes]:  # noqa: ANN401
        return await telegram.request(url, named.get("request_data"))

    patch.setattr(Transport, "do_request", do_request)
    application: App = build_application(Settings(messages_per_second=0), SecretStr(TOKEN), desk)
    async with application:
        if application.updater is None:
            raise RuntimeError("an application that polls has an updater")
        await application.updater.start_polling(poll_interval=0)
        await application.start()
        try:
            yield telegram
        finally:
            await telegram.end()
            await application.updater.stop()
            await application.stop()
