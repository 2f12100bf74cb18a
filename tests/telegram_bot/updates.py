"""Updates as Telegram sends them."""

from __future__ import annotations

import re
from itertools import count
from typing import Any

from botapi import ME, NAME

Update = dict[str, Any]
PERSON = {"id": 1, "is_bot": False, "first_name": "Ada", "language_code": "en"}
PRIVATE = {"id": 1, "type": "private", "first_name": "Ada"}
GROUP = {"id": -100, "type": "supergroup", "title": "Press"}
FORUM = GROUP | {"is_forum": True}
_ids = count(1)
_RIGHTS = (
    "can_be_edited", "is_anonymous", "can_manage_chat", "can_delete_messages", "can_manage_video_chats",
    "can_restrict_members", "can_promote_members", "can_change_info", "can_invite_users", "can_post_stories",
    "can_edit_stories", "can_delete_stories",
)  # fmt: skip
_ENTITY = re.compile(r"(?P<bot_command>^/\w+(@\w+)?)|(?P<mention>(?<!\w)@\w+)")


def message(text: str | None = None, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 (any JSON)
    """A message of a person, in private unless `chat` says otherwise; commands and mentions are marked."""
    base: dict[str, Any] = {"message_id": next(_ids), "date": 1_700_000_000, "chat": PRIVATE, "from": PERSON}
    if text is not None:
        base["text"] = text
        base["entities"] = [
            {"type": match.lastgroup, "offset": match.start(), "length": len(match.group())}
            for match in _ENTITY.finditer(text)
        ]
    return base | fields


def said(text: str | None = None, **fields: Any) -> Update:  # noqa: ANN401 (any JSON)
    return {"message": message(text, **fields)}


def in_chat(chat: int, text: str) -> Update:
    """A message in the private chat of another person."""
    person = PERSON | {"id": chat}
    return said(text, **{"chat": PRIVATE | {"id": chat}, "from": person})


def edited(original: Update, text: str) -> Update:
    return {"edited_message": original["message"] | {"text": text, "edit_date": 1_700_000_100}}


def pressed(shown: dict[str, Any], data: str) -> Update:
    """A press of a button below a message that the server shows."""
    return {"callback_query": {"id": "77", "from": PERSON, "chat_instance": "c", "message": shown, "data": data}}


def queried(text: str, offset: str = "") -> Update:
    return {"inline_query": {"id": "88", "from": PERSON, "query": text, "offset": offset}}


def joined(chat: dict[str, Any], old: str, new: str) -> Update:
    """The bot's own place in a chat changes, such as from `left` to `member`."""
    return {
        "my_chat_member": {
            "chat": chat, "from": PERSON, "date": 1_700_000_000,
            "old_chat_member": _member(old), "new_chat_member": _member(new),
        }
    }  # fmt: skip


def by_bot(text: str, **fields: Any) -> dict[str, Any]:  # noqa: ANN401 (any JSON)
    """A message of the bot itself, to reply to."""
    return message(text, **{"from": ME} | fields)


def _member(status: str) -> dict[str, Any]:
    more: dict[str, dict[str, Any]] = {
        "kicked": {"until_date": 0},
        "administrator": dict.fromkeys(_RIGHTS, False),
    }
    return {"user": ME, "status": status} | more.get(status, {})


MENTION = f"@{NAME}"
