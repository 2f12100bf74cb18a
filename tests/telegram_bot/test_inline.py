"""Inline mode: a cited figure in any chat from the first letters."""

from __future__ import annotations

import logging
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from botapi import BotApi
from botapi_faults import Fault
from core_fake import FakeCore, small_library
from updates import queried, said

from iombot.adapters.telegram.app import App
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.search import Finder, headlines
from iombot.dialogue.reply import Reply
from iombot.knowledge.language import Language


@pytest.fixture
def finder(core: FakeCore) -> Finder:
    return Finder(core.knowledge)


async def results(api: BotApi, text: str, offset: str = "") -> dict[str, Any]:
    count = len(api.made("answerInlineQuery"))
    await api.feed(queried(text, offset))
    return (await api.until("answerInlineQuery", count + 1))[-1]


def ids(answer: dict[str, Any]) -> list[str]:
    return [result["id"] for result in answer["results"]]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("sp", ["lamps-spare"]),
        ("SPARE", ["lamps-spare"]),
        ("spaer", ["lamps-spare"]),
        ("oberg", ["lamp-anna"]),
        ("Öb", ["lamp-anna"]),
        ("lit 2023", ["lamps-lit"]),
        ("lit lamps", ["lamps-lit"]),
        ("office", ["lamp-office"]),
        ("41 44", ["lamp-anna", "lamp-ben"]),
    ],
)
def test_an_entry_is_found_from_its_first_letters(finder: Finder, query: str, found: list[str]) -> None:
    assert finder.find(query) == found


@pytest.mark.parametrize("query", ["lit 2019", "lit 2022", "candles", "lit candles", "", "?!", "zzzz" * 64, "🕯"])
def test_what_is_not_there_is_not_found(finder: Finder, query: str) -> None:
    assert finder.find(query) == []


def test_a_whole_word_comes_before_a_beginning_and_a_label_before_an_example(tmp_path: Path) -> None:
    extra = """
  - {id: a, name: "Sparely", email: "a@b.ch", topic: "spare", source: {paragraph: 9}}
  - {id: b, name: "Carl", email: "c@b.ch", topic: "spare", source: {paragraph: 9}}
"""
    assert Finder(small_library(tmp_path / "k", extra)).find("spare") == ["lamps-spare", "a", "b"]


def test_a_fact_comes_before_what_is_calculated_from_it(core: FakeCore) -> None:
    share = replace(core.knowledge.entries["lamps-spare-share"], label="Spare lamps")
    entries = {"lamps-spare-share": share} | dict(core.knowledge.entries) | {"lamps-spare-share": share}
    assert Finder(replace(core.knowledge, entries=entries)).find("spare") == ["lamps-spare", "lamps-spare-share"]


def test_a_list_is_found_by_what_it_names(finder: Finder) -> None:
    assert finder.find("german") == ["lamp-makers"]


def test_words_that_say_nothing_are_left_out(core: FakeCore) -> None:
    language = Language(id="en", fillers=["please tell me"])
    knowledge = replace(core.knowledge, languages={"en": language})
    assert Finder(core.knowledge).find("please spare") == []
    assert Finder(knowledge).find("please spare") == ["lamps-spare"]


def test_the_headlines_are_the_first_figures_of_each_release(core: FakeCore) -> None:
    assert headlines(core.knowledge) == ["lamps-lit", "lamps-spare"]


@pytest.mark.usefixtures("app")
async def test_a_result_shows_title_and_text_and_sends_the_cited_answer(api: BotApi) -> None:
    answer = await results(api, "spare")
    (result,) = answer["results"]
    assert (result["id"], result["title"], result["description"]) == ("lamps-spare", "Spare lamps", "Fact lamps-spare.")
    content = result["input_message_content"]
    assert (content["message_text"], content["parse_mode"]) == ("Fact lamps-spare.", "HTML")
    assert content["link_preview_options"] == {"is_disabled": True}
    assert (answer["cache_time"], "button" in answer) == (300, False)


@pytest.mark.usefixtures("app")
async def test_what_the_core_answers_comes_first(api: BotApi, core: FakeCore) -> None:
    core.replies["lamps"] = Reply("answered", "x", ("lamps-total", "some-intent"))
    assert ids(await results(api, "lamps"))[:3] == ["lamps-total", "lamps-lit", "lamps-spare"]


@pytest.mark.usefixtures("app")
async def test_an_empty_query_gets_the_headlines(api: BotApi) -> None:
    assert ids(await results(api, "  ")) == ["lamps-lit", "lamps-spare"]


@pytest.mark.usefixtures("app")
async def test_nothing_found_offers_the_private_chat(api: BotApi) -> None:
    answer = await results(api, "q" * 256)
    assert (answer["results"], answer["button"]["start_parameter"], answer["cache_time"]) == ([], "help", 30)
    await api.feed(said("/start help"))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == "Text of help."


async def test_many_results_come_in_pages_without_gap_or_repetition(
    api: BotApi, desk: Desk, app: App, tmp_path: Path
) -> None:
    extra = "".join(
        f'\n  - {{id: many-{n}, name: "Zoe {n}", email: "z{n}@b.ch", topic: "lamps", source: {{paragraph: 9}}}}'
        for n in range(45)
    )
    core = FakeCore(small_library(tmp_path / "many", extra))
    desk.edition = Edition(core, core.knowledge)
    seen: list[str] = []
    offset = ""
    for size in (20, 20, 5):
        answer = await results(api, "zoe", offset)
        assert (len(answer["results"]), app.running) == (size, True)
        seen += ids(answer)
        offset = answer["next_offset"]
    assert (offset, seen) == ("", [f"many-{n}" for n in range(45)])


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("offset", ["x", "-5", "99999999999", "²"])
async def test_an_offset_that_makes_no_sense_is_no_error(api: BotApi, offset: str) -> None:
    assert (await results(api, "lamps", offset))["next_offset"] == ""


@pytest.mark.usefixtures("app")
async def test_a_query_that_was_overtaken_is_let_go(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    stale = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    api.fail("answerInlineQuery", Fault(400, stale))
    await results(api, "la")
    assert ids(await results(api, "lamps lit")) == ["lamps-lit"]
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


@pytest.mark.usefixtures("app")
async def test_a_new_edition_is_searched_at_once(api: BotApi, desk: Desk, tmp_path: Path) -> None:
    assert ids(await results(api, "zoe")) == []
    extra = '\n  - {id: zoe, name: "Zoe", email: "z@b.ch", topic: "lamps", source: {paragraph: 9}}\n'
    newer = FakeCore(small_library(tmp_path / "newer", extra))
    desk.edition = Edition(newer, newer.knowledge)
    assert ids(await results(api, "zoe")) == ["zoe"]


@pytest.mark.usefixtures("app")
async def test_a_long_answer_is_cut_to_what_one_message_holds(api: BotApi, core: FakeCore) -> None:
    core.texts["lamps-spare"] = "word & " * 900
    (result,) = (await results(api, "spare"))["results"]
    assert len(result["description"]) <= 160
