"""Requests to the Bot API: repeated where that is safe, and within Telegram's limits."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Coroutine, Iterator
from http import HTTPStatus
from time import monotonic, perf_counter
from typing import Any, Final

from telegram.error import NetworkError, RetryAfter
from telegram.ext import AIORateLimiter

from iombot.adapters.delivery import DELIVERY
from iombot.adapters.telegram.age import age
from iombot.adapters.telegram.transport import Patience, Response, Transport, is_broken, makes_message
from iombot.observability.meter import Meter

PAUSES: Final = (0.2, 1.0, 3.0, *[5.0] * 8)
"""Seconds before each new try: short for somebody who waits, so that the end of an outage is soon noticed, and together
44, which most restarts and outages take less than. One more try than that, and Telegram would repeat an update that it
posted, see `HOLD_SECONDS`."""
SURE: Final = 2
"""Pauses after which a new try is made however long the update has waited: a connection that was idle may be broken."""
PATIENCE: Final = Patience(pool=10.0, read=20.0)
"""The library's own 5 seconds for a response are too short for a Telegram under load: the message appears all the same,
and nothing is known of it."""
CONNECTIONS: Final = 32
"""Connections to Telegram at most: enough for its limit of 30 messages a second at a second each."""
LONGEST_WAIT: Final = 60.0
"""Seconds that a message waits in all if Telegram asks for it, once or again and again. Nobody looks for an answer that
comes later."""
SLACK: Final = 0.1
"""Seconds beyond what Telegram asked for, since it counts whole ones."""

_LOG = logging.getLogger(__name__)


class MeteredRequest(Transport):
    """Counts every request by method and outcome."""

    def __init__(self, meter: Meter, *options: Any) -> None:  # noqa: ANN401 (passed on)
        """Count with `meter`; for the options see `Transport`."""
        super().__init__(*options)
        self._meter = meter

    async def do_request(self, url: str, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 (passed on)
        """One request. See `telegram.request.BaseRequest.do_request`."""
        # What stands before the last slash of the address holds the token.
        method, began = url.rpartition("/")[2], perf_counter()
        try:
            response = await super().do_request(url, *args, **kwargs)
        except NetworkError as error:
            self._meter.called(method, type(error.__cause__ or error).__name__, perf_counter() - began)
            raise
        status = response[0]
        self._meter.called(method, "ok" if status == HTTPStatus.OK else str(status), perf_counter() - began)
        return response


class PatientRequest(MeteredRequest):
    """Tries again after a broken connection or a server error; never asks twice for a response that is only slow.

    A request that makes a new message is followed by the `DELIVERY` of the update that it answers.
    """

    def __init__(self, meter: Meter, proxy: str | None = None, is_over: Callable[[], bool] = lambda: False) -> None:
        """Count with `meter`; ask through `proxy` if there is one. Nothing is tried again once `is_over` says so."""
        super().__init__(meter, CONNECTIONS, PATIENCE, proxy)
        self._is_over = is_over

    async def do_request(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 (passed on)
        """One request, with further tries. See `telegram.request.BaseRequest.do_request`.

        Raises `TurnLostError`.
        """
        pauses = self._pauses()
        while True:
            try:
                response = await self._once(*args, **kwargs)
            except NetworkError as error:
                pause = next(pauses, None) if is_broken(error) else None
                if pause is None:
                    raise
                reason = type(error.__cause__).__name__
            else:
                pause = next(pauses, None) if response[0] >= HTTPStatus.INTERNAL_SERVER_ERROR else None
                if pause is None:
                    return response
                reason = f"status {response[0]}"
            _LOG.info("Trying again: %s", reason)
            await asyncio.sleep(pause)

    def _pauses(self) -> Iterator[float]:
        """Seconds before each new try; few of them for an update that has waited behind others for as long."""
        for number, pause in enumerate(PAUSES):
            if self._is_over() or (number >= SURE and age() > sum(PAUSES)):
                return
            yield pause

    async def _once(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 (passed on)
        delivery = DELIVERY.get()
        if delivery is None or not makes_message(kwargs["url"]):
            return await super().do_request(*args, **kwargs)
        await delivery.before()
        taken = True
        try:
            status, content = await super().do_request(*args, **kwargs)
            taken = status == HTTPStatus.OK
        except NetworkError as error:
            # What was sent whole and found no response in time may have been taken.
            taken = not is_broken(error)
            raise
        finally:
            await delivery.after(taken=taken)
        return status, content


class Limiter(AIORateLimiter):
    """Keeps to Telegram's message limits.

    A chat that Telegram wants left alone for a while waits by itself: the library would stop all others too.
    Registering the profile neither waits nor holds messages up.
    """

    def __init__(self, messages_per_second: int, is_over: Callable[[], bool] = lambda: False) -> None:
        """Send so many messages a second at most, all chats together; 0: no limit. Nothing once `is_over` says so."""
        # With tries of its own, the library lets every other request wait as well.
        super().__init__(overall_max_rate=messages_per_second, max_retries=0)
        self._is_over = is_over

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
        deadline = monotonic() + LONGEST_WAIT
        while True:
            if self._is_over():
                raise NetworkError("The bot ends.")
            try:
                return await super().process_request(callback, args, kwargs, endpoint, data, rate_limit_args)
            except RetryAfter as error:
                asked = error.retry_after
                seconds = asked if isinstance(asked, int) else asked.total_seconds()
                if monotonic() + seconds > deadline:
                    raise
                _LOG.info("Waiting %d seconds, as Telegram asks", seconds)
                await asyncio.sleep(seconds + SLACK)
