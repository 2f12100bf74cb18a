"""Faults in the forms that people, programs and code hosts read."""

from __future__ import annotations

import json

from iombot.curation.report import report
from iombot.errors import Finding

FINDINGS = [
    Finding("knowledge/a,b.yaml", 3, 7, "entries.0.value", "is 5 %\nof nothing"),
    Finding("knowledge", 0, 0, "", "there is no such folder"),
]


def test_text_is_one_place_and_message_a_line() -> None:
    assert report(FINDINGS[1:], "text") == "knowledge: there is no such folder"
    assert report(FINDINGS[:1], "text").startswith("knowledge/a,b.yaml:3:7: entries.0.value: is 5 %")


def test_json_is_a_list_of_objects() -> None:
    assert json.loads(report(FINDINGS, "json")) == [
        {
            "file": "knowledge/a,b.yaml",
            "line": 3,
            "column": 7,
            "path": "entries.0.value",
            "message": "is 5 %\nof nothing",
        },
        {"file": "knowledge", "line": 0, "column": 0, "path": "", "message": "there is no such folder"},
    ]
    assert json.loads(report([], "json")) == []


def test_github_gets_annotations_with_its_own_escapes() -> None:
    assert report(FINDINGS, "github").splitlines() == [
        "::error file=knowledge/a%2Cb.yaml,line=3,col=7::entries.0.value: is 5 %25%0Aof nothing",
        "::error file=knowledge::there is no such folder",
    ]
