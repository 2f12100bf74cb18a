"""What is kept of conversations on Telegram, and that keeping never costs an answer."""

from __future__ import annotations

import asyncio
import sqlite3
import time
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from botapi import BotApi
from clock import Clock
from core_fake import CLARIFY, FakeCore
from postgres_server import Server
from processes import Start, ended, running
from small_disk import fill, mounted
from updates import GROUP, MENTION, in_chat, pressed, said

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.desk import Desk, Edition, Keeping
from iombot.dialogue.reply import Reply
from iombot.questions_log.log import Notes, QuestionsLog
from iombot.questions_log.records import Record
from iombot.questions_log.store import Store

DAY = date(2026, 5, 4)
FACT = Reply("answered", "5,100 lamps were lit.", ("lamps-lit",))
HELP = Reply("referral", "Please turn to people who can help.")
GAP = Reply("unknown", "That is not told.", reason="not-stated")


@dataclass
class Noted(Notes):
    """Keeps records in a list."""

    records: list[Record] = field(default_factory=list)

    def note(self, record: Record) -> None:
        self.records.append(record)

    @property
    def questions(self) -> list[tuple[str, str]]:
        return [(record.reason, record.question) for record in self.records]


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
async def desk(api: BotApi, core: FakeCore, noted: Noted, clock: Clock) -> AsyncIterator[Desk]:
    """The desk of a bot that runs."""
    core.replies |= {"lit?": FACT, "blue?": GAP, "which?": CLARIFY, "help": HELP}
    questions = QuestionsLog(noted, 30, clock=clock, day=lambda: DAY)
    edition = Edition(core, core.knowledge, keeping=Keeping(days=30))
    made = Desk(edition, InMemory(30, clock))
    made.questions = questions
    async with running(api, made):
        yield made


async def ask(api: BotApi, *texts: str, **fields: Any) -> list[dict[str, Any]]:  # noqa: ANN401 (any JSON)
    """Ask one after the other; the messages that answer. What is noted after the last answer has been noted."""
    before = len(api.made("sendMessage"))
    # A chat's updates are handled one after the other, each to its end.
    await api.feed(*(said(text, **fields) for text in (*texts, f"/help{MENTION}")))
    await api.until("sendMessage", before + len(texts) + 1)
    return list(api.messages.values())[-len(texts) - 1 : -1]


async def press(api: BotApi, shown: dict[str, Any], *data: str) -> None:
    before = len(api.made("answerCallbackQuery"))
    await api.feed(*(pressed(shown, one) for one in data))
    await api.until("answerCallbackQuery", before + len(data))


@pytest.mark.usefixtures("desk")
async def test_an_unanswered_question_is_noted_without_anything_of_the_person(
    api: BotApi, core: FakeCore, noted: Noted
) -> None:
    await ask(api, "blue?", "lit?", "which?", "red?")
    version = core.knowledge.version
    assert noted.records == [
        Record(DAY, "not-stated", "", version, "blue?"),
        Record(DAY, "not-understood", "", version, "red?"),
    ]


@pytest.mark.usefixtures("desk")
async def test_the_version_is_that_of_the_knowledge_that_had_no_answer(
    api: BotApi, core: FakeCore, desk: Desk, noted: Noted
) -> None:
    desk.edition = replace(desk.edition, knowledge=replace(core.knowledge, version="0123456789ab"))
    await ask(api, "blue?", "lit?")
    assert noted.records[0].knowledge == "0123456789ab"


@pytest.mark.usefixtures("desk")
async def test_a_thumb_down_is_noted_with_the_question_once(api: BotApi, core: FakeCore, noted: Noted) -> None:
    (shown,) = await ask(api, "lit?")
    await press(api, shown, "d:lamps-lit", "d:lamps-lit")
    await press(api, shown, "u:lamps-lit")
    assert noted.records == [Record(DAY, "disliked", "lamps-lit", core.knowledge.version, "lit?")]


@pytest.mark.usefixtures("desk")
async def test_a_thumb_up_is_not_noted(api: BotApi, noted: Noted) -> None:
    (shown,) = await ask(api, "lit?")
    await press(api, shown, "u:lamps-lit")
    assert noted.records == []


@pytest.mark.usefixtures("desk")
async def test_a_thumb_down_after_a_choice_is_noted_with_the_question_that_led_there(api: BotApi, noted: Noted) -> None:
    (shown,) = await ask(api, "which?")
    await press(api, shown, "e:lamps-spare")
    await press(api, shown, "d:lamps-spare")
    assert [(record.nearest, record.question) for record in noted.records] == [("lamps-spare", "which?")]


