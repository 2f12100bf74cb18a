"""Whether the bot can do its work, as probes ask."""

from __future__ import annotations

from collections.abc import Callable
from math import inf
from time import monotonic

STARTING = "starting"
STOPPING = "stopping"
AWAY = "Telegram is out of reach"
"""Why a bot is not ready, in the words that a probe gets."""
ENDING_SECONDS = 30.0
"""How long the end waits for Telegram: with a request that is under way by then, below the minute and a half that
`deploy/` leaves it."""


class Health:
    """Ready from the first `renew` on, for as long as that promised; never again after `stop`."""

    def __init__(self, clock: Callable[[], float] = monotonic) -> None:
        """`clock` tells seconds."""
        self._clock = clock
        self._until: float | None = None
        self._stopped: float | None = None
        self.failure: str | None = None
        """Why the bot ended by itself, in a sentence for whoever runs it."""

    def renew(self, seconds: float = inf) -> None:
        """Ready for so many seconds more."""
        self._until = self._clock() + seconds

    def stop(self) -> None:
        """No more work is to be sent here."""
        if self._stopped is None:
            self._stopped = self._clock()

    def fail(self, reason: str) -> None:
        """The bot cannot go on, for a reason that whoever runs it has to do something about."""
        self.failure = reason
        self.stop()

    @property
    def is_ending(self) -> bool:
        """Whether no more work is to be taken."""
        return self._stopped is not None

    @property
    def is_over(self) -> bool:
        """Whether what could not be sent by now is to be given up, so that the bot ends."""
        return self._stopped is not None and self._clock() > self._stopped + ENDING_SECONDS

    @property
    def obstacle(self) -> str:
        """Why the bot is not ready; empty if it is."""
        if self.is_ending:
            return STOPPING
        if self._until is None:
            return STARTING
        return AWAY if self._clock() > self._until else ""
