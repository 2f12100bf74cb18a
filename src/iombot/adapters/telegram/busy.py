"""Shows in a chat that something is coming, where it takes long."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Final

from telegram import Bot
from telegram.constants import ChatAction
from telegram.error import TelegramError

from iombot.adapters.telegram.postman import Place

LONG: Final = 0.5
"""Seconds of work after which a chat shows that something is coming."""
SHOWN: Final = 4.5
"""Seconds after which it is shown anew: a phone takes it away after five."""


@asynccontextmanager
async def busy_sign(bot: Bot, place: Place, action: ChatAction) -> AsyncIterator[None]:
    """Show `action` for as long as what is done inside takes, if that is long. A sign that fails is left out."""

    async def show() -> None:
        pause = LONG
        while True:
            await asyncio.sleep(pause)
            with suppress(TelegramError):
                await bot.send_chat_action(place.chat, action, message_thread_id=place.thread)
            pause = SHOWN

    sign = asyncio.create_task(show())
    try:
        yield
    finally:
        sign.cancel()
        await asyncio.wait([sign])
