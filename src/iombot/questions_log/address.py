"""The address of a database, as settings give it."""

from __future__ import annotations

from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from iombot.errors import ConfigurationError

SERVERS: Final = ("postgres", "postgresql")


@dataclass(frozen=True)
class Database:
    """Where a database is: in a file of SQLite, or on a server."""

    file: Path | None
    server: str
    """Address of a PostgreSQL server, perhaps with a password; empty where it is a file."""
    shown: str
    """The same for people, without the password."""


def database(address: str) -> Database:
    """The database of an address; `postgresql+DRIVER` is PostgreSQL with the driver of the extra.

    Raises `ConfigurationError`, which never holds the address: it may hold a password.
    """
    kind, colon, rest = address.partition("://")
    kind = kind.partition("+")[0]
    if colon and kind == "sqlite":
        file = rest.partition("?")[0].removeprefix("/")
        if rest.startswith("/") and file not in ("", ":memory:"):
            return Database(Path(file), "", file)
    if colon and kind in SERVERS:
        return _server(f"postgresql://{rest}")
    raise ConfigurationError("IOMBOT_QUESTIONS_URL: give sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME.")


def _server(address: str) -> Database:
    try:
        parts = urlsplit(address)
        host, port = parts.hostname or "", parts.port
    except ValueError:
        raise ConfigurationError("IOMBOT_QUESTIONS_URL is no address of a database.") from None
    if find_spec("psycopg") is None:
        raise ConfigurationError(
            "PostgreSQL needs the extra: pip install 'iombot[postgres]'. Or unset IOMBOT_QUESTIONS_URL."
        )
    user = f"{parts.username}@" if parts.username else ""
    return Database(None, address, f"postgresql://{user}{host}{f':{port}' if port else ''}{parts.path}")
