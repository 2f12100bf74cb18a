"""What the Bot API refuses, method by method, with Telegram's own words where they are known."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from typing import Any

from botapi_html import BadMarkup, plain

Params = dict[str, Any]
_COMMAND = re.compile(r"[a-z0-9_]{1,32}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")


class Refused(Exception):  # noqa: N818 (says what the server does)
    """The server answers with this status and description."""

    def __init__(self, description: str, status: int = 400, **parameters: int) -> None:
        super().__init__(description)
        self.status = status
        self.description = description
        self.parameters = parameters


def units(text: str) -> int:
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def need(good: object, description: str) -> None:
    if not good:
        raise Refused(f"Bad Request: {description}")


def shown_text(params: Params, key: str = "text", limit: int = 4096) -> str:
    """The text as a reader sees it."""
    text: str = params.get(key, "")
    if params.get("parse_mode") == "HTML":
        try:
            text = plain(text)
        except BadMarkup as error:
            raise Refused(f"Bad Request: can't parse entities: {error}") from error
    need(units(text) <= limit, "message is too long" if key == "text" else "message caption is too long")
    return text.strip()


def check_keyboard(markup: Params | None) -> None:
    if markup is None:
        return
    for row in markup["inline_keyboard"]:
        need(0 < len(row) <= 8, "BUTTON_ROW_INVALID")
        for button in row:
            need(button.get("text", "").strip(), "BUTTON_TEXT_EMPTY")
            data = button.get("callback_data")
            kinds = [kind for kind in ("callback_data", "copy_text", "url", "switch_inline_query") if kind in button]
            need(len(kinds) == 1, "BUTTON_TYPE_INVALID")
            need(data is None or 1 <= len(data.encode()) <= 64, "BUTTON_DATA_INVALID")
            copied = button.get("copy_text")
            need(copied is None or 1 <= units(copied["text"]) <= 256, "BUTTON_COPY_TEXT_INVALID")
    need(sum(len(row) for row in markup["inline_keyboard"]) <= 100, "reply markup is too long")


def send_message(params: Params) -> None:
    need(shown_text(params), "message text is empty")
    check_keyboard(params.get("reply_markup"))
    preview = params.get("link_preview_options")
    need(preview and preview["is_disabled"], "this bot shows no previews")


def send_contact(params: Params) -> None:
    need(re.fullmatch(r"\+?[\d\s()-]{3,}", params.get("phone_number", "")), "PHONE_NUMBER_INVALID")
    need(1 <= units(params.get("first_name", "")) <= 64, "CONTACT_NAME_EMPTY")
    need(len(params.get("vcard", "").encode()) <= 2048, "VCARD_TOO_LONG")


def send_photo(params: Params) -> None:
    shown_text(params, "caption", 1024)
    check_keyboard(params.get("reply_markup"))
    need(params.get("photo"), "there is no photo in the request")


def answer_callback_query(params: Params) -> None:
    need(params.get("callback_query_id"), "query is too old and response timeout expired or query ID is invalid")
    need(units(params.get("text", "")) <= 200, "MESSAGE_TOO_LONG")


def answer_inline_query(params: Params) -> None:
    results = params["results"]
    need(len(results) <= 50, "RESULTS_TOO_MUCH")
    ids = [result["id"] for result in results]
    need(len(set(ids)) == len(ids), "RESULT_ID_DUPLICATE")
    need(all(1 <= len(id_.encode()) <= 64 for id_ in ids), "RESULT_ID_INVALID")
    need(len(params.get("next_offset", "").encode()) <= 64, "NEXT_OFFSET_INVALID")
    for result in results:
        need(result.get("title"), "ARTICLE_TITLE_EMPTY")
        content = dict(result["input_message_content"])
        need(shown_text(content | {"text": content["message_text"]}), "MESSAGE_EMPTY")
        check_keyboard(result.get("reply_markup"))
    button = params.get("button")
    need(button is None or button["text"].strip(), "BUTTON_TEXT_EMPTY")
    start = button and button.get("start_parameter")
    need(not start or re.fullmatch(r"[A-Za-z0-9_-]{1,64}", start), "START_PARAM_INVALID")


def set_my_commands(params: Params) -> None:
    commands = params["commands"]
    need(len(commands) <= 100, "BOT_COMMANDS_TOO_MUCH")
    for command in commands:
        need(_COMMAND.fullmatch(command["command"]), "BOT_COMMAND_INVALID")
        need(1 <= len(command["description"]) <= 256, "BOT_COMMAND_DESCRIPTION_INVALID")
    need(re.fullmatch(r"([a-z]{2})?", params.get("language_code", "")), "BOT_COMMAND_LANGUAGE_INVALID")


def set_my_description(params: Params) -> None:
    need(len(params.get("description", "")) <= 512, "BOT_DESCRIPTION_TOO_LONG")


def set_my_short_description(params: Params) -> None:
    need(len(params.get("short_description", "")) <= 120, "BOT_SHORT_DESCRIPTION_TOO_LONG")


def set_webhook(params: Params) -> None:
    need(params.get("url", "").startswith("https://"), "bad webhook: An HTTPS URL must be provided for webhook")
    need(_SECRET.fullmatch(params.get("secret_token", "")), "secret token contains unallowed characters")


RULES: dict[str, Callable[[Params], None]] = {
    "sendMessage": send_message,
    "editMessageText": send_message,
    "editMessageReplyMarkup": lambda params: check_keyboard(params.get("reply_markup")),
    "sendContact": send_contact,
    "sendPhoto": send_photo,
    "answerCallbackQuery": answer_callback_query,
    "answerInlineQuery": answer_inline_query,
    "setMyCommands": set_my_commands,
    "setMyDescription": set_my_description,
    "setMyShortDescription": set_my_short_description,
    "setWebhook": set_webhook,
    "sendChatAction": lambda params: need(params["action"] in ("typing", "upload_photo"), "wrong action"),
}
"""What is checked before a method is carried out; methods that check nothing are missing."""

_TEXTS = frozenset({"text", "caption", "description", "short_description", "phone_number", "first_name", "vcard", "url",
                    "secret_token", "language_code", "action", "parse_mode", "callback_query_id", "inline_query_id",
                    "next_offset"})  # fmt: skip


def decode(name: str, value: str) -> object:
    """A form field as the Bot API reads it: texts as they are, everything else as JSON."""
    if name in _TEXTS:
        return value
    try:
        return json.loads(value)
    except ValueError:
        return value
