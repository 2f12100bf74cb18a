"""Contacts: in two taps, with a card, and looked up."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import vobject
from botapi import BotApi
from botapi_faults import Fault
from core_fake import FakeCore, small_library
from updates import edited, pressed, said

from iombot.adapters.telegram.cards import vcard_of
from iombot.dialogue.reply import Reply

ANNA = Reply("answered", "Anna Öberg, +41 44 668 18 00, as published.", ("lamp-anna",))


def rows(shown: dict[str, Any]) -> list[list[dict[str, Any]]]:
    keyboard: list[list[dict[str, Any]]] = shown["reply_markup"]["inline_keyboard"]
    return keyboard


def texts(api: BotApi) -> list[str]:
    return [shown.get("text", "(card)") for shown in api.messages.values()]


@pytest.mark.usefixtures("app")
async def test_a_contact_is_two_taps_away(api: BotApi) -> None:
    await api.feed(said("/contacts"))
    (sent,) = await api.until("sendMessage")
    offered = [(row[0]["text"], row[0]["callback_data"]) for row in rows(sent)]
    assert offered == [("lamps (lamp release)", "t:lamp-anna"), ("everything else (lamp release)", "t:lamp-office")]
    (shown,) = api.messages.values()
    await api.feed(pressed(shown, "t:lamp-anna"))
    await api.until("answerCallbackQuery")
    assert texts(api) == ["Contact Anna Öberg, as published.\n\nContact Ben Ode, as published.", "(card)", "(card)"]
    details = next(iter(api.messages.values()))
    copied = [[button.get("copy_text", {}).get("text") for button in row] for row in rows(details)]
    assert copied == [["+41 44 668 18 00", "anna@lamps.example"], ["+41 44 668 18 01", "ben@lamps.example"], [None]]


@pytest.mark.usefixtures("app")
async def test_a_second_tap_sends_no_second_card_and_there_is_a_way_back(api: BotApi) -> None:
    await api.feed(said("/contacts"))
    await api.until("sendMessage")
    (shown,) = api.messages.values()
    await api.feed(pressed(shown, "t:lamp-anna"), pressed(shown, "t:lamp-anna"))
    await api.until("answerCallbackQuery", 2)
    assert len(api.made("sendContact")) == 2
    await api.feed(pressed(next(iter(api.messages.values())), "l:all"))
    await api.until("answerCallbackQuery", 3)
    details = next(iter(api.messages.values()))
    assert (details["text"], len(rows(details))) == ("Text of contacts.", 2)


@pytest.mark.usefixtures("app")
async def test_a_contact_answer_is_text_first_and_then_a_card(api: BotApi, core: FakeCore) -> None:
    core.replies["who?"] = ANNA
    await api.feed(said("who?"))
    (card,) = await api.until("sendContact")
    assert texts(api) == [ANNA.text, "(card)"]
    assert (card["phone_number"], card["first_name"]) == ("+41446681800", "Anna Öberg")
    copies = [button["copy_text"]["text"] for button in rows(api.made("sendMessage")[0])[0]]
    assert copies == ["+41 44 668 18 00", "anna@lamps.example"]


@pytest.mark.usefixtures("app")
async def test_a_mailbox_has_no_card_but_its_address_can_be_copied(api: BotApi, core: FakeCore) -> None:
    core.replies["who?"] = Reply("answered", "Write to the office.", ("lamp-office",))
    await api.feed(said("who?"), said("end"))
    await api.until("sendMessage", 2)
    assert api.made("sendContact") == []
    assert rows(api.made("sendMessage")[0])[0][0]["copy_text"] == {"text": "office@lamps.example"}


@pytest.mark.usefixtures("app")
async def test_a_failed_card_loses_neither_the_text_nor_the_next_card(api: BotApi, core: FakeCore) -> None:
    core.replies["who?"] = Reply("answered", "Two people.", ("lamp-anna", "lamp-ben"))
    api.fail("sendContact", Fault(400, "Bad Request: VCARD_INVALID"))
    await api.feed(said("who?"), said("end"))
    await api.until("sendMessage", 2)
    assert texts(api) == ["Two people.", "(card)", "No answer to: end"]


@pytest.mark.usefixtures("app")
async def test_an_edited_question_takes_the_old_card_away(api: BotApi, core: FakeCore) -> None:
    core.replies |= {"anna?": ANNA, "ben?": Reply("answered", "Ben.", ("lamp-ben",))}
    question = said("anna?")
    await api.feed(question)
    await api.until("sendContact")
    await api.feed(edited(question, "ben?"), said("end"))
    await api.until("sendMessage", 2)
    cards = [shown["contact"]["first_name"] for shown in api.messages.values() if "contact" in shown]
    assert (texts(api)[0], cards) == ("Ben.", ["Ben Ode"])


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("number", ["+41446681801", "41446681801", "+41 44 668 18 01"])
async def test_a_shared_contact_is_looked_up_by_its_number(api: BotApi, number: str) -> None:
    await api.feed(said(contact={"phone_number": number, "first_name": "Somebody"}))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == "Contact Ben Ode, as published."


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("number", ["+41446681899", "0446681801", "117", "abc"])
async def test_a_shared_contact_of_somebody_else_is_not_taken_for_one_of_ours(api: BotApi, number: str) -> None:
    await api.feed(said(contact={"phone_number": number, "first_name": "Anna Öberg"}))
    (sent,) = await api.until("sendMessage")
    assert sent["text"].startswith("This number belongs to none of the press contacts")


def test_a_card_reads_back_as_it_was_made(core: FakeCore) -> None:
    card = vobject.readOne(vcard_of(core.knowledge.contacts["lamp-anna"], core.knowledge, "en"))
    assert (card.fn.value, card.tel.value, card.email.value) == ("Anna Öberg", "+41446681800", "anna@lamps.example")
    assert card.note.value == "Press contact: lamps. As published in the release: lamp release."


def test_the_longest_card_fits(tmp_path: Path) -> None:
    extra = """
  - {id: long, name: "N", email: "a@b.ch", phone: {printed: "+41 44 668 18 02"}, topic: "%s", source: {paragraph: 9}}
"""
    knowledge = small_library(tmp_path / "long", extra % ("ü;," * 700))
    card = vcard_of(knowledge.contacts["long"], knowledge, "en")
    assert 300 < len(card.encode()) <= 2048
