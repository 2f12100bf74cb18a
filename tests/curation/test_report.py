"""Faults in the forms that people, programs and code hosts read."""

from __future__ import annotations

import json

from iombot.curation.report import report
from iombot.errors import Finding

FINDINGS = [
    Finding("knowledge/a,b.yaml", 3, 7, "entries.0.value", "is 5 %\nof nothing"),
    Finding("knowledge", 0, 0, "", "there is no such folder"),
]
LOOK = Finding("a.yaml", 1, 2, "places.0", "is far", "warning")
LESS = Finding("a.yaml", 1, 2, "places.0", "is near", "note")


def test_text_is_one_place_and_message_a_line() -> None:
    assert report(FINDINGS[1:], "text") == "knowledge: there is no such folder"
    assert report(FINDINGS[:1], "text").startswith("knowledge/a,b.yaml:3:7: entries.0.value: is 5 %")


def test_what_is_no_error_says_so() -> None:
    assert report([LOOK, LESS], "text").splitlines() == [
        "a.yaml:1:2: warning: places.0: is far",
        "a.yaml:1:2: note: places.0: is near",
    ]
    assert [one["level"] for one in json.loads(report([LOOK, LESS], "json"))] == ["warning", "note"]
    assert report([LOOK, LESS], "github").splitlines() == [
        "::warning file=a.yaml,line=1,col=2::places.0: is far",
        "::notice file=a.yaml,line=1,col=2::places.0: is near",
    ]


def test_json_is_a_list_of_objects() -> None:
    assert json.loads(report(FINDINGS, "json")) == [
        {
            "file": "knowledge/a,b.yaml",
            "line": 3,
            "column": 7,
            "path": "entries.0.value",
            "message": "is 5 %\nof nothing",
            "level": "error",
        },
        {
            "file": "knowledge",
            "line": 0,
            "column": 0,
            "path": "",
            "message": "there is no such folder",
            "level": "error",
        },
    ]
    assert json.loads(report([], "json")) == []


def test_github_gets_annotations_with_its_own_escapes() -> None:
    assert report(FINDINGS, "github").splitlines() == [
        "::error file=knowledge/a%2Cb.yaml,line=3,col=7::entries.0.value: is 5 %25%0Aof nothing",
        "::error file=knowledge::there is no such folder",
    ]
