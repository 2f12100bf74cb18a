"""Where records are kept: a table in SQLite or PostgreSQL, spoken to by SQLAlchemy Core."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterable
from dataclasses import astuple, dataclass, fields
from datetime import date
from pathlib import Path
from typing import Any, Final

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Date,
    Engine,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    delete,
    event,
    func,
    inspect,
    make_url,
    select,
)
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import ArgumentError, DBAPIError

from iombot.errors import ConfigurationError
from iombot.questions_log.records import Record

PATIENCE: Final = 2.0
"""Seconds to wait for a lock or a connection. Nobody waits for the writer; but what waits behind it takes memory."""
STATEMENT: Final = 5.0
"""Seconds that one statement may take on PostgreSQL; also until a server that fell silent counts as gone."""
MOST_A_DAY: Final = 2_000
"""Different questions kept of one day, about 0.5 MB. A flood of nonsense does not fill the disk."""
SQLITE, POSTGRESQL = "sqlite", "postgresql"

_METADATA: Final = MetaData()
_TABLE: Final = Table(
    "questions",
    _METADATA,
    Column("day", Date, primary_key=True),
    Column("reason", String(32), primary_key=True),
    Column("nearest", String(64), primary_key=True),
    Column("knowledge", String(64), primary_key=True),
    Column("question", Text, primary_key=True),
    Column("times", Integer, nullable=False),
    # Rows stand in the order of their key: nothing tells which of two questions of a day was asked first.
    sqlite_with_rowid=False,
)
_KEY: Final = [field.name for field in fields(Record)]


class TooManyError(Exception):
    """The day's questions are as many as are kept; seen by the writer alone, which counts what it drops."""


@dataclass(frozen=True)
class Asked:
    """A record, and how often the same was noted."""

    record: Record
    times: int


def database(address: str) -> URL:
    """The address of a database, with its driver. Raises `ConfigurationError`; the address may hold a password."""
    try:
        url = make_url(address)
    except (ArgumentError, ValueError):
        raise ConfigurationError("IOMBOT_QUESTIONS_URL is no address of a database.") from None
    kind = url.get_backend_name() if url.drivername != "postgres" else POSTGRESQL
    if kind == SQLITE and url.database and url.database != ":memory:":
        return url.set(drivername=SQLITE)
    if kind == POSTGRESQL:
        return url.set(drivername="postgresql+psycopg")
    raise ConfigurationError("IOMBOT_QUESTIONS_URL: give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.")


class Store:
    """The table of questions; not for the event loop: every call may wait for a disk or a network.

    Methods raise `sqlalchemy.exc.SQLAlchemyError`, or `OSError` where a file cannot be made.
    """

    def __init__(self, address: str) -> None:
        """Prepare to use a database; it is not touched yet. Raises `ConfigurationError`."""
        self.url = database(address)
        try:
            self._engine = _engine(self.url)
        except ImportError:
            raise ConfigurationError(
                "PostgreSQL needs the extra: pip install 'iombot[postgres]'. Or unset IOMBOT_QUESTIONS_URL."
            ) from None

    @property
    def file(self) -> Path | None:
        """The file of SQLite; None for a server."""
        return Path(self.url.database or "") if self.url.drivername == SQLITE else None

    def prepare(self) -> None:
        """Make the table if there is none, readable for this user alone where it is a file."""
        if self.file:
            self.file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            os.close(os.open(self.file, os.O_CREAT | os.O_RDWR, 0o600))
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        try:
            _METADATA.create_all(self._engine)
        except DBAPIError:
            # Another replica, started at the same time, may have been first.
            if not self.exists():
                raise

    def exists(self) -> bool:
        """Whether there is such a table; looking for it makes no file."""
        return (self.file is None or self.file.is_file()) and inspect(self._engine).has_table(_TABLE.name)

    def add(self, records: Iterable[Record]) -> None:
        """Keep records, all or none; the same question of a day is one row. Raises `TooManyError` past `MOST_A_DAY`."""
        insert = postgresql.insert if self.file is None else sqlite.insert
        rows = [dict(zip(_KEY, astuple(record), strict=True), times=n) for record, n in Counter(records).items()]
        statement: Any = insert(_TABLE)  # the two dialects share no type that has `on_conflict_do_update`
        statement = statement.on_conflict_do_update(
            index_elements=_KEY, set_={"times": _TABLE.c.times + statement.excluded.times}
        )
        with self._engine.begin() as connection:
            for day in {row["day"] for row in rows}:
                if _rows(connection, day) >= MOST_A_DAY:
                    raise TooManyError
            connection.execute(statement, rows)

    def read(self, since: date) -> list[Asked]:
        """What was kept since a day, that day included, the most frequent first."""
        wanted = select(_TABLE).where(_TABLE.c.day >= since).order_by(_TABLE.c.times.desc(), *_TABLE.primary_key)
        with self._engine.connect() as connection:
            return [Asked(Record(*row[:-1]), row[-1]) for row in connection.execute(wanted)]

    def forget(self, before: date | None = None) -> int:
        """Delete what was kept before a day, or everything; how many rows. Nothing of it stays in a file of SQLite."""
        old = delete(_TABLE) if before is None else delete(_TABLE).where(_TABLE.c.day < before)
        with self._engine.begin() as connection:
            gone = connection.execute(old).rowcount
        if self.file and gone:
            with self._engine.connect() as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        return gone

    def close(self) -> None:
        """Close all connections."""
        self._engine.dispose()


def _rows(connection: Connection, day: date) -> int:
    return connection.scalar(select(func.count()).where(_TABLE.c.day == day)) or 0


def _engine(url: URL) -> Engine:
    """An engine whose connections give up soon. Raises `ImportError` without the driver."""
    if url.drivername == SQLITE:
        engine = create_engine(url, connect_args={"timeout": PATIENCE}, hide_parameters=True)
        event.listen(engine, "connect", _overwriting)
        return engine
    limits = {"connect_timeout": int(PATIENCE), "tcp_user_timeout": int(STATEMENT * 1000), "application_name": "iombot"}
    # A connection that broke meanwhile is replaced: a server that was started anew costs no record.
    engine = create_engine(url, connect_args=limits, hide_parameters=True, pool_pre_ping=True, pool_size=1)
    event.listen(engine, "connect", _impatient)
    return engine


def _overwriting(connection: Any, _: object) -> None:  # noqa: ANN401 (the driver's)
    # Without it, deleted text stays in the file until something else is written there.
    connection.execute("PRAGMA secure_delete=ON")
    connection.execute("PRAGMA synchronous=NORMAL")


def _impatient(connection: Any, _: object) -> None:  # noqa: ANN401 (the driver's)
    # As statements, not as options of the connection: poolers such as PgBouncer refuse those.
    connection.execute(f"SET statement_timeout = {int(STATEMENT * 1000)}")
    connection.execute(f"SET lock_timeout = {int(PATIENCE * 1000)}")
    connection.commit()
