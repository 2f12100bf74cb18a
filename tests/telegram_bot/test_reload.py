"""A knowledge base that changes while the bot answers from it."""

from __future__ import annotations

import asyncio
import os
import signal
from asyncio.subprocess import Process
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import pytest
from botapi import BotApi
from botapi_faults import Fault
from core_fake import LIBRARY
from processes import Start, ended
from updates import in_chat, said

LIT, MORE = "5,100 lamps were lit.", "6,200 lamps were lit."
OFTEN = "0.05"
"""Seconds between two looks at the files."""
BROKEN = LIBRARY.replace("number: 5100", "number: many")
LINE = BROKEN[: BROKEN.index("many")].count("\n") + 1


@pytest.fixture
def lamps(tmp_path: Path) -> Path:
    """The file that says how many lamps are lit."""
    return tmp_path / "knowledge/lamps.yaml"


@pytest.fixture
def chats() -> Iterator[int]:
    """People who have not asked yet."""
    return count(1)


def put(file: Path, content: str) -> None:
    """Replace a file as editors do."""
    beside = file.with_name(".new")
    beside.write_text(content, "utf-8")
    beside.rename(file)


async def said_now(api: BotApi, chat: int) -> str:
    """What somebody who asks now is told."""
    await api.feed(in_chat(chat, "/start lamps-lit"))
    mine: list[str] = []
    while not mine:
        sent = api.made("sendMessage")
        mine = [call["text"] for call in sent if call["chat_id"] == chat]
        if not mine:
            await api.until("sendMessage", len(sent) + 1)
    return mine[0].splitlines()[0]


async def ask_until(api: BotApi, chats: Iterator[int], wanted: str) -> None:
    """Ask until the answer is the wanted one."""
    async with asyncio.timeout(30):
        for chat in chats:
            if await said_now(api, chat) == wanted:
                return


async def logged(running: Process, words: str) -> list[str]:
    """The lines of the log up to one that holds these words."""
    lines: list[str] = []
    if running.stderr is None:
        raise RuntimeError("the log goes through a pipe")
    async with asyncio.timeout(30):
        while not lines or words not in lines[-1]:
            lines.append((await running.stderr.readline()).decode())
    return lines


async def test_a_changed_figure_is_told_without_a_new_start(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS=OFTEN):
        assert await said_now(api, next(chats)) == LIT
        put(lamps, LIBRARY.replace("5100", "6200"))
        await ask_until(api, chats, MORE)


async def test_a_hangup_takes_a_change_up_where_nobody_watches(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS="0") as running:
        assert await said_now(api, next(chats)) == LIT
        put(lamps, LIBRARY.replace("5100", "6200"))
        assert await said_now(api, next(chats)) == LIT
        running.send_signal(signal.SIGHUP)
        await logged(running, "goes on with version")
        assert await said_now(api, next(chats)) == MORE


async def test_a_hangup_while_the_start_waits_for_telegram_ends_nothing(
    api: BotApi, start: Start, chats: Iterator[int]
) -> None:
    gate = asyncio.Event()
    api.fail("getMe", Fault(held=gate))
    async with start(IOMBOT_RELOAD_SECONDS="0") as running:
        await api.until("getMe")
        running.send_signal(signal.SIGHUP)
        gate.set()
        assert await said_now(api, next(chats)) == LIT


async def test_a_broken_edit_while_questions_are_in_flight_keeps_the_last_good_one_and_is_logged_with_its_place(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS=OFTEN) as running:
        await said_now(api, next(chats))
        asking = asyncio.create_task(_ask_on(api, chats))
        put(lamps, BROKEN)
        lines = await logged(running, "cannot be used")
        put(lamps, LIBRARY.replace("5100", "6200"))
        await logged(running, "goes on with version")
        await ask_until(api, chats, MORE)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
    assert any(f" knowledge/lamps.yaml:{LINE}:13: entries.0.number: " in line for line in lines if " ERROR " in line)
    answers = [call["text"].splitlines()[0] for call in api.made("sendMessage")]
    assert set(answers) == {LIT, MORE}
    assert answers == sorted(answers)


async def _ask_on(api: BotApi, chats: Iterator[int]) -> None:
    while True:
        await said_now(api, next(chats))


async def test_a_broken_edit_is_told_once_and_not_again_and_again(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS="0.01") as running:
        await said_now(api, next(chats))
        put(lamps, BROKEN)
        await logged(running, "cannot be used")
        for _ in range(20):
            await said_now(api, next(chats))
        running.terminate()
        code, printed = await ended(running)
    assert (code, "cannot be used" in printed) == (0, False)


async def test_an_answer_in_flight_ends_on_the_knowledge_that_it_began_with(
    api: BotApi, start: Start, lamps: Path
) -> None:
    gate = asyncio.Event()
    api.fail("sendMessage", Fault(held=gate))
    async with start(IOMBOT_RELOAD_SECONDS=OFTEN) as running:
        await api.feed(said("/start lamp-anna"))
        await asyncio.wait_for(api.waiting.wait(), 30)
        put(lamps, LIBRARY.replace("668 18 00", "668 18 09"))
        await logged(running, "goes on with version")
        gate.set()
        (card,) = await api.until("sendContact")
        assert card["phone_number"] == "+41446681800"
        await api.feed(said("/start lamp-anna"))
        assert (await api.until("sendContact", 2))[1]["phone_number"] == "+41446681809"


async def test_files_that_are_only_touched_change_no_answer(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS=OFTEN) as running:
        assert await said_now(api, next(chats)) == LIT
        os.utime(lamps)
        await logged(running, "goes on with version")
        assert await said_now(api, next(chats)) == LIT


async def test_a_folder_that_goes_away_changes_nothing(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS=OFTEN) as running:
        assert await said_now(api, next(chats)) == LIT
        away = lamps.parent.rename(lamps.parent.with_name("away"))
        assert any("there is no such folder" in line for line in await logged(running, "cannot be used"))
        assert await said_now(api, next(chats)) == LIT
        put(away / "lamps.yaml", LIBRARY.replace("5100", "6200"))
        away.rename(lamps.parent)
        await ask_until(api, chats, MORE)


async def test_the_version_that_about_shows_changes_with_the_files(
    api: BotApi, start: Start, lamps: Path, chats: Iterator[int]
) -> None:
    async with start(IOMBOT_RELOAD_SECONDS=OFTEN):
        await api.feed(said("/about"))
        (before,) = await api.until("sendMessage")
        put(lamps, LIBRARY.replace("5100", "6200"))
        await ask_until(api, chats, MORE)
        sent = len(api.made("sendMessage"))
        await api.feed(said("/about"))
        after = (await api.until("sendMessage", sent + 1))[-1]
    shown = [call["text"].splitlines()[-1] for call in (before, after)]
    assert shown[0] != shown[1]
    assert [line.partition(";")[2] for line in shown] == [" releases: 1, entries: 6."] * 2
