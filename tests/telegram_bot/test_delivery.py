"""New messages are followed on their way, so that another replica learns of them."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import pytest
from botapi import TOKEN, BotApi
from botapi_faults import Fault
from telegram import Bot
from telegram.error import NetworkError

from iombot.adapters.delivery import DELIVERY, TurnLostError
from iombot.adapters.telegram.network import PatientRequest
from iombot.adapters.telegram.postman import NO_PREVIEW
from iombot.observability.meter import Meter


@dataclass
class Followed:
    """Notes what it is told, with the number of messages that had arrived by then."""

    api: BotApi
    lost: bool = False
    log: list[tuple[str, int]] = field(default_factory=list)

    async def before(self) -> None:
        self._note("before")
        if self.lost:
            raise TurnLostError

    async def under_way(self) -> None:
        self._note("under way")

    async def after(self, *, taken: bool) -> None:
        self._note("taken" if taken else "not taken")

    def _note(self, what: str) -> None:
        self.log.append((what, len(self.api.made("sendMessage"))))


@contextmanager
def followed(api: BotApi, *, lost: bool = False) -> Iterator[Followed]:
    delivery = Followed(api, lost)
    before = DELIVERY.set(delivery)
    yield delivery
    DELIVERY.reset(before)


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, f"{api.url}/bot", request=PatientRequest(Meter())) as ready:
        yield ready


async def test_a_message_is_noted_before_it_can_arrive_and_struck_out_when_it_is_refused(api: BotApi, bot: Bot) -> None:
    api.fail("sendMessage", Fault(500), Fault(drop=True))
    with followed(api) as delivery:
        await bot.send_message(1, "hello", link_preview_options=NO_PREVIEW)
    assert delivery.log == [
        ("before", 0), ("under way", 0), ("not taken", 1),
        ("before", 1), ("under way", 1), ("not taken", 2),
        ("before", 2), ("under way", 2), ("taken", 3),
    ]  # fmt: skip


async def test_what_changes_or_asks_something_is_not_followed(api: BotApi, bot: Bot) -> None:
    with followed(api) as delivery:
        sent = await bot.get_me()
        assert (sent.id, delivery.log) == (123456, [])


async def test_nothing_is_sent_once_another_has_taken_over(api: BotApi, bot: Bot) -> None:
    with followed(api, lost=True) as delivery, pytest.raises(NetworkError) as refusal:
        await bot.send_message(1, "hello", link_preview_options=NO_PREVIEW)
    assert isinstance(refusal.value.__cause__, TurnLostError)
    assert (delivery.log, api.made("sendMessage")) == ([("before", 0)], [])
