"""The measure for iombot's speed: a bot of the same library and settings that repeats what it hears."""

from __future__ import annotations

from telegram import LinkPreviewOptions, Update
from telegram.constants import ParseMode
from telegram.ext import AIORateLimiter, Application, ContextTypes, MessageHandler, filters

from iombot.adapters.telegram.app import UPDATES
from iombot.adapters.telegram.network import CONNECTIONS
from iombot.settings import Settings


async def echo(update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
    message = update.effective_message
    if message and message.text:
        preview = LinkPreviewOptions(is_disabled=True)
        await message.reply_text(message.text_html, parse_mode=ParseMode.HTML, link_preview_options=preview)


def main() -> None:
    settings = Settings.read()
    application = (
        Application.builder()
        .token(settings.token().get_secret_value())
        .base_url(f"{settings.api_base_url}/bot")
        .connection_pool_size(CONNECTIONS)
        .pool_timeout(10)
        .rate_limiter(AIORateLimiter(overall_max_rate=settings.messages_per_second))
        .concurrent_updates(settings.concurrent_chats)
        .build()
    )
    application.add_handler(MessageHandler(filters.TEXT, echo))
    application.run_polling(allowed_updates=UPDATES)


if __name__ == "__main__":
    main()
