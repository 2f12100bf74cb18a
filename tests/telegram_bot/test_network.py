"""Requests that fail are made again, but not for ever."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic

import pytest
from botapi import TOKEN, BotApi
from botapi_faults import Fault
from telegram.error import NetworkError, TelegramError
from telegram.ext import ExtBot

from iombot.adapters.telegram import network
from iombot.adapters.telegram.age import CAME
from iombot.adapters.telegram.network import SURE, Limiter, PatientRequest
from iombot.adapters.telegram.postman import NO_PREVIEW, Place, send
from iombot.observability.meter import Meter

PAUSES = (0.0,) * 6
MANY = 20


@asynccontextmanager
async def asking(api: BotApi, is_over: Callable[[], bool] = lambda: False) -> AsyncIterator[ExtBot[int]]:
    request, limiter = PatientRequest(Meter(), None, is_over), Limiter(0, is_over)
    async with ExtBot(TOKEN, f"{api.url}/bot", request=request, rate_limiter=limiter) as ready:
        yield ready


async def tries(api: BotApi, bot: ExtBot[int]) -> int:
    """How often a message was tried that never gets through."""
    with pytest.raises(NetworkError):
        await bot.send_message(1, "hello", link_preview_options=NO_PREVIEW)
    return len(api.made("sendMessage"))


async def test_an_update_that_has_waited_behind_others_is_not_waited_for_as_long_again(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "PAUSES", PAUSES)
    api.fail("sendMessage", *[Fault(502)] * MANY)
    async with asking(api) as bot:
        fresh = await tries(api, bot)
        came = CAME.set(monotonic() - 60)
        old = await tries(api, bot) - fresh
        CAME.reset(came)
    assert (fresh, old) == (len(PAUSES) + 1, SURE + 1)


async def test_when_the_end_is_over_nothing_is_tried_again_nor_begun(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "PAUSES", PAUSES)
    api.fail("sendMessage", *[Fault(502)] * MANY)
    async with asking(api, lambda: len(api.made("sendMessage")) > 1) as bot:
        assert [await tries(api, bot) for _ in range(3)] == [2, 2, 2]


async def test_a_part_of_which_nothing_was_heard_does_not_keep_back_the_others(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = "\n\n".join(["a" * 3000, "b" * 3000, "c" * 3000])
    unanswered = [True]

    def is_unanswered(_: BaseException | None) -> bool:
        return unanswered[0]

    monkeypatch.setattr("iombot.adapters.telegram.postman.is_unanswered", is_unanswered)
    monkeypatch.setattr(network, "PAUSES", ())
    for first, parts in [(True, 3), (False, 1)]:
        unanswered[0] = first
        before = len(api.made("sendMessage"))
        api.fail("sendMessage", Fault(502))
        async with asking(api) as bot:
            with pytest.raises(TelegramError):
                await send(bot, Place(1), text)
        assert len(api.made("sendMessage")) - before == parts
