"""How many messages iombot answers a second, beside an echo bot: `python tests/telegram_bot/bench_throughput.py`.

Every chat asks its next question when the last one is answered, as people do; questions are the example utterances of
the shipped knowledge base. Prints messages a second, the 99th percentile of the time from question to answer and the
processor time of the bot for a message, each the median of the rounds, and what was lost or answered twice. Every bot
is asked as much before, so that neither is measured while it still takes its words apart for the first time. The bots
take turns, so that a slow moment of the machine hits both; processor time says most where others use the machine.
"""

from __future__ import annotations

import asyncio
import os
import sys
import tempfile
import time
from dataclasses import dataclass, field
from math import nan
from pathlib import Path
from statistics import median, quantiles

import click
from botapi import TOKEN, BotApi
from botapi_rules import Params
from updates import in_chat

from iombot.knowledge.base import all_languages, load_knowledge

BOTS = {
    "echo bot": [str(Path(__file__).with_name("echo_bot.py"))],
    "iombot": ["-m", "iombot", "telegram"],
}


@dataclass
class Load(BotApi):
    """A server whose chats ask one question after the other."""

    questions: tuple[str, ...] = ()
    chats: int = 200
    each: int = 10
    seconds: list[float] = field(default_factory=list)
    """Time from question to answer, per answer."""
    done: asyncio.Event = field(default_factory=asyncio.Event)
    asked: dict[int, int] = field(default_factory=dict)
    doubled: int = 0
    _since: dict[int, float] = field(default_factory=dict)

    async def all_ask(self, each: int) -> None:
        """Let every chat ask so many questions, and forget what was measured before."""
        self.each, self.done = each, asyncio.Event()
        self.asked.clear()
        self.seconds.clear()
        await asyncio.gather(*(self._ask(chat) for chat in range(1, self.chats + 1)))

    async def _ask(self, chat: int) -> None:
        number = self.asked.get(chat, 0)
        self.asked[chat] = number + 1
        self._since[chat] = time.perf_counter()
        await self.feed(in_chat(chat, self.questions[(chat * self.each + number) % len(self.questions)]))

    async def _send_message(self, params: Params) -> object:
        chat = params["chat_id"]
        # An answer to nothing that waits is the second to the same question.
        if chat not in self._since:
            self.doubled += 1
            return await super()._send_message(params)
        self.seconds.append(time.perf_counter() - self._since.pop(chat))
        if self.asked[chat] < self.each:
            await self._ask(chat)
        elif not self._since:
            self.done.set()
        return await super()._send_message(params)


@dataclass(frozen=True)
class Figures:
    rate: float
    """Messages a second."""
    p99: float
    """Milliseconds."""
    cpu: float
    """Milliseconds of the bot's processor time for a message; nan where the system does not tell."""
    lost: int
    doubled: int


async def measure(bot: list[str], questions: tuple[str, ...], chats: int, each: int) -> Figures:
    """One round with one bot; its start and its first questions, as many, are not counted."""
    # What is asked here is none of a curator's questions, nor do those of earlier rounds fill up the day.
    with tempfile.TemporaryDirectory() as state:
        async with Load(questions=questions, chats=chats) as api:
            settings = {
                "IOMBOT_API_BASE_URL": api.url, "IOMBOT_TELEGRAM_TOKEN": TOKEN, "IOMBOT_MESSAGES_PER_SECOND": "0",
                "XDG_STATE_HOME": state,
            }  # fmt: skip
            running = await asyncio.create_subprocess_exec(sys.executable, *bot, env=os.environ | settings)
            await api.until("getUpdates")
            await load(api, running.pid, each)
            took, worked = await load(api, running.pid, each)
            running.terminate()
            await running.wait()
    lost = chats * each - len(api.seconds)
    p99 = quantiles(api.seconds, n=100)[98]
    return Figures(len(api.seconds) / took, p99 * 1000, worked * 1000 / len(api.seconds), lost, api.doubled)


async def load(api: Load, process: int, each: int) -> tuple[float, float]:
    """Seconds, and seconds of the bot's processor time, until all chats have their answers."""
    began, worked = time.perf_counter(), processor_seconds(process)
    await api.all_ask(each)
    try:
        await asyncio.wait_for(api.done.wait(), 300)
    except TimeoutError:
        click.echo("gave up waiting", err=True)
    return time.perf_counter() - began, processor_seconds(process) - worked


def processor_seconds(process: int) -> float:
    """What a process, with the children that it waited for, has used so far, as Linux counts it; nan elsewhere."""
    try:
        fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    except OSError:
        return nan
    # utime, stime, cutime and cstime: fields 14 to 17, of which the first two stand before the bracket.
    return sum(map(int, fields[11:15])) / os.sysconf("SC_CLK_TCK")


@click.command()
@click.option("--chats", default=200, show_default=True, help="Chats that talk at the same time.")
@click.option("--each", default=10, show_default=True, help="Questions of each chat.")
@click.option("--rounds", default=3, show_default=True, help="Rounds of each bot.")
def main(chats: int, each: int, rounds: int) -> None:
    """Measure iombot beside an echo bot."""
    entries = load_knowledge().entries.values()
    questions = tuple(utterance for entry in entries for utterance in all_languages(entry.utterances))
    found: dict[str, list[Figures]] = {name: [] for name in BOTS}
    for _ in range(rounds):
        for name, command in BOTS.items():
            found[name].append(asyncio.run(measure(command, questions, chats, each)))
    middle = {name: summary(found[name]) for name in BOTS}
    for name, one in middle.items():
        click.echo(
            f"{name}: {one.rate:.0f} messages/s, p99 {one.p99:.0f} ms, {one.cpu:.1f} ms of processor time a message, "
            f"{one.lost} lost, {one.doubled} doubled"
        )
    ours, echo = middle["iombot"], middle["echo bot"]
    click.echo(
        f"iombot / echo bot: throughput {ours.rate / echo.rate:.2f} (bar: 0.85 or more), "
        f"p99 {ours.p99 / echo.p99:.2f} (bar: 2 or less), processor time {ours.cpu / echo.cpu:.2f}"
    )


def summary(rounds: list[Figures]) -> Figures:
    """Medians, and what was lost or doubled in all."""
    return Figures(
        median(one.rate for one in rounds),
        median(one.p99 for one in rounds),
        median(one.cpu for one in rounds),
        sum(one.lost for one in rounds),
        sum(one.doubled for one in rounds),
    )


if __name__ == "__main__":
    main()
