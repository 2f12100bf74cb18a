"""A small web server: fixed paths, requests of bounded size and time, and an orderly end."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from http import HTTPStatus
from ssl import SSLContext
from typing import Any, Final

from tornado.httpserver import HTTPServer
from tornado.web import Application, HTTPError, RequestHandler

from iombot.errors import ConfigurationError

MAX_BODY: Final = 1_000_000
"""Bytes. The longest updates, a message with everything that it quotes, take some ten thousand."""
ARRIVAL_SECONDS: Final = 10
"""How long a request may take to arrive."""
IDLE_SECONDS: Final = 120
"""How long a connection without a request is kept; proxies give up earlier, and are then not surprised."""

_LOG = logging.getLogger(__name__)

Route = tuple[str, type[RequestHandler], dict[str, Any]]
"""Pattern of a path from its slash on, the handler of it, and the arguments of its `initialize`."""


class Handler(RequestHandler):
    """Base of all handlers: names no software, shows no fault, and is waited for when the server stops."""

    def set_default_headers(self) -> None:
        """Leave out the server's name and version."""
        self.clear_header("Server")

    def prepare(self) -> None:
        """Note that a request is in hand; where the server is being stopped, send it to another."""
        if not self.application.settings["in_hand"].take(self):
            self.set_header("Connection", "close")
            raise HTTPError(HTTPStatus.SERVICE_UNAVAILABLE)

    def on_finish(self) -> None:
        """Note that it is done."""
        self.application.settings["in_hand"].drop(self)

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401, ARG002 (the library's signature)
        """Answer with the status alone."""
        self.finish()

    def log_exception(self, typ: type[BaseException] | None, *_: Any) -> None:  # noqa: ANN401 (the library's signature)
        """Log the class of an error of our own; what others send is no news."""
        if typ and not issubclass(typ, HTTPError):
            _LOG.error("A request could not be answered: %s", typ.__name__)


class _Nothing(Handler):
    """Any other path."""

    def prepare(self) -> None:
        """Refuse."""
        raise HTTPError(HTTPStatus.NOT_FOUND)


class _InHand:
    """Requests whose response is not sent yet."""

    def __init__(self) -> None:
        self._requests: set[Handler] = set()
        self._full = False
        self._done = asyncio.Event()

    def take(self, request: Handler) -> bool:
        """Add a request; False, and nothing is added, once the end has begun."""
        if not self._full:
            self._requests.add(request)
        return not self._full

    def drop(self, request: Handler) -> None:
        self._requests.discard(request)
        if self._full and not self._requests:
            self._done.set()

    async def end(self) -> None:
        """Take no more requests, and wait for those in hand."""
        self._full = True
        if self._requests:
            await self._done.wait()


class WebServer:
    """Listens until it is stopped."""

    def __init__(self, routes: Sequence[Route], tls: SSLContext | None = None) -> None:
        """Answer `routes`, whose handlers are of the class `Handler`, and nothing else."""
        self._in_hand = _InHand()
        site = Application(
            [*routes, (".*", _Nothing, {})],
            log_function=_no_access_log,
            in_hand=self._in_hand,
        )
        self._server = HTTPServer(
            site,
            ssl_options=tls,
            max_body_size=MAX_BODY,
            body_timeout=ARRIVAL_SECONDS,
            idle_connection_timeout=IDLE_SECONDS,
        )
        self.listening = False

    def listen(self, port: int, address: str, name: str) -> None:
        """Take requests from now on. Raises `ConfigurationError`, in which the server is called `name`."""
        try:
            self._server.listen(port, address)
        except OSError as error:  # taken, not permitted, or none of this machine
            raise ConfigurationError(f"The {name} cannot listen on {address}, port {port}: {error.strerror}.") from None
        self.listening = True

    async def stop(self) -> None:
        """Take no more connections, finish the requests in hand, close all connections."""
        self._server.stop()
        await self._in_hand.end()
        await self._server.close_all_connections()
        self.listening = False


def _no_access_log(_: RequestHandler) -> None:
    """Paths and addresses of others are nobody's business."""
