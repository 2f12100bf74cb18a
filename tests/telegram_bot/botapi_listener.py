"""Where the local Bot API server takes connections, and how it reads a request."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import web
from botapi_rules import Params, decode


@dataclass
class Listener:
    """A port of the loopback, the same one as long as the server lives."""

    url: str = ""
    _port: int = 0

    async def listen(self) -> None:
        """Take connections, also after `leave`."""
        app = web.Application(client_max_size=20_000_000)
        app.router.add_route("*", "/bot{token}/{method}", self._handle)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]
        self.url = f"http://127.0.0.1:{self._port}"

    async def leave(self) -> None:
        """Break all connections, and refuse new ones."""
        await self._runner.cleanup()

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        raise NotImplementedError


async def params_of(request: web.Request) -> Params:
    """The fields of a request, decoded."""
    if request.content_type == "application/json":
        return dict(await request.json())
    fields = await request.post()
    query = dict(request.query)
    return {
        name: decode(name, value) if isinstance(value, str) else value.file.read()
        for name, value in {**query, **fields}.items()
        if not isinstance(value, bytes | bytearray)
    }
