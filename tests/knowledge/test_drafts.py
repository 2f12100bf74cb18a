"""Nothing is answered from what is not finished."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from iombot.cli import commands
from iombot.errors import KnowledgeError
from iombot.knowledge.base import load_knowledge
from iombot.knowledge.loading import read_base

FINISHED = """\
release:
  id: lamps
  draft: false
  title: "Lamps 2023"
  label: "lamp release"
  year: 2023
  paragraphs: 9
  contact: "Ask somebody."
concepts:
  - {id: lamp, forms: ["lamp"]}
entries:
  - id: lit
    draft: false
    label: "Lamps lit"
    about: [lamp]
    answer: "{value} lamps were lit."
    number: 5100
    source: {paragraph: 2}
    utterances: ["how many lamps were lit"]
"""


def faults(folder: Path, *changes: tuple[str, str]) -> list[str]:
    text = FINISHED
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "lamps.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return [str(finding).removeprefix(f"{folder.name}/") for finding in caught.value.findings]


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        (
            [("draft: false\n    label", "draft: true\n    label")],
            ["lamps.yaml:13:12: entries.0.draft: is a draft: look it over, then delete this line"],
        ),
        (
            [("draft: false\n  title", "draft: true\n  title")],
            ["lamps.yaml:3:10: release.draft: is a draft: look it over, then delete this line"],
        ),
        (
            [
                ("draft: false\n    label", "draft: true\n    label"),
                ("[lamp]", '["…"]'),
                ('"{value} lamps were lit."', "…"),
            ],
            ["lamps.yaml:13:12: entries.0.draft: is a draft: write about, answer, then delete this line"],
        ),
        ([('"{value} lamps were lit."', '"…"')], ["lamps.yaml:16:13: entries.0.answer: is still to be written (…)"]),
        (
            [('["how many lamps were lit"]', '["…"]')],
            ["lamps.yaml:19:18: entries.0.utterances.0: is still to be written (…)"],
        ),
        ([("[lamp]", '["…"]')], ["lamps.yaml:15:13: entries.0.about.0: is still to be written (…)"]),
        (
            [('forms: ["lamp"]', 'forms: ["lamp", "…"]')],
            ["lamps.yaml:10:32: concepts.0.forms.1: is still to be written (…)"],
        ),
    ],
)
def test_what_is_open_is_told_once_with_its_place(
    tmp_path: Path, changes: list[tuple[str, str]], told: list[str]
) -> None:
    assert faults(tmp_path, *changes) == told


def test_a_draft_hides_no_other_fault_of_its_entry(tmp_path: Path) -> None:
    told = faults(tmp_path, ("draft: false\n    label", "draft: true\n    label"), ("{value} lamps", "5,100 lamps"))
    assert len(told) == 2
    assert "entries.0.answer: types a figure by hand" in told[1]


def test_three_points_inside_a_text_are_no_open_point(tmp_path: Path) -> None:
    (tmp_path / "lamps.yaml").write_text(FINISHED.replace("were lit.", "were lit …"), encoding="utf-8")
    assert "lit" in load_knowledge(tmp_path).entries


def test_those_who_work_on_drafts_may_read_them(tmp_path: Path) -> None:
    text = FINISHED.replace("draft: false", "draft: true").replace('label: "Lamps lit"', 'label: "…"')
    (tmp_path / "lamps.yaml").write_text(text, encoding="utf-8")
    assert read_base(tmp_path, drafts=True).entries["lit"].draft


@pytest.mark.parametrize(
    "arguments", [("ask", "how many lamps"), ("ask", "--jsonl"), ("chat",), ("check",), ("telegram",)]
)
def test_nothing_starts_with_a_draft(tmp_path: Path, arguments: tuple[str, ...]) -> None:
    (tmp_path / "lamps.yaml").write_text(FINISHED.replace("draft: false\n    label", "draft: true\n    label"))
    environment = {"IOMBOT_TELEGRAM_TOKEN": "1:a"}
    result = CliRunner(env=environment).invoke(
        commands, [*arguments, "--knowledge", str(tmp_path)], input="how many lamps\n"
    )
    assert result.exit_code == 2
    assert "lamps.yaml:13:12: entries.0.draft: is a draft" in result.output
    assert "5,100" not in result.output
