"""Telegram is asked for updates again soon after it was away."""

from __future__ import annotations

import asyncio

import pytest
from botapi import PATIENCE, TOKEN, BotApi
from botapi_faults import Fault
from processes import running
from telegram import Bot
from updates import in_chat

from iombot.adapters.telegram import fetching
from iombot.adapters.telegram.desk import Desk
from iombot.adapters.telegram.fetching import Polling, PollRequest
from iombot.observability.meter import Meter

OUTAGE = 9
"""Tries between which the library's own pauses add up to a minute."""
FOR_EVER = 86_400.0
Failure = tuple[Fault, str]
"""What happens, and what the log calls it."""


@pytest.mark.parametrize(
    "failure",
    [(Fault(502, body="<html>"), "status 502"), (Fault(drop=True), "ServerDisconnectedError")],
    ids=["error", "dropped"],
)
async def test_an_outage_makes_nobody_wait_for_longer_the_longer_it_was(
    api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture, failure: Failure
) -> None:
    monkeypatch.setattr(fetching, "PAUSES", (0.0, 0.01))
    fault, reason = failure
    api.fail("getUpdates", *[fault] * OUTAGE)
    await api.feed(in_chat(1, "hello"))
    async with running(api, desk):
        await api.until("sendMessage")
    assert caplog.messages.count(f"Telegram is out of reach, trying again: {reason}") == OUTAGE


async def test_the_pauses_are_those_of_failures_in_a_row(
    api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    # After the second failure in a row nobody would be answered in time.
    monkeypatch.setattr(fetching, "PAUSES", (0.0, FOR_EVER))
    async with running(api, desk):
        for chat in range(1, 4):
            api.fail("getUpdates", Fault(502))
            await api.feed(in_chat(chat, "hello"))
            await api.until("sendMessage", chat)
            await api.until("getUpdates", len(api.made("getUpdates")) + 1)


@pytest.mark.parametrize("fault", [Fault(502), Fault(drop=True)], ids=["error", "dropped"])
async def test_the_end_waits_for_no_telegram_that_is_away(
    api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch, fault: Fault
) -> None:
    monkeypatch.setattr(fetching, "PAUSES", (FOR_EVER,))
    api.fail("getUpdates", *[fault] * 20)
    async with asyncio.timeout(PATIENCE), running(api, desk):
        await api.until("getUpdates")


async def test_the_end_waits_for_no_room_in_the_line(api: BotApi) -> None:
    ending = False

    async def room() -> None:
        await asyncio.sleep(FOR_EVER)

    def nothing() -> None:
        return

    polling = Polling(room, lambda content: content, nothing, nothing, nothing, lambda: ending)
    async with Bot(TOKEN, f"{api.url}/bot", get_updates_request=PollRequest(polling, Meter())) as bot:
        with pytest.raises(TimeoutError):
            await asyncio.wait_for(bot.get_updates(), 0.1)
        ending = True
        await asyncio.wait_for(bot.get_updates(), PATIENCE)
    assert len(api.made("getUpdates")) == 1
