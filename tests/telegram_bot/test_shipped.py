"""The shipped knowledge base through the real core: every entry fits what Telegram shows."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator

import pytest
from botapi import BotApi
from botapi_rules import check_keyboard, units
from processes import running
from shipped import shipped_bot, shipped_knowledge
from updates import pressed, queried, said

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.buttons import answer_keyboard, related_keyboard, topics_keyboard
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.search import Finder, headlines
from iombot.adapters.telegram.sources import where_it_stands
from iombot.charts import chart_of, drawable
from iombot.knowledge.base import KnowledgeBase

KNOWLEDGE = shipped_knowledge()
CORE = shipped_bot()
SHOWN = [*KNOWLEDGE.entries, *KNOWLEDGE.contacts]


@pytest.fixture
async def shipped(api: BotApi) -> AsyncIterator[KnowledgeBase]:
    """A bot that answers from the shipped knowledge base."""
    async with running(api, Desk(Edition(CORE, KNOWLEDGE), InMemory(30))):
        yield KNOWLEDGE


@pytest.mark.parametrize("entry", SHOWN)
def test_every_entry_fits_in_a_message_a_deep_link_and_its_buttons(entry: str) -> None:
    reply = CORE.entry(entry)
    assert reply is not None
    assert 0 < units(reply.text) <= 4096
    assert re.fullmatch(r"[A-Za-z0-9_-]{1,64}", entry)
    keyboard = answer_keyboard(reply, KNOWLEDGE, drawable(KNOWLEDGE))
    check_keyboard(keyboard.to_dict() if keyboard else None)


@pytest.mark.parametrize("entry", KNOWLEDGE.entries)
def test_every_entry_tells_where_it_stands_and_what_is_related(entry: str) -> None:
    details = where_it_stands(KNOWLEDGE.entries[entry], KNOWLEDGE, "en")
    assert ", paragraph " in details
    check_keyboard(related_keyboard(entry, KNOWLEDGE, "en").to_dict())


@pytest.mark.parametrize("subject", sorted(set(drawable(KNOWLEDGE).values())))
def test_every_chart_fits_in_a_caption(subject: str) -> None:
    assert units(chart_of(KNOWLEDGE.entries[subject], KNOWLEDGE, "en").alternative) <= 1024


def test_every_press_contact_is_behind_a_topic() -> None:
    check_keyboard(topics_keyboard(KNOWLEDGE, "en").to_dict())
    assert len(topics_keyboard(KNOWLEDGE, "en").inline_keyboard) >= len(KNOWLEDGE.releases)


@pytest.mark.parametrize(
    ("query", "first"),
    [("avrr 2023", "avrr-total"), ("msehli", "safa-msehli"), ("niger", "niger-total"), ("germ", "pre-departure-top")],
)
def test_what_journalists_type_finds_the_entry_first(query: str, first: str) -> None:
    assert Finder(KNOWLEDGE).find(query)[0] == first


def test_every_contact_is_found_by_the_first_letters_of_the_name() -> None:
    finder = Finder(KNOWLEDGE)
    named = [contact for contact in KNOWLEDGE.contacts.values() if contact.name]
    assert [contact.id for contact in named if finder.find((contact.name or "")[:4])[0] != contact.id] == []


def test_the_headlines_say_how_many() -> None:
    found = headlines(KNOWLEDGE)
    assert {"returns-headline", "trained-total"} <= set(found[:2])
    assert not {KNOWLEDGE.entries[id_].unit for id_ in found} & {"year", "years", "ordinal"}


@pytest.mark.usefixtures("shipped")
async def test_a_contact_is_two_taps_away_in_the_shipped_bot(api: BotApi) -> None:
    await api.feed(said("/contacts"))
    await api.until("sendMessage")
    (shown,) = api.messages.values()
    await api.feed(pressed(shown, "t:safa-msehli"))
    await api.until("answerCallbackQuery")
    assert "+41 794035526" in next(iter(api.messages.values()))["text"]
    assert [card["phone_number"] for card in api.made("sendContact")] == [
        "+41791235087",
        "+41794035526",
        "+41227179689",
    ]


@pytest.mark.usefixtures("shipped")
async def test_a_cited_figure_comes_from_inline_mode(api: BotApi) -> None:
    await api.feed(queried("avrr 2023"))
    (answer,) = await api.until("answerInlineQuery")
    text = answer["results"][0]["input_message_content"]["message_text"]
    assert "56,045" in text
    assert "paragraph 5" in text


@pytest.mark.usefixtures("shipped")
async def test_a_follow_up_to_a_pressed_answer_is_understood(api: BotApi) -> None:
    await api.feed(said("/start avrr-total"), said("And VHR?"))
    _, answer = await api.until("sendMessage", 2)
    assert "15,906" in answer["text"]
