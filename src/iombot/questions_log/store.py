"""Where records are kept: a table in SQLite or PostgreSQL.

The statements are of the SQL that both have, and Python's own module speaks to SQLite: the usual layers over databases
would take memory for what two dozen lines do.
"""

from __future__ import annotations

import os
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from dataclasses import astuple, dataclass
from datetime import date
from pathlib import Path
from typing import Any, Final

from iombot.errors import NotErasedError
from iombot.lazy import load
from iombot.questions_log.address import database
from iombot.questions_log.records import Record

PATIENCE: Final = 2.0
"""Seconds to wait for a lock or a connection. Nobody waits for the writer; but what waits behind it takes memory."""
STATEMENT: Final = 5.0
"""Seconds that one statement may take on PostgreSQL; also until a server that fell silent counts as gone."""
MOST_A_DAY: Final = 2_000
"""Different questions kept of one day. A flood of nonsense does not fill the disk."""
CACHED: Final = 256
"""Kilobytes of a file of SQLite that are kept in memory; its own 2,000 are for who reads a lot."""

_KEY: Final = "day, reason, nearest, knowledge, question"
_TABLE: Final = f"""CREATE TABLE IF NOT EXISTS questions (
    day DATE NOT NULL, reason VARCHAR(32) NOT NULL, nearest VARCHAR(64) NOT NULL, knowledge VARCHAR(64) NOT NULL,
    question TEXT NOT NULL, times INTEGER NOT NULL, PRIMARY KEY ({_KEY}))"""
_UNORDERED: Final = " WITHOUT ROWID"
"""For SQLite, so that rows stand in the order of their key: nothing tells which of two questions was asked first."""
# Nothing but constants is put together.
_ADD: Final = f"""INSERT INTO questions ({_KEY}, times) VALUES (?, ?, ?, ?, ?, ?)
    ON CONFLICT ({_KEY}) DO UPDATE SET times = questions.times + excluded.times"""  # noqa: S608
_READ: Final = f"SELECT {_KEY}, times FROM questions WHERE day >= ? ORDER BY times DESC, {_KEY}"  # noqa: S608
_COUNT: Final = "SELECT count(*) FROM questions WHERE day = ?"
_FORGET: Final = "DELETE FROM questions WHERE day < ?"
_FORGET_ALL: Final = "DELETE FROM questions"

Connection = Any
"""A connection of Python's database interface (PEP 249), of one driver or the other."""


class TooManyError(Exception):
    """The day's questions are as many as are kept; seen by the writer alone, which counts what it drops."""


@dataclass(frozen=True)
class Asked:
    """A record, and how often the same was noted."""

    record: Record
    times: int


class Store:
    """The table of questions; not for the event loop: every call may wait for a disk or a network.

    Methods raise what `errors` says, or `OSError` where a file cannot be made.
    """

    def __init__(self, address: str) -> None:
        """Prepare to use a database; it is not touched yet. Raises `ConfigurationError`."""
        found = database(address)
        self.file = found.file
        """The file of SQLite; None for a server."""
        self.place = found.shown
        """Where it is, for people: without a password."""
        self._server = found.server
        self.errors: type[Exception] = sqlite3.Error if found.file else load("psycopg:Error")
        """What the driver raises."""
        self._kept: Connection = None
        """A connection to a file stays open. One to a server does not: the server may be started anew meanwhile."""

    def prepare(self) -> None:
        """Make the table if there is none, readable for this user alone where it is a file."""
        if self.file:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
        try:
            with self.connection() as connection:
                if self.file:
                    connection.execute("PRAGMA journal_mode=WAL")
                connection.execute(_TABLE + (_UNORDERED if self.file else ""))
        except self.errors:
            # Another replica, started at the same time, may have been first.
            if not self.exists():
                raise

    def exists(self) -> bool:
        """Whether there is such a table; looking for it makes no file."""
        if self.file and not self.file.is_file():
            return False
        named = (
            "SELECT name FROM sqlite_master WHERE name = 'questions'"
            if self.file
            else "SELECT to_regclass('questions')"
        )
        with self.connection() as connection:
            row = connection.execute(named).fetchone()
        return row is not None and row[0] is not None

    def add(self, records: Iterable[Record]) -> None:
        """Keep records, all or none; the same question of a day is one row. Raises `TooManyError` past `MOST_A_DAY`."""
        rows = [(record.day.isoformat(), *astuple(record)[1:], times) for record, times in Counter(records).items()]
        with self.connection() as connection:
            connection.cursor().executemany(self._sql(_ADD), rows)
            # Counted afterwards: a question that is kept already takes no more room.
            for day in {row[0] for row in rows}:
                if connection.execute(self._sql(_COUNT), (day,)).fetchone()[0] > MOST_A_DAY:
                    raise TooManyError

    def read(self, since: date) -> list[Asked]:
        """What was kept since a day, that day included, the most frequent first."""
        with self.connection() as connection:
            rows = connection.execute(self._sql(_READ), (since.isoformat(),)).fetchall()
        # SQLite has no type for days.
        return [Asked(Record(date.fromisoformat(str(day)), *texts), times) for day, *texts, times in rows]

    def forget(self, before: date | None = None) -> int:
        """Delete what was kept before a day, or everything; how many rows. Nothing of it stays in a file of SQLite.

        Raises `NotErasedError` where something does, since somebody else reads the file: to be called again then.
        """
        with self.connection() as connection:
            cursor = connection.cursor()
            if before is None:
                cursor.execute(_FORGET_ALL)
            else:
                cursor.execute(self._sql(_FORGET), (before.isoformat(),))
            gone = int(cursor.rowcount)
        if self.file:
            self._erase(gone)
        return gone

    def _erase(self, gone: int) -> None:
        """Empty the write-ahead log of the file, also of what an earlier attempt or a crash left there."""
        with self.connection() as connection:
            is_read, *_ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
        if is_read:
            raise NotErasedError(
                f"Deleted from {self.place}: {gone}. But another program reads the file, and so what was deleted still "
                f"stands in {self.place}-wal. Let that program end, and delete once more."
            )

    def close(self) -> None:
        """Close the connection, if one is open."""
        if self._kept:
            self._kept.close()
        self._kept = None

    @contextmanager
    def connection(self) -> Iterator[Connection]:
        """A connection; what is done with it is done as a whole or not at all."""
        if self.file is None:
            with closing(_to_server(self._server)) as connection:
                yield connection
                connection.commit()
            return
        self._kept = self._kept or _to_file(self.file)
        with self._kept as connection:  # commits, or takes back
            yield connection

    def _sql(self, statement: str) -> str:
        """A statement with the driver's own mark for a value."""
        return statement if self.file else statement.replace("?", "%s")


def _to_file(file: Path) -> Connection:
    # The thread that writes is not the one that made the store; no two use it at the same time.
    connection = sqlite3.connect(file, timeout=PATIENCE, check_same_thread=False)
    # Without it, deleted text stays in the file until something else is written there.
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA synchronous=NORMAL")
    connection.execute(f"PRAGMA cache_size=-{CACHED}")
    return connection


def _to_server(address: str) -> Connection:
    limits = {"connect_timeout": int(PATIENCE), "tcp_user_timeout": int(STATEMENT * 1000), "application_name": "iombot"}
    connection = load("psycopg:connect")(address, prepare_threshold=None, **limits)
    # As statements, not as options of the connection: poolers such as PgBouncer refuse those.
    connection.execute(f"SET statement_timeout = {int(STATEMENT * 1000)}")
    connection.execute(f"SET lock_timeout = {int(PATIENCE * 1000)}")
    connection.commit()
    return connection
