"""Being added to a group, leaving one, being blocked."""

from __future__ import annotations

from typing import Final

from telegram import ChatMember, ChatMemberUpdated, Update
from telegram.constants import ChatType
from telegram.ext import ContextTypes

from iombot.adapters.telegram.desk import Desk
from iombot.adapters.telegram.postman import Place, send

GONE: Final = (ChatMember.LEFT, ChatMember.BANNED)


class Membership:
    """Greets a group once, and forgets a chat that the bot may not write to any more."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_change(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Handle a change of the bot's own place in a chat."""
        change = update.my_chat_member
        if change is None:
            return
        if change.new_chat_member.status in GONE:
            await self._desk.memory.forget(str(change.chat.id))
            return
        welcome = _joined_group(change) and self._desk.admission.allows(change.chat.id)
        if welcome and await self._desk.memory.first_time(f"hello {change.chat.id}"):
            greeting = self._desk.edition.say(
                "hello-group", change.from_user.language_code or "en", me=context.bot.name
            )
            await send(context.bot, Place(change.chat.id), greeting.text)


def _joined_group(change: ChatMemberUpdated) -> bool:
    group = change.chat.type in (ChatType.GROUP, ChatType.SUPERGROUP)
    return group and change.old_chat_member.status in GONE
