"""Writes records in a thread of its own: whatever happens to the database, an answer neither waits nor fails."""

from __future__ import annotations

import logging
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from functools import partial
from queue import Empty, Full, Queue
from threading import Event, Thread
from typing import Final, Protocol, Self

from iombot.errors import NotErasedError
from iombot.lazy import load
from iombot.questions_log.records import Record
from iombot.settings import Settings

MOST_WAITING: Final = 1_000
"""Records that wait to be written; one that comes on top is dropped."""
BATCH: Final = 100
"""Records written at once."""
HOUR: Final = 3600.0
"""Seconds after which an idle writer looks whether a new day has begun."""
FAREWELL: Final = 5.0
"""Seconds that the end waits for what is still to be written."""

_LOG = logging.getLogger(__name__)


class Keeps(Protocol):
    """What the recorder asks of `iombot.questions_log.store.Store`; any method may raise anything."""

    def prepare(self) -> None:
        """Make the table if there is none."""

    def add(self, records: list[Record]) -> None:
        """Keep records, all or none."""

    def forget(self, before: date) -> int:
        """Delete what was kept before a day; how many rows. Raises `NotErasedError` where it is to be done again."""

    def close(self) -> None:
        """Close all connections."""


@dataclass
class Counts:
    """What became of the records so far. Written by one thread each, read by anybody."""

    kept: int = 0
    failed: int = 0
    """Dropped since the database was full, locked, away or otherwise of no use."""
    crowded: int = 0
    """Dropped since too many were waiting."""

    @property
    def dropped(self) -> int:
        """All that was not kept."""
        return self.failed + self.crowded


def today() -> date:
    """The day in UTC."""
    return datetime.now(UTC).date()


class Recorder:
    """A bounded queue of records and the thread that empties it. Old records are deleted at the start and every day."""

    def __init__(
        self,
        store: Keeps,
        days: int,
        on_lost: Callable[[], None] = lambda: None,
        clock: Callable[[], date] = today,
    ) -> None:
        """Keep records in `store` for `days` days; `on_lost` is told of each that is dropped, in whatever thread."""
        self.counts = Counts()
        self._on_lost = on_lost
        self._store = store
        self._days = days
        self._clock = clock
        self._queue: Queue[Record | None] = Queue(MOST_WAITING)
        self._ending = Event()
        self._prepared = False
        self._tidied: date | None = None
        self._unerased = False
        self._failing = False
        self._thread = Thread(target=self._work, name="questions", daemon=True)

    def __enter__(self) -> Self:
        """Start the thread."""
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        """See `close`."""
        self.close()

    def note(self, record: Record) -> None:
        """Hand over a record; returns at once, whatever becomes of it."""
        try:
            self._queue.put_nowait(record)
        except Full:
            self.counts.crowded += 1
            self._on_lost()

    def close(self, seconds: float = FAREWELL) -> None:
        """Write what waits, for at most so long; what is not written by then is lost and counted."""
        self._ending.set()
        with suppress(Full):
            self._queue.put_nowait(None)  # wakes the thread; a full queue needs no waking
        self._thread.join(seconds)
        self._lose(sum(record is not None for record in self._waiting()))

    def _work(self) -> None:
        self._attempt(self._tidy)
        while not (self._ending.is_set() and self._queue.empty()):
            records = self._next()
            if self._tidied != self._clock():
                self._attempt(self._tidy)
            if records:
                self._attempt(partial(self._write, records), len(records))
        self._attempt(self._close)

    def _next(self) -> list[Record]:
        """The records that wait, at most `BATCH`; waits up to an hour for the first."""
        try:
            first = self._queue.get(timeout=HOUR)
        except Empty:
            return []
        return [record for record in (first, *self._waiting(BATCH - 1)) if record]

    def _waiting(self, most: int = MOST_WAITING) -> list[Record | None]:
        taken: list[Record | None] = []
        with suppress(Empty):
            while len(taken) < most:
                taken.append(self._queue.get_nowait())
        return taken

    def _attempt(self, step: Callable[[], None], records: int = 0) -> None:
        try:
            step()
        except Exception as error:  # noqa: BLE001 (no driver's error is worth an answer)
            self._lose(records)
            if not self._failing:
                _LOG.warning("Questions for curators cannot be kept for now: %s", type(error).__name__)
            self._failing = True
            return
        if self._failing and step != self._close:  # to close works without a database, too
            _LOG.warning("Questions for curators are kept again; %d were dropped so far", self.counts.dropped)
        self._failing = False

    def _lose(self, records: int) -> None:
        self.counts.failed += records
        for _ in range(records):
            self._on_lost()

    def _ready(self) -> Keeps:
        if not self._prepared:
            self._store.prepare()
            self._prepared = True
        return self._store

    def _close(self) -> None:
        self._store.close()

    def _tidy(self) -> None:
        day = self._clock()
        try:
            self._ready().forget(day - timedelta(days=self._days))
        except NotErasedError:
            # With the next records, or in an hour, it is tried again.
            if not self._unerased:
                _LOG.warning("Old questions are deleted, but still stand in the file, which another program reads")
            self._unerased = True
            return
        if self._unerased:
            _LOG.warning("Old questions are gone from the file, too")
        self._unerased = False
        self._tidied = day

    def _write(self, records: list[Record]) -> None:
        self._ready().add(records)
        self.counts.kept += len(records)


def open_recorder(settings: Settings, on_lost: Callable[[], None] = lambda: None) -> Recorder | None:
    """A recorder as the settings want it, not started; None where nothing is to be kept. Raises `ConfigurationError`.

    Only now is the driver of the database imported.
    """
    if not settings.questions_log:
        return None
    address = settings.questions_address().get_secret_value()
    return Recorder(load("iombot.questions_log.store:Store")(address), settings.questions_days, on_lost)
