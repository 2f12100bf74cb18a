"""The command itself, as a process: start, stop, token, log."""

from __future__ import annotations

import signal
from pathlib import Path

import pytest
from botapi import TOKEN, BotApi
from botapi_faults import Fault
from processes import Start, ended
from updates import in_chat, said

from iombot.adapters.telegram.network import PAUSES

REFUSED = "Telegram refused the token: check it, or get a new one from BotFather."
IDLE = {
    "aiohttp.web", "babel", "matplotlib", "numpy", "psycopg", "phonenumbers", "pygments", "rich", "ruamel", "tornado",
    "vobject", "yaml",
}  # fmt: skip
"""Libraries that a question about a figure has no use for, even where all extras are installed."""
LEVELS = ["debug", "info", "warning", "error"]


async def test_the_shipped_knowledge_answers_on_telegram(api: BotApi, start: Start) -> None:
    await api.feed(said("How many people were supported through AVRR in 2023?"), said("/contacts"))
    async with start(IOMBOT_KNOWLEDGE=""):
        answer, contacts = await api.until("sendMessage", 2)
        assert "56,045" in answer["text"]
        assert "+41 791235087" in contacts["text"]


async def test_a_bot_that_polls_loads_no_library_that_it_may_never_need(api: BotApi, start: Start) -> None:
    await api.feed(said("How many people were supported through AVRR in 2023?"))
    settings = {"IOMBOT_KNOWLEDGE": "", "IOMBOT_QUESTIONS_LOG": "true", "PYTHONPROFILEIMPORTTIME": "1"}
    async with start(**settings) as running:
        await api.until("sendMessage")
        running.terminate()
        _, printed = await ended(running)
    loaded = {line.rpartition("|")[2].strip() for line in printed.splitlines() if line.startswith("import time:")}
    assert {"telegram", "httpx"} <= loaded
    assert IDLE & loaded == set()


@pytest.mark.parametrize("level", LEVELS)
async def test_the_log_holds_no_token_text_or_name(api: BotApi, start: Start, level: str, tmp_path: Path) -> None:
    file = tmp_path / "token"
    file.write_text(TOKEN, "utf-8")
    api.fail("sendMessage", Fault(400, "Bad Request: something about zebra"))
    api.fail("getUpdates", Fault(502, body="<html>zebra</html>"))
    await api.feed(said("zebra"))
    settings = {"IOMBOT_TELEGRAM_TOKEN": "", "IOMBOT_TELEGRAM_TOKEN_FILE": str(file), "IOMBOT_LOG_LEVEL": level}
    async with start(**settings) as running:
        await api.until("sendMessage", 2)
        running.terminate()
        code, printed = await ended(running)
    secret = TOKEN.split(":")[1]
    assert [word for word in (secret, "zebra", "Ada") if word in printed] == []
    assert ("could not be answered: BadRequest" in printed, code) == (True, 0)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
async def test_what_is_in_hand_is_finished_before_the_end(api: BotApi, start: Start, stop: signal.Signals) -> None:
    async with start(IOMBOT_CONCURRENT_CHATS="1") as running:
        await api.feed(*(in_chat(chat, "How many people went home with AVRR?") for chat in range(1, 31)))
        await api.until("sendMessage")
        running.send_signal(stop)
        code, _ = await ended(running)
    assert (code, len({call["chat_id"] for call in api.made("sendMessage")})) == (0, 30)


async def test_a_refused_token_is_one_plain_sentence(start: Start) -> None:
    wrong = "123456:another-token_BBBBBBBBBBBBBBBBBBBBBBBBB"
    async with start(IOMBOT_TELEGRAM_TOKEN=wrong) as running:
        code, printed = await ended(running)
    sentences = [line for line in printed.splitlines() if " INFO " not in line]
    assert (code, sentences) == (2, [REFUSED])


async def test_a_token_that_is_revoked_while_the_bot_runs_ends_it_with_the_same_sentence(
    api: BotApi, start: Start
) -> None:
    await api.feed(said("one"))
    async with start() as running:
        await api.until("sendMessage")
        api.fail("getUpdates", Fault(401, "Unauthorized"))
        await api.feed(said("two"))
        code, printed = await ended(running)
    assert (code, printed.splitlines()[-1], "Traceback" in printed) == (2, REFUSED, False)


async def test_a_missing_token_is_one_plain_sentence(api: BotApi, start: Start) -> None:
    async with start(IOMBOT_TELEGRAM_TOKEN="") as running:
        code, printed = await ended(running)
    assert (code, printed.count("\n")) == (2, 1)
    assert printed.startswith("No Telegram token: set IOMBOT_TELEGRAM_TOKEN")
    assert api.calls == []


async def test_the_start_waits_for_a_server_that_is_away_and_does_not_need_the_menu(api: BotApi, start: Start) -> None:
    api.fail("getMe", Fault(drop=True), Fault(500))
    api.fail("deleteWebhook", Fault(502, body="<html>"))
    api.fail("getMyCommands", *[Fault(500)] * (len(PAUSES) + 1))
    await api.feed(said("hello"))
    async with start():
        await api.until("sendMessage")


async def test_of_two_bots_with_one_token_the_first_ends_with_one_sentence_and_the_other_answers(
    api: BotApi, start: Start
) -> None:
    await api.feed(said("one"))
    async with start() as first:
        await api.until("sendMessage")
        async with start():
            code, printed = await ended(first)
            await api.feed(said("two"))
            await api.until("sendMessage", 2)
    assert (code, printed.splitlines()[-1][:46]) == (2, "Another bot is fetching updates with the same ")
