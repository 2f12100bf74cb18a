"""Groups, topics and channels: the bot speaks when it is spoken to."""

from __future__ import annotations

import logging
from typing import Any

import pytest
from botapi import BotApi
from core_fake import FakeCore
from updates import FORUM, GROUP, MENTION, PRIVATE, by_bot, joined, message, said

pytestmark = pytest.mark.usefixtures("app")


async def answers(api: BotApi, *updates: dict[str, Any]) -> list[dict[str, Any]]:
    """What the bot sends for these updates; a last command makes sure that all were handled."""
    chat = next(iter(updates[0].values()))["chat"]
    await api.feed(*updates, said("/about", chat=chat))
    count = 1
    while not any(sent["text"] == "Text of about." for sent in await api.until("sendMessage", count)):
        count += 1
    return api.made("sendMessage")[:-1]


@pytest.mark.parametrize(
    "text",
    [
        "how many?",
        "hello @SomebodyElse",
        "@TestIomBotany how many?",
        "mail me at a@TestIomBot.example",
        "/help@OtherBot",
        "/nonsense",
    ],
)
async def test_what_the_group_says_among_itself_gets_no_answer(api: BotApi, text: str) -> None:
    assert await answers(api, said(text, chat=GROUP)) == []


@pytest.mark.parametrize(
    ("text", "heard"),
    [
        (f"{MENTION} how many?", "how many?"),
        (f"how many, {MENTION}?", "how many,  ?"),
        (f"{MENTION.lower()}  how many?", "how many?"),
    ],
)
async def test_a_question_that_names_the_bot_is_answered_without_the_name(
    api: BotApi, core: FakeCore, text: str, heard: str
) -> None:
    question = said(text, chat=GROUP)
    (sent,) = await answers(api, question)
    assert core.heard[0][0] == heard
    assert sent["reply_parameters"] == {
        "message_id": question["message"]["message_id"], "allow_sending_without_reply": True,
    }  # fmt: skip


async def test_a_name_without_a_username_counts_as_well(api: BotApi, core: FakeCore) -> None:
    me = {"id": 123456, "is_bot": True, "first_name": "iombot"}
    entities = [{"type": "text_mention", "offset": 0, "length": 6, "user": me}]
    assert len(await answers(api, said("iombot how many?", chat=GROUP, entities=entities))) == 1
    assert core.heard[0][0] == "how many?"


async def test_a_name_alone_gets_the_help(api: BotApi) -> None:
    (sent,) = await answers(api, said(MENTION, chat=GROUP))
    assert sent["text"] == "Text of help."


async def test_an_answer_to_the_bot_is_answered_and_one_to_somebody_else_is_not(api: BotApi) -> None:
    to_bot = said("and before?", chat=GROUP, reply_to_message=by_bot("Fact.", chat=GROUP))
    to_person = said("and before?", chat=GROUP, reply_to_message=message("Fact.", chat=GROUP))
    assert [sent["text"] for sent in await answers(api, to_person, to_bot)] == ["No answer to: and before?"]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [("/help", "Text of help."), (f"/sources{MENTION}", "Text of sources."), (f"/nonsense{MENTION}", "Text of help.")],
)
async def test_a_command_for_the_bot_is_answered(api: BotApi, text: str, wanted: str) -> None:
    (sent,) = await answers(api, said(text, chat=GROUP))
    assert sent["text"] == wanted


async def test_a_picture_in_a_group_is_none_of_the_bots_business(api: BotApi) -> None:
    photo = [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}]
    assert await answers(api, said(photo=photo, chat=GROUP)) == []


async def test_topics_of_a_forum_are_kept_apart(api: BotApi, core: FakeCore) -> None:
    def in_topic(topic: int, text: str) -> dict[str, Any]:
        return said(f"{MENTION} {text}", chat=FORUM, message_thread_id=topic, is_topic_message=True)

    sent = await answers(api, in_topic(7, "one"), in_topic(8, "two"), in_topic(7, "three"))
    assert [call["message_thread_id"] for call in sent] == [7, 8, 7]
    assert [state.concepts for _, state in core.heard] == [(), (), ("one",)]


async def test_a_thread_of_replies_outside_a_forum_is_no_topic(api: BotApi) -> None:
    (sent,) = await answers(api, said(f"{MENTION} one", chat=GROUP, message_thread_id=7))
    assert "message_thread_id" not in sent


async def test_what_a_channel_passes_on_is_left_alone(api: BotApi) -> None:
    assert await answers(api, said(f"{MENTION} one", chat=GROUP, is_automatic_forward=True)) == []


async def test_an_administrator_who_stays_anonymous_is_answered_and_another_bot_is_not(api: BotApi) -> None:
    bot = {"id": 1087968824, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
    other = said(f"{MENTION} bot", **{"chat": GROUP, "from": bot})
    admin = said(f"{MENTION} admin", **{"chat": GROUP, "from": bot, "sender_chat": GROUP})
    assert [sent["text"] for sent in await answers(api, other, admin)] == ["No answer to: admin"]


async def test_a_group_is_greeted_once(api: BotApi) -> None:
    sent = await answers(api, joined(GROUP, "left", "member"), joined(GROUP, "kicked", "member"))
    assert [call["text"].split("!")[0] for call in sent] == ["Hello"]
    assert MENTION in sent[0]["text"]


@pytest.mark.parametrize(
    ("chat", "old", "new"),
    [
        (GROUP, "member", "administrator"),
        (PRIVATE, "kicked", "member"),
        (GROUP, "member", "left"),
        (PRIVATE, "member", "kicked"),
    ],
)
async def test_any_other_change_of_place_is_taken_quietly(
    api: BotApi, chat: dict[str, Any], old: str, new: str, caplog: pytest.LogCaptureFixture
) -> None:
    assert await answers(api, joined(chat, old, new)) == []
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_chat_that_blocked_the_bot_is_forgotten(api: BotApi, core: FakeCore) -> None:
    await api.feed(said("one"), joined(PRIVATE, "member", "kicked"), joined(PRIVATE, "kicked", "member"), said("two"))
    await api.until("sendMessage", 2)
    assert [state.concepts for _, state in core.heard] == [(), ()]
