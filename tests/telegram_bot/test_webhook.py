"""Updates by webhook: taken from Telegram alone."""

from __future__ import annotations

import asyncio
import signal
import socket
import ssl
from dataclasses import replace
from pathlib import Path
from shutil import which
from typing import Any

import pytest
from aiohttp import ClientSession
from botapi import PATIENCE, TOKEN, BotApi
from botapi_faults import Fault
from processes import Start, ended
from telegram.ext import Application
from updates import said

from iombot.adapters.routes import Asked
from iombot.adapters.telegram.webhook import SECRET_HEADER, Webhook, WebhookUpdater
from iombot.secret import SecretStr
from iombot.settings import Settings

SECRET = "only-Telegram_knows"  # noqa: S105 (of this test only)
SETTINGS = {
    "IOMBOT_WEBHOOK_URL": "https://bot.example/hooks/iombot",
    "IOMBOT_WEBHOOK_PATH": "hooks/iombot",
    "IOMBOT_WEBHOOK_SECRET": SECRET,
}

OTHERS = ("HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")
"""Methods that Telegram has no use for."""


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


class Shy(str):
    """A text that may be encoded, and compared with nothing."""

    __slots__ = ()
    __hash__ = str.__hash__

    def __eq__(self, _: object) -> bool:
        raise AssertionError("compared in a time that tells how much of it is right")

    def __ne__(self, _: object) -> bool:
        raise AssertionError("compared in a time that tells how much of it is right")

    def encode(self, *_: str, **__: str) -> bytes:
        return ShyBytes(str.encode(self))


class ShyBytes(bytes):
    """The same of bytes; `hmac.compare_digest` looks at them by itself."""

    __slots__ = ()
    __hash__ = bytes.__hash__
    __eq__ = Shy.__eq__
    __ne__ = Shy.__ne__


@pytest.mark.parametrize(("told", "status"), [("", 403), (SECRET[:-1], 403), (SECRET + "x", 403), (SECRET, 415)])
async def test_the_secret_is_compared_in_constant_time_and_before_anything_is_read(told: str, status: int) -> None:
    async def read() -> bytes:
        raise AssertionError("the body was read")

    settings = Settings(webhook_url="https://bot.example/hook", webhook_secret=SecretStr(SECRET))
    hook = replace(Webhook.of(settings, ["message"]), secret=SecretStr(Shy(SECRET)))
    application = Application.builder().token(TOKEN).updater(None).build()
    answer = await WebhookUpdater(application, hook)._on_post(  # noqa: SLF001 (its route is made when it listens)
        Asked({SECRET_HEADER: Shy(told)}, read)
    )
    assert answer.status == status


async def test_nothing_but_a_posted_update_on_its_path_is_taken(api: BotApi, start: Start, port: str) -> None:
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port), ClientSession(f"http://127.0.0.1:{port}") as session:
        await listening(api, port)
        tries = [
            await session.get("/hooks/iombot", headers=headers),
            await session.post("/", json=said("x"), headers=headers),
            await session.post("/hooks/iombot/../other", json=said("x"), headers=headers),
            await session.post("/hooks/iombot", data="no json", headers=headers),
            *[await session.request(method, "/hooks/iombot", json=said("x"), headers=headers) for method in OTHERS],
            await session.get("/"),
            await session.get("/hooks"),
            await session.post("/hooks/iombot/x", json=said("x"), headers=headers),
        ]
        expected = [405, 404, 404, 415, *[405] * len(OTHERS), 404, 404, 404]
        assert [answer.status for answer in tries] == expected
        await api.post(said("end"), f"http://127.0.0.1:{port}/hooks/iombot", SECRET)
        await api.until("sendMessage")
    assert len(api.made("sendMessage")) == 1


async def test_a_webhook_without_a_secret_does_not_start(api: BotApi, start: Start, port: str) -> None:
    async with start(**SETTINGS | {"IOMBOT_WEBHOOK_SECRET": ""}, IOMBOT_WEBHOOK_PORT=port) as running:
        code, printed = await ended(running)
    assert (code, "A webhook needs a secret" in printed, api.calls) == (2, True, [])


