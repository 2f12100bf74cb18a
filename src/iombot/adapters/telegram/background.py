"""What goes on beside the answers: the profile is registered, the knowledge base is watched."""

from __future__ import annotations

import asyncio
from collections.abc import Coroutine
from typing import Any

from telegram import Bot
from telegram.ext import Application

from iombot.adapters.telegram.desk import Desk
from iombot.adapters.telegram.profile import register_profile
from iombot.adapters.telegram.reload import Reload

_App = Application[Any, Any, Any, Any, Any, Any]


class Background:
    """Tasks that end with the bot."""

    def __init__(self, desk: Desk, reload: Reload | None = None) -> None:
        self._desk = desk
        self._reload = reload
        self._profile: asyncio.Task[None] | None = None
        self._tasks: set[asyncio.Task[None]] = set()

    async def start(self, application: _App) -> None:
        """Start them while the bot already answers: Telegram may take its time."""
        self._register(application.bot)
        if self._reload:
            self._start(self._reload.run(lambda: self._register(application.bot)))

    async def stop(self, _: _App) -> None:
        """End them."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _register(self, bot: Bot) -> None:
        """Register the profile of the edition in force, in place of what may still be under way for an earlier one."""
        if self._profile:
            self._profile.cancel()
        edition = self._desk.edition
        self._profile = self._start(register_profile(bot, edition.knowledge, charts=bool(edition.charts)))

    def _start(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