@pytest.mark.usefixtures("desk")
async def test_a_thumb_down_long_after_is_noted_with_the_entry_alone(api: BotApi, noted: Noted, clock: Clock) -> None:
    (shown,) = await ask(api, "lit?")
    clock.now = 30 * 60
    await press(api, shown, "d:lamps-lit")
    assert [(record.nearest, record.question) for record in noted.records] == [("lamps-lit", "")]


@pytest.mark.usefixtures("desk")
async def test_nothing_is_noted_of_somebody_who_asks_for_help_nor_of_what_they_say_then(
    api: BotApi, noted: Noted, clock: Clock
) -> None:
    _, answered = await ask(api, "help", "lit?")
    await press(api, answered, "d:lamps-lit")
    clock.now = 29 * 60
    await ask(api, "at the harbour of Sfax", "blue?")
    clock.now = 58 * 60
    await ask(api, "the second boat")
    assert noted.records == []
    clock.now = 120 * 60
    await ask(api, "blue?")
    assert [record.question for record in noted.records] == ["blue?"]


async def test_who_asked_for_help_is_remembered_only_where_questions_are_kept(
    api: BotApi, desk: Desk, noted: Noted
) -> None:
    desk.questions = None
    await ask(api, "help")
    desk.questions = QuestionsLog(noted, 30, day=lambda: DAY)
    await ask(api, "blue?")
    assert noted.questions == [("not-stated", "blue?")]


@pytest.mark.usefixtures("desk")
async def test_somebody_elses_call_for_help_is_no_reason_to_note_nothing(api: BotApi, noted: Noted) -> None:
    await api.feed(in_chat(1, "help"), in_chat(2, "blue?"), in_chat(2, "lit?"))
    await api.until("sendMessage", 3)
    await ask(api, "lit?")
    assert noted.questions == [("not-stated", "blue?")]


@pytest.mark.usefixtures("desk")
async def test_what_is_said_in_a_group_is_noted_without_the_bots_name(api: BotApi, noted: Noted) -> None:
    await ask(api, f"{MENTION} blue?", f"{MENTION} lit?", chat=GROUP)
    assert noted.questions == [("not-stated", "blue?")]


@pytest.mark.usefixtures("desk")
async def test_privacy_says_how_long_questions_are_kept(api: BotApi) -> None:
    (shown,) = await ask(api, "/privacy")
    assert "for 30 days" in shown["text"]
    assert "30 minutes" in shown["text"]
    assert "{" not in shown["text"]


async def test_privacy_says_that_nothing_is_kept_where_nothing_is(api: BotApi, core: FakeCore) -> None:
    edition = Edition(core, core.knowledge, keeping=Keeping(minutes=7.5))
    async with running(api, Desk(edition, InMemory(7.5))):
        (shown,) = await ask(api, "/privacy")
        await ask(api, "blue?")
    assert shown["text"].startswith("I keep nothing of what you write")
    assert "7.5 minutes" in shown["text"]
    assert "days" not in shown["text"]


def rows(file: Path) -> list[tuple[str, str]]:
    with sqlite3.connect(file) as connection:
        found = connection.execute("SELECT reason, question FROM questions ORDER BY question").fetchall()
    connection.close()
    return found


def until(condition: Callable[[], bool]) -> None:
    """Wait until a bot has done something."""
    for _ in range(3000):
        if condition():
            return
        time.sleep(0.01)
    raise TimeoutError


def has_rows(file: Path) -> bool:
    with suppress(sqlite3.OperationalError):
        return file.exists() and bool(rows(file))
    return False


def written(file: Path) -> bytes:
    """The bytes of a database and what SQLite puts beside it."""
    return b"".join(path.read_bytes() for path in file.parent.glob(f"{file.name}*"))


async def test_a_running_bot_keeps_masked_questions_in_a_file(api: BotApi, start: Start, tmp_path: Path) -> None:
    file = tmp_path / "questions.sqlite3"
    await api.feed(said("blue lamps of ada@lamps.example, 079 123 50 87?"), said("/start lamps-lit"))
    async with start(IOMBOT_QUESTIONS_URL=f"sqlite:///{file}") as running_bot:
        *_, shown = [await api.until("sendMessage", 2), *api.messages.values()]
        await press(api, shown, "d:lamps-lit")
        running_bot.terminate()
        assert (await ended(running_bot))[0] == 0
    assert rows(file) == [("disliked", ""), ("not-understood", "blue lamps of [e-mail], [number]?")]
    assert [secret for secret in (b"Ada", b"ada@", b"079") if secret in written(file)] == []


