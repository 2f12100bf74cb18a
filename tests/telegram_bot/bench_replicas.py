"""What is lost and what comes twice when bots are killed: `python tests/telegram_bot/bench_replicas.py --kills 20`.

Two bots share a Redis; 400 chats ask a question each, 40 at a time, and at some moment one bot is killed with SIGKILL.
Every update is repeated, as Telegram does, until a bot acknowledges it. Prints for each kill what was lost, what was
answered twice, and the longest wait for an answer; then the sums.
"""

from __future__ import annotations

import asyncio
import logging
import random
import tempfile
import time
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import click
from botapi import TOKEN, BotApi
from core_fake import small_library
from processes import process, without_settings
from redis_server import redis_server
from replicas import replicas
from updates import in_chat

CHATS = 400
AT_A_TIME = 40
"""As many as Telegram posts at the same time."""


@dataclass(frozen=True)
class Outcome:
    lost: int
    doubled: int
    longest: float
    """Seconds from the first try to post a question until it was acknowledged."""


async def kill_once(folder: Path, url: str) -> Outcome:
    """One round with two new bots."""
    async with BotApi() as api:
        usual = without_settings() | {
            "IOMBOT_API_BASE_URL": api.url,
            "IOMBOT_KNOWLEDGE": str(folder / "knowledge"),
            "IOMBOT_TELEGRAM_TOKEN": TOKEN,
            "IOMBOT_QUESTIONS_LOG": "false",
        }
        settings = {"IOMBOT_STATE_URL": url, "IOMBOT_TOTAL_LIMIT": "0"}
        async with replicas(lambda **own: process(usual | own), api, 2, **settings) as bots:
            places, waits = asyncio.Semaphore(AT_A_TIME), []

            async def ask(chat: int) -> None:
                async with places:
                    began = time.perf_counter()
                    await bots.post(in_chat(chat, "hello"), first=chat % 2)
                    waits.append(time.perf_counter() - began)

            asking = [asyncio.create_task(ask(chat)) for chat in range(1, CHATS + 1)]
            await api.until("sendMessage", random.randint(20, CHATS // 2))  # noqa: S311 (no secret)
            bots.all[0].process.kill()
            await asyncio.gather(*asking)
        found = Counter(sent["chat_id"] for sent in api.made("sendMessage"))
        doubled = sum(times - 1 for times in found.values())
        return Outcome(CHATS - len(found), doubled, max(waits))


@click.command()
@click.option("--kills", default=20, show_default=True, help="How often a bot is killed.")
def main(kills: int) -> None:
    """Kill bots under load and count what becomes of the questions."""
    # A bot that is killed breaks off its requests.
    logging.getLogger("aiohttp.server").setLevel(logging.CRITICAL)
    outcomes = []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        small_library(folder / "knowledge")
        for number in range(1, kills + 1):
            with redis_server(folder) as redis:
                one = asyncio.run(kill_once(folder, redis.url))
            outcomes.append(one)
            click.echo(f"kill {number}: {one.lost} lost, {one.doubled} doubled, longest wait {one.longest:.1f} s")
    lost, doubled = sum(one.lost for one in outcomes), sum(one.doubled for one in outcomes)
    longest = max(one.longest for one in outcomes)
    click.echo(
        f"{kills} kills, {kills * CHATS:,} questions: {lost} lost, {doubled} doubled, longest wait {longest:.1f} s"
    )


if __name__ == "__main__":
    main()
