"""Charts: what is drawn, how it looks to a machine, and how it reaches a chat."""

from __future__ import annotations

import asyncio
import struct
import threading
from dataclasses import replace

import pytest
from botapi import TOKEN, BotApi
from botapi_faults import Fault
from core_fake import FakeCore
from telegram import Bot
from updates import pressed, said

from iombot.adapters.telegram.app import App
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.pictures import DrawingError, Painter, find_painter
from iombot.adapters.telegram.postman import Place
from iombot.charts import Bar, Chart, chart_of, drawable
from iombot.dialogue.reply import Reply
from iombot.drawing import draw
from iombot.knowledge.base import KnowledgeBase

FACT = Reply("answered", "5,100 lamps were lit.", ("lamps-lit",))
SMALL = Chart("x", "Title", "people", (Bar("a", 1, "1"), Bar("b", 2, "2")), ("Source: here.",))


class Drawings:
    """Draws nothing, and notes what was asked for."""

    def __init__(self) -> None:
        self.charts: list[Chart] = []
        self.failing = 0

    def draw(self, chart: Chart) -> bytes:
        self.charts.append(chart)
        if self.failing:
            self.failing -= 1
            raise OSError("no font")
        return b"picture of " + chart.entry.encode()


@pytest.fixture
def drawings() -> Drawings:
    return Drawings()


@pytest.fixture
def drawn(app: App, desk: Desk, core: FakeCore, drawings: Drawings) -> App:
    """A running bot that can draw."""
    desk.painter = Painter(drawings.draw)
    desk.edition = Edition(core, core.knowledge, drawable(core.knowledge))
    return app


def made(knowledge: KnowledgeBase, entry: str) -> Chart:
    return chart_of(knowledge.entries[entry], knowledge, "en")


def size(png: bytes) -> tuple[int, int]:
    """Width and height that the header of a PNG names."""
    assert png.startswith(b"\x89PNG\r\n\x1a\n")
    width, height = struct.unpack(">II", png[16:24])
    return width, height


def test_a_list_a_sum_and_a_share_can_be_drawn_and_their_parts_lead_to_them(core: FakeCore) -> None:
    assert drawable(core.knowledge) == {
        "lamps-total": "lamps-total",
        "lamp-makers": "lamp-makers",
        "lamps-spare-share": "lamps-spare-share",
        "lamps-lit": "lamps-total",
        "lamps-spare": "lamps-total",
    }


def test_what_is_no_breakdown_has_no_chart(core: FakeCore) -> None:
    with pytest.raises(KeyError, match="lamps-ahead"):
        made(core.knowledge, "lamps-ahead")


def test_a_knowledge_base_without_words_for_charts_has_none(core: FakeCore) -> None:
    phrases = {id_: text for id_, text in core.knowledge.phrases.items() if id_ != "chart-rest"}
    assert drawable(replace(core.knowledge, phrases=phrases)) == {}


def test_a_list_of_shares_says_that_the_rest_is_missing_and_what_a_press_officer_would_add(core: FakeCore) -> None:
    chart = made(core.knowledge, "lamp-makers")
    assert (chart.title, chart.unit) == ("Where lamps are made", "per cent, 2023")
    assert chart.bars == (Bar("Niger", 30, "30%"), Bar("Germany", 20, "20%"))
    assert chart.notes == (
        "Counted twice a year.",
        "Top 2 only: the rest is not in the release.",
        "Source: lamp release, paragraph 4.",
    )


def test_a_sum_shows_its_parts_and_the_calculation(core: FakeCore) -> None:
    chart = made(core.knowledge, "lamps-total")
    assert [(bar.label, bar.value) for bar in chart.bars] == [("Lamps lit", 5100), ("Spare lamps", 900)]
    assert chart.notes == ("Calculated: 5,100 + 900 = 6,000", "Source: lamp release, paragraphs 2 and 3.")


def test_the_words_of_a_chart_hold_every_figure_of_it(core: FakeCore) -> None:
    words = made(core.knowledge, "lamps-spare-share").alternative
    assert "Spare lamps: 900; Lamps in all: 6,000." in words
    assert "Calculated: 900 ÷ 6,000 = 15%" in words


@pytest.mark.parametrize("rows", [2, 3, 12])
def test_a_picture_is_as_wide_as_a_phone_and_as_high_as_it_needs(rows: int) -> None:
    bars = tuple(Bar(f"Row {n} " * 9, n, str(n)) for n in range(rows))
    chart = Chart("x", "A title " * 12, "people", bars, ("N " * 90,))
    width, height = size(draw(chart))
    assert (width, height > 140 * rows) == (1080, True)


def test_bars_of_nothing_can_be_drawn() -> None:
    assert size(draw(Chart("x", "T", "people", (Bar("a", 0, "0"), Bar("b", 0, "0")), ("S",))))[0] == 1080


def test_the_same_chart_gives_the_same_bytes() -> None:
    assert [draw(SMALL), draw(SMALL, "svg")] == [draw(SMALL), draw(SMALL, "svg")]


