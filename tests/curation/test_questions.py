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


def test_a_set_may_be_a_list_in_yaml(tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(
        """
- id: "a-1"
  q: "How many?"
  kind: "fact"
  expect: "answer"
  all: [["9%"]]
- {id: "c", turns: [{q: "AVRR?", expect: "answer"}]}
""",
        encoding="utf-8",
    )
    assert read_questions(file) == [
        Case("a-1", (Question("a-1", "How many?", Expectation("answer", "fact", (("9%",),))),)),
        Case("c", (Question("c.1", "AVRR?", Expectation("answer", "")),)),
    ]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ('- {id: "a", q: "x", expect: "chat"}\n- id: "b"\n  q: "y"\n  expect: "praise"\n', "4:11: 1.expect: "),
        ('- {id: "a", q: "x", expect: "chat"}\n- id: "b"\n  expect: "chat"\n', "2:3: 1.q: "),
        ("entries: []\n", "1:1: is not a list"),
        ("- [\n", "2:1: is not YAML"),
        ("", "is empty"),
    ],
)  # fmt: skip
def test_a_fault_of_a_yaml_set_is_told_at_its_place(tmp_path: Path, text: str, told: str) -> None:
    file = tmp_path / "set.yml"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(QuestionsError) as caught:
        read_questions(file)
    assert told in str(caught.value)
    assert len(caught.value.findings) == 1


def test_a_set_without_questions_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "set.jsonl"
    file.write_text("\n\n", encoding="utf-8")
    with pytest.raises(QuestionsError, match="holds no question"):
        read_questions(file)


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
