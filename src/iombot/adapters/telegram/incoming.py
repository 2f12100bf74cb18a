"""A Telegram update as our own small dataclass, or None where the bot keeps quiet."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import Literal

from telegram import Message, MessageEntity, Update, User
from telegram.constants import ChatType

Kind = Literal["question", "command", "contact", "other"]


@dataclass(frozen=True)
class Incoming:
    """Something that a person said to the bot."""

    kind: Kind
    """`other`: a voice message, a picture and the like."""
    chat: int
    thread: int | None
    """Topic of a forum; None outside one."""
    message: int
    private: bool
    edited: bool
    language: str
    """Of the person's app, as a BCP 47 tag."""
    text: str = ""
    """What was asked, without the bot's name; what follows a command; the phone number of a contact."""
    command: str = ""
    """Lower case, without slash and bot name."""
    named: bool = False
    """Whether the command carried the bot's name, so that it is meant for no other bot of the group."""
    album: str | None = None
    """Shared by the messages of an album."""

    @property
    def key(self) -> str:
        """The conversation: each topic of a forum has its own."""
        return conversation_key(self.chat, self.thread)


def conversation_key(chat: int, thread: int | None) -> str:
    """Key of a conversation: a chat, or a topic of a forum."""
    return f"{chat}:{thread}" if thread else str(chat)


def message_key(conversation: str, message: int) -> str:
    """Key of a message, given the key of its conversation."""
    return f"{conversation}/{message}"


def read(update: Update, me: User) -> Incoming | None:
    """What the update says to the bot `me`; None unless a person speaks to it.

    In private everything is said to the bot; in a group what names it, answers it, or is a command for it.
    """
    message = update.message or update.edited_message
    if message is None or message.from_user is None or message.chat.type == ChatType.CHANNEL:
        return None
    # What the bot itself put into a chat by inline mode, and what a channel passes on to its group, asks nothing.
    if message.is_automatic_forward or (message.via_bot and message.via_bot.id == me.id):
        return None
    # Telegram shows an administrator who stays anonymous as a bot that speaks for the group.
    anonymous = message.sender_chat is not None and message.sender_chat.id == message.chat.id
    if message.from_user.is_bot and not anonymous:
        return None
    said = _said(message, me)
    if said is None or not (said.private or said.command or _addressed(message, me)):
        return None
    return replace(said, edited=update.edited_message is not None)


def _said(message: Message, me: User) -> Incoming | None:
    blank = Incoming(
        kind="other",
        chat=message.chat.id,
        thread=message.message_thread_id if message.is_topic_message else None,
        message=message.message_id,
        private=message.chat.type == ChatType.PRIVATE,
        edited=False,
        language=(message.from_user.language_code if message.from_user else None) or "en",
        album=message.media_group_id,
    )
    if message.text is not None:
        return _typed(blank, message, me)
    if message.contact:
        return replace(blank, kind="contact", text=message.contact.phone_number)
    return blank if message.effective_attachment and not message.successful_payment else None


def _typed(blank: Incoming, message: Message, me: User) -> Incoming | None:
    text = message.text or ""
    first = message.entities[0] if message.entities else None
    if first is None or first.type != MessageEntity.BOT_COMMAND or first.offset != 0:
        return replace(blank, kind="question", text=_without_name(message, me))
    name, _, addressee = message.parse_entity(first)[1:].partition("@")
    if addressee and addressee.casefold() != me.name[1:].casefold():
        return None
    return replace(
        blank, kind="command", command=name.casefold(), text=text[first.length :].strip(), named=bool(addressee)
    )


def _without_name(message: Message, me: User) -> str:
    text = message.text or ""
    if not message.entities:  # a name that is typed is marked as a mention
        return text.strip()
    for entity, name in message.parse_entities([MessageEntity.TEXT_MENTION]).items():
        if entity.user and entity.user.id == me.id:
            text = text.replace(name, " ", 1)
    return re.sub(rf"{re.escape(me.name)}(?!\w)", " ", text, flags=re.IGNORECASE).strip()


def _addressed(message: Message, me: User) -> bool:
    answered = message.reply_to_message
    if answered and answered.from_user and answered.from_user.id == me.id:
        return True
    mentions = message.parse_entities([MessageEntity.MENTION, MessageEntity.TEXT_MENTION])
    return any(
        name.casefold() == me.name.casefold() or (entity.user is not None and entity.user.id == me.id)
        for entity, name in mentions.items()
    )