def test_an_svg_carries_its_words_for_those_who_do_not_see_it() -> None:
    assert b"Title (people). a: 1; b: 2." in draw(SMALL, "svg")


async def test_an_answer_that_belongs_to_a_chart_has_a_button_for_it(api: BotApi, core: FakeCore, drawn: App) -> None:
    core.replies["x"] = FACT
    await api.feed(said("x"))
    (sent,) = await api.until("sendMessage")
    row = sent["reply_markup"]["inline_keyboard"][0]
    assert (row[-1]["text"], row[-1]["callback_data"], drawn.running) == ("Chart", "c:lamps-lit", True)


async def test_a_pressed_chart_comes_once_as_a_photo_with_its_words(
    api: BotApi, core: FakeCore, drawn: App, drawings: Drawings
) -> None:
    core.replies["x"] = FACT
    await api.feed(said("x"))
    await api.until("sendMessage")
    (shown,) = api.messages.values()
    await api.feed(pressed(shown, "c:lamps-lit"), pressed(shown, "c:lamps-lit"))
    await api.until("answerCallbackQuery", 2)
    (photo,) = api.made("sendPhoto")
    assert (photo["caption"], drawn.running) == (made(core.knowledge, "lamps-total").alternative, True)
    assert [chart.entry for chart in drawings.charts] == ["lamps-total"]
    assert [shown.get("text", "(photo)") for shown in api.messages.values()] == [FACT.text, "(photo)"]


@pytest.mark.usefixtures("drawn")
async def test_a_chart_lists_all_there_are(api: BotApi) -> None:
    await api.feed(said("/chart"))
    (sent,) = await api.until("sendMessage")
    offered = [row[0]["callback_data"] for row in sent["reply_markup"]["inline_keyboard"]]
    assert offered == ["c:lamps-total", "c:lamp-makers", "c:lamps-spare-share"]


@pytest.mark.usefixtures("drawn")
async def test_a_chart_that_is_no_more_says_so(api: BotApi) -> None:
    await api.feed(said("/chart"))
    await api.until("sendMessage")
    await api.feed(pressed(next(iter(api.messages.values())), "c:gone"))
    (told,) = await api.until("answerCallbackQuery")
    assert told["text"].startswith("This is no longer up to date")


@pytest.mark.usefixtures("app")
async def test_without_the_extra_there_is_neither_button_nor_command(api: BotApi, core: FakeCore) -> None:
    core.replies["x"] = FACT
    await api.feed(said("x"), said("/chart"))
    first, second = await api.until("sendMessage", 2)
    assert [button["text"] for button in first["reply_markup"]["inline_keyboard"][0]] == ["Source", "Related"]
    assert second["text"] == "Text of help."


async def test_a_picture_that_cannot_be_drawn_is_one_sentence_and_is_tried_again(
    api: BotApi, core: FakeCore, drawn: App, drawings: Drawings
) -> None:
    drawings.failing = 1
    await api.feed(said("/chart"))
    await api.until("sendMessage")
    (shown,) = api.messages.values()
    await api.feed(pressed(shown, "c:lamps-total"), pressed(shown, "c:lamps-total"))
    sorry, fine = await api.until("answerCallbackQuery", 2)
    assert (sorry["text"], "text" in fine) == (core.knowledge.phrase("telegram-error"), False)
    assert (len(api.made("sendPhoto")), len(drawings.charts), drawn.running) == (1, 2, True)


async def test_the_chat_shows_that_a_slow_picture_is_coming(api: BotApi) -> None:
    gate = threading.Event()

    def slow(_: Chart) -> bytes:
        gate.wait(20)
        return b"picture"

    api.fail("sendChatAction", Fault(403, "Forbidden"))
    async with Bot(TOKEN, f"{api.url}/bot") as bot:
        sending = asyncio.create_task(Painter(slow).send(bot, Place(1), SMALL))
        (action,) = await api.until("sendChatAction")
        gate.set()
        message = await sending
    assert (action["action"], message.caption) == ("upload_photo", SMALL.alternative)


async def test_a_quick_picture_comes_without_notice(api: BotApi, drawings: Drawings) -> None:
    async with Bot(TOKEN, f"{api.url}/bot") as bot:
        painter = Painter(drawings.draw)
        await painter.send(bot, Place(1), SMALL)
        await painter.send(bot, Place(2, thread=7), SMALL)
    assert (api.made("sendChatAction"), len(drawings.charts)) == ([], 1)
    assert [call.get("message_thread_id") for call in api.made("sendPhoto")] == [None, 7]


async def test_the_drawing_library_draws_for_telegram() -> None:
    painter = find_painter()
    assert painter is not None
    assert size(await painter.picture(SMALL))[0] == 1080


async def test_a_picture_that_cannot_be_drawn_is_an_error() -> None:
    painter = find_painter()
    assert painter is not None
    with pytest.raises(DrawingError):
        await painter.picture(replace(SMALL, bars=()))
