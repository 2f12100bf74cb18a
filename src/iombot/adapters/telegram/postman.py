"""Sends and changes messages."""

from __future__ import annotations

from dataclasses import dataclass

from telegram import Bot, InlineKeyboardMarkup, LinkPreviewOptions, ReplyParameters
from telegram.constants import ParseMode
from telegram.error import BadRequest, NetworkError

from iombot.adapters.telegram.rendering import split, to_html
from iombot.adapters.telegram.transport import is_unanswered

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


@dataclass(frozen=True)
class Place:
    """Where a message goes."""

    chat: int
    thread: int | None = None
    quote: int | None = None
    """Message that is quoted, as in a group where several people talk."""


async def send(bot: Bot, place: Place, text: str, keyboard: InlineKeyboardMarkup | None = None) -> tuple[int, ...]:
    """Send plain text as one or more messages, the keyboard below the last; their ids. Raises `TelegramError`."""
    return await _send_parts(bot, place, split(text), keyboard)


async def revise(
    bot: Bot, place: Place, old: tuple[int, ...], text: str, keyboard: InlineKeyboardMarkup | None
) -> tuple[int, ...]:
    """Make the messages `old` say `text` instead; the ids that now hold it. Raises `TelegramError`.

    Messages too many are deleted, missing ones are sent.
    """
    parts = split(text)
    kept = old[: len(parts)]
    for number, (message, part) in enumerate(zip(kept, parts, strict=False), start=1):
        last = number == len(parts)
        if not await change(bot, place.chat, message, part, keyboard if last else None):
            return await send(bot, place, text, keyboard)
    for message in old[len(parts) :]:
        await remove(bot, place.chat, message)
    return kept + await _send_parts(bot, place, parts[len(kept) :], keyboard)


async def change(bot: Bot, chat: int, message: int, text: str, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Make one message say the plain text; False where it cannot be changed any more. Raises `TelegramError`."""
    try:
        await bot.edit_message_text(
            to_html(text),
            chat_id=chat,
            message_id=message,
            parse_mode=ParseMode.HTML,
            link_preview_options=NO_PREVIEW,
            reply_markup=keyboard,
        )
    except BadRequest as error:
        return _unchanged(error)
    return True


async def change_keyboard(bot: Bot, chat: int, message: int, keyboard: InlineKeyboardMarkup | None) -> bool:
    """Put other buttons below a message; False where it cannot be changed any more. Raises `TelegramError`."""
    try:
        await bot.edit_message_reply_markup(chat_id=chat, message_id=message, reply_markup=keyboard)
    except BadRequest as error:
        return _unchanged(error)
    return True


async def remove(bot: Bot, chat: int, message: int) -> None:
    """Delete a message of the bot; one that is gone or too old is left. Raises `TelegramError`."""
    try:
        await bot.delete_message(chat, message)
    except BadRequest:
        return


async def _send_parts(
    bot: Bot, place: Place, parts: list[str], keyboard: InlineKeyboardMarkup | None
) -> tuple[int, ...]:
    sent, unanswered = [], None
    for number, part in enumerate(parts, start=1):
        fields = {
            "chat_id": place.chat,
            "text": to_html(part),
            "parse_mode": ParseMode.HTML,
            "link_preview_options": NO_PREVIEW,
            "message_thread_id": place.thread,
            "reply_parameters": _quoting(place.quote) if number == 1 else None,
            "reply_markup": keyboard if number == len(parts) else None,
        }
        # `send_message` would read the whole message back, into objects that nobody needs: only its id is.
        # The public `do_api_request` calls this very method, but warns of every method that has one of its own.
        try:
            message = await bot._post("sendMessage", fields)  # noqa: SLF001
        except NetworkError as error:
            # That part is there, or will be: without the others, it would be taken for the whole answer.
            if not is_unanswered(error):
                raise
            unanswered = error
        else:
            sent.append(int(message["message_id"]))
    if unanswered:
        raise unanswered
    return tuple(sent)


def _quoting(message: int | None) -> ReplyParameters | None:
    # The question may be deleted before the answer is there.
    return ReplyParameters(message, allow_sending_without_reply=True) if message else None


def _unchanged(error: BadRequest) -> bool:
    """Whether the message already says so, as after a button pressed twice; Telegram calls that an error."""
    return "message is not modified" in str(error).casefold()
