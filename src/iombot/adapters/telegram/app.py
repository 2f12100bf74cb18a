"""Puts the Telegram bot together and runs it."""

from __future__ import annotations

import asyncio
import contextlib
import gc
import logging
from typing import Any, Final

from pydantic import SecretStr
from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.conversation import Conversation
from iombot.adapters.telegram.desk import Desk, Edition, require_sentences
from iombot.adapters.telegram.faults import Faults
from iombot.adapters.telegram.inline import Inline
from iombot.adapters.telegram.logs import configure_logging
from iombot.adapters.telegram.membership import Membership
from iombot.adapters.telegram.network import Limiter, PatientRequest, PollRequest
from iombot.adapters.telegram.order import InOrder
from iombot.adapters.telegram.pictures import find_painter
from iombot.adapters.telegram.presses import Presses
from iombot.adapters.telegram.profile import register_profile
from iombot.adapters.telegram.webhook import Webhook, WebhookUpdater
from iombot.charts import drawable
from iombot.dialogue.core import Bot
from iombot.errors import ConfigurationError
from iombot.knowledge.base import KnowledgeBase
from iombot.settings import Settings

UPDATES: Final = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""Kinds of update that Telegram is asked for: posts of channels, reactions and so on are none of the bot's business."""
FLOOD_RETRIES: Final = 5
"""How often a message is sent again after Telegram asked to wait."""
CONNECTIONS: Final = 32
"""Connections to Telegram at most: enough for its limit of 30 messages a second at a second each. The HTTP library
looks through all of them at every request."""

App = Application[Any, Any, Any, Any, Any, Any]

_LOG = logging.getLogger(__name__)


def run_telegram(settings: Settings, knowledge: KnowledgeBase) -> None:
    """Run the bot until SIGTERM or SIGINT; what is in hand is finished first.

    Raises `ConfigurationError` if the token is missing or refused, a setting cannot be used, or the knowledge base
    lacks the words for Telegram.
    """
    require_sentences(knowledge)
    token = settings.token()
    secrets = [token, settings.webhook_token()] if settings.webhook_url else [token]
    configure_logging(settings.log_level, secrets)
    painter = find_painter()
    edition = Edition(Bot(knowledge), knowledge, drawable(knowledge) if painter else {})
    desk = Desk(edition, InMemory(settings.context_minutes), painter)
    application = build_application(settings, token, desk)
    try:
        _run(application, settings)
    except InvalidToken:
        # The library's error holds the token: it must not follow as the cause.
        raise ConfigurationError("Telegram refused the token: check it, or get a new one from BotFather.") from None
    except TelegramError as error:
        raise ConfigurationError(f"Telegram cannot be reached: {type(error).__name__}.") from None


def build_application(settings: Settings, token: SecretStr, desk: Desk) -> App:
    """The bot with all its handlers, not started."""

    def stop() -> None:
        # Stopping then ends with the library's `InvalidToken`, as a refusal at the start does.
        application.stop_running()

    async def close(_: App) -> None:
        await desk.memory.close()

    builder = (
        Application.builder()
        .token(token.get_secret_value())
        .request(PatientRequest(connection_pool_size=CONNECTIONS, pool_timeout=10))
        .get_updates_request(PollRequest(stop))
        .rate_limiter(Limiter(overall_max_rate=settings.messages_per_second, max_retries=FLOOD_RETRIES))
        .concurrent_updates(InOrder(settings.concurrent_chats, desk.memory))
    )
    if settings.api_base_url:
        builder = builder.base_url(f"{settings.api_base_url}/bot").base_file_url(f"{settings.api_base_url}/file/bot")
    profile = _ProfileTask(desk)
    application = builder.post_init(profile.start).post_stop(profile.stop).post_shutdown(close).build()
    add_handlers(application, desk)
    if settings.webhook_url:
        application.updater = WebhookUpdater(application, Webhook.of(settings, UPDATES))
    return application


def add_handlers(application: App, desk: Desk) -> None:
    """Everything that the bot reacts to."""
    messages = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    application.add_handler(MessageHandler(messages, Conversation(desk).on_message))
    application.add_handler(CallbackQueryHandler(Presses(desk).on_press))
    application.add_handler(InlineQueryHandler(Inline(desk).on_query))
    application.add_handler(ChatMemberHandler(Membership(desk).on_change, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(Faults(desk).on_error)


class _ProfileTask:
    """Registers the menu while the bot already answers: Telegram may take its time."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._task: asyncio.Task[None] | None = None

    async def start(self, application: App) -> None:
        edition = self._desk.edition
        self._task = asyncio.create_task(
            register_profile(application.bot, edition.knowledge, charts=bool(edition.charts))
        )

    async def stop(self, _: App) -> None:
        if self._task:
            self._task.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._task


def _run(application: App, settings: Settings) -> None:
    _LOG.info("Starting")
    # The knowledge base lives as long as the bot: searching it for garbage again and again costs a fifth of the time.
    gc.collect()
    gc.freeze()
    if not settings.webhook_url:
        application.run_polling(bootstrap_retries=settings.bootstrap_retries, allowed_updates=UPDATES)
        return
    application.run_webhook(bootstrap_retries=settings.bootstrap_retries)
