"""What is for staff, as somebody would try to get at it who knows every id and every word."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from botapi import BotApi
from core_fake import small_library
from processes import running
from updates import GROUP, MENTION, PERSON, edited, in_chat, message, pressed, queried, said

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.admission import Policy
from iombot.adapters.telegram.buttons import Action
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.editions import Editor
from iombot.adapters.telegram.pictures import Painter
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import load_knowledge

STAFF_CHAT = 7
STAFF_GROUP = {"id": -700, "type": "supergroup", "title": "Desk"}
HIDDEN = """
release:
  id: wrecks
  title: "Wrecks: Embargoed"
  label: "wreck release"
  year: 2024
  paragraphs: 3
  contact: "Ask {zora}."
concepts: [{id: wreck-word, forms: ["(wreck|shipwreck)"]}]
entries:
  - id: wreck
    audience: staff
    label: "Wreckage found"
    about: [wreck-word]
    answer: "{value} wreckages."
    number: 4711
    items: [{name: "Kraken", number: 4700}, {name: "Scylla", number: 11}]
    source: {paragraph: 1}
    related: [zora]
    utterances: ["how many wrecks", "wreck"]
contacts:
  - id: zora
    name: "Zora Quill"
    audience: staff
    email: "zora@wrecks.example"
    phone: {printed: "+41 44 668 18 77"}
    topic: "salvage"
    source: {paragraph: 3}