async def test_a_bot_that_is_to_keep_nothing_makes_no_file(api: BotApi, start: Start, tmp_path: Path) -> None:
    await api.feed(said("blue?"), said("/privacy"))
    async with start(IOMBOT_QUESTIONS_LOG="false", XDG_STATE_HOME=str(tmp_path / "state")) as running_bot:
        _, privacy = await api.until("sendMessage", 2)
        running_bot.terminate()
        await ended(running_bot)
    assert privacy["text"].startswith("I keep nothing of what you write")
    assert not (tmp_path / "state").exists()


async def test_the_file_is_where_programs_keep_their_state(api: BotApi, start: Start, tmp_path: Path) -> None:
    await api.feed(said("blue?"))
    async with start(XDG_STATE_HOME=str(tmp_path / "state")) as running_bot:
        await api.until("sendMessage")
        running_bot.terminate()
        await ended(running_bot)
    assert [question for _, question in rows(tmp_path / "state/iombot/questions.sqlite3")] == ["blue?"]


async def test_a_locked_file_delays_no_answer(api: BotApi, start: Start, tmp_path: Path) -> None:
    file = tmp_path / "questions.sqlite3"
    async with start(IOMBOT_QUESTIONS_URL=f"sqlite:///{file}") as running_bot:
        await ask(api, "blue?")
        await asyncio.to_thread(until, lambda: has_rows(file))
        blocker = sqlite3.connect(file, isolation_level=None)
        blocker.execute("BEGIN EXCLUSIVE")
        await api.feed(*(in_chat(chat, "blue?") for chat in range(2, 52)))
        await api.until("sendMessage", 51)
        assert blocker.in_transaction
        running_bot.terminate()
        code, printed = await ended(running_bot)
        blocker.close()
    assert code == 0
    assert "cannot be kept for now: OperationalError" in printed


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Path]:
    """A folder on a disk of a megabyte."""
    with mounted(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("a small disk cannot be mounted here")
        yield disk


async def test_a_disk_that_is_full_costs_no_answer_and_questions_are_kept_again_when_there_is_room(
    api: BotApi, start: Start, small_disk: Path
) -> None:
    file, filler = small_disk / "questions.sqlite3", fill(small_disk)
    async with start(IOMBOT_QUESTIONS_URL=f"sqlite:///{file}") as running_bot:
        await api.feed(*(in_chat(chat, f"blue {chat}?") for chat in range(1, 51)))
        await api.until("sendMessage", 50)
        filler.unlink()
        await ask(api, "red?")
        running_bot.terminate()
        code, printed = await ended(running_bot)
    assert (code, "cannot be kept for now" in printed, "are kept again" in printed) == (0, True, True)
    assert ("not-understood", "red?") in rows(file)


async def test_a_server_that_goes_away_costs_no_answer_and_is_used_again_when_it_is_back(
    api: BotApi, start: Start, postgres: Server
) -> None:
    store = Store(postgres.url)
    store.prepare()
    store.forget()
    async with start(IOMBOT_QUESTIONS_URL=postgres.url) as running_bot:
        await ask(api, "blue?")
        await asyncio.to_thread(until, lambda: bool(store.read(date.min)))
        await asyncio.to_thread(postgres.stop)
        await api.feed(*(in_chat(chat, f"green {chat}?") for chat in range(1, 21)))
        await api.until("sendMessage", 22)
        await asyncio.to_thread(postgres.start)
        await ask(api, "red?")
        running_bot.terminate()
        code, printed = await ended(running_bot)
    kept = {asked.record.question for asked in store.read(date.min)}
    store.forget()
    store.close()
    assert (code, {"blue?", "red?"} <= kept, "cannot be kept for now" in printed) == (0, True, True)


async def test_a_place_that_is_no_folder_costs_no_answer(api: BotApi, start: Start) -> None:
    async with start(IOMBOT_QUESTIONS_URL="sqlite:////dev/full/questions.sqlite3") as running_bot:
        await ask(api, "blue?", "red?")
        running_bot.terminate()
        code, printed = await ended(running_bot)
    assert (code, "cannot be kept for now" in printed) == (0, True)


async def test_an_address_of_no_use_is_told_before_anything_starts(api: BotApi, start: Start) -> None:
    async with start(IOMBOT_QUESTIONS_URL="mysql://u:zebra@host/name") as running_bot:
        code, printed = await ended(running_bot)
    assert (code, "IOMBOT_QUESTIONS_URL" in printed, "zebra" in printed, api.calls) == (2, True, False, [])
