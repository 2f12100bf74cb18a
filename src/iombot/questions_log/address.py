"""The address of a database, as settings give it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Final

from iombot.errors import ConfigurationError
from iombot.lazy import load

SERVERS: Final = ("postgres", "postgresql")

_UNUSABLE: Final = (
    "IOMBOT_QUESTIONS_URL is no address of a database. In a user name or password, write @ as %40, / as %2F, "
    ": as %3A, ? as %3F, # as %23, % as %25."
)


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
    if find_spec("psycopg") is None:
        raise ConfigurationError(
            "PostgreSQL needs the extra: pip install 'iombot[postgres]'. Or unset IOMBOT_QUESTIONS_URL."
        )
    try:
        # As the driver reads it, `%40` and the like decoded: what is shown must not hold a piece of the password.
        parts = load("psycopg.conninfo:conninfo_to_dict")(address)
    except load("psycopg:Error"):
        raise ConfigurationError(_UNUSABLE) from None
    user, host, port = (str(parts.get(name, "")) for name in ("user", "host", "port"))
    if "@" in host or re.search(r"[^\d,]", port):
        raise ConfigurationError(_UNUSABLE)
    shown = f"{user}@" * bool(user) + host + f":{port}" * bool(port)
    return Database(None, address, f"postgresql://{shown}/{parts.get('dbname', '')}")
