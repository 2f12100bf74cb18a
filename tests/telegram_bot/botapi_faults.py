"""How the local Bot API server fails when a test wants it to."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from aiohttp import web
from botapi_rules import Params, Refused


@dataclass(frozen=True)
class Fault:
    """What a method answers instead of its result."""

    status: int = 500
    description: str = "Internal Server Error"
    retry_after: int = 0
    body: str = ""
    """Sent as HTML instead of JSON, as a gateway does."""
    drop: bool = False
    """The connection is closed without an answer."""
    late: bool = False
    """What was asked for is done before."""
    held: asyncio.Event | None = None
    """The result itself, but not before this."""


def faulty(fault: Fault, request: web.Request) -> web.Response:
    if fault.drop and request.transport:
        request.transport.close()
    if fault.drop or fault.body:
        return web.Response(status=fault.status, text=fault.body, content_type="text/html")
    wait = {"retry_after": fault.retry_after} if fault.retry_after else {}
    return refusal_response(Refused(fault.description, fault.status, **wait))


def refusal_response(refusal: Refused) -> web.Response:
    body: Params = {"ok": False, "error_code": refusal.status, "description": refusal.description}
    if refusal.parameters:
        body["parameters"] = refusal.parameters
    return web.json_response(body, status=refusal.status)
