"""What a running bot counts. Without the extra `metrics`, only what was dropped is counted, for the log."""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Callable
from typing import Literal

Drop = Literal["chat-limit", "total-limit", "queue", "stranger"]
"""Why an update got no answer: too many of one chat, too many in all, too many waiting, a chat that is not allowed."""

_LOG = logging.getLogger(__name__)


class Meter:
    """Takes note of what happens; never of who or what is spoken of."""

    def __init__(self) -> None:
        self.drops: Counter[Drop] = Counter()
        """Updates that got no answer, by reason."""

    def received(self, update: object) -> None:
        """An update came in."""

    def handled(self, update: object, seconds: float) -> None:
        """An update was handled, so long after it came in."""

    def replied(self, status: str, reason: str | None, seconds: float) -> None:
        """The core gave a reply of this status and reason, and took so long to think."""

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """A Bot API method was called: `ok`, a status such as `429`, or the class of the error."""

    def dropped(self, reason: Drop) -> None:
        """An update gets no answer. The log says so at the first, the tenth, the hundredth, and so on."""
        self.drops[reason] += 1
        number = self.drops[reason]
        if number == 10 ** (len(str(number)) - 1):
            _LOG.warning("Updates without an answer so far: %d (%s)", number, reason)

    def thumbed(self, *, up: bool) -> None:
        """Somebody pressed 👍 or 👎 below an answer, for the first time there."""

    def lost_record(self) -> None:
        """A question could not be written to the log of questions."""

    def uses(self, knowledge: str) -> None:
        """The knowledge base of this version is in force."""

    def watch(self, name: str, value: Callable[[], float]) -> None:
        """Ask `value` whenever the gauge `name` is read."""
