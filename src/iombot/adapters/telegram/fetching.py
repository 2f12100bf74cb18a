"""Fetches updates by long polling; notices what the library takes no care of."""

from __future__ import annotations

import asyncio
import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

from telegram import Update
from telegram.error import NetworkError, TimedOut
from telegram.ext import Application, Updater

from iombot.adapters.telegram.network import MeteredRequest
from iombot.adapters.telegram.transport import Patience, Response
from iombot.observability.meter import Meter

CONFLICTS: Final = 2
"""So many conflicts within `CONFLICT_SECONDS`, and another bot is there to stay. The first may come from one that is
just ending, as when a bot is started anew. Of two bots that go on, the one that was there first has its second earlier,
ends, and leaves the updates to the other."""
CONFLICT_SECONDS: Final = 300.0
PAUSES: Final = (1.0, 2.0, 3.0, 5.0)
"""Seconds before Telegram is asked again after each failure in a row; the last one from then on. The library's own grow
to 30, for which nobody would be answered although Telegram is back."""
NOTHING: Final = (int(HTTPStatus.OK), b'{"ok": true, "result": []}')
"""Telegram's response where there are no updates."""

AGAIN: Final = "failed, and was waited out"
"""Of an error after which the library asks again at once: it does so after none but a `TimedOut`."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Polling:
    """What depends on the fetching of updates, and what it depends on."""

    room: Callable[[], Awaitable[None]]
    """Waits until more updates can be taken; meanwhile they are safe where they are."""
    sift: Callable[[bytes], bytes]
    """Takes updates out of a response that need not be read."""
    on_answer: Callable[[], None]
    """Called whenever Telegram has answered."""
    on_refused: Callable[[], None]
    """Called when the token is no longer good."""
    on_conflict: Callable[[], None]
    """Called when somebody else fetches updates with the same token, and goes on doing so."""
    is_ending: Callable[[], bool] = lambda: False
    """Whether the bot is about to end, so that a failure is not waited out."""


class PollRequest(MeteredRequest):
    """Fetches updates; notices a refused token and updates that cannot be read, of which the library takes no care."""

    def __init__(self, polling: Polling, meter: Meter, proxy: str | None = None) -> None:
        """Keep in touch with the rest of the bot by `polling`; ask through `proxy` if there is one."""
        super().__init__(meter, 1, Patience(), proxy)
        self._polling = polling
        self._last = b""
        self._conflicts = deque[float](maxlen=CONFLICTS)
        """When the last ones were."""
        self._failures = 0
        """In a row."""
        self._ended = False

    async def do_request(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 (passed on)
        """One request; where it fails, a pause as well. See `telegram.request.BaseRequest.do_request`."""
        # At the end, only what was fetched last is acknowledged.
        if not self._polling.is_ending():
            await self._polling.room()
        # The library asks once more when it stops, and would break the other bot's request.
        if self._ended:
            return NOTHING
        try:
            status, content = await super().do_request(*args, **kwargs)
        except TimedOut:
            raise
        except NetworkError as error:
            await self._pause(type(error.__cause__ or error).__name__)
            raise TimedOut(AGAIN) from error
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            await self._pause(f"status {status}")
            raise TimedOut(AGAIN)
        self._failures = 0
        return status, self._read(status, content)

    async def _pause(self, reason: str) -> None:
        _LOG.warning("Telegram is out of reach, trying again: %s", reason)
        seconds = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        if not self._polling.is_ending():
            await asyncio.sleep(seconds)

    def _read(self, status: int, content: bytes) -> bytes:
        """Take note of a response; what the library gets of it."""
        if status == HTTPStatus.OK:
            self._polling.on_answer()
        if status in (HTTPStatus.UNAUTHORIZED, HTTPStatus.NOT_FOUND):
            self._polling.on_refused()
        if status == HTTPStatus.CONFLICT:
            self._note_conflict()
        # The same updates come again if the library could not read one of them; it would ask for them for ever.
        again = status == HTTPStatus.OK and content == self._last
        self._last = content
        if status == HTTPStatus.OK:
            content = self._polling.sift(_readable(content) if again else content)
        return content

    def _note_conflict(self) -> None:
        now = monotonic()
        self._conflicts.append(now)
        if len(self._conflicts) == CONFLICTS and now - self._conflicts[0] <= CONFLICT_SECONDS:
            self._ended = True
            self._polling.on_conflict()


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


class PollingUpdater(Updater):
    """The library's updater, which also tells when the end begins."""

    __slots__ = ("_on_stop",)

    def __init__(self, application: Application[Any, Any, Any, Any, Any, Any], on_stop: Callable[[], None]) -> None:
        """Fetch updates for `application`; `on_stop` is called when no more are to be fetched."""
        super().__init__(application.bot, application.update_queue)
        self._on_stop = on_stop

    async def stop(self) -> None:
        """Fetch no more updates."""
        self._on_stop()
        await super().stop()
