"""How long others wait while one chat floods the bot: `python tests/telegram_bot/bench_flood.py`.

One chat sends 10,000 messages at once. The first of the others asks when all of them are there, so that its question
stands behind them; the rest ask one after the other, a tenth of a second apart. Prints the longest time from question
to answer among the others, without and with the flood, what the noisy chat was told, and the processor time of the bot,
which says most where others use the machine. The flood is of short questions, of talk and questions in a group, of the
longest questions, and of the slowest that were found among those that are thought about at once, and among those that
count like any other.

In these waits is the time in which the local server hands over the flood. That is measured by itself, right after: a
program that does nothing else fetches the same messages.
"""

from __future__ import annotations

import asyncio
import os
import sys
import time
from dataclasses import dataclass, field
from itertools import cycle, islice
from statistics import median

import click
from bench_throughput import processor_seconds
from botapi import TOKEN, BotApi
from botapi_rules import Params
from updates import GROUP, MENTION, Update, in_chat, said

from iombot.adapters.telegram.conversation import LONG
from iombot.adapters.telegram.thinking import SHORT
from iombot.cli.snapshot import load_bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import all_languages, load_knowledge, shipped_folder

NOISY = 1
BAR = 1.0
"""Seconds that the flood may add to anybody's wait."""


@dataclass
class Others(BotApi):
    """A server that notes when each other chat asked and when it was answered."""

    asked: dict[int, float] = field(default_factory=dict)
    waited: dict[int, float] = field(default_factory=dict)
    worked: float = 0.0
    """Seconds of processor time of the bot, its start left out."""
    told: list[str] = field(default_factory=list)
    """What the noisy chat was told."""

    async def ask(self, chat: int, text: str) -> None:
        self.asked[chat] = time.perf_counter()
        await self.feed(in_chat(chat, text))

    async def _send_message(self, params: Params) -> object:
        chat = params["chat_id"]
        if chat in {NOISY, GROUP["id"]}:
            self.told.append(params["text"])
        else:
            self.waited.setdefault(chat, time.perf_counter() - self.asked[chat])
        return await super()._send_message(params)

    async def all_answered(self) -> None:
        async with asyncio.timeout(300), self._news:
            await self._news.wait_for(lambda: self.asked.keys() == self.waited.keys())


FETCH = """
import json, sys, time, urllib.request
began, offset = time.perf_counter(), 0
while True:
    body = json.dumps({"offset": offset, "timeout": 0}).encode()
    asked = urllib.request.Request(sys.argv[1], body, {"Content-Type": "application/json"})
    with urllib.request.urlopen(asked) as response:
        updates = json.load(response)["result"]
    if not updates:
        break
    offset = updates[-1]["update_id"] + 1
print(time.perf_counter() - began)
"""
"""A program that fetches all updates there are, and prints how long that took."""


async def handed_over(flood: list[Update]) -> float:
    """Seconds that the local server takes to hand over a flood."""
    async with Others() as api:
        await api.feed(*flood)
        address = f"{api.url}/bot{TOKEN}/getUpdates"
        fetching = await asyncio.create_subprocess_exec(
            sys.executable, "-c", FETCH, address, stdout=asyncio.subprocess.PIPE
        )
        printed, _ = await fetching.communicate()
        return float(printed)


async def measure(flood: list[Update], questions: list[str]) -> Others:
    """One round: the flood, and a chat for each question."""
    async with Others() as api:
        settings = {"IOMBOT_API_BASE_URL": api.url, "IOMBOT_TELEGRAM_TOKEN": TOKEN, "IOMBOT_LOG_LEVEL": "error"}
        running = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "iombot", "telegram", env=os.environ | settings
        )
        await api.ask(2, questions[0])  # whose answer shows that the bot is awake
        await api.all_answered()
        worked = processor_seconds(running.pid)
        await api.feed(*flood)
        for chat, question in enumerate(questions, 3):
            await api.ask(chat, question)
            await asyncio.sleep(0.1)
        await api.all_answered()
        api.worked = processor_seconds(running.pid) - worked
        del api.waited[2]
        running.terminate()
        await running.wait()
        return api


def slowest(known: list[str], length: int) -> tuple[float, str]:
    """Of texts with so many characters, made of questions, the one that takes longest; its seconds of processor."""
    bot, found = load_bot(shipped_folder()), []
    for begin in range(0, len(known), max(1, len(known) // 50)):
        text = "; ".join(islice(cycle(known), begin, begin + length))[:length]
        began = time.process_time()
        bot.respond(text, ChatState())
        found.append((time.process_time() - began, text))
    return max(found)


@click.command()
@click.option("--updates", default=10_000, show_default=True, help="Messages of the flood.")
@click.option("--others", default=100, show_default=True, help="Chats that ask meanwhile.")
def main(updates: int, others: int) -> None:
    """Measure the waits of others, with and without a flood."""
    entries = load_knowledge().entries.values()
    known = [utterance for entry in entries for utterance in all_languages(entry.utterances)]
    questions = list(islice(cycle(known), others))
    floods: dict[str, list[Update]] = {
        "no flood": [],
        f"{updates:,} short questions": [in_chat(NOISY, text) for text in islice(cycle(known), updates)],
        f"{updates:,} messages that a group says among itself": [said("Lunch?", chat=GROUP)] * updates,
        f"{updates:,} questions of a group": [said(f"{MENTION} {known[0]}", chat=GROUP)] * updates,
        f"{updates:,} questions of 4,000 characters": [in_chat(NOISY, " and ".join(known)[:4000])] * updates,
    }
    for length in (SHORT, LONG):
        seconds, text = slowest(known, length)
        name = f"{updates:,} questions of {length} characters that take {seconds * 1000:.0f} ms"
        floods[name] = [in_chat(NOISY, text)] * updates
    usual = 0.0
    for name, flood in floods.items():
        api = asyncio.run(measure(flood, questions))
        longest = max(api.waited.values())
        usual = usual or longest
        click.echo(
            f"{name}: {len(api.waited)} others answered, median wait {median(api.waited.values()) * 1000:.0f} ms, "
            f"first {api.waited[3] * 1000:.0f} ms, longest {longest * 1000:.0f} ms; "
            f"noisy chat: {len(api.told)} answers; {api.worked:.1f} s of processor time"
        )
        if flood:
            added, server = longest - usual, asyncio.run(handed_over(flood))
            click.echo(
                f"  added by the flood: {added * 1000:.0f} ms, of which the local server takes {server * 1000:.0f} ms "
                f"to hand it over; by the bot {(added - server) * 1000:.0f} ms (bar: {BAR * 1000:.0f})"
            )


if __name__ == "__main__":
    main()
