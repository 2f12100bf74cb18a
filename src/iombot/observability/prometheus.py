"""What the bot counts, for Prometheus. Needs the extra `metrics`; nothing else imports the library."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, Info, ProcessCollector, generate_latest
from prometheus_client.exposition import CONTENT_TYPE_LATEST

from iombot.observability.meter import Drop, Meter

KINDS: Final = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""Kinds of update, as Telegram names them."""
OTHER: Final = "other"
GAUGES: Final = {
    "waiting": "Updates that wait for their turn.",
    "in_hand": "Chats that have an update in hand.",
    "ready": "Whether /readyz says so, 1 or 0.",
    "outdated": "Whether the knowledge base has faults as it is now, so that an earlier version answers, 1 or 0.",
}
WAITS: Final = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
"""Seconds: up to what feels immediate, and on to where people give up."""
THOUGHTS: Final = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.5, 1.0, 5.0)
"""Seconds that the core takes for an answer."""


class PrometheusMeter(Meter):
    """Counts under fixed names and labels, so that nobody's words or id can become one."""

    def __init__(self) -> None:
        super().__init__()
        self._registry = registry = CollectorRegistry()
        ProcessCollector(registry=registry)
        self._updates = Counter("iombot_updates", "Updates received.", ["kind"], registry=registry)
        self._handled = Histogram(
            "iombot_update_seconds", "Time from an update to the end of its handling.", ["kind"], buckets=WAITS,
            registry=registry,
        )  # fmt: skip
        self._replies = Counter("iombot_replies", "Replies of the core.", ["status", "reason"], registry=registry)
        self._thought = Histogram(
            "iombot_reply_seconds", "Time that the core took for a reply.", buckets=THOUGHTS, registry=registry
        )
        self._calls = Histogram(
            "iombot_telegram_seconds", "Requests to the Bot API, each try by itself.", ["method"], buckets=WAITS,
            registry=registry,
        )  # fmt: skip
        self._errors = Counter(
            "iombot_telegram_errors", "Requests to the Bot API that failed.", ["method", "error"], registry=registry
        )
        self._drops = Counter("iombot_dropped_updates", "Updates without an answer.", ["reason"], registry=registry)
        self._thumbs = Counter("iombot_thumbs", "Answers with a thumb up or down.", ["thumb"], registry=registry)
        self._records = Counter("iombot_dropped_records", "Records of questions that were lost.", registry=registry)
        self._knowledge = Info("iombot_knowledge", "The knowledge base in force.", registry=registry)

    def exposition(self) -> tuple[str, bytes]:
        """Content type and text of all metrics."""
        return CONTENT_TYPE_LATEST, generate_latest(self._registry)

    def received(self, update: object) -> None:
        """See `Meter.received`."""
        self._updates.labels(_kind(update)).inc()

    def handled(self, update: object, seconds: float) -> None:
        """See `Meter.handled`."""
        self._handled.labels(_kind(update)).observe(seconds)

    def replied(self, status: str, reason: str | None, seconds: float) -> None:
        """See `Meter.replied`."""
        self._replies.labels(status, reason or "").inc()
        self._thought.observe(seconds)

    def called(self, method: str, outcome: str, seconds: float) -> None:
        """See `Meter.called`."""
        self._calls.labels(method).observe(seconds)
        if outcome != "ok":
            self._errors.labels(method, outcome).inc()

    def dropped(self, reason: Drop) -> None:
        """See `Meter.dropped`."""
        super().dropped(reason)
        self._drops.labels(reason).inc()

    def thumbed(self, *, up: bool) -> None:
        """See `Meter.thumbed`."""
        self._thumbs.labels("up" if up else "down").inc()

    def lost_record(self) -> None:
        """See `Meter.lost_record`."""
        self._records.inc()

    def uses(self, knowledge: str) -> None:
        """See `Meter.uses`."""
        self._knowledge.info({"version": knowledge})

    def watch(self, name: str, value: Callable[[], float]) -> None:
        """See `Meter.watch`. Raises `KeyError` for a gauge that is not in `GAUGES`."""
        Gauge(f"iombot_{name}", GAUGES[name], registry=self._registry).set_function(value)


def _kind(update: object) -> str:
    return next((kind for kind in KINDS if getattr(update, kind, None) is not None), OTHER)
