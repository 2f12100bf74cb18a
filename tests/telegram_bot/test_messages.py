"""Messages in private: what is said comes back as Telegram allows it."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING, Any

import pytest
from botapi import BotApi
from botapi_faults import Fault
from core_fake import FakeCore
from telegram import Update
from updates import GROUP, PERSON, PRIVATE, edited, in_chat, message, said

from iombot.dialogue.reply import Reply

if TYPE_CHECKING:
    from iombot.adapters.telegram.app import App

pytestmark = pytest.mark.usefixtures("app")
NOT_TEXT = "Sorry, I can only read text. Please type your question."


async def test_a_question_is_answered_in_the_same_chat(api: BotApi) -> None:
    await api.feed(said("what is it?"))
    (sent,) = await api.until("sendMessage")
    assert (sent["chat_id"], sent["text"]) == (1, "No answer to: what is it?")
    assert "reply_parameters" not in sent


async def test_an_injected_update_is_answered(api: BotApi, app: App) -> None:
    await app.process_update(Update.de_json({"update_id": 9, **said("hi")}, app.bot))
    assert [sent["text"] for sent in api.made("sendMessage")] == ["No answer to: hi"]


async def test_html_in_a_reply_arrives_as_it_was_written(api: BotApi, core: FakeCore) -> None:
    core.replies["x"] = Reply("chat", "<b>5 > 3 & 2 < 4</b> \"q\" 'a' &amp;")
    await api.feed(said("x"))
    await api.until("sendMessage")
    (shown,) = api.messages.values()
    assert shown["text"] == "<b>5 > 3 & 2 < 4</b> \"q\" 'a' &amp;"


async def test_a_long_reply_comes_in_parts_and_nothing_is_lost(api: BotApi, core: FakeCore) -> None:
    text = "\n\n".join(f"Paragraph {n}: " + "word & " * 150 for n in range(9))
    core.replies["x"] = Reply("chat", text)
    await api.feed(said("x"), said("next"))
    await api.until("sendMessage", 4)
    shown = [message["text"] for message in api.messages.values()]
    assert len(shown) == 4
    assert "\n\n".join(shown[:3]).split() == text.split()
    assert all(part.startswith("Paragraph") for part in shown[:3])


@pytest.mark.parametrize("name", ["start", "help", "contacts", "about", "sources"])
async def test_a_command_gets_its_text(api: BotApi, name: str) -> None:
    await api.feed(said(f"/{name}"))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == f"Text of {name}."


@pytest.mark.parametrize("text", ["/nonsense", "/Help", "/start help", "/help me please"])
async def test_any_other_command_gets_the_help(api: BotApi, text: str) -> None:
    await api.feed(said(text))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == "Text of help."


@pytest.mark.parametrize(
    "content",
    [
        {"voice": {"file_id": "v", "file_unique_id": "v", "duration": 3}},
        {"photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}], "caption": "what is it?"},
        {"location": {"latitude": 1.0, "longitude": 2.0}},
        {"document": {"file_id": "d", "file_unique_id": "d"}},
        {
            "sticker": {
                "file_id": "s", "file_unique_id": "s", "width": 1, "height": 1,
                "is_animated": False, "is_video": False, "type": "regular",
            }
        },
    ],
    ids=lambda content: next(iter(content)),
)  # fmt: skip
async def test_what_is_not_text_gets_one_friendly_sentence(api: BotApi, content: dict[str, Any]) -> None:
    await api.feed(said(**content))
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == NOT_TEXT


async def test_an_album_gets_one_sentence_for_all_its_pictures(api: BotApi) -> None:
    picture: dict[str, Any] = {
        "photo": [{"file_id": "p", "file_unique_id": "p", "width": 1, "height": 1}],
        "media_group_id": "a",
    }
    await api.feed(said(**picture), said(**picture), said("end"))
    sent = await api.until("sendMessage", 2)
    assert [call["text"] for call in sent] == [NOT_TEXT, "No answer to: end"]


@pytest.mark.parametrize(
    "update",
    [
        said(pinned_message=message("x")),
        said(new_chat_members=[PERSON]),
        {"channel_post": message("x", chat={"id": -5, "type": "channel", "title": "c"})},
        {"edited_message": message(location={"latitude": 1.0, "longitude": 2.0})},
        said("from inline mode", via_bot={"id": 123456, "is_bot": True, "first_name": "i", "username": "TestIomBot"}),
    ],
    ids=["pinned", "new members", "channel", "live location", "own inline result"],
)
async def test_what_asks_nothing_gets_no_answer(api: BotApi, update: dict[str, object]) -> None:
    await api.feed(update, said("end"))
    sent = await api.until("sendMessage")
    assert [call["text"] for call in sent] == ["No answer to: end"]


async def test_a_chat_is_remembered_until_its_next_question_and_kept_from_others(api: BotApi, core: FakeCore) -> None:
    await api.feed(in_chat(1, "first"), in_chat(2, "other"), in_chat(1, "second"))
    await api.until("sendMessage", 3)
    assert {text: state.concepts for text, state in core.heard} == {"first": (), "other": (), "second": ("first",)}


async def test_an_edited_question_changes_its_answer(api: BotApi) -> None:
    question = said("tpyo")
    await api.feed(question)
    await api.until("sendMessage")
    await api.feed(edited(question, "typo"), said("end"))
    await api.until("sendMessage", 2)
    assert [shown["text"] for shown in api.messages.values()] == ["No answer to: typo", "No answer to: end"]


async def test_an_edited_question_of_long_answers_leaves_no_old_part(api: BotApi, core: FakeCore) -> None:
    core.replies["long"] = Reply("chat", "word " * 2000)
    core.replies["short"] = Reply("chat", "Short.")
    question = said("long")
    await api.feed(question)
    await api.until("sendMessage", 3)
    await api.feed(edited(question, "short"), said("end"))
    await api.until("sendMessage", 4)
    assert [shown["text"] for shown in api.messages.values()] == ["Short.", "No answer to: end"]
    await api.feed(edited(question, "long"), said("end"))
    await api.until("sendMessage", 7)
    assert len(api.messages) == 5


async def test_an_edit_that_changes_nothing_in_the_answer_is_no_error(
    api: BotApi, core: FakeCore, caplog: pytest.LogCaptureFixture
) -> None:
    core.replies["a"] = core.replies["b"] = Reply("chat", "Same.")
    question = said("a")
    await api.feed(question)
    await api.until("sendMessage")
    await api.feed(edited(question, "b"), said("end"))
    await api.until("sendMessage", 2)
    assert [shown["text"] for shown in api.messages.values()] == ["Same.", "No answer to: end"]
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


async def test_an_edited_question_whose_answer_is_unknown_or_deleted_is_answered_anew(api: BotApi) -> None:
    old = said("long ago")
    await api.feed(edited(old, "now"))
    (sent,) = await api.until("sendMessage")
    assert (sent["text"], sent["reply_parameters"]["message_id"]) == ("No answer to: now", old["message"]["message_id"])
    api.messages.clear()
    await api.feed(edited(old, "again"))
    sent = (await api.until("sendMessage", 2))[-1]
    assert sent["text"] == "No answer to: again"


async def test_an_update_that_comes_twice_is_answered_once(api: BotApi) -> None:
    await api.feed(
        {"update_id": 50, **said("once")}, {"update_id": 50, **said("once")}, {"update_id": 51, **said("end")}
    )
    sent = await api.until("sendMessage", 2)
    assert [call["text"] for call in sent] == ["No answer to: once", "No answer to: end"]


async def test_an_update_that_cannot_be_read_holds_up_no_other(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    malformed = {"update_id": 70, "message": {"message_id": 1, "date": "yesterday", "text": "secret words"}}
    await api.feed({"update_id": 69, **said("before")}, malformed, {"update_id": 71, **said("after")})
    sent = await api.until("sendMessage", 2)
    assert [call["text"] for call in sent] == ["No answer to: before", "No answer to: after"]
    own = [record.getMessage() for record in caplog.records if record.name.startswith("iombot")]
    assert own == ["Update 70 cannot be read and is passed over: TypeError"]


async def test_an_error_becomes_one_sentence_for_the_person_and_no_text_in_the_log(
    api: BotApi, core: FakeCore, caplog: pytest.LogCaptureFixture
) -> None:
    core.replies["secret words"] = ValueError("secret words")
    await api.feed({"update_id": 4711, **said("secret words")})
    (sent,) = await api.until("sendMessage")
    assert sent["text"] == "Sorry, something went wrong on my side. Please try once more."
    assert "Update 4711 could not be answered: ValueError" in caplog.text
    assert "secret" not in caplog.text
    assert "Ada" not in caplog.text


async def test_a_person_who_blocked_the_bot_is_left_alone(api: BotApi, caplog: pytest.LogCaptureFixture) -> None:
    api.fail("sendMessage", Fault(403, "Forbidden: bot was blocked by the user"))
    await api.feed(said("first"), said("end"))
    sent = await api.until("sendMessage", 2)
    assert [call["text"] for call in sent] == ["No answer to: first", "No answer to: end"]
    assert not [record for record in caplog.records if record.levelno >= logging.WARNING]


# The library itself still reads the seconds of a 429 as a number.
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
@pytest.mark.parametrize(
    "fault",
    [
        Fault(429, "Too Many Requests: retry after 1", retry_after=1),
        Fault(500),
        Fault(502, body="<html><h1>502 Bad Gateway</h1></html>"),
        Fault(drop=True),
    ],
    ids=["429", "500", "502", "dropped"],
)
async def test_an_answer_survives_a_fault_of_the_server(api: BotApi, fault: Fault) -> None:
    api.fail("sendMessage", fault)
    await api.feed(said("first"), said("second"))
    await api.until("sendMessage", 3)
    assert [shown["text"] for shown in api.messages.values()] == ["No answer to: first", "No answer to: second"]


@pytest.mark.parametrize(
    "fault", [Fault(500), Fault(502, body="<html>"), Fault(drop=True)], ids=["500", "502", "dropped"]
)
async def test_fetching_goes_on_after_a_fault_of_the_server(api: BotApi, fault: Fault) -> None:
    api.fail("getUpdates", fault)
    await api.feed(said("first"))
    await api.until("sendMessage")
    await api.feed(said("second"))
    await api.until("sendMessage", 2)
    assert [shown["text"] for shown in api.messages.values()] == ["No answer to: first", "No answer to: second"]


async def test_the_group_of_a_private_chat_is_not_mixed_up(api: BotApi, core: FakeCore) -> None:
    await api.feed(said("private", chat=PRIVATE), said("group", chat=GROUP), said("again"))
    await api.until("sendMessage", 2)
    assert [text for text, _ in core.heard] == ["private", "again"]
