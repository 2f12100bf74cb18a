"""Takes up a changed knowledge base while the bot runs."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
import signal
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.editions import Bots, Editor
from iombot.errors import IombotError
from iombot.knowledge.watch import Watch

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Source:
    """Where editions come from."""

    watch: Watch
    bots: Bots


class Reload:
    """Puts a new edition on the desk when the files changed, or at once on SIGHUP; a broken one changes nothing."""

    def __init__(self, desk: Desk, source: Source, editor: Editor, seconds: float) -> None:
        """Look at the files every so many `seconds`; 0 leaves it to SIGHUP."""
        self._desk = desk
        self._source = source
        self._editor = editor
        self._seconds = seconds or None
        self._asked = asyncio.Event()
        self.refused = False
        """Whether the knowledge base has faults as it is now, so that an earlier version answers."""

    async def run(self, taken_up: Callable[[], None]) -> None:
        """Keep the desk up to date until cancelled; `taken_up` is called after each change."""
        with _on_hangup(self._asked):
            while True:
                asked = await self._wait()
                if (asked or await asyncio.to_thread(self._source.watch.settled)) and await self._take_up():
                    taken_up()

    async def _wait(self) -> bool:
        """Wait for the next look; whether a signal asks for it."""
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(self._seconds):
                await self._asked.wait()
        asked = self._asked.is_set()
        self._asked.clear()
        return asked

    async def _take_up(self) -> bool:
        """Read the files in a thread, so that chats are answered meanwhile, and change editions in one step."""
        version = self._desk.edition.knowledge.version
        try:
            self._desk.edition = await asyncio.to_thread(self._read)
        except Exception as error:  # noqa: BLE001 (whatever is wrong with the new edition, the old one is good)
            told = str(error).splitlines() if isinstance(error, IombotError) else [type(error).__name__]
            for line in told:
                _LOG.error("%s", line)
            _LOG.error("The changed knowledge base cannot be used; the bot goes on with version %s", version)
            self.refused = True
            return False
        self.refused = False
        # As at the start: searching knowledge for garbage is idle. What it replaces goes when its last answer is sent.
        gc.freeze()
        base = self._desk.edition.knowledge
        self._desk.meter.uses(base.version)
        _LOG.info(
            "The bot goes on with version %s: %d releases, %d entries",
            base.version,
            len(base.releases),
            len(base.entries),
        )
        return True

    def _read(self) -> Edition:
        # Files that change while they are read are read once more.
        self._source.watch.take_note()
        return self._editor.edition(self._source.bots)


@contextlib.contextmanager
def _on_hangup(event: asyncio.Event) -> Iterator[None]:
    """Set `event` on SIGHUP, where the system has it."""
    hangup = getattr(signal, "SIGHUP", None)
    if hangup is None:
        yield
        return
    loop = asyncio.get_running_loop()
    loop.add_signal_handler(hangup, event.set)
    try:
        yield
    finally:
        loop.remove_signal_handler(hangup)