"""
TELLTALES = (
    "4,711", "4711", "Kraken", "Wreckage", "Embargoed", "Zora", "668 18 77", "446681877", "salvage", "wrecks.example",
)  # fmt: skip
IDS = ("wreck", "zora", "wrecks")
WORDS = ("how many wrecks", "zora", "whose number is +41 44 668 18 77?", "Zora Quill", "salvage", "4711", "wreck")
FOLLOW_UPS = ("where is that from?", "the second one", "share?", "1")


@pytest.fixture
def edition(tmp_path: Path) -> Edition:
    folder = tmp_path / "knowledge"
    small_library(folder)
    (folder / "hidden.yaml").write_text(HIDDEN, "utf-8")
    return Editor(staff=True, charts=True).edition(lambda audience: Bot(load_knowledge(folder, audience)))


@pytest.fixture
def desk(edition: Edition) -> Desk:
    policy = Policy(staff={STAFF_CHAT, STAFF_GROUP["id"]})  # type: ignore[arg-type]
    return Desk(edition, InMemory(30), Painter(lambda chart: chart.alternative.encode()), policy)


def leaks(api: BotApi) -> list[str]:
    """Everything telling in whatever was sent to anybody."""
    everything = " ".join(str(call.params) + json.dumps(call.params, default=str) for call in api.calls)
    return [word for word in TELLTALES if word in everything]


def attacks(chat: dict[str, Any], words: tuple[str, ...]) -> list[dict[str, Any]]:
    """Every way in, with every word and id, from one chat."""
    here = {"chat": chat}
    first = said(f"{MENTION} hello", **here)
    phone = {"phone_number": "+41446681877", "first_name": "Z"}
    shown = message("anything", **here)
    return [
        first,
        *[edited(first, f"{MENTION} {word}") for word in words],
        *[said(f"{MENTION} {word}", **here) for word in words],
        *[said(f"/start {id_}", **here) for id_ in IDS],
        *[said(f"/{command} wreck", **here) for command in ("contacts", "sources", "chart", "about", "help", "wreck")],
        said(None, contact=phone, **here),
        *[pressed(shown, f"{action}:{id_}") for action in Action for id_ in IDS],
        *[queried(query) for query in ("", *WORDS, *IDS, "w", "z", "k")],
        *[said(f"{MENTION} {word}", **here) for word in FOLLOW_UPS],
    ]


@pytest.mark.parametrize(
    ("chat", "words"),
    # No more than 20 messages a minute are sent to a group.
    [({"id": 1, "type": "private", "first_name": "Ada"}, WORDS), (GROUP, WORDS[:3])],
    ids=["private", "group"],
)
async def test_no_way_in_leads_to_what_is_for_staff(
    api: BotApi, desk: Desk, chat: dict[str, Any], words: tuple[str, ...]
) -> None:
    tried = attacks(chat, words)
    async with running(api, desk):
        await api.feed(*tried)
        await api.until("answerInlineQuery", 4 + len(WORDS) + len(IDS))
    assert leaks(api) == []
    assert len(api.made("sendMessage")) > len(words)
    assert len(api.made("answerCallbackQuery")) == len(Action) * len(IDS)


async def test_staff_get_it_by_question_link_button_chart_and_list(api: BotApi, desk: Desk) -> None:
    here = {"chat": {"id": STAFF_CHAT, "type": "private", "first_name": "Bo"}, "from": PERSON | {"id": STAFF_CHAT}}
    async with running(api, desk):
        await api.feed(said("how many wrecks", **here), said("/start zora", **here), said("/contacts", **here))
        *_, contacts = await api.until("sendMessage", 3)
        shown = api.messages[STAFF_CHAT, max(id_ for _, id_ in api.messages)]
        await api.feed(pressed(shown, "c:wreck"))
        await api.until("sendPhoto")
    texts = [call["text"] for call in api.made("sendMessage")]
    assert "4,711 wreckages" in texts[0]
    assert "Zora Quill" in texts[1]
    assert "Zora Quill" in contacts["text"]
    assert b"Kraken" in api.made("sendPhoto")[0]["photo"]


async def test_a_staff_group_gets_it_and_its_members_elsewhere_do_not(api: BotApi, desk: Desk) -> None:
    async with running(api, desk):
        await api.feed(said(f"{MENTION} how many wrecks", chat=STAFF_GROUP))
        await api.until("sendMessage")
        assert "4711" in leaks(api) or "4,711" in leaks(api)
        api.calls.clear()
        await api.feed(in_chat(1, "how many wrecks"), in_chat(1, "where is that from?"))
        await api.until("sendMessage", 2)
    assert leaks(api) == []


async def test_inline_mode_shows_it_to_nobody_since_results_go_anywhere(api: BotApi, desk: Desk) -> None:
    def typed(text: str) -> dict[str, Any]:
        query = queried(text)
        query["inline_query"]["from"] = PERSON | {"id": STAFF_CHAT}
        return query

    async with running(api, desk):
        await api.feed(*map(typed, ("", *WORDS, *IDS)))
        await api.until("answerInlineQuery", 1 + len(WORDS) + len(IDS))
    assert leaks(api) == []


async def test_a_chat_that_is_staff_no_more_does_not_get_at_what_it_spoke_of(
    api: BotApi, desk: Desk, edition: Edition
) -> None:
    async with running(api, desk):
        await api.feed(in_chat(STAFF_CHAT, "how many wrecks"))
        await api.until("sendMessage")
        shown = api.messages[STAFF_CHAT, max(id_ for _, id_ in api.messages)]
    api.calls.clear()
    later = Desk(edition, desk.memory, desk.painter)
    async with running(api, later):
        await api.feed(*[in_chat(STAFF_CHAT, text) for text in FOLLOW_UPS])
        await api.feed(*[pressed(shown, f"{action}:wreck") for action in Action])
        await api.until("sendMessage", 4)
        await api.until("answerCallbackQuery", len(Action))
    assert leaks(api) == []


async def test_without_staff_chats_nothing_hidden_is_even_loaded(tmp_path: Path) -> None:
    folder = tmp_path / "knowledge"
    small_library(folder)
    (folder / "hidden.yaml").write_text(HIDDEN, "utf-8")
    found = Editor(charts=True).edition(lambda audience: Bot(load_knowledge(folder, audience)))
    assert found.staff is None
    assert not {"wreck", "zora"} & (found.knowledge.entries.keys() | found.knowledge.contacts.keys())


def test_a_context_is_cut_down_to_what_the_edition_has(edition: Edition) -> None:
    answers = ("wreck.1", "wreck", "lamps-lit.2.3")
    state = ChatState(("wreck", "lamps-lit"), ("wreck-word",), answers, ("zora", "lamp-anna"), ())
    left = ChatState(("lamps-lit",), ("wreck-word",), ("lamps-lit.2.3",), ("lamp-anna",), ())
    assert edition.known(state) == left
    assert edition.staff is not None
    assert edition.staff.known(state) == state
