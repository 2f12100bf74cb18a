"""`iombot eval`: a table, the failures with their reasons, and what a change did."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from iombot.cli import commands

KNOWLEDGE = Path(__file__).parents[1] / "understanding/lake"
BOATS: dict[str, object] = {
    "id": "boats",
    "q": "How many boats were there?",
    "kind": "fact",
    "expect": "answer",
    "all": [["1,200"]],
}
HELLO: dict[str, object] = {"id": "hello", "q": "hello", "kind": "smalltalk", "expect": "chat"}
MISTAKEN: dict[str, object] = {**BOATS, "id": "mistaken", "all": [["7,000"]]}


def evaluate(folder: Path, cases: list[dict[str, object]], *options: str) -> Result:
    file = folder / "set.jsonl"
    file.write_text("\n".join(json.dumps(case) for case in cases), encoding="utf-8")
    return CliRunner().invoke(commands, ["eval", str(file), "--knowledge", str(KNOWLEDGE), *options])


@pytest.fixture
def other_figure(tmp_path: Path) -> Path:
    """A knowledge base that says 7,000 where the tests' own says 1,200."""
    folder = shutil.copytree(KNOWLEDGE, tmp_path / "knowledge")
    for file in folder.rglob("*.yaml"):
        file.write_text(file.read_text(encoding="utf-8").replace("number: 1200", "number: 7000"), encoding="utf-8")
    return folder


def test_outcomes_are_shown_by_kind(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [BOATS, HELLO])
    assert result.exit_code == 0
    assert result.stdout.splitlines() == [
        "               n    right    wrong     miss  clarify   right",
        "fact           1        1        0        0        0  100.0%",
        "smalltalk      1        1        0        0        0  100.0%",
        "all            2        2        0        0        0  100.0%",
    ]


def test_a_failure_shows_question_answer_and_reason(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [BOATS, MISTAKEN])
    assert result.exit_code == 1
    head, question, answer = result.stdout.split("\n\n")[1].splitlines()
    assert head == "wrong mistaken [answer]: lacks 7,000"
    assert question.strip() == MISTAKEN["q"]
    assert answer.startswith("  answered: ")


def test_a_comparison_shows_what_was_fixed_and_broken(tmp_path: Path, other_figure: Path) -> None:
    result = evaluate(tmp_path, [BOATS, HELLO, MISTAKEN], "--compare", str(other_figure))
    fixed, broken = result.stdout.split("\nBroken: 1\n")
    assert (result.exit_code, "\nFixed: 1\n\nright boats [answer]\n" in fixed) == (1, True)
    assert broken.startswith("\nwrong mistaken [answer]: lacks 7,000\n")
    assert "before: answered" in broken


def test_a_comparison_with_itself_finds_nothing(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [BOATS, MISTAKEN], "--compare", str(KNOWLEDGE))
    assert result.exit_code == 0
    assert result.stdout.endswith("\nFixed: 0\n\nBroken: 0\n")


def test_a_set_that_cannot_be_read_is_told_with_its_lines(tmp_path: Path) -> None:
    result = evaluate(tmp_path, [{"id": "a", "q": "x", "expect": "praise"}, {}])
    assert (result.exit_code, result.stdout) == (2, "")
    assert [line.split(": ")[0].rsplit("/", 1)[1] for line in result.stderr.splitlines()] == [
        "set.jsonl:1:1",
        "set.jsonl:2:1",
        "set.jsonl:2:1",
        "set.jsonl:2:1",
    ]


def test_a_missing_file_and_a_missing_base_are_told(tmp_path: Path) -> None:
    missing = CliRunner().invoke(commands, ["eval", str(tmp_path / "none.jsonl")])
    assert (missing.exit_code, missing.stderr) == (
        2,
        f"{tmp_path}/none.jsonl: cannot be read: No such file or directory\n",
    )
    compared = evaluate(tmp_path, [HELLO], "--compare", "no-such-revision")
    assert (compared.exit_code, "neither a folder nor a revision" in compared.stderr) == (2, True)
