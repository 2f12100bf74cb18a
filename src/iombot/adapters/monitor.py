"""What a load balancer, an orchestrator and Prometheus ask of a running bot."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus
from importlib.util import find_spec
from typing import Any

from iombot.adapters.routes import Answer, Asked, Route
from iombot.lazy import load
from iombot.observability.health import Health
from iombot.observability.meter import Meter


def _text(text: str, status: HTTPStatus = HTTPStatus.OK) -> Answer:
    """Plain text, of this moment."""
    return Answer(status, text.encode(), {"Content-Type": "text/plain; charset=utf-8", "Cache-Control": "no-store"})


async def _alive(_: Asked) -> Answer:
    """Whoever gets an answer knows that the event loop turns."""
    return _text("alive")


def probes(health: Health) -> list[Route]:
    """`/healthz`: the event loop turns. `/readyz`: work may be sent here; otherwise 503 with the reason."""

    async def ready(_: Asked) -> Answer:
        obstacle = health.obstacle
        return _text(obstacle, HTTPStatus.SERVICE_UNAVAILABLE) if obstacle else _text("ready")

    return [Route("/healthz", ("GET", "HEAD"), _alive), Route("/readyz", ("GET", "HEAD"), ready)]


def find_meter(*, wanted: bool) -> tuple[Meter, list[Route]]:
    """A meter and where it is read; without the extra `metrics`, or where none is wanted, one that is read nowhere."""
    if not wanted or find_spec("prometheus_client") is None:
        return Meter(), []
    meter: Any = load("iombot.observability.prometheus:PrometheusMeter")()

    async def metrics(_: Asked) -> Answer:
        kind, text = meter.exposition()
        return Answer(body=text, headers={"Content-Type": kind})

    return meter, [Route("/metrics", ("GET",), metrics)]


class Monitor:
    """A server beside the bot, for those who run it."""

    def __init__(self, address: str, port: int | None, routes: Sequence[Route]) -> None:
        """Answer `routes` there; without a port, nowhere."""
        self._address = address
        self._port = port
        self._routes = routes
        self._server: Any = None

    async def start(self) -> None:
        """Listen. Raises `ConfigurationError` if the port cannot be had."""
        if self._port:
            self._server = load("iombot.adapters.webserver:WebServer")(self._routes)
            await self._server.listen(self._port, self._address, "monitor")

    async def stop(self) -> None:
        """Close."""
        if self._server:
            await self._server.stop()
