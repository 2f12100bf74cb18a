"""Fetches updates by long polling; notices what the library takes no care of."""

from __future__ import annotations

import json
import logging
from collections import deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from http import HTTPStatus
from time import monotonic
from typing import Any, Final

from telegram import Update
from telegram.ext import Application, Updater

from iombot.adapters.telegram.network import MeteredRequest
from iombot.adapters.telegram.transport import Patience, Response
from iombot.observability.meter import Meter

CONFLICTS: Final = 2
"""So many conflicts within `CONFLICT_SECONDS`, and another bot is there to stay. The first may come from one that is
just ending, as when a bot is started anew. Of two bots that go on, the one that was there first has its second earlier,
ends, and leaves the updates to the other."""
CONFLICT_SECONDS: Final = 300.0
NOTHING: Final = (int(HTTPStatus.OK), b'{"ok": true, "result": []}')
"""Telegram's response where there are no updates."""

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


class PollRequest(MeteredRequest):
    """Fetches updates; notices a refused token and updates that cannot be read, of which the library takes no care."""

    def __init__(self, polling: Polling, meter: Meter, proxy: str | None = None) -> None:
        """Keep in touch with the rest of the bot by `polling`; ask through `proxy` if there is one."""
        super().__init__(meter, 1, Patience(), proxy)
        self._polling = polling
        self._last = b""
        self._conflicts = deque[float](maxlen=CONFLICTS)
        """When the last ones were."""
        self._ended = False

    async def do_request(self, *args: Any, **kwargs: Any) -> Response:  # noqa: ANN401 (passed on)
        """One request. See `telegram.request.BaseRequest.do_request`."""
        await self._polling.room()
        # The library asks once more when it stops, and would break the other bot's request.
        if self._ended:
            return NOTHING
        status, content = await super().do_request(*args, **kwargs)
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
        return status, content

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
