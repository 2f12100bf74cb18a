"""What a load balancer, an orchestrator and Prometheus ask of a running bot."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from http import HTTPStatus
from importlib import import_module
from importlib.util import find_spec
from typing import Any

from iombot.adapters.webserver import Handler, Route, WebServer
from iombot.observability.health import Health
from iombot.observability.meter import Meter

Exposition = Callable[[], tuple[str, bytes]]
"""Gives the metrics, as content type and text."""


class _Probe(Handler):
    SUPPORTED_METHODS = ("GET", "HEAD")

    def set_default_headers(self) -> None:
        """Plain text, of this moment."""
        super().set_default_headers()
        self.set_header("Content-Type", "text/plain; charset=utf-8")
        self.set_header("Cache-Control", "no-store")

    def head(self) -> None:
        """The same as for GET, of which the library leaves out the text."""
        self.get()

    def get(self) -> None:
        """Alive: whoever gets an answer knows that the event loop turns."""
        self.finish("alive")


class _Ready(_Probe):
    def initialize(self, health: Health) -> None:
        """Ask `health`."""
        self._health = health

    def get(self) -> None:
        """Status 200, or 503 with the reason."""
        obstacle = self._health.obstacle
        if obstacle:
            self.set_status(HTTPStatus.SERVICE_UNAVAILABLE)
        self.finish(obstacle or "ready")


class _Metrics(Handler):
    SUPPORTED_METHODS = ("GET",)

    def initialize(self, exposition: Exposition) -> None:
        """Write what `exposition` gives."""
        self._exposition = exposition

    def get(self) -> None:
        """All metrics."""
        kind, text = self._exposition()
        self.set_header("Content-Type", kind)
        self.finish(text)


def probes(health: Health) -> list[Route]:
    """`/healthz`: the event loop turns. `/readyz`: work may be sent here."""
    return [("/healthz", _Probe, {}), ("/readyz", _Ready, {"health": health})]


def find_meter(*, wanted: bool) -> tuple[Meter, list[Route]]:
    """A meter and where it is read; without the extra `metrics`, or where none is wanted, one that is read nowhere."""
    if not wanted or find_spec("prometheus_client") is None:
        return Meter(), []
    meter: Any = import_module("iombot.observability.prometheus").PrometheusMeter()
    return meter, [("/metrics", _Metrics, {"exposition": meter.exposition})]


class Monitor:
    """A server beside the bot, for those who run it."""

    def __init__(self, address: str, port: int | None, routes: Sequence[Route]) -> None:
        """Answer `routes` there; without a port, nowhere."""
        self._address = address
        self._port = port
        self._server = WebServer(routes) if port else None

    async def start(self) -> None:
        """Listen. Raises `ConfigurationError` if the port cannot be had."""
        if self._server and self._port:
            self._server.listen(self._port, self._address, "monitor")

    async def stop(self) -> None:
        """Close."""
        if self._server:
            await self._server.stop()
