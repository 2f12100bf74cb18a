"""Puts the Telegram bot together and runs it."""

from __future__ import annotations

import asyncio
import gc
import logging
import signal
import sys
from collections.abc import Callable
from contextlib import nullcontext
from typing import Any, Final

from telegram.error import InvalidToken, TelegramError
from telegram.ext import (
    Application,
    ApplicationBuilder,
    CallbackQueryHandler,
    ChatMemberHandler,
    InlineQueryHandler,
    MessageHandler,
    filters,
)

from iombot.adapters.memory import chat_memory
from iombot.adapters.monitor import Monitor, find_meter, probes
from iombot.adapters.telegram.admission import Policy
from iombot.adapters.telegram.background import Background
from iombot.adapters.telegram.conversation import Conversation
from iombot.adapters.telegram.desk import Desk, Keeping
from iombot.adapters.telegram.editions import Bots, Editor
from iombot.adapters.telegram.faults import Faults
from iombot.adapters.telegram.fetching import Polling, PollingUpdater, PollRequest
from iombot.adapters.telegram.inline import Inline
from iombot.adapters.telegram.intake import Intake
from iombot.adapters.telegram.logs import configure_logging
from iombot.adapters.telegram.membership import Membership
from iombot.adapters.telegram.network import Limiter, PatientRequest
from iombot.adapters.telegram.order import Bounds, InOrder
from iombot.adapters.telegram.pictures import find_painter
from iombot.adapters.telegram.presses import Presses
from iombot.adapters.telegram.reload import Reload, Source
from iombot.adapters.telegram.transport import environment_proxy
from iombot.adapters.telegram.webhook import Gate, Webhook, WebhookUpdater
from iombot.dialogue.core import LANGUAGE
from iombot.errors import ConfigurationError
from iombot.knowledge.cldr import prepare
from iombot.knowledge.watch import Watch
from iombot.observability.health import Health
from iombot.observability.meter import Meter
from iombot.questions_log.log import QuestionsLog
from iombot.questions_log.recorder import open_recorder
from iombot.secret import SecretStr
from iombot.settings import Settings

UPDATES: Final = ("message", "edited_message", "callback_query", "inline_query", "my_chat_member")
"""Kinds of update that Telegram is asked for: posts of channels, reactions and so on are none of the bot's business."""
TELEGRAM: Final = "https://api.telegram.org"
"""Where Telegram's own servers are asked, as the library has it."""
SWITCH: Final = 0.0005
"""Seconds after which a long question lets everything else go on; Python's own 0.005 add up at every message."""
AWAY: Final = 90.0
"""Seconds without an answer to a request for updates after which Telegram is out of reach. A request takes 10 at most,
the pause after a failed one 5, and shorter outages are none of anybody's business."""
CONFLICT: Final = (
    "Another bot is fetching updates with the same token, or a webhook is set: this one leaves them to it. "
    "Stop one of them, or get another token from BotFather."
)

App = Application[Any, Any, Any, Any, Any, Any]
Builder = ApplicationBuilder[Any, Any, Any, Any, Any, Any]

_LOG = logging.getLogger(__name__)


def run_telegram(settings: Settings, watch: Watch, bots: Bots) -> None:
    """Run the bot until SIGTERM or SIGINT; what is in hand is finished first.

    `watch` sees when the knowledge base changes, `bots` makes bots of it.

    Raises `ConfigurationError` if the token is missing or refused, a setting cannot be used, the knowledge base lacks
    the words for Telegram, or another bot has the same token; `KnowledgeError` if the knowledge base has faults.
    """
    painter, policy, health = find_painter(), Policy.of(settings), Health()
    editor = Editor(bool(policy.staff), painter is not None, Keeping.of(settings))
    edition = editor.edition(bots)
    token = settings.token()
    secrets = [token, settings.webhook_token()] if settings.webhook_url else [token]
    state = settings.shared_state()
    if state:
        secrets.append(state)
    if settings.questions_log:
        secrets.append(settings.questions_address())
    configure_logging(settings.log_level, secrets, settings.log_format)
    meter, metrics = find_meter(wanted=settings.monitor_port is not None)
    recorder = open_recorder(settings, meter.lost_record)
    desk = Desk(edition, chat_memory(settings, token), painter, policy, meter)
    desk.questions = QuestionsLog(recorder, settings.context_minutes) if recorder else None
    meter.uses(edition.knowledge.version)
    meter.watch("ready", lambda: not health.obstacle)
    reload = Reload(desk, Source(watch, bots), editor, settings.reload_seconds)
    meter.watch("outdated", lambda: reload.refused)
    application = build_application(settings, token, desk, health, reload)
    monitor = Monitor(settings.monitor_listen, settings.monitor_port, [*probes(health), *metrics])
    try:
        with recorder or nullcontext():
            _run(application, settings, monitor)
    except InvalidToken:
        # The library's error holds the token: it must not follow as the cause.
        raise ConfigurationError("Telegram refused the token: check it, or get a new one from BotFather.") from None
    except TelegramError as error:
        raise ConfigurationError(f"Telegram cannot be reached: {type(error).__name__}.") from None
    if health.failure:
        raise ConfigurationError(health.failure)


