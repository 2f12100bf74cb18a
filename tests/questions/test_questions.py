"""The question sets beside this file measure the bot; here they are only tried out.

What they measure is printed by `iombot eval tests/questions/*.jsonl`: nobody builds on these questions, and no figure
of theirs is asserted.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner

from iombot.cli import commands
from iombot.curation.questions import Case, read_questions

HERE = Path(__file__).parent
RELEASES = HERE.parents[2] / "shared/releases"
SETS = sorted(HERE.glob("*.jsonl"))
TENTH = 10
IN_A_ROW = 8
"""Words that may not be taken over from a release as they stand."""


def words(text: str) -> list[str]:
    return re.findall(r"\w+(?:['’]\w+)?", text.lower())


def cases() -> list[Case]:
    return [case for file in SETS for case in read_questions(file)]


def test_the_sets_can_be_read_and_no_id_stands_twice() -> None:
    ids = [case.id for case in cases()]
    assert len(ids) == len(set(ids)) == 2034
    assert [file.stem for file in SETS] == [
        "conversations", "journalists", "mailbag", "media-officers", "newsroom", "paraphrasers",
        "pitfalls", "public", "red-team", "street", "threads", "wires",
    ]  # fmt: skip


def test_a_tenth_of_the_questions_is_measured_and_printed(tmp_path: Path) -> None:
    sample = tmp_path / "sample.jsonl"
    lines = [line for file in SETS for line in file.read_text("utf-8").splitlines()[::TENTH]]
    sample.write_text("\n".join(lines), "utf-8")
    result = CliRunner().invoke(commands, ["eval", str(sample)])
    head, *rows = result.stdout.split("\n\n")[0].splitlines()
    assert result.exit_code in (0, 1)
    assert head.split() == ["n", "right", "wrong", "miss", "clarify", "right"]
    questions = sum(len(case.questions) for case in read_questions(sample))
    assert rows[-1].split()[:2] == ["all", str(questions)]


def test_no_case_holds_eight_words_in_a_row_of_a_release() -> None:
    if not RELEASES.is_dir():
        pytest.skip("the releases are not beside this checkout")
    runs = set[tuple[str, ...]]()
    for file in RELEASES.glob("*.txt"):
        said = words(file.read_text("utf-8"))
        runs |= {tuple(said[place : place + IN_A_ROW]) for place in range(len(said) - IN_A_ROW + 1)}
    lines = [json.loads(line) for file in SETS for line in file.read_text("utf-8").splitlines()]
    assert [text for line in lines for text in strings(line) if repeats(words(text), runs)] == []


def strings(value: object) -> Iterator[str]:
    """All strings of a line."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from strings(one)


def repeats(said: list[str], runs: set[tuple[str, ...]]) -> bool:
    return any(tuple(said[place : place + IN_A_ROW]) in runs for place in range(len(said) - IN_A_ROW + 1))
