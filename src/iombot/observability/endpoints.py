"""The HTTP side of the bot: strict, quiet and bounded. Probes and metrics; an adapter adds what it takes in."""

from __future__ import annotations

import ssl
from collections.abc import Callable, Sequence
from http import HTTPStatus
from typing import Any, Final

from tornado.httpserver import HTTPServer
from tornado.web import Application, RequestHandler

from iombot.observability.health import Health

LONGEST_BODY: Final = 1_000_000
"""Bytes of a request. The longest update that Telegram sends, a message that answers another, both of 4,096 characters
escaped in JSON, takes about 100,000."""
LONGEST_HEAD: Final = 16_384
"""Bytes of a request's first line and headers."""
BODY_SECONDS: Final = 15.0
"""Seconds for a body to arrive: a network that is slow, but not one that holds a connection on purpose."""
IDLE_SECONDS: Final = 120.0
"""Seconds that a connection may wait for its next request."""

Routes = list[tuple[str, type[RequestHandler], dict[str, Any]]]
Exposition = Callable[[], tuple[str, bytes]]
"""Gives the metrics, as content type and text."""


class Quiet(RequestHandler):
    """Says no more than the status, neither to the other side nor to a log."""

    def set_default_headers(self) -> None:
        """Leave out what server this is."""
        self.clear_header("Server")
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")

    def write_error(self, status_code: int, **_: Any) -> None:  # noqa: ANN401 (the library's signature)
        """The status in words; the library would write a page."""
        self.finish(HTTPStatus(status_code).phrase)

    def log_exception(self, *_: object) -> None:
        """Nothing: a refused request says whatever its sender wants. A fault of ours is counted by its status 500."""


class Nowhere(Quiet):
    """Every other path."""

    def prepare(self) -> None:
        """There is nothing."""
        self.send_error(HTTPStatus.NOT_FOUND)


class Alive(Quiet):
    """`/healthz`: whoever gets an answer knows that the event loop turns."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def get(self) -> None:
        """Say so."""
        self.finish("alive")

    head = get


class Ready(Quiet):
    """`/readyz`: whether work may be sent here."""

    SUPPORTED_METHODS = ("GET", "HEAD")

    def initialize(self, health: Health) -> None:
        """Ask `health`."""
        self._health = health

    def get(self) -> None:
        """Status 200, or 503 with the reason."""
        obstacle = self._health.obstacle
        if obstacle:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.finish(obstacle or "ready")

    head = get


class Metrics(Quiet):
    """`/metrics`, for Prometheus to fetch."""

    SUPPORTED_METHODS = ("GET",)

    def initialize(self, exposition: Exposition) -> None:
        """Write what `exposition` gives."""
        self._exposition = exposition

    def get(self) -> None:
        """All metrics."""
        kind, text = self._exposition()
        self.set_header("Content-Type", kind)
        self.finish(text)


def probes(health: Health) -> Routes:
    """The routes that a load balancer or an orchestrator asks."""
    return [("/healthz", Alive, {}), ("/readyz", Ready, {"health": health})]


def metrics(exposition: Exposition) -> Routes:
    """The route that Prometheus asks."""
    return [("/metrics", Metrics, {"exposition": exposition})]


def listen(routes: Routes, address: str, port: int, tls: ssl.SSLContext | None = None) -> HTTPServer:
    """A server on the running event loop. Raises `OSError` where the port cannot be had."""
    application = Application(_rules(routes), default_handler_class=Nowhere, log_function=_say_nothing)
    server = HTTPServer(
        application,
        ssl_options=tls,
        max_body_size=LONGEST_BODY,
        # What is read ahead of a body that is too long anyway.
        max_buffer_size=2 * LONGEST_BODY,
        max_header_size=LONGEST_HEAD,
        body_timeout=BODY_SECONDS,
        idle_connection_timeout=IDLE_SECONDS,
    )
    server.listen(port, address)
    return server


def _rules(routes: Routes) -> Sequence[Any]:
    return list(routes)


def _say_nothing(_: RequestHandler) -> None:
    """The library would log address and path of every refused request."""
