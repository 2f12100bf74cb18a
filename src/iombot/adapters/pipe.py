"""JSON Lines on a pipe: `{"chat": …, "text": …}` in, one reply object out, line by line and in order."""

from __future__ import annotations

import json
from typing import IO

from cachetools import LRUCache
from pydantic import BaseModel, ConfigDict, ValidationError

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState

LONGEST_LINE = 1_000_000
"""Bytes. 10,000 characters, each escaped, take 120,000; a longer line is refused without being kept."""
MOST_CHATS = 10_000
"""Chats whose context is kept. A state is a few ids; the chat silent for longest is forgotten first."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""What some shells put before the first line."""


class _Question(BaseModel):
    """One line of input. Unknown keys are ignored, so that a question set can be sent as it is."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    text: str
    chat: str | int | float | None = None
    """Which conversation it belongs to; lines without one share a conversation."""


_NEEDED = {"text": "text: a string is needed", "chat": "chat: a string or a number is needed"}


def answer_lines(bot: Bot, lines: IO[bytes], out: IO[bytes], most_chats: int = MOST_CHATS) -> None:
    """Answer line after line until the input ends; each answer is flushed before the next line is read.

    Every line gets exactly one: a reply object, or `{"error": "what is wrong"}` for a line that cannot be read.
    """
    states: LRUCache[str, ChatState] = LRUCache(most_chats)
    while line := lines.readline(LONGEST_LINE + 1):
        if len(line) > LONGEST_LINE:
            _skip_rest(line, lines)
            answer: dict[str, object] = {"error": f"a line may hold {LONGEST_LINE:,} bytes at most"}
        else:
            answer = _answer(bot, states, line)
        # Half a surrogate pair cannot be encoded; backslashreplace makes it the JSON escape that it came from.
        out.write(json.dumps(answer, ensure_ascii=False).encode(errors="backslashreplace") + b"\n")
        out.flush()


def _skip_rest(line: bytes, lines: IO[bytes]) -> None:
    while line and not line.endswith(b"\n"):
        line = lines.readline(LONGEST_LINE)


def _answer(bot: Bot, states: LRUCache[str, ChatState], line: bytes) -> dict[str, object]:
    try:
        question = _Question.model_validate_json(line.removeprefix(BYTE_ORDER_MARK).strip())
    except ValidationError as error:
        return {"error": _faults(error)}
    chat = "" if question.chat is None else str(question.chat)
    turn = bot.respond(question.text, states.get(chat) or ChatState())
    states[chat] = turn.state
    return turn.reply.as_dict()


def _faults(error: ValidationError) -> str:
    """What is wrong with a line, each field named once."""
    faults = (_NEEDED[str(fault["loc"][0])] if fault["loc"] else fault["msg"] for fault in error.errors())
    return "; ".join(dict.fromkeys(faults))
