"""JSON Lines: one answer a line, chats apart, and no line ends the run."""

from __future__ import annotations

import io
import json
from typing import IO

import pytest
from counting import CountingBot

from iombot.adapters.pipe import LONGEST_LINE, answer_lines
from iombot.dialogue.core import Bot


@pytest.fixture
def counting_bot() -> Bot:
    return CountingBot()


class SlowWriter(io.BytesIO):
    """Notes what has been flushed by the time that the next line is read."""

    def __init__(self) -> None:
        super().__init__()
        self.flushed = 0

    def flush(self) -> None:
        self.flushed = self.getvalue().count(b"\n")


class WatchingReader(io.BytesIO):
    """Notes how many answers were out before each line was taken."""

    def __init__(self, content: bytes, writer: SlowWriter) -> None:
        super().__init__(content)
        self.writer = writer
        self.seen: list[int] = []

    def readline(self, size: int | None = -1, /) -> bytes:
        self.seen.append(self.writer.flushed)
        return super().readline(size)


def answers(bot: Bot, *lines: bytes, most_chats: int = 10) -> list[dict[str, object]]:
    out: IO[bytes] = io.BytesIO()
    answer_lines(bot, io.BytesIO(b"\n".join(lines)), out, most_chats)
    out.seek(0)
    return [json.loads(line) for line in out]


def texts(bot: Bot, *lines: bytes, most_chats: int = 10) -> list[object]:
    return [answer.get("text", answer.get("error")) for answer in answers(bot, *lines, most_chats=most_chats)]


def test_an_answer_is_the_whole_reply_object(counting_bot: Bot) -> None:
    assert answers(counting_bot, b'{"chat": "a", "text": "who?"}') == [
        {
            "status": "answered",
            "text": "1: who?",
            "entries": ["asked"],
            "sources": [],
            "options": [],
            "reason": None,
            "confidence": 0.0,
            "language": "en",
        }
    ]


def test_chats_are_kept_apart(counting_bot: Bot) -> None:
    lines = (b'{"chat": "a", "text": "x"}', b'{"chat": "b", "text": "x"}', b'{"chat": "a", "text": "x"}')
    assert texts(counting_bot, *lines) == ["1: x", "1: x", "2: x"]


def test_lines_without_a_chat_share_one(counting_bot: Bot) -> None:
    lines = (b'{"text": "x"}', b'{"chat": "a", "text": "x"}', b'{"chat": null, "text": "x"}')
    assert texts(counting_bot, *lines) == ["1: x", "1: x", "2: x"]


def test_a_chat_may_be_a_number(counting_bot: Bot) -> None:
    lines = (b'{"chat": 7, "text": "x"}', b'{"chat": -1.5, "text": "x"}', b'{"chat": "7", "text": "x"}')
    assert texts(counting_bot, *lines) == ["1: x", "1: x", "2: x"]


def test_the_chat_that_was_silent_longest_is_forgotten_first(counting_bot: Bot) -> None:
    lines = [b'{"chat": "%s", "text": "x"}' % chat for chat in (b"a", b"b", b"a", b"c", b"a", b"b")]
    assert texts(counting_bot, *lines, most_chats=2) == ["1: x", "1: x", "2: x", "1: x", "3: x", "1: x"]


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"nonsense", "Invalid JSON"),
        (b"", "Invalid JSON"),
        (b"[1]", "Input should be an object"),
        (b"{}", "text: a string is needed"),
        (b'{"text": 1, "chat": []}', "text: a string is needed; chat: a string or a number is needed"),
        (b'{"text": "x", "chat": true}', "chat: a string or a number is needed"),
        (b'{"text": "\xff"}', "Invalid JSON"),
        (b'{"text": "\\ud800"}', "Invalid JSON"),
        (b'{"text": "' + b"x" * LONGEST_LINE + b'"}', "a line may hold 1,000,000 bytes at most"),
        (b"[" * 10_000, "Invalid JSON"),
    ],
    ids=[
        "words",
        "empty",
        "list",
        "no text",
        "wrong types",
        "boolean chat",
        "not UTF-8",
        "half a pair",
        "too long",
        "too deep",
    ],
)
def test_a_line_that_cannot_be_read_gets_an_error_and_the_run_goes_on(
    counting_bot: Bot, line: bytes, error: str
) -> None:
    refused, answered = texts(counting_bot, line, b'{"text": "x"}')
    assert str(refused).startswith(error)  # where in the line it is follows
    assert answered == "1: x"


def test_unknown_keys_are_ignored(counting_bot: Bot) -> None:
    assert texts(counting_bot, b'{"id": "q-1", "text": "x", "lang": "en"}') == ["1: x"]


def test_a_byte_order_mark_is_no_fault(counting_bot: Bot) -> None:
    assert texts(counting_bot, b'\xef\xbb\xbf{"text": "x"}') == ["1: x"]


def test_other_scripts_are_written_as_they_are(counting_bot: Bot) -> None:
    out = io.BytesIO()
    answer_lines(counting_bot, io.BytesIO('{"text": "مرحبا"}'.encode()), out)
    assert '"text": "1: مرحبا"'.encode() in out.getvalue()


def test_each_answer_is_out_before_the_next_line_is_read(counting_bot: Bot) -> None:
    writer = SlowWriter()
    reader = WatchingReader(b'{"text": "x"}\nbad\n{"text": "y"}\n', writer)
    answer_lines(counting_bot, reader, writer)
    assert reader.seen == [0, 1, 2, 3]
