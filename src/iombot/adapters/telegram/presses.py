"""Buttons that are pressed."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from typing import Final

from telegram import Bot, CallbackQuery, InlineKeyboardMarkup, Message, Update
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from iombot.adapters.states import once
from iombot.adapters.telegram.answers import of_entry, of_topic
from iombot.adapters.telegram.buttons import (
    Action,
    related_keyboard,
    topics_keyboard,
    unpack,
    without_feedback,
    without_source,
)
from iombot.adapters.telegram.cards import send_cards
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.incoming import conversation_key, message_key
from iombot.adapters.telegram.postman import Place, change, change_keyboard, revise
from iombot.adapters.telegram.rendering import LIMIT, shorten, split, units
from iombot.adapters.telegram.sources import where_it_stands
from iombot.charts import chart_of

POPUP: Final = 200
"""Longest text that Telegram shows after a press, in characters."""

_LOG = logging.getLogger(__name__)


@dataclass(frozen=True)
class Notice:
    """What the person who pressed is told, besides what happens to the message."""

    text: str = ""
    alert: bool = False
    """Whether it must be closed by hand, as what explains that nothing happened."""


class Presses:
    """Does what a button says; a second press of the same button changes nothing more."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_press(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Handle one press and end the waiting sign on the phone."""
        query = update.callback_query
        if query is None:
            return
        language, chat = query.from_user.language_code or "en", query.message.chat.id if query.message else None
        edition = self._desk.edition if chat is None else self._desk.edition_for(chat)
        refusal = await self._desk.admission.refusal(query.from_user.id if chat is None else chat)
        if refusal:
            if refusal.tell:
                await _end_wait(query, Notice(edition.say(refusal.phrase, language).text, alert=True))
            return
        pressed = unpack(query.data or "")
        if pressed is None or not isinstance(query.message, Message):
            notice = _outdated(edition, language)
        else:
            notice = await _Press(self._desk, edition, query.message, language).do(context.bot, *pressed)
        await _end_wait(query, notice)


class _Press:
    """One press of a button below `message`."""

    def __init__(self, desk: Desk, edition: Edition, message: Message, language: str) -> None:
        self._memory = desk.memory
        self._meter = desk.meter
        self._painter = desk.painter
        self._questions = desk.questions
        self._edition = edition
        self._message = message
        self._language = language
        self._place = Place(message.chat.id, message.message_thread_id if message.is_topic_message else None)
        self._key = conversation_key(self._place.chat, self._place.thread)

    async def do(self, bot: Bot, action: Action, entry: str) -> Notice:
        """Carry out the action. The entry may be anything: a changed app can send what no button held."""
        if action in (Action.ANSWER, Action.TOPIC):
            return await self._show(bot, action, entry)
        if action is Action.CONTACTS:
            return await self._list_topics(bot)
        if action is Action.CHART:
            return await self._send_chart(bot, entry)
        if self._edition.core.entry(entry) is None:
            return _outdated(self._edition, self._language)
        if action is Action.SOURCE:
            return await self._add_source(bot, entry)
        carry_out = self._thank if action in (Action.GOOD, Action.BAD) else self._swap_buttons
        return await carry_out(bot, action, entry)

    async def _show(self, bot: Bot, action: Action, entry: str) -> Notice:
        """Put an answer in the place of the message, its contact cards below."""
        state = self._edition.known(await self._memory.state(self._key))
        if action is Action.TOPIC:
            outgoing = of_topic(entry, state, self._edition, self._language)
        else:
            outgoing = of_entry(entry, state, self._edition)
        if outgoing is None:
            return _outdated(self._edition, self._language)
        await self._memory.keep_state(self._key, outgoing.state)
        text, message = outgoing.reply.text, self._message.message_id
        # Only the first press of two brings what stands below the message itself.
        async with once(self._memory, f"pressed {self._key} {message} {entry}") as is_first:
            if is_first:
                await revise(bot, self._place, (message,), text, outgoing.keyboard)
                await send_cards(bot, self._place, outgoing.reply, self._edition.knowledge)
            elif units(text) <= LIMIT:
                await change(bot, self._place.chat, message, text, outgoing.keyboard)
        return Notice()

    async def _list_topics(self, bot: Bot) -> Notice:
        text = self._edition.core.command("contacts").text
        keyboard = topics_keyboard(self._edition.knowledge, self._language)
        changed = await change(bot, self._place.chat, self._message.message_id, split(text)[0], keyboard)
        return Notice() if changed else _outdated(self._edition, self._language)

    async def _add_source(self, bot: Bot, entry: str) -> Notice:
        """Write below the answer where it stands; in a popup where there is no room."""
        known = self._edition.knowledge.entries.get(entry)
        if known is None:
            return _outdated(self._edition, self._language)
        details = where_it_stands(known, self._edition.knowledge, self._language)
        text = self._message.text or ""
        if details in text:
            return Notice()
        longer = f"{text}\n\n{details}"
        if not text or units(longer) > LIMIT:
            return Notice(shorten(details, POPUP), alert=True)
        keyboard = without_source(self._message.reply_markup, entry)
        await change(bot, self._place.chat, self._message.message_id, longer, keyboard)
        return Notice()

    async def _send_chart(self, bot: Bot, entry: str) -> Notice:
        """Send the picture below; a second press sends no second one."""
        subject, painter = self._edition.charts.get(entry), self._painter
        if subject is None or painter is None:
            return _outdated(self._edition, self._language)
        async with once(self._memory, f"chart {self._key} {self._message.message_id} {subject}") as is_first:
            if is_first:
                knowledge = self._edition.knowledge
                await painter.send(bot, self._place, chart_of(knowledge.entries[subject], knowledge, self._language))
        return Notice()

    async def _swap_buttons(self, bot: Bot, action: Action, entry: str) -> Notice:
        keyboard: InlineKeyboardMarkup | None = None
        reply = self._edition.core.entry(entry)
        if action is Action.RELATED:
            keyboard = related_keyboard(entry, self._edition.knowledge, self._language)
        elif reply is not None:
            keyboard = self._edition.keyboard(reply)
        changed = await change_keyboard(bot, self._place.chat, self._message.message_id, keyboard)
        return Notice() if changed else _outdated(self._edition, self._language)

    async def _thank(self, bot: Bot, action: Action, entry: str) -> Notice:
        """Take the thumbs away and note the feedback, without who gave it.

        It is counted, not logged: with the time, a line would tell who spoke with the bot then what about.
        """
        message = message_key(self._key, self._message.message_id)
        if await self._memory.first_time(f"feedback {message}"):
            self._meter.thumbed(up=action is Action.GOOD)
            # Of a chat in which somebody asked for help, nothing is kept.
            if action is Action.BAD and self._questions and not await self._memory.in_need(self._key):
                self._questions.disliked(entry, self._edition.knowledge.version, message)
        keyboard = without_feedback(self._message.reply_markup)
        await change_keyboard(bot, self._place.chat, self._message.message_id, keyboard)
        return Notice(self._edition.say("thanks", self._language).text)


def _outdated(edition: Edition, language: str) -> Notice:
    return Notice(edition.say("outdated", language).text, alert=True)


async def _end_wait(query: CallbackQuery, notice: Notice) -> None:
    try:
        await query.answer(shorten(notice.text, POPUP) or None, show_alert=notice.alert)
    except BadRequest:
        # The press waited so long that the phone gave up; what it was to do has been done.
        _LOG.info("A press was answered too late")
