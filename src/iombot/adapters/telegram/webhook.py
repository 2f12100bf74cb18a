"""Updates by webhook: taken from Telegram alone, and acknowledged only when they are handled."""

from __future__ import annotations

import asyncio
import hmac
import json
import logging
import ssl
from asyncio import Queue, Task
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from http import HTTPStatus
from pathlib import Path
from typing import Any, Final

from telegram import Update
from telegram.error import InvalidToken, RetryAfter, TelegramError
from telegram.ext import Application, Updater

from iombot.adapters.routes import Answer, Asked, Route
from iombot.errors import ConfigurationError
from iombot.lazy import load
from iombot.secret import SecretStr
from iombot.settings import Settings

HOLD_SECONDS: Final = 50
"""How long Telegram is kept waiting for an acknowledgement; it gives up after about a minute and repeats the update."""
REGISTER_SECONDS: Final = 3
"""Pause before the webhook is registered anew."""
MAX_NUMBER: Final = 2**63 - 1
"""Of an update; Telegram's have 32 bits so far."""
SECRET_HEADER: Final = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105 (the name alone)

_CERTIFICATE: Final = "The certificate of the webhook (IOMBOT_WEBHOOK_CERTIFICATE)"
_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Webhook:
    """Where updates come in."""

    url: str
    """Public address, as Telegram is told."""
    listen: str
    port: int
    path: str
    """Path on this server, without the slash before it."""
    secret: SecretStr
    certificate: Path | None
    """PEM; None: a proxy ends TLS."""
    key: Path | None
    connections: int
    """Updates that Telegram hands over at the same time, 1 to 100."""
    updates: Sequence[str]
    """Kinds of update that Telegram is asked for."""

    @staticmethod
    def of(settings: Settings, updates: Sequence[str]) -> Webhook:
        """The webhook of the settings. Raises `ConfigurationError` where one of them is missing or of no use."""
        if settings.webhook_key and not settings.webhook_certificate:
            raise ConfigurationError("A key alone makes no TLS: set IOMBOT_WEBHOOK_CERTIFICATE as well.")
        return Webhook(
            url=settings.webhook_url or "",
            listen=settings.webhook_listen,
            port=settings.webhook_port,
            path=settings.webhook_path.strip("/"),
            secret=settings.webhook_token(),
            certificate=settings.webhook_certificate,
            key=settings.webhook_key,
            connections=settings.webhook_connections,
            updates=updates,
        )

    def tls(self) -> ssl.SSLContext | None:
        """Certificate and key, read; None without. Raises `ConfigurationError` where they cannot be used."""
        if not (self.certificate and self.key):
            return None
        context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        try:
            context.load_cert_chain(self.certificate, self.key)
        except OSError as error:  # TLS errors, too
            raise ConfigurationError(f"{_CERTIFICATE} and its key cannot be used: {error.strerror}.") from None
        return context

    def pem(self) -> bytes | None:
        """The certificate, for Telegram to check ours by. Raises `ConfigurationError` where it cannot be read."""
        try:
            return self.certificate.read_bytes() if self.certificate else None
        except OSError as error:
            raise ConfigurationError(f"{_CERTIFICATE} cannot be read: {error.strerror}.") from None


@dataclass(frozen=True)
class Gate:
    """What stands before a webhook."""

    refuses: Callable[[dict[str, Any]], bool] = lambda _: False
    """Whether an update is passed over unread."""
    on_open: Callable[[], None] = lambda: None
    """Called when Telegram knows where to deliver."""
    on_close: Callable[[], None] = lambda: None
    """Called when the end begins."""


