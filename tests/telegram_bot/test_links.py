"""Deep links and the order of many chats."""

from __future__ import annotations

import pytest
from botapi import BotApi
from core_fake import FakeCore
from updates import in_chat, said

pytestmark = pytest.mark.usefixtures("app")


@pytest.mark.parametrize(
    ("link", "text"), [("lamps-lit", "Fact lamps-lit."), ("lamp-anna", "Contact Anna Öberg, as published.")]
)
async def test_a_deep_link_opens_a_fact_or_a_contact(api: BotApi, link: str, text: str) -> None:
    await api.feed(said(f"/start {link}"))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == text


@pytest.mark.parametrize("link", ["gone", "e:lamps-lit", "../x", "<b>"])
async def test_a_link_to_nothing_says_so_kindly(api: BotApi, link: str) -> None:
    await api.feed(said(f"/start {link}"))
    (sent,) = await api.until("sendMessage")
    assert sent["text"].startswith("This is no longer up to date, sorry.")


async def test_a_follow_up_to_a_linked_fact_knows_what_it_is_about(api: BotApi, core: FakeCore) -> None:
    await api.feed(said("/start lamps-spare"), said("since when?"))
    await api.until("sendMessage", 2)
    assert core.heard[0][1].entries == ("lamps-spare",)


async def test_many_chats_at_once_lose_nothing_and_keep_their_order(api: BotApi) -> None:
    await api.feed(*(in_chat(chat, f"{chat} asks {number}") for number in range(5) for chat in range(1, 61)))
    sent = await api.until("sendMessage", 300)
    for chat in range(1, 61):
        texts = [call["text"] for call in sent if call["chat_id"] == chat]
        assert texts == [f"No answer to: {chat} asks {number}" for number in range(5)]
