"""What happens when an update cannot be answered."""

from __future__ import annotations

import logging

from telegram import Update
from telegram.constants import ChatType
from telegram.error import ChatMigrated, Conflict, Forbidden, NetworkError, TelegramError
from telegram.ext import ContextTypes

from iombot.adapters.delivery import TurnLostError
from iombot.adapters.states import QueueBusyError
from iombot.adapters.telegram.desk import Desk
from iombot.adapters.telegram.postman import Place, send
from iombot.adapters.telegram.transport import is_unanswered

_LOG = logging.getLogger(__name__)


class Faults:
    """Tells the person one sentence, and the log the error's class and the update's id."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_error(self, update: object, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Handle what a handler raised, or a failed attempt to fetch updates (`update` is None)."""
        kind = type(context.error).__name__
        if not isinstance(update, Update):
            self._log_fetching(context.error)
            return
        if _is_for_another(context.error):
            _LOG.info("Update %d is left to another replica", update.update_id)
            return
        # Whoever blocked the bot or removed it does not want to hear of it; a new group id comes with the next message.
        if isinstance(context.error, Forbidden | ChatMigrated):
            _LOG.info("Update %d has nobody to answer: %s", update.update_id, kind)
            return
        # The message was sent whole, only the response did not come: it is there, or will be. To be sorry for it would
        # be an answer too many.
        if is_unanswered(context.error):
            _LOG.warning("Update %d may have been answered: Telegram did not say so in time", update.update_id)
            return
        _LOG.error("Update %d could not be answered: %s", update.update_id, kind)
        try:
            await self._apologise(update, context)
        except TelegramError as error:
            _LOG.warning("Update %d got no apology either: %s", update.update_id, type(error).__name__)

    async def _apologise(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        person = update.effective_user
        sentence = self._desk.edition.say("error", (person.language_code if person else None) or "en").text
        if update.callback_query:
            await update.callback_query.answer(sentence, show_alert=True)
        elif update.effective_message and update.effective_chat:
            message = update.effective_message
            quote = None if update.effective_chat.type == ChatType.PRIVATE else message.message_id
            thread = message.message_thread_id if message.is_topic_message else None
            await send(context.bot, Place(update.effective_chat.id, thread, quote), sentence)

    def _log_fetching(self, error: Exception | None) -> None:
        if isinstance(error, Conflict):
            _LOG.warning("Another bot is fetching updates with the same token, or a webhook is set")
        elif isinstance(error, NetworkError):
            _LOG.warning("Telegram is out of reach, trying again: %s", type(error).__name__)
        else:
            _LOG.error("Updates could not be fetched: %s", type(error).__name__)


def _is_for_another(error: Exception | None) -> bool:
    """Whether another replica has the update, or will get it; the library wraps what a request raises."""
    return isinstance(error, QueueBusyError) or isinstance(error and error.__cause__, TurnLostError)
