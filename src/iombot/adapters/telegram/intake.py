"""Updates as they come in, before the library reads them: to read one takes longer than to refuse it."""

from __future__ import annotations

import json
from collections import Counter
from typing import Any

from iombot.adapters.telegram.admission import Admission, Kind
from iombot.adapters.telegram.backlog import Backlog
from iombot.observability.meter import Meter

Raw = dict[str, Any]
"""An update as it comes; nothing is known of its shape."""


class Intake:
    """Refuses what would be refused anyway."""

    def __init__(self, admission: Admission, meter: Meter, backlog: Backlog) -> None:
        self._admission = admission
        self._backlog = backlog
        self._meter = meter

    def refuses(self, update: Raw) -> bool:
        """Whether an update of a chat that is over its limit can be passed over right now; counts it if so."""
        if not self._admission.mutes:
            return False
        whose = _whose(update)
        muted = whose is not None and self._admission.is_muted(*whose)
        if muted:
            self._meter.dropped("chat-limit")
        return muted

    def sift(self, content: bytes) -> bytes:
        """A response with updates, without those of chats over their limit and the oldest where a chat has too many."""
        # In a text, the quotation marks would stand behind backslashes.
        number = content.count(b'"update_id"')
        self._backlog.note(number)
        if not self._admission.mutes and number <= self._admission.at_once:
            return content
        try:
            response = json.loads(content)
            updates: list[Raw] = response["result"]
        except (ValueError, KeyError, TypeError):  # the library says what is wrong
            return content
        newest, noisy = self._newest(updates)
        kept = [update for update in newest if not self.refuses(update)]
        for chat in noisy:
            self._admission.mute("said", chat)
        if len(kept) == len(updates):  # none at all, often
            return content
        # The library asks for what comes after the last one.
        if updates[-1] is not (kept[-1] if kept else None):
            kept.append({"update_id": updates[-1]["update_id"]})
        response["result"] = kept
        return json.dumps(response).encode()

    def _newest(self, updates: list[Raw]) -> tuple[list[Raw], set[int]]:
        """The updates without the oldest of chats that have too many, and these chats."""
        seen: Counter[int] = Counter()
        kept = []
        for update in reversed(updates):
            kind, chat = _whose(update) or ("", 0)
            # In groups others talk as well, and what is for the bot is known only later.
            seen[chat] += kind == "said" and chat > 0
            if seen[chat] <= self._admission.at_once:
                kept.append(update)
            else:
                self._meter.dropped("queue")
        return kept[::-1], {chat for chat in seen if seen[chat] > self._admission.at_once}


def _whose(update: Raw) -> tuple[Kind, int] | None:
    """What is counted, and of which chat; None for what is never refused."""
    try:
        if "inline_query" in update:
            return "query", int(update["inline_query"]["from"]["id"])
        press = update.get("callback_query")
        if press:
            return "said", int(press["message"]["chat"]["id"])
        message = update.get("message") or update.get("edited_message")
        return ("said", int(message["chat"]["id"])) if message else None
    except (KeyError, TypeError, ValueError, OverflowError, AttributeError):
        return None
