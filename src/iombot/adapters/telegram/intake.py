"""Updates as they come in, before the library reads them: to read one takes longer than to refuse it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable
from typing import Any, Final

from telegram import MessageEntity, User
from telegram.constants import ChatType

from iombot.adapters.telegram.admission import Admission, Kind
from iombot.adapters.telegram.backlog import Backlog
from iombot.observability.meter import Meter

GROUPS: Final = (ChatType.GROUP, ChatType.SUPERGROUP)
Raw = dict[str, Any]
"""An update as it comes; nothing is known of its shape."""


class Intake:
    """Passes over what would be refused anyway, and what people of a group say to each other."""

    def __init__(self, admission: Admission, meter: Meter, backlog: Backlog, me: Callable[[], User]) -> None:
        """Ask `me` for the bot itself, as Telegram knows it; it is known by the time when updates come in."""
        self._admission = admission
        self._backlog = backlog
        self._meter = meter
        self._me = me

    def refuses(self, update: Raw) -> bool:
        """Whether an update can be passed over unread; counts it if its chat is over its limit."""
        if _is_talk(update, self._me()):
            return True
        if not self._admission.mutes:
            return False
        whose = _whose(update)
        muted = whose is not None and self._admission.is_muted(*whose)
        if muted:
            self._meter.dropped("chat-limit")
        return muted

    def sift(self, content: bytes) -> bytes:
        """A response with updates; of many, those that matter.

        Chats over their limit are left out, the oldest where a chat has too many, and what a group says among itself.
        """
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
        kept, me = [], self._me()
        for update in reversed(updates):
            kind, chat = _whose(update) or ("", 0)
            if chat < 0 and _is_talk(update, me):
                continue
            seen[chat] += kind == "said"
            if seen[chat] <= self._admission.at_once:
                kept.append(update)
            else:
                self._meter.dropped("queue")
        return kept[::-1], {chat for chat in seen if seen[chat] > self._admission.at_once}


def _is_talk(update: Raw, me: User) -> bool:
    """Whether a message in a group is neither a command nor names the bot nor answers it, as far as a look can tell.

    See `iombot.adapters.telegram.incoming.read`, which says so for certain.
    """
    try:
        message = update.get("message") or update.get("edited_message")
        if not message or message["chat"]["type"] not in GROUPS:
            return False
        answered = message.get("reply_to_message")
        if answered and answered["from"]["id"] == me.id:
            return False
        if me.name.casefold() in (message.get("text") or message.get("caption") or "").casefold():
            return False
        return not any(_calls(entity, me) for entity in message.get("entities", ()))
    except (KeyError, TypeError, AttributeError):
        return False


def _calls(entity: Raw, me: User) -> bool:
    """Whether an entity is a command, or names the bot without its user name."""
    kind = entity["type"]
    if kind == MessageEntity.TEXT_MENTION:
        return bool(entity["user"]["id"] == me.id)
    return bool(kind == MessageEntity.BOT_COMMAND)


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
