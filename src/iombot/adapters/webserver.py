"""A small web server: fixed paths, requests of bounded size and time, and an orderly end.

It names no software, shows no fault, and writes down nobody's address.
"""

from __future__ import annotations

import asyncio
import logging
import os
from asyncio import TimerHandle
from collections.abc import Sequence
from functools import partial
from http import HTTPStatus
from ssl import SSLContext
from typing import Final

from aiohttp import HttpVersion11
from aiohttp.web import (
    BaseRequest,
    HTTPBadRequest,
    HTTPException,
    HTTPRequestEntityTooLarge,
    HTTPRequestTimeout,
    RequestHandler,
    RequestPayloadError,
    Response,
    Server,
    ServerRunner,
    TCPSite,
)

from iombot.adapters.routes import Answer, Asked, Route
from iombot.errors import ConfigurationError

MAX_BODY: Final = 1_000_000
"""Bytes. The longest updates, a message with everything that it quotes, take some ten thousand."""
ARRIVAL_SECONDS: Final = 10
"""How long the head of a request may take to arrive once it has begun, and then its body."""
IDLE_SECONDS: Final = 120
"""How long a connection without a request is kept; proxies give up earlier, and are then not surprised."""
LINGER_SECONDS: Final = 2
"""How long the rest of a refused body is read and thrown away, so that its sender gets to read the answer."""
END_SECONDS: Final = 90
"""How long requests in hand are waited for at the end; Telegram gives up earlier."""

_LOG = logging.getLogger(__name__)


class WebServer:
    """Listens until it is stopped."""

    def __init__(self, routes: Sequence[Route], tls: SSLContext | None = None) -> None:
        """Answer `routes`, of two with the same path the first, and nothing else."""
        self._routes = {route.path: route for route in reversed(routes)}
        self._tls = tls
        self._runner: ServerRunner | None = None

    @property
    def listening(self) -> bool:
        """Whether requests are taken, or finished."""
        return self._runner is not None

    async def listen(self, port: int, address: str, name: str) -> None:
        """Take requests from now on. Raises `ConfigurationError`, in which the server is called `name`."""
        server = _Server(
            self._answer,
            access_log=None,  # paths and addresses of others are nobody's business
            auto_decompress=False,
            keepalive_timeout=IDLE_SECONDS,
            lingering_time=LINGER_SECONDS,
        )
        runner = ServerRunner(server, shutdown_timeout=END_SECONDS)
        await runner.setup()
        try:
            await TCPSite(runner, address, port, ssl_context=self._tls).start()
        except OSError as error:  # taken, not permitted, or none of this machine
            raise ConfigurationError(f"The {name} cannot listen on {address}, port {port}: {_reason(error)}.") from None
        self._runner = runner

    async def stop(self) -> None:
        """Take no more connections, finish the requests in hand, close all connections."""
        if self._runner:
            await self._runner.cleanup()
        self._runner = None

    async def _answer(self, request: BaseRequest) -> Response:
        route = self._routes.get(request.path)
        if route is None:
            return _response(Answer(HTTPStatus.NOT_FOUND))
        if request.method not in route.methods:
            return _response(Answer(HTTPStatus.METHOD_NOT_ALLOWED, headers={"Allow": ", ".join(route.methods)}))
        try:
            return _response(await route.answer(Asked(request.headers, partial(_body, request))))
        except HTTPException as refusal:
            return _response(Answer(HTTPStatus(refusal.status)))
        except Exception as error:  # noqa: BLE001 (the edge: whoever asked is told no more than the status)
            _LOG.error("A request could not be answered: %s", type(error).__name__)
            return _response(Answer(HTTPStatus.INTERNAL_SERVER_ERROR))


class _Protocol(RequestHandler):
    """A connection. What is no HTTP is refused without a word, and is no news."""

    __slots__ = ("_head_deadline",)

    _head_deadline: TimerHandle | None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """See `asyncio.Protocol.connection_made`."""
        self._head_deadline = None
        super().connection_made(transport)

    def connection_lost(self, exc: BaseException | None) -> None:
        """See `asyncio.Protocol.connection_lost`."""
        self._wait_no_longer()
        super().connection_lost(exc)

    def data_received(self, data: bytes) -> None:
        """Take what came, and see that the rest of a head follows soon: the library would wait for it as for a new one.

        What belongs to a body, or comes while a request is answered, is bounded elsewhere.
        """
        super().data_received(data)
        if not self._awaits_head():
            self._wait_no_longer()
        elif self._head_deadline is None:
            self._head_deadline = self._loop.call_later(ARRIVAL_SECONDS, self._give_up)

    def _awaits_head(self) -> bool:
        return self._waiter is not None and not self._waiter.done()

    def _give_up(self) -> None:
        if self._awaits_head():
            self.force_close()

    def _wait_no_longer(self) -> None:
        if self._head_deadline:
            self._head_deadline.cancel()
        self._head_deadline = None

    def handle_error(
        self,
        request: BaseRequest,  # noqa: ARG002 (the library's signature)
        status: int = HTTPStatus.INTERNAL_SERVER_ERROR,
        exc: BaseException | None = None,  # noqa: ARG002 (the same)
        message: str | None = None,  # noqa: ARG002 (the same)
    ) -> Response:
        """The status alone, and the end of the connection."""
        response = _response(Answer(HTTPStatus(status)))
        response.force_close()
        return response


class _Server(Server):
    """Connections of the kind above."""

    def __call__(self) -> RequestHandler:
        return _Protocol(self, loop=self._loop, **self._kwargs)


async def _body(request: BaseRequest) -> bytes:
    """The body of a request. Raises the library's `HTTPException` where there is none that can be used."""
    if (request.content_length or 0) > MAX_BODY:
        raise HTTPRequestEntityTooLarge(MAX_BODY)
    try:
        async with asyncio.timeout(ARRIVAL_SECONDS):
            await _ask_for_body(request)
            return await request.clone(client_max_size=MAX_BODY).read()
    except TimeoutError:
        raise HTTPRequestTimeout from None
    except (RequestPayloadError, ConnectionError):  # broken off, or no body at all by HTTP's rules
        raise HTTPBadRequest from None


async def _ask_for_body(request: BaseRequest) -> None:
    """Tell a sender that keeps the body back until it is wanted (RFC 9110, 10.1.1) that it is."""
    if request.version >= HttpVersion11 and request.headers.get("Expect", "").casefold() == "100-continue":
        await request.writer.write(b"HTTP/1.1 100 Continue\r\n\r\n")
        request.writer.output_size = 0  # what is counted is the answer


def _response(answer: Answer) -> Response:
    # Without a header of this name the library would put in its own name and version, and Python's.
    return Response(status=answer.status, body=answer.body, headers={"Server": "", **answer.headers})


def _reason(error: OSError) -> str:
    """What the system calls an error; the text of the event loop's own holds the address once more."""
    return os.strerror(error.errno) if error.errno and error.errno > 0 else str(error.strerror)
