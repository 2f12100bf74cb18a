"""The connection to Redis: never waited for long, and left alone for a while when it fails."""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
import socket
from collections.abc import Awaitable, Callable
from time import monotonic
from typing import Final, TypeVar
from urllib.parse import urlsplit

from redis.asyncio import BlockingConnectionPool, Connection, ConnectionPool, Redis
from redis.asyncio.retry import Retry
from redis.backoff import NoBackoff
from redis.exceptions import RedisError

from iombot.secret import SecretStr

CONNECT_SECONDS: Final = 0.5
"""How long a new connection may take: long for one data centre, short for somebody who waits."""
ANSWER_SECONDS: Final = 0.5
"""How long one answer of Redis may take."""
ALL_SECONDS: Final = 1.5
"""How long anything may take, with the second try after a connection that had been cut."""
AWAY_SECONDS: Final = 2.0
"""How long Redis is left alone after a failure: one in so many seconds waits for it, and it is soon found again."""
CONNECTIONS: Final = 32
"""Connections for questions to Redis, each answered at once; more wait for one."""
NOTES: Final = 5000
"""Connections for notes on messages: as many as messages are on their way, which is as many as chats are answered."""
CORK: Final = getattr(socket, "TCP_CORK", None)
"""Option of Linux: what is written stays in the kernel until it is lifted or the connection ends."""

T = TypeVar("T")

_LOG = logging.getLogger(__name__)


class Link:
    """Asks Redis, or does without it. Only one that is stopped in order lets go of its connections."""

    def __init__(self, url: SecretStr, clock: Callable[[], float] = monotonic) -> None:
        """Connects when first asked; `clock` tells seconds. Raises `ValueError` for what is no address of a Redis."""
        address = url.get_secret_value()
        if _is_torn(address):
            raise ValueError("A character of the password ends the host.")
        self.redis = Redis.from_pool(
            BlockingConnectionPool.from_url(
                address,
                max_connections=CONNECTIONS,
                timeout=ALL_SECONDS,
                socket_connect_timeout=CONNECT_SECONDS,
                socket_timeout=ANSWER_SECONDS,
                retry=Retry(NoBackoff(), 1),
            )
        )
        # With a time limit for writing, the library would write in a later round of the loop; see `Line.write`.
        self._notes = ConnectionPool.from_url(
            address, max_connections=NOTES, socket_connect_timeout=CONNECT_SECONDS, socket_timeout=None
        )
        self._clock = clock
        self._away_until = 0.0
        self._is_away = False
        self.on_return: Callable[[Redis], Awaitable[object]] | None = None
        """Done before anything else when Redis is back."""

    async def ask(self, work: Callable[[Redis], Awaitable[T]]) -> T | None:
        """The outcome of `work`, which must not be None; None where Redis is away."""
        return await self._guarded(lambda: work(self.redis))

    async def line(self) -> Line | None:
        """A connection of its own, to be closed after use; None where Redis is away."""
        connection = await self._guarded(self._notes.get_connection)
        return Line(self, self._notes, connection) if connection else None

    async def close(self) -> None:
        """Lets go of all connections."""
        await self.redis.aclose()
        await self._notes.aclose()

    async def _guarded(self, work: Callable[[], Awaitable[T]]) -> T | None:
        now = self._clock()
        if now < self._away_until:
            return None
        if self._is_away:
            # This one finds out whether Redis is back; the others go on without it.
            self._away_until = now + AWAY_SECONDS
        try:
            async with asyncio.timeout(ALL_SECONDS):
                if self._is_away:
                    # The Redis of a connection may be there, and not the one to be used any more.
                    await self.redis.connection_pool.disconnect(inuse_connections=False)
                    if self.on_return:
                        await self.on_return(self.redis)
                outcome = await work()
        except (RedisError, OSError, TimeoutError) as error:
            self.failed(error)
            return None
        if self._is_away:
            self._is_away, self._away_until = False, 0.0
            _LOG.warning("The shared memory is back")
        return outcome

    def failed(self, error: Exception) -> None:
        """Leave Redis alone for a while."""
        self._away_until = self._clock() + AWAY_SECONDS
        if not self._is_away:
            self._is_away = True
            _LOG.warning("The shared memory is away, answering without context: %s", type(error).__name__)


def _is_torn(address: str) -> bool:
    """Whether the host seems to end within the password: the library would look for a Redis somewhere else."""
    parts = urlsplit(address)
    return parts.scheme in ("redis", "rediss") and "@" in parts.path + parts.query + parts.fragment


class Line:
    """One connection, on which commands leave at once and are answered later."""

    def __init__(self, link: Link, pool: ConnectionPool, connection: Connection) -> None:
        self._link = link
        self._pool = pool
        self._connection = connection
        self._due = 0
        """Responses that Redis owes."""

    async def write(self, *commands: tuple[str | bytes | int, ...]) -> None:
        """Write commands, of which Redis carries out all or none; comes back without having waited for anything.

        They leave with `settle`, or when this program ends, however it does: a Redis on the same machine that began to
        work on them at once would put off what is to be written next.
        """
        self._hold_back(hold=True)
        packed = self._connection.pack_commands([("MULTI",), *commands, ("EXEC",)])
        self._due += len(commands) + 2
        try:
            await self._connection.send_packed_command(packed, check_health=False)
        except (RedisError, OSError) as error:
            await self._broken(error)

    async def settle(self) -> None:
        """Wait until Redis has carried out what was written."""
        self._hold_back(hold=False)
        try:
            async with asyncio.timeout(ANSWER_SECONDS):
                while self._due:
                    await self._connection.read_response()
                    self._due -= 1
        except (RedisError, OSError, TimeoutError) as error:
            await self._broken(error)

    async def close(self) -> None:
        """Settle, and give the connection back."""
        await self.settle()
        await self._pool.release(self._connection)

    def _hold_back(self, *, hold: bool) -> None:
        writer = self._connection._writer  # noqa: SLF001 (the library shows its socket nowhere else)
        if writer is not None and CORK is not None:
            # A socket of the file system knows no such thing.
            with contextlib.suppress(OSError):
                writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, CORK, int(hold))

    async def _broken(self, error: Exception) -> None:
        self._due = 0
        self._link.failed(error)
        await self._connection.disconnect()


class Keys:
    """Names under which something is kept: hashes, from which nobody without the secret learns a chat."""

    def __init__(self, secret: SecretStr) -> None:
        """`secret` is what all replicas share and nobody else knows, such as the bot's token."""
        self._secret = hashlib.blake2b(secret.get_secret_value().encode(), person=b"iombot keys").digest()

    def of(self, kind: str, name: str) -> str:
        """The key of what `kind` is called `name`: `iombot:KIND:` and 128 bits in hexadecimal digits."""
        digest = hashlib.blake2b(f"{kind} {name}".encode(), key=self._secret, digest_size=16)
        return f"iombot:{kind}:{digest.hexdigest()}"
