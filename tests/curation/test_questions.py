"""Question sets are read whole, or refused with every fault."""

from __future__ import annotations

from pathlib import Path

import pytest

from iombot.curation.judging import Expectation
from iombot.curation.questions import Case, Question, QuestionsError, read_questions


def test_a_line_is_a_question_with_its_expectation(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(
        '{"id": "a-1", "q": "How many?", "kind": "fact", "lang": "en", "expect": "answer", '
        '"all": [["9%", "nine per cent"]], "none": ["19%"], "src": ["rr:1"], "why": "rr:1"}\n\n'
        '{"id": "a-2", "q": "Who\u2028are you?", "expect": "chat"}\n',
        encoding="utf-8",
    )
    fact = Expectation("answer", "fact", (("9%", "nine per cent"),), ("19%",))
    assert read_questions(file) == [
        Case("a-1", (Question("a-1", "How many?", fact),)),
        Case("a-2", (Question("a-2", "Who\u2028are you?", Expectation("chat")),)),
    ]


def test_the_turns_of_a_conversation_stay_together(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(
        '{"id": "c", "kind": "followup", "turns": [{"q": "AVRR?", "expect": "answer"}, '
        '{"q": "and in 1999?", "expect": "unknown", "kind": "near-miss"}]}'
    )
    first = Question("c.1", "AVRR?", Expectation("answer", "followup"))
    second = Question("c.2", "and in 1999?", Expectation("unknown", "near-miss"))
    assert read_questions(file) == [Case("c", (first, second))]


def test_every_fault_is_listed_with_its_line(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text(
        '{"id": "a", "q": 1}\nwords\n{"id": "c", "turns": [{"q": "x", "expect": "maybe"}]}\n{"id": "d", "turns": []}'
    )
    with pytest.raises(QuestionsError) as caught:
        read_questions(file)
    assert [(found.line, found.path) for found in caught.value.findings] == [
        (1, "expect"),
        (1, "q"),
        (2, ""),
        (3, "turns.0.expect"),
        (4, "turns"),
    ]


@pytest.mark.parametrize(
    ("content", "message"), [(b"\xff\xfe", "is not UTF-8"), (None, "cannot be read: Is a directory")]
)
def test_a_file_that_is_no_text_is_refused(tmp_path: Path, content: bytes | None, message: str) -> None:
    file = tmp_path / "set.jsonl"
    if content is None:
        file.mkdir()
    else:
        file.write_bytes(content)
    with pytest.raises(QuestionsError, match=message):
        read_questions(file)
