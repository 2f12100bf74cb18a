"""Requests to the Bot API: repeated where that is safe, and within Telegram's limits."""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable, Coroutine
from http import HTTPStatus
from typing import Any, Final

import httpx
from telegram import Update
from telegram.error import NetworkError
from telegram.ext import AIORateLimiter
from telegram.request import HTTPXRequest

PAUSES: Final = (0.2, 1.0, 3.0)
"""Seconds before each new try: long enough for a restart behind a load balancer, short for somebody who waits."""
NOT_DELIVERED: Final = (httpx.ConnectError, httpx.ConnectTimeout, httpx.PoolTimeout, httpx.WriteError)
"""The request did not reach the server whole."""
DROPPED: Final = (httpx.RemoteProtocolError, httpx.ReadError)
"""The connection broke before the first byte of a response, as it does when an idle one is reused. A server that broke
off after its work would do it twice; that is rarer than a lost answer, and less bad."""

_LOG = logging.getLogger(__name__)


class PatientRequest(HTTPXRequest):
    """Tries again after a broken connection or a server error; never asks twice for a response that is only slow."""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 (passed on)
        """One request, with further tries. See `telegram.request.BaseRequest.do_request`."""
        for pause in PAUSES:
            try:
                status, content = await super().do_request(*args, **kwargs)
            except NetworkError as error:
                if not isinstance(error.__cause__, NOT_DELIVERED + DROPPED):
                    raise
                _LOG.info("Trying again: %s", type(error.__cause__).__name__)
            else:
                if status < HTTPStatus.INTERNAL_SERVER_ERROR:
                    return status, content
                _LOG.info("Trying again: status %d", status)
            await asyncio.sleep(pause)
        return await super().do_request(*args, **kwargs)


class PollRequest(HTTPXRequest):
    """Fetches updates; notices a refused token and updates that cannot be read, of which the library takes no care."""

    def __init__(self, on_refused: Callable[[], None]) -> None:
        """Call `on_refused` when the token is no longer good."""
        super().__init__(connection_pool_size=1)
        self._on_refused = on_refused
        self._last = b""

    async def do_request(self, *args: Any, **kwargs: Any) -> tuple[int, bytes]:  # noqa: ANN401 (passed on)
        """One request. See `telegram.request.BaseRequest.do_request`."""
        status, content = await super().do_request(*args, **kwargs)
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._on_refused()
        # The same updates come again if the library could not read one of them; it would ask for them for ever.
        again = status == HTTPStatus.OK and content == self._last
        self._last = content
        return status, _readable(content) if again else content


def _readable(content: bytes) -> bytes:
    """A response with updates, each that the library cannot read emptied, so that it is passed over."""
    response = json.loads(content)
    response["result"] = [_emptied_if_unreadable(update) for update in response["result"]]
    return json.dumps(response).encode()


def _emptied_if_unreadable(update: dict[str, object]) -> dict[str, object]:
    try:
        Update.de_json(update, None)
    except Exception as error:  # noqa: BLE001 (whatever a malformed update does to the library)
        _LOG.error("Update %s cannot be read and is passed over: %s", update["update_id"], type(error).__name__)
        return {"update_id": update["update_id"]}
    return update


class Limiter(AIORateLimiter):
    """Keeps to Telegram's message limits; registering the profile neither waits for them nor holds messages up."""

    async def process_request(  # noqa: PLR0913, PLR0917 (the library's signature)
        self,
        callback: Callable[..., Coroutine[Any, Any, Any]],
        args: Any,  # noqa: ANN401 (the library's signature)
        kwargs: dict[str, Any],
        endpoint: str,
        data: dict[str, Any],
        rate_limit_args: int | None,
    ) -> Any:  # noqa: ANN401 (the library's signature)
        """See `telegram.ext.BaseRateLimiter.process_request`."""
        # Telegram may tell a bot that registers its profile too often to wait for hours.
        if endpoint.startswith("setMy"):
            return await callback(*args, **kwargs)
        return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
