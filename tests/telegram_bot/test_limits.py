"""One chat cannot take what belongs to all."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import AsyncIterator
from dataclasses import replace

import pytest
from botapi import BotApi
from botapi_faults import Fault
from core_fake import FakeCore
from processes import Start, running
from updates import GROUP, in_chat, joined, message, pressed, queried, said

from iombot.adapters.states import InMemory
from iombot.adapters.telegram import backlog, network
from iombot.adapters.telegram.admission import QUERIES, Policy
from iombot.adapters.telegram.backlog import FULL
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.thinking import SHORT
from iombot.dialogue.core import Turn
from iombot.dialogue.state import ChatState

SLOW_DOWN = "That was a lot at once"


@pytest.fixture
def strict_desk(core: FakeCore) -> Desk:
    """Answers a chat twice a minute."""
    return Desk(Edition(core, core.knowledge), InMemory(30), policy=Policy(chat=2))


@pytest.fixture
async def strict(api: BotApi, strict_desk: Desk) -> AsyncIterator[None]:
    async with running(api, strict_desk):
        yield


def to(api: BotApi, chat: int) -> list[str]:
    return [call["text"] for call in api.made("sendMessage") if call["chat_id"] == chat]


async def test_a_flood_of_ten_thousand_messages_costs_others_nothing(api: BotApi, start: Start) -> None:
    async with start():
        await api.feed(*[in_chat(1, "How many lamps were lit?")] * 10_000, in_chat(2, "How many lamps were lit?"))
        while not to(api, 2):
            await api.until("sendMessage", len(api.made("sendMessage")) + 1)
        # Everything before this one in Telegram's own queue has been passed over by now.
        noisy = to(api, 1)
        await api.feed(in_chat(3, "How many spare lamps are there?"))
        while not to(api, 3):
            await api.until("sendMessage", len(api.made("sendMessage")) + 1)
    assert len(noisy) <= 31
    assert len([text for text in to(api, 1) if SLOW_DOWN in text]) <= 1


@pytest.mark.usefixtures("strict")
async def test_a_chat_over_its_limit_is_told_so_once_and_others_are_answered(api: BotApi) -> None:
    await api.feed(*[in_chat(1, f"q{number}") for number in range(6)], in_chat(2, "other"))
    await api.until("sendMessage", 4)
    await api.feed(in_chat(1, "more"), in_chat(3, "end"))
    await api.until("sendMessage", 5)
    assert [text[:22] for text in to(api, 1)] == ["No answer to: q3", "No answer to: q4", SLOW_DOWN]
    assert to(api, 2) == ["No answer to: other"]


@pytest.mark.usefixtures("strict")
async def test_talk_in_a_group_that_is_not_for_the_bot_is_not_counted(api: BotApi) -> None:
    await api.feed(*[said("among us", chat=GROUP) for _ in range(10)], said("/help", chat=GROUP))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == "Text of help."


@pytest.mark.usefixtures("strict")
async def test_whoever_presses_too_often_is_told_in_a_popup_once(api: BotApi) -> None:
    await api.feed(said("/start lamps-lit"))
    await api.until("sendMessage")
    (shown,) = api.messages.values()
    await api.feed(pressed(shown, "s:lamps-lit"), pressed(shown, "u:lamps-lit"), pressed(shown, "u:lamps-lit"))
    await api.until("answerCallbackQuery", 2)
    await api.feed(said("end", chat=GROUP | {"id": -5}), said("/help", chat=GROUP | {"id": -5}))
    await api.until("sendMessage", 2)
    texts = [call.get("text", "") for call in api.made("answerCallbackQuery")]
    assert [text[:22] for text in texts] == ["", SLOW_DOWN]


async def test_inline_mode_falls_silent_for_one_who_types_without_end(api: BotApi, strict_desk: Desk) -> None:
    async with running(api, strict_desk):
        await api.feed(*[queried(f"lamp {number}") for number in range(2 * QUERIES + 5)], in_chat(2, "end"))
        await api.until("sendMessage")
    assert len(api.made("answerInlineQuery")) == 2 * QUERIES


@pytest.fixture
def may_end(core: FakeCore) -> threading.Event:
    """Until this is set, whatever is long is thought about, unless that would hold everybody up."""
    may_end, loop_thread, usual = threading.Event(), threading.get_ident(), core.respond

    def slowly(utterance: str, state: ChatState) -> Turn:
        if len(utterance) > SHORT:
            may_end.wait(30 if threading.get_ident() != loop_thread else 0)
        return usual(utterance, state)

    core.respond = slowly  # type: ignore[method-assign]
    return may_end


async def test_a_long_inline_query_holds_nobody_up(api: BotApi, desk: Desk, may_end: threading.Event) -> None:
    async with running(api, desk):
        await api.feed(queried("lamp " * (SHORT // 5 + 1)), in_chat(2, "short"))
        await api.until("sendMessage")
        assert (api.made("answerInlineQuery"), to(api, 2)) == ([], ["No answer to: short"])
        may_end.set()
        await api.until("answerInlineQuery")


async def test_a_long_question_holds_nobody_up(api: BotApi, desk: Desk, may_end: threading.Event) -> None:
    async with running(api, desk):
        await api.feed(in_chat(1, "long " * (SHORT // 5 + 1)), in_chat(2, "short"))
        await api.until("sendMessage")
        assert (to(api, 1), to(api, 2)) == ([], ["No answer to: short"])
        (sign,) = await api.until("sendChatAction")
        assert (sign["chat_id"], sign["action"]) == (1, "typing")
        may_end.set()
        await api.until("sendMessage", 2)
    assert len(to(api, 1)) == 1


async def test_a_long_question_gives_way_to_what_is_still_to_be_fetched(
    api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(backlog, "PATIENCE", 30.0)
    note = desk.backlog.note
    note(FULL)
    monkeypatch.setattr(desk.backlog, "note", lambda _: None)  # what is fetched here is never the last
    async with running(api, desk):
        await api.feed(in_chat(1, "long " * SHORT))
        for chat in range(2, 12):
            await api.feed(in_chat(chat, "short"))
            await api.until("sendMessage", chat - 1)
        assert to(api, 1) == []
        note(FULL - 1)
        await api.until("sendMessage", 11)
    assert len(to(api, 1)) == 1


# The library itself still reads the seconds of a 429 as a number.
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_a_chat_that_telegram_slows_down_slows_down_no_other(api: BotApi, desk: Desk) -> None:
    api.fail("sendMessage", Fault(429, "Too Many Requests: retry after 30", retry_after=30))
    async with running(api, desk):
        await api.feed(in_chat(1, "slowed down"))
        await api.until("sendMessage")
        await api.feed(*[in_chat(chat, "free") for chat in range(2, 12)])
        await api.until("sendMessage", 11)
        for task in asyncio.all_tasks():
            if "process_concurrent_update" in task.get_name():
                task.cancel()
    assert [to(api, chat) for chat in range(2, 12)] == [["No answer to: free"]] * 10


@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_nobody_waits_for_hours_even_if_telegram_says_so(api: BotApi, desk: Desk) -> None:
    api.fail("sendMessage", Fault(429, "Too Many Requests: retry after 9999", retry_after=9999))
    async with running(api, desk):
        await api.feed(in_chat(1, "first"), in_chat(1, "second"))
        await api.until("sendMessage", 3)
    assert to(api, 1)[-1] == "No answer to: second"


@pytest.fixture
def members_desk(core: FakeCore) -> Desk:
    """Answers chat 7 and a group alone."""
    return Desk(Edition(core, core.knowledge), InMemory(30), policy=Policy(allowed={7, -100}))


async def test_strangers_learn_nothing_but_that_they_are(api: BotApi, core: FakeCore, members_desk: Desk) -> None:
    shown = message("shown", chat={"id": 8, "type": "private", "first_name": "x"})
    async with running(api, members_desk):
        await api.feed(in_chat(8, "how many?"), in_chat(8, "/start lamps-lit"), in_chat(8, "/contacts"))
        await api.feed(queried("lamps"), pressed(shown, "e:lamps-lit"), pressed(shown, "l:all"))
        await api.feed(joined(GROUP | {"id": -8}, "left", "member"), in_chat(7, "in"), said("/help", chat=GROUP))
        await api.until("sendMessage", 3)
    assert [text.split(" in ")[0] for text in to(api, 8)] == ["I only answer colleagues"]
    assert to(api, -8) == []
    assert (api.made("answerInlineQuery"), api.made("answerCallbackQuery"), api.made("editMessageText")) == ([], [], [])
    assert [utterance for utterance, _ in core.heard] == ["in"]


async def test_what_a_member_finds_in_inline_mode_is_kept_for_nobody_else(api: BotApi, members_desk: Desk) -> None:
    query = queried("lamps")
    query["inline_query"]["from"] = query["inline_query"]["from"] | {"id": 7}
    async with running(api, members_desk):
        await api.feed(query)
        (answer,) = await api.until("answerInlineQuery")
    assert answer["results"]
    assert answer["is_personal"] is True


async def test_what_telegram_takes_too_long_to_confirm_is_neither_repeated_nor_regretted(
    api: BotApi, desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(network, "PATIENCE", replace(network.PATIENCE, read=0.2))
    gate = asyncio.Event()
    api.fail("sendMessage", Fault(held=gate))
    async with running(api, desk):
        await api.feed(in_chat(7, "first"), in_chat(7, "second"))
        await api.until("sendMessage")
        gate.set()
        await api.until("sendMessage", 2)
    assert sorted(to(api, 7)) == ["No answer to: first", "No answer to: second"]
