"""Buttons: options, source, related, feedback; pressed once, twice and too late."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botapi import BotApi
from core_fake import CLARIFY, FakeCore, small_library
from updates import FORUM, edited, pressed, said

from iombot.adapters.telegram.buttons import Action, pack, unpack
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.dialogue.reply import Reply

pytestmark = pytest.mark.usefixtures("app")
FACT = Reply("answered", "5,100 lamps were lit.", ("lamps-lit",))
OUTDATED = "This is no longer up to date, sorry. Please type your question instead."


def labels(shown: dict[str, Any]) -> list[list[str]]:
    rows = shown.get("reply_markup", {"inline_keyboard": []})["inline_keyboard"]
    return [[button["text"] for button in row] for row in rows]


def only(api: BotApi) -> dict[str, Any]:
    """The one message that the server shows."""
    (shown,) = api.messages.values()
    return shown


async def asked(api: BotApi, core: FakeCore, reply: Reply) -> dict[str, Any]:
    core.replies["x"] = reply
    await api.feed(said("x"))
    await api.until("sendMessage")
    return only(api)


async def press(api: BotApi, data: str) -> dict[str, Any]:
    """Press a button below the one message; what the person is told."""
    presses = len(api.made("answerCallbackQuery"))
    await api.feed(pressed(only(api), data))
    return (await api.until("answerCallbackQuery", presses + 1))[-1]


@pytest.mark.parametrize("action", Action)
def test_the_longest_id_fits_in_a_button(action: Action) -> None:
    data = pack(action, "a" * 48)
    assert len(data.encode()) <= 64
    assert unpack(data) == (action, "a" * 48)


@pytest.mark.parametrize("data", ["", "e", "e:", ":a", "zz:a", "lamps"])
def test_foreign_data_mean_nothing(data: str) -> None:
    assert unpack(data) is None


async def test_a_clarification_offers_its_options(api: BotApi, core: FakeCore) -> None:
    assert labels(await asked(api, core, CLARIFY)) == [["Lamps lit"], ["Spare lamps"]]


async def test_a_pressed_option_takes_the_place_of_the_question(api: BotApi, core: FakeCore) -> None:
    await asked(api, core, CLARIFY)
    told = await press(api, "e:lamps-spare")
    assert (only(api)["text"], "text" in told) == ("Fact lamps-spare.", False)


async def test_pressing_twice_is_harmless(api: BotApi, core: FakeCore, caplog: pytest.LogCaptureFixture) -> None:
    shown = await asked(api, core, CLARIFY)
    await api.feed(pressed(shown, "e:lamps-lit"), pressed(shown, "e:lamps-lit"))
    await api.until("answerCallbackQuery", 2)
    assert only(api)["text"] == "Fact lamps-lit."
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_pressed_option_is_what_a_follow_up_is_about(api: BotApi, core: FakeCore) -> None:
    await asked(api, core, CLARIFY)
    await press(api, "e:lamps-spare")
    await api.feed(said("and since when?"))
    await api.until("sendMessage", 2)
    assert core.heard[-1][1].entries == ("lamps-spare",)


async def test_typing_instead_of_pressing_works_with_the_old_buttons_still_there(api: BotApi, core: FakeCore) -> None:
    await asked(api, core, CLARIFY)
    await api.feed(said("Spare lamps"))
    await api.until("sendMessage", 2)
    assert [shown["text"] for shown in api.messages.values()][-1] == "No answer to: Spare lamps"


@pytest.mark.parametrize(
    "data", ["e:gone", "s:gone", "r:gone", "b:gone", "u:gone", "t:gone", "old-format", "x:y", "e:" + "ü" * 31]
)
async def test_an_outdated_button_says_so_kindly(api: BotApi, core: FakeCore, data: str) -> None:
    await asked(api, core, CLARIFY)
    told = await press(api, data)
    assert (told["text"], told["show_alert"], only(api)["text"]) == (OUTDATED, True, CLARIFY.text)


@pytest.mark.parametrize(
    ("data", "told", "sent"),
    [
        ("e:lamps-lit", None, ["Fact lamps-lit."]),
        ("s:lamps-lit", "“Lamps 2023: Key Figures”, paragraph 2 Period: 2023", []),
        ("r:lamps-lit", OUTDATED, []),
        ("l:all", OUTDATED, []),
    ],
)
async def test_a_button_below_a_message_that_is_gone_does_what_it_can(
    api: BotApi, data: str, told: str | None, sent: list[str]
) -> None:
    gone = {"message_id": 5, "date": 0, "chat": {"id": 1, "type": "private"}}
    await api.feed(pressed(gone, data))
    (answer,) = await api.until("answerCallbackQuery")
    assert (answer.get("text"), [shown["text"] for shown in api.messages.values()]) == (told, sent)


async def test_buttons_go_on_working_on_a_new_edition(api: BotApi, core: FakeCore, desk: Desk, tmp_path: Path) -> None:
    await asked(api, core, CLARIFY)
    newer = FakeCore(small_library(tmp_path / "newer"))
    desk.edition = Edition(newer, newer.knowledge)
    await press(api, "e:lamps-lit")
    assert only(api)["text"] == "Fact lamps-lit."


async def test_an_answer_carries_source_related_and_thumbs(api: BotApi, core: FakeCore) -> None:
    assert labels(await asked(api, core, FACT)) == [["Source", "Related"], ["👍", "👎"]]


async def test_small_talk_carries_no_buttons(api: BotApi, core: FakeCore) -> None:
    assert labels(await asked(api, core, Reply("chat", "Hello.", ("greeting",)))) == []


async def test_the_source_is_written_below_the_answer_once(api: BotApi, core: FakeCore) -> None:
    shown = await asked(api, core, FACT)
    await press(api, "s:lamps-lit")
    wanted = "5,100 lamps were lit.\n\n“Lamps 2023: Key Figures”, paragraph 2\nPeriod: 2023"
    assert (only(api)["text"], labels(only(api))) == (wanted, [["Related"], ["👍", "👎"]])
    await api.feed(pressed(shown, "s:lamps-lit"), pressed(only(api), "s:lamps-lit"))
    await api.until("answerCallbackQuery", 3)
    assert only(api)["text"] == wanted


async def test_the_source_of_a_calculated_figure_shows_the_calculation_and_where_its_parts_stand(
    api: BotApi, core: FakeCore
) -> None:
    await asked(api, core, replace(FACT, text="6,000 in all.", entries=("lamps-total",)))
    await press(api, "s:lamps-total")
    assert only(api)["text"].splitlines()[2:] == [
        "“Lamps 2023: Key Figures”, paragraph 2",
        "“Lamps 2023: Key Figures”, paragraph 3",
        "Calculated: 5,100 + 900 = 6,000",
    ]


async def test_a_source_for_which_there_is_no_room_comes_in_a_popup(api: BotApi, core: FakeCore) -> None:
    await asked(api, core, replace(FACT, text="a" * 4090))
    told = await press(api, "s:lamps-lit")
    assert told["text"] == "“Lamps 2023: Key Figures”, paragraph 2 Period: 2023"
    assert len(only(api)["text"]) == 4090


async def test_an_answer_from_two_entries_has_a_source_button_for_each(api: BotApi, core: FakeCore) -> None:
    both = replace(FACT, entries=("lamps-lit", "lamps-spare"))
    assert labels(await asked(api, core, both))[:2] == [["Source: Lamps lit"], ["Source: Spare lamps"]]
    await press(api, "s:lamps-spare")
    assert only(api)["text"].endswith("paragraph 3\nPeriod: since 2001")
    assert labels(only(api))[0] == ["Source: Lamps lit"]


async def test_related_entries_come_as_buttons_and_go_back(api: BotApi, core: FakeCore) -> None:
    await asked(api, core, FACT)
    await press(api, "r:lamps-lit")
    assert labels(only(api)) == [["Lamps in all"], ["Anna Öberg"], ["« Back"]]
    await press(api, "b:lamps-lit")
    assert labels(only(api)) == [["Source", "Related"], ["👍", "👎"]]
    await press(api, "e:lamps-total")
    assert only(api)["text"] == "Fact lamps-total."


@pytest.mark.parametrize("data", ["u:lamps-lit", "d:lamps-lit"])
async def test_feedback_is_thanked_for_and_counted_once_and_no_log_tells_what_about(
    api: BotApi, core: FakeCore, desk: Desk, data: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "iombot")
    thumbs: list[bool] = []
    desk.meter.thumbed = lambda *, up: thumbs.append(up)  # type: ignore[method-assign]
    await asked(api, core, FACT)
    shown = dict(only(api))
    told = await press(api, data)
    assert (told["text"], labels(only(api))) == ("Thank you!", [["Source", "Related"]])
    await api.feed(pressed(shown, data))
    await api.until("answerCallbackQuery", 2)
    assert (thumbs, caplog.messages) == ([data.startswith("u")], [])


async def test_pressing_in_a_topic_of_a_forum_stays_there(api: BotApi, core: FakeCore) -> None:
    core.replies["x"] = CLARIFY
    await api.feed(said("/help@TestIomBot", chat=FORUM, message_thread_id=7, is_topic_message=True))
    await api.until("sendMessage")
    core.replies["y"] = Reply("chat", "long " * 1500)
    await api.feed(pressed(only(api), "e:lamps-lit"))
    await api.until("answerCallbackQuery")
    assert (only(api)["text"], only(api)["message_thread_id"]) == ("Fact lamps-lit.", 7)


async def test_editing_a_question_takes_the_old_buttons_away(api: BotApi, core: FakeCore) -> None:
    core.replies["x"] = CLARIFY
    question = said("x")
    await api.feed(question)
    await api.until("sendMessage")
    await api.feed(edited(question, "z"), said("end"))
    await api.until("sendMessage", 2)
    assert labels(next(iter(api.messages.values()))) == []
