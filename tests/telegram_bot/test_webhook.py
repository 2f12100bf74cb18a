"""Updates by webhook: taken from Telegram alone."""

from __future__ import annotations

import asyncio
import signal
import socket
from typing import Any

import pytest
from aiohttp import ClientSession
from botapi import PATIENCE, BotApi
from botapi_faults import Fault
from processes import Start, ended
from updates import said

SECRET = "only-Telegram_knows"  # noqa: S105 (of this test only)
SETTINGS = {
    "IOMBOT_WEBHOOK_URL": "https://bot.example/hooks/iombot",
    "IOMBOT_WEBHOOK_PATH": "hooks/iombot",
    "IOMBOT_WEBHOOK_SECRET": SECRET,
}


@pytest.fixture
def port() -> str:
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        return str(free.getsockname()[1])


async def listening(api: BotApi, port: str) -> dict[str, Any]:
    """The registration of the webhook, once its server listens too."""
    (webhook,) = await api.until("setWebhook")
    async with asyncio.timeout(PATIENCE):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", int(port))
            except ConnectionRefusedError:
                await asyncio.sleep(0.02)
            else:
                writer.close()
                return webhook


async def test_updates_with_the_secret_are_answered_and_others_refused(api: BotApi, start: Start, port: str) -> None:
    address = f"http://127.0.0.1:{port}/hooks/iombot"
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port, IOMBOT_LOG_LEVEL="debug") as running:
        webhook = await listening(api, port)
        assert (webhook["url"], webhook["secret_token"]) == (SETTINGS["IOMBOT_WEBHOOK_URL"], SECRET)
        assert "channel_post" not in webhook["allowed_updates"]
        statuses = [await api.post(said("zebra"), address, secret) for secret in (None, "wrong", "", SECRET)]
        assert statuses == [403, 403, 403, 200]
        (sent,) = await api.until("sendMessage")
        assert sent["chat_id"] == 1
        running.send_signal(signal.SIGTERM)
        code, printed = await ended(running)
    assert (code, len(api.made("sendMessage")), api.made("getUpdates")) == (0, 1, [])
    assert [word for word in (SECRET, "zebra", "Ada") if word in printed] == []


async def test_nothing_but_a_posted_update_on_its_path_is_taken(api: BotApi, start: Start, port: str) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port), ClientSession(f"http://127.0.0.1:{port}") as session:
        await listening(api, port)
        tries = [
            await session.get("/hooks/iombot", headers=headers),
            await session.post("/", json=said("x"), headers=headers),
            await session.post("/hooks/iombot/../other", json=said("x"), headers=headers),
            await session.post("/hooks/iombot", data="no json", headers=headers),
        ]
        assert [answer.status for answer in tries] == [405, 404, 404, 415]
        await api.post(said("end"), f"http://127.0.0.1:{port}/hooks/iombot", SECRET)
        await api.until("sendMessage")
    assert len(api.made("sendMessage")) == 1


async def test_a_webhook_without_a_secret_does_not_start(api: BotApi, start: Start, port: str) -> None:
    async with start(**SETTINGS | {"IOMBOT_WEBHOOK_SECRET": ""}, IOMBOT_WEBHOOK_PORT=port) as running:
        code, printed = await ended(running)
    assert (code, "A webhook needs a secret" in printed, api.calls) == (2, True, [])


async def test_an_update_is_acknowledged_when_it_is_answered_and_not_before(
    api: BotApi, start: Start, port: str
) -> None:
    api.fail("sendMessage", Fault(500), Fault(500))
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port):
        await listening(api, port)
        status = await api.post(said("hello"), f"http://127.0.0.1:{port}/hooks/iombot", SECRET)
        assert (status, len(api.made("sendMessage"))) == (200, 3)


async def test_what_is_in_hand_is_acknowledged_before_the_end(api: BotApi, start: Start, port: str) -> None:
    api.fail("sendMessage", Fault(500), Fault(500))
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port) as running:
        await listening(api, port)
        posting = asyncio.create_task(api.post(said("hello"), f"http://127.0.0.1:{port}/hooks/iombot", SECRET))
        await api.until("sendMessage")
        running.send_signal(signal.SIGTERM)
        code, _ = await ended(running)
        assert (await posting, code, len(api.made("sendMessage"))) == (200, 0, 3)


async def test_what_is_no_update_is_refused_and_an_unreadable_one_is_passed_over(
    api: BotApi, start: Start, port: str
) -> None:
    bodies = ["", "[]", "{}", '{"update_id": "x"}', '{"update_id": Infinity}', "[" * 100_000, b"\xff\xfe"]
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port), ClientSession(f"http://127.0.0.1:{port}") as session:
        await listening(api, port)
        tries = [await session.post("/hooks/iombot", data=body, headers=headers) for body in bodies]
        unreadable = await session.post("/hooks/iombot", json={"update_id": 5, "message": {"chat": 1}}, headers=headers)
        huge = await session.post("/hooks/iombot", data=b" " * 1_000_001, headers=headers)
        assert ([answer.status for answer in tries], unreadable.status, huge.status) == ([400] * len(bodies), 200, 400)


async def test_probes_are_answered_on_the_same_port_and_metrics_are_not(api: BotApi, start: Start, port: str) -> None:
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port), ClientSession(f"http://127.0.0.1:{port}") as session:
        await listening(api, port)
        await api.post(said("hello"), f"http://127.0.0.1:{port}/hooks/iombot", SECRET)
        statuses = {path: (await session.get(path)).status for path in ("/healthz", "/readyz", "/metrics")}
        posted = await session.post("/healthz")
    assert (statuses, posted.status) == ({"/healthz": 200, "/readyz": 200, "/metrics": 404}, 405)


async def test_a_chat_over_its_limit_is_told_so_once_and_acknowledged(api: BotApi, start: Start, port: str) -> None:
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port, IOMBOT_CHAT_LIMIT="2"):
        await listening(api, port)
        address = f"http://127.0.0.1:{port}/hooks/iombot"
        statuses = [await api.post(said(f"q{number}"), address, SECRET) for number in range(6)]
    texts = [call["text"][:22] for call in api.made("sendMessage")]
    assert (statuses, len(texts), texts[2:]) == ([200] * 6, 3, ["That was a lot at once"])
