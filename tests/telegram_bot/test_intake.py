"""Updates before they are read."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Iterator
from itertools import product
from typing import Any

import pytest
from botapi import ME
from telegram import Update, User
from updates import FORUM, GROUP, MENTION, PERSON, PRIVATE, by_bot, in_chat, joined, message, pressed, queried, said

from iombot.adapters.states import InMemory
from iombot.adapters.telegram import backlog
from iombot.adapters.telegram.admission import Admission, Policy
from iombot.adapters.telegram.backlog import FULL, Backlog
from iombot.adapters.telegram.incoming import read
from iombot.adapters.telegram.intake import Intake
from iombot.observability.meter import Meter

BOT = User(ME["id"], ME["first_name"], is_bot=True, username=ME["username"])  # type: ignore[arg-type]


class Door:
    def __init__(self, limit: int = 5) -> None:
        self.meter = Meter()
        self.admission = Admission(Policy(chat=limit), InMemory(30), self.meter)
        self.backlog = Backlog()
        self.intake = Intake(self.admission, self.meter, self.backlog, lambda: BOT)

    async def mute(self, chat: int) -> None:
        for _ in range(6):
            await self.admission.refusal(chat)

    def left(self, *updates: dict[str, Any]) -> list[int]:
        """Ids of the updates that are left of a response, from 0."""
        numbered = [{"update_id": number} | update for number, update in enumerate(updates)]
        response = json.loads(self.intake.sift(json.dumps({"ok": True, "result": numbered}).encode()))
        assert response["ok"] is True
        assert response["result"][-1]["update_id"] == len(updates) - 1  # or it would come again
        return [update["update_id"] for update in response["result"] if len(update) > 1]


async def test_a_chat_over_its_limit_is_passed_over_for_a_while() -> None:
    door = Door()
    await door.mute(1)
    flood = [in_chat(1, "a"), in_chat(2, "b"), pressed(said("x")["message"], "e:a"), in_chat(1, "c")]
    assert door.left(*flood) == [1]
    assert door.meter.drops["chat-limit"] == 1 + 3


async def test_what_is_not_counted_with_messages_is_let_through() -> None:
    door = Door()
    await door.mute(1)
    await door.mute(-100)
    others = [queried("a"), joined(GROUP, "left", "member"), {"poll": {"id": "1"}}, {"message": 5}, {"message": {}}]
    others.append({"message": {"chat": {"id": float("inf")}}})
    assert door.left(*others) == [0, 1, 2, 3, 4, 5]


def test_of_too_many_messages_of_one_private_chat_the_newest_are_taken() -> None:
    door = Door(limit=3)
    assert door.left(*[in_chat(1, "a")] * 10, in_chat(2, "b")) == [6, 7, 8, 9, 10]  # one too many, to be told so
    assert door.meter.drops == {"queue": 6}
    assert door.left(in_chat(1, "more"), in_chat(2, "b")) == [1]


def test_without_a_limit_all_are_taken() -> None:
    assert Door(limit=0).left(*[in_chat(1, "a")] * 100) == [*range(100)]


def test_in_a_group_what_is_said_to_the_bot_is_taken_and_the_newest_of_too_much() -> None:
    door = Door(limit=3)
    talk, question = said("a", chat=GROUP), said(f"{MENTION} a", chat=GROUP)
    assert door.left(*[talk] * 50, question, *[talk] * 50) == [50]
    assert door.meter.drops == {}
    assert door.left(*[question, talk] * 10) == [12, 14, 16, 18]
    assert door.meter.drops == {"queue": 6}


def test_of_few_updates_none_is_looked_at() -> None:
    door = Door()
    talk = said("a", chat=GROUP)
    assert door.left(talk, talk) == [0, 1]


def group_messages() -> Iterator[dict[str, Any]]:
    """Messages of a group, to the bot and to others, in every way there is."""
    texts = ["how many?", f"{MENTION} how many?", f"how many, {MENTION.upper()}?", "hi @SomebodyElse", "/help",
             "/help@OtherBot", f"/help{MENTION}", "see /help", None]  # fmt: skip
    named = [{"type": "text_mention", "offset": 0, "length": 3, "user": user} for user in (ME, PERSON)]
    marked: list[dict[str, Any]] = [{}, {"entities": named[:1]}, {"entities": named[1:]}, {"entities": []}]
    answers: list[dict[str, Any]] = [{}, {"reply_to_message": by_bot("Fact.", chat=GROUP)},
                                     {"reply_to_message": message("Fact.", chat=GROUP)}]  # fmt: skip
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    others: list[dict[str, Any]] = [{}, {"photo": photo, "caption": MENTION}, {"new_chat_title": "x"}]
    chats = [GROUP, FORUM, PRIVATE, GROUP | {"type": "group"}]
    for text, marks, answer, other, chat in product(texts, marked, answers, others, chats):
        yield message(text, chat=chat) | (marks if text else {}) | answer | other


@pytest.mark.parametrize("kind", ["message", "edited_message"])
def test_nothing_that_is_said_to_the_bot_is_taken_for_talk(kind: str) -> None:
    door, passed, heard = Door(), 0, 0
    for one in group_messages():
        update = {"update_id": 1, kind: one}
        is_heard = read(Update.de_json(update, None), BOT) is not None
        is_passed = door.intake.refuses(update)
        assert not (is_heard and is_passed), one
        passed, heard = passed + is_passed, heard + is_heard
    assert (passed > 100, heard > 100) == (True, True)


@pytest.mark.parametrize("muted", [False, True])
@pytest.mark.parametrize("content", [b"", b"no json", b"[]", b'{"ok": false}', b'{"ok": true, "result": []}'])
async def test_a_response_without_updates_is_left_as_it_is(content: bytes, *, muted: bool) -> None:
    door = Door()
    if muted:
        await door.mute(1)
    assert door.intake.sift(content) is content


async def test_a_full_response_means_that_more_is_still_to_be_fetched() -> None:
    door = Door(limit=0)
    door.left(*[in_chat(1, "a")] * FULL)
    waiting = asyncio.create_task(door.backlog.fetched())
    await asyncio.sleep(0)
    assert not waiting.done()
    door.left(in_chat(1, 'the last one says "update_id" ' * FULL))
    await waiting
    assert door.backlog.is_empty


async def test_nobody_waits_for_long_until_all_is_fetched(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(backlog, "PATIENCE", 0.01)
    door = Door(limit=0)
    door.left(*[in_chat(1, "a")] * FULL)
    await door.backlog.fetched()
    assert not door.backlog.is_empty