def build_application(
    settings: Settings, token: SecretStr, desk: Desk, health: Health | None = None, reload: Reload | None = None
) -> App:
    """The bot with all its handlers, not started; `health` is told how it is."""
    health = health or Health()

    def stop() -> None:
        # Stopping then ends with the library's `InvalidToken`, as a refusal at the start does.
        application.stop_running()

    def give_way() -> None:
        health.fail(CONFLICT)
        application.stop_running()

    async def close(_: App) -> None:
        await desk.memory.close()

    # What waits when the end is over comes again, if Telegram has had no acknowledgement yet.
    gives_back = bool(settings.webhook_url)
    bounds = Bounds(settings.concurrent_chats, settings.waiting_updates)
    order = InOrder(bounds, desk.memory, desk.meter, lambda: gives_back and health.is_over)
    intake = Intake(desk.admission, desk.meter, desk.backlog, lambda: application.bot.bot)
    polling = Polling(
        order.room,
        intake.sift,
        on_answer=lambda: health.renew(AWAY),
        on_refused=stop,
        on_conflict=give_way,
        is_ending=lambda: health.is_ending,
    )
    builder = _builder(settings, token, desk.meter, polling, lambda: health.is_over).concurrent_updates(order)
    background = Background(desk, reload)
    application = builder.post_init(background.start).post_stop(background.stop).post_shutdown(close).build()
    add_handlers(application, desk)
    if settings.webhook_url:
        gate = Gate(intake.refuses, on_open=health.renew, on_close=health.stop)
        application.updater = WebhookUpdater(application, Webhook.of(settings, UPDATES), probes(health), gate)
    else:
        application.updater = PollingUpdater(application, on_stop=health.stop)
    return application


def _builder(
    settings: Settings, token: SecretStr, meter: Meter, polling: Polling, is_over: Callable[[], bool]
) -> Builder:
    """What builds a bot that asks Telegram, or a server in its place, as the settings say."""
    proxy = environment_proxy(settings.api_base_url or TELEGRAM)
    builder = (
        Application.builder()
        .token(token.get_secret_value())
        .request(PatientRequest(meter, proxy, is_over))
        .get_updates_request(PollRequest(polling, meter, proxy))
        .rate_limiter(Limiter(settings.messages_per_second, is_over))
    )
    if settings.api_base_url:
        builder = builder.base_url(f"{settings.api_base_url}/bot").base_file_url(f"{settings.api_base_url}/file/bot")
    return builder


def add_handlers(application: App, desk: Desk) -> None:
    """Everything that the bot reacts to."""
    messages = filters.UpdateType.MESSAGE | filters.UpdateType.EDITED_MESSAGE
    application.add_handler(MessageHandler(messages, Conversation(desk).on_message))
    application.add_handler(CallbackQueryHandler(Presses(desk).on_press))
    application.add_handler(InlineQueryHandler(Inline(desk).on_query))
    application.add_handler(ChatMemberHandler(Membership(desk).on_change, ChatMemberHandler.MY_CHAT_MEMBER))
    application.add_error_handler(Faults(desk).on_error)


def _run(application: App, settings: Settings, monitor: Monitor) -> None:
    _LOG.info("Starting")
    # To read the knowledge base anew is asked for by a signal that would end a bot which has not begun to.
    if hasattr(signal, "SIGHUP"):
        signal.signal(signal.SIGHUP, signal.SIG_IGN)
    prepare(LANGUAGE)
    # The knowledge base lives as long as the bot: it is not to be searched for garbage again and again.
    gc.collect()
    gc.freeze()
    sys.setswitchinterval(SWITCH)
    # Before Telegram is asked for anything: a bot that waits for Telegram is alive.
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    loop.run_until_complete(monitor.start())
    retries = settings.bootstrap_retries
    try:
        if settings.webhook_url:
            application.run_webhook(bootstrap_retries=retries, close_loop=False)
        else:
            application.run_polling(bootstrap_retries=retries, allowed_updates=UPDATES, close_loop=False)
    finally:
        # As the last: a bot that finishes what is in hand is alive.
        loop.run_until_complete(monitor.stop())
        loop.close()
