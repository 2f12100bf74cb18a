"""Charts sent as photos."""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict
from importlib.util import find_spec
from typing import Final

from cachetools import LRUCache
from telegram import Bot, Message
from telegram.constants import ChatAction, MessageLimit

from iombot.adapters.telegram.busy import busy_sign
from iombot.adapters.telegram.postman import Place
from iombot.adapters.telegram.rendering import split
from iombot.charts import Chart
from iombot.children import environment
from iombot.errors import IombotError

KEPT: Final = 64
"""Pictures kept in memory: one for each breakdown of a release, and room for those of many."""
PATIENCE: Final = 60.0
"""Seconds after which a drawing is given up; it takes one or two."""

Draw = Callable[[Chart], bytes]


class Painter:
    """Draws each chart once, outside the event loop, and sends it."""

    def __init__(self, draw: Draw) -> None:
        """Draw with `draw`, which returns a PNG."""
        self._draw = draw
        # Charts wait for each other, and take at most half of a machine from the answers.
        self._thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="charts")
        self._pictures: LRUCache[Chart, asyncio.Future[bytes]] = LRUCache(KEPT)

    async def send(self, bot: Bot, place: Place, chart: Chart) -> Message:
        """Send a chart, with its words as caption for those who do not see it. Raises `TelegramError`."""
        async with busy_sign(bot, place, ChatAction.UPLOAD_PHOTO):
            picture = await self.picture(chart)
        return await bot.send_photo(
            place.chat,
            picture,
            caption=split(chart.alternative, MessageLimit.CAPTION_LENGTH)[0],
            message_thread_id=place.thread,
        )

    async def picture(self, chart: Chart) -> bytes:
        """The chart as PNG, drawn at the first call."""
        drawing = self._pictures.get(chart)
        if drawing is None or (drawing.done() and drawing.exception()):
            drawing = asyncio.get_running_loop().run_in_executor(self._thread, self._draw, chart)
            self._pictures[chart] = drawing
        # One who waits may be cancelled without the others losing the picture.
        return await asyncio.shield(drawing)


def find_painter() -> Painter | None:
    """A painter, or None without the extra `charts`."""
    return None if find_spec("matplotlib") is None else Painter(draw_apart)


class DrawingError(IombotError):
    """A chart could not be drawn."""


def draw_apart(chart: Chart) -> bytes:
    """The chart as PNG. Raises `DrawingError`.

    Drawn by a process of its own: what the drawing library takes in memory goes with it, for the few charts that a bot
    draws in its life.
    """
    command = [sys.executable, "-m", "iombot.drawing"]
    fields = json.dumps(asdict(chart)).encode()
    try:
        done = subprocess.run(  # noqa: S603 (this very program)
            command, input=fields, capture_output=True, check=True, timeout=PATIENCE, env=environment()
        )
    except (OSError, subprocess.SubprocessError) as error:
        raise DrawingError(type(error).__name__) from None
    return done.stdout
