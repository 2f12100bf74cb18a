"""Which sentences of its own the bot cannot do without, and what stands in for those that a knowledge base lacks."""

from __future__ import annotations

from collections.abc import Mapping
from typing import get_args

from iombot.knowledge.fields import Reason, Text

FILES = ("bot.yaml", "charts.yaml", "console.yaml", "fallback.yaml", "telegram.yaml")
"""Files of the shipped knowledge base that hold sentences of the bot."""
NEUTRAL = "other-"
"""Beginning of the ids of sentences for a knowledge base that is not the shipped one and has none of its own: the
shipped `start` names its releases, `other-start` does not."""
NEEDED = (
    *(
        "start",
        "help",
        "about",
        "knowledge-version",
        "privacy",
        "sources",
        "pictures",
        "no-contacts",
        "no-releases",
        "nearest",
        "part-open",
        "ask-contacts",
        "items",
        "items-dated",
        "whence",
        "whence-calculated",
        "period-since",
    ),
    *(f"unknown-{reason}" for reason in get_args(Reason)),
    *(f"unknown-{why}" for why in ("mention", "figure", "other-language", "perhaps-need", "elsewhere")),
    *(
        "clarify",
        "more",
        "clarify-option",
        "claim-yes",
        "claim-no",
        "claim-differs",
        "claim-rounded",
        "claim-right",
        "claim-wrong",
        "list-length",
        "mention-yes",
        "mention-no",
        "mention-other",
        "mention-where",
        "derived-sum",
        "derived-difference",
        "derived-points",
        "derived-per-month",
        "derived-per-week",
        "derived-per-day",
        "derived-ratio",
        "derived-share",
        "derived-part",
        "derived-rest",
        "derived-mean",
        "derived-each-year",
        "derived-lower-limit",
        "derived-overlap",
        "figure",
    ),
    *(f"unsound-{why}" for why in ("units", "periods", "shares", "parts", "whole", "limits")),
    *(f"need-{kind}" for kind in ("again", "more", "contact", "danger-again", "danger-more", "thanks", "beside")),
    *("need-others", "need-complaint"),
    *("source", "source-paragraph", "source-paragraphs"),
    *("contact-intro", "contact-no-phone", "contact-published", "contact-one", "contact-topic"),
    *("console-welcome", "console-help", "console-nothing-to-explain"),
)
"""What the core and the console say. The sentences of Telegram are checked where it starts."""

REFERRAL = "referral"
"""The intent that answers people who speak of their own need."""
NEEDS = frozenset({"need-help", "own-case", "relative-missing", "danger"})
"""The concepts by which they do."""


def completed(own: Mapping[str, Text], shipped: Mapping[str, Text]) -> dict[str, Text]:
    """The sentences of a knowledge base, those that it lacks taken from the shipped ones."""
    neutral = {id.removeprefix(NEUTRAL): text for id, text in shipped.items() if id.startswith(NEUTRAL)}
    return {**shipped, **neutral, **own}


def missing(phrases: Mapping[str, Text]) -> list[str]:
    """Ids of sentences that the bot needs and does not find."""
    return [id for id in NEEDED if id not in phrases]