class WebhookUpdater(Updater):
    """Takes the place of the library's updater, which acknowledges an update before it is handled."""

    __slots__ = ("_application", "_gate", "_hook", "_routes", "_server", "_tasks")

    def __init__(
        self,
        application: Application[Any, Any, Any, Any, Any, Any],
        webhook: Webhook,
        routes: Sequence[Route] = (),
        gate: Gate | None = None,
    ) -> None:
        """Hand updates to `application`, if the gate lets them in; `routes` are answered on the same port."""
        super().__init__(application.bot, application.update_queue)
        self._application = application
        self._hook = webhook
        self._routes = routes
        self._gate = gate or Gate()
        self._server: Any = None
        self._tasks: set[Task[None]] = set()

    @property
    def running(self) -> bool:
        """Whether the server listens."""
        return bool(self._server and self._server.listening)

    async def start_webhook(self, *_: Any, bootstrap_retries: int = 0, **__: Any) -> Queue[object]:  # noqa: ANN401
        """Listen, then tell Telegram. Raises `TelegramError` after so many more tries; -1: tries without end.

        Raises `ConfigurationError` if the address, the certificate or its key cannot be used.
        """
        hook = self._hook
        own = [Route(f"/{hook.path}{end}", ("POST",), self._on_post) for end in ("", "/")]
        self._server = load("iombot.adapters.webserver:WebServer")([*own, *self._routes], hook.tls())
        pem = hook.pem()
        await self._server.listen(hook.port, hook.listen, "webhook")
        await self._register(bootstrap_retries, pem)
        self._gate.on_open()
        return self.update_queue

    async def stop(self) -> None:
        """Take no more updates, and finish those in hand."""
        self._gate.on_close()
        if self._server:
            await self._server.stop()
        if self._tasks:
            await asyncio.wait(self._tasks)

    async def _register(self, retries: int, pem: bytes | None) -> None:
        while True:
            try:
                await self.bot.set_webhook(
                    self._hook.url,
                    certificate=pem,
                    allowed_updates=self._hook.updates,
                    max_connections=self._hook.connections,
                    secret_token=self._hook.secret.get_secret_value(),
                )
            except TelegramError as error:
                if isinstance(error, InvalidToken) or retries == 0:
                    raise
                retries -= 1
                _LOG.warning("The webhook could not be registered, trying again: %s", type(error).__name__)
                await asyncio.sleep(_pause(error))
            else:
                return

    async def _on_post(self, asked: Asked) -> Answer:
        """Take an update if it comes from Telegram."""
        told, secret = asked.headers.get(SECRET_HEADER, ""), self._hook.secret.get_secret_value()
        if not hmac.compare_digest(told.encode(errors="surrogateescape"), secret.encode()):
            return Answer(HTTPStatus.FORBIDDEN)
        if asked.headers.get("Content-Type", "").partition(";")[0].strip().lower() != "application/json":
            return Answer(HTTPStatus.UNSUPPORTED_MEDIA_TYPE)
        return Answer(await self._take(await asked.read()))

    async def _take(self, body: bytes) -> HTTPStatus:
        """Handle an update; what Telegram is told."""
        try:
            content = json.loads(body)
            number = _number(content["update_id"])
        except (ValueError, TypeError, KeyError, RecursionError):
            return HTTPStatus.BAD_REQUEST
        if self._gate.refuses(content):
            return HTTPStatus.OK
        try:
            update = Update.de_json(content, self.bot)
        except Exception as error:  # noqa: BLE001 (whatever a malformed update does to the library)
            # Refused, it would come again and again, and hold up what its chat asks next.
            _LOG.error("Update %d cannot be read and is passed over: %s", number, type(error).__name__)
            return HTTPStatus.OK
        task = asyncio.create_task(self._handle(update))
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        # Handling goes on when the connection breaks or the wait is over: the update comes again and is known then.
        done, _ = await asyncio.wait({task}, timeout=HOLD_SECONDS)
        if not done or task.cancelled():
            return HTTPStatus.SERVICE_UNAVAILABLE
        failure = task.exception()
        if failure is None:
            return HTTPStatus.OK
        _LOG.warning("Update %d is to come again: %s", number, type(failure).__name__)
        return HTTPStatus.SERVICE_UNAVAILABLE

    async def _handle(self, update: Update) -> None:
        await self._application.update_processor.process_update(update, self._application.process_update(update))


def _number(told: object) -> int:
    """The number of an update. Raises `ValueError` for a text or too many digits: the log shows it, Redis keeps it."""
    if type(told) is int and 0 <= told <= MAX_NUMBER:
        return told
    raise ValueError("no number of an update")


def _pause(error: TelegramError) -> float:
    """Seconds until the next try."""
    if not isinstance(error, RetryAfter):
        return REGISTER_SECONDS
    wait = error.retry_after
    return wait if isinstance(wait, int) else wait.total_seconds()