@pytest.mark.parametrize(
    ("settings", "sentence"),
    [
        ({"IOMBOT_WEBHOOK_URL": "http://bot.example/x"}, "IOMBOT_WEBHOOK_URL"),
        ({"IOMBOT_WEBHOOK_LISTEN": "203.0.113.9"}, "The webhook cannot listen on 203.0.113.9, port "),
        ({"IOMBOT_WEBHOOK_KEY": "k.pem"}, "set IOMBOT_WEBHOOK_CERTIFICATE as well"),
        ({"IOMBOT_WEBHOOK_CERTIFICATE": "/nowhere"}, "(IOMBOT_WEBHOOK_CERTIFICATE) cannot be read: No such file"),
        (
            {"IOMBOT_WEBHOOK_CERTIFICATE": __file__, "IOMBOT_WEBHOOK_KEY": __file__},
            "(IOMBOT_WEBHOOK_CERTIFICATE) and its key cannot be used: ",
        ),
    ],
    ids=["no TLS", "foreign address", "key alone", "no certificate", "not PEM"],
)
async def test_a_setting_of_no_use_ends_the_start_with_a_sentence_that_names_it(
    api: BotApi, start: Start, port: str, settings: dict[str, str], sentence: str
) -> None:
    async with start(**SETTINGS | {"IOMBOT_WEBHOOK_PORT": port} | settings) as running:
        code, printed = await ended(running)
    assert (code, sentence in printed.splitlines()[-1], api.made("setWebhook")) == (2, True, [])


@pytest.mark.skipif(not which("openssl"), reason="a certificate is made with openssl, which is not installed")
async def test_without_a_proxy_the_bot_ends_tls_itself_and_telegram_gets_the_certificate(
    api: BotApi, start: Start, port: str, tmp_path: Path
) -> None:
    certificate, key = tmp_path / "certificate.pem", tmp_path / "key.pem"
    made = await asyncio.create_subprocess_exec(
        "openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2",
        "-subj", "/CN=bot.example", "-addext", "subjectAltName=IP:127.0.0.1", "-out", certificate, "-keyout", key,
        stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    assert await made.wait() == 0
    files = {"IOMBOT_WEBHOOK_CERTIFICATE": str(certificate), "IOMBOT_WEBHOOK_KEY": str(key)}
    trusted = ssl.create_default_context(cafile=certificate)
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET}
    async with start(**SETTINGS, **files, IOMBOT_WEBHOOK_PORT=port), ClientSession() as session:
        webhook = await listening(api, port)
        update = {"update_id": 1} | said("hello")
        answer = await session.post(f"https://127.0.0.1:{port}/hooks/iombot", json=update, headers=headers, ssl=trusted)
        assert (answer.status, len(api.made("sendMessage"))) == (200, 1)
    assert webhook["certificate"] == certificate.read_bytes()


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
    numbers = ['"x"', '"12"', "Infinity", "NaN", "1.5", "true", "-1", "9" * 4000, "9" * 5000]
    bodies = ["", "[]", "{}", "[" * 100_000, b"\xff\xfe", *(f'{{"update_id": {number}}}' for number in numbers)]
    headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
    async with start(**SETTINGS, IOMBOT_WEBHOOK_PORT=port), ClientSession(f"http://127.0.0.1:{port}") as session:
        await listening(api, port)
        tries = [await session.post("/hooks/iombot", data=body, headers=headers) for body in bodies]
        unreadable = await session.post("/hooks/iombot", json={"update_id": 5, "message": {"chat": 1}}, headers=headers)
        huge = await session.post("/hooks/iombot", data=b" " * 1_000_001, headers=headers)
        assert ([answer.status for answer in tries], unreadable.status, huge.status) == ([400] * len(bodies), 200, 413)


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
