"""What has to be noted while a message is handed to a channel, so that no message is sent twice."""

from __future__ import annotations

from contextvars import ContextVar
from typing import Final, Protocol

from iombot.errors import IombotError


class TurnLostError(IombotError):
    """Another replica has taken over the update, since this one stood still for too long: nothing may be sent."""


class Delivery(Protocol):
    """Follows the new messages of one update on their way, one after the other."""

    async def before(self) -> None:
        """A message is about to be sent. Raises `TurnLostError`."""

    async def under_way(self) -> None:
        """The last bytes of the message are written as soon as this returns, which is without waiting for anything."""

    async def after(self, *, taken: bool) -> None:
        """The message was taken, or may have been; otherwise it did not arrive or was refused."""


DELIVERY: Final[ContextVar[Delivery | None]] = ContextVar("delivery", default=None)
"""The delivery of the update that is being handled; None where nothing needs to be noted."""
