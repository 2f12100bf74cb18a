"""The JSON Schema says of the YAML files what the models say, and every shipped file points to it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from iombot.cli import commands
from iombot.curation.schema import schema_text
from iombot.knowledge.base import shipped_folder

KNOWLEDGE = shipped_folder()
SCHEMA = KNOWLEDGE / "schema.json"
FILES = sorted(KNOWLEDGE.rglob("*.yaml"))
MODELINE = "# yaml-language-server: $schema="
DOCUMENT: dict[str, Any] = json.loads(SCHEMA.read_text("utf-8"))
VALIDATOR = Draft202012Validator(DOCUMENT)

ENTRY: dict[str, Any] = {
    "id": "lit",
    "label": "Lamps lit",
    "about": ["lamp"],
    "answer": {"en": "{value} lamps.", "fr": "{value} lampes."},
    "number": 51.5,
    "source": [{"paragraph": 2}, {"release": "lamps", "paragraph": 3}],
    "utterances": ["how many lamps"],
}


def test_the_schema_is_that_of_the_models() -> None:
    """When a model changes: `iombot schema -o knowledge/schema.json`."""
    assert json.loads(schema_text()) == DOCUMENT


def test_the_schema_itself_is_valid() -> None:
    Draft202012Validator.check_schema(DOCUMENT)


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_shipped_file_holds_to_it(file: Path) -> None:
    faults = VALIDATOR.iter_errors(yaml.safe_load(file.read_text("utf-8")))
    assert [f"{fault.json_path}: {fault.message}" for fault in faults] == []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_every_shipped_file_names_it_in_its_first_line(file: Path) -> None:
    first = file.read_text("utf-8").partition("\n")[0]
    assert first.startswith(MODELINE)
    assert (file.parent / first.removeprefix(MODELINE)).resolve() == SCHEMA.resolve()


def test_an_entry_in_all_its_forms_is_let_through() -> None:
    assert list(VALIDATOR.iter_errors({"entries": [ENTRY]})) == []


@pytest.mark.parametrize(
    ("changed", "place"),
    [
        ({"colour": "red"}, "$.entries[0]"),
        ({"id": "Lit up"}, "$.entries[0].id"),
        ({"id": "x" * 49}, "$.entries[0].id"),
        ({"number": "many"}, "$.entries[0].number"),
        ({"unit": "lamps"}, "$.entries[0].unit"),
        ({"kind": "guess"}, "$.entries[0].kind"),
        ({"label": ""}, "$.entries[0].label"),
        ({"label": {}}, "$.entries[0].label"),
        ({"source": {"paragraph": 0}}, "$.entries[0].source"),
        ({"period": {"year": 1850}}, "$.entries[0].period"),
        ({"utterances": "how many"}, "$.entries[0].utterances"),
    ],
    ids=str,
)
def test_what_the_models_refuse_is_underlined(changed: dict[str, Any], place: str) -> None:
    assert [fault.json_path for fault in VALIDATOR.iter_errors({"entries": [ENTRY | changed]})] == [place]


def test_a_missing_key_and_an_unknown_part_are_underlined() -> None:
    (missing,) = VALIDATOR.iter_errors(
        {"entries": [{name: value for name, value in ENTRY.items() if name != "answer"}]}
    )
    assert "'answer' is a required property" in missing.message
    (unknown,) = VALIDATOR.iter_errors({"entires": []})
    assert "'entires' was unexpected" in unknown.message
    assert list(VALIDATOR.iter_errors({"phrases": {"Not an id": "Hello"}}))


def test_keys_are_explained_in_the_words_of_the_models() -> None:
    entry = DOCUMENT["$defs"]["Entry"]["properties"]
    assert entry["ranked"]["description"] == "Whether the items stand in order of size."
    assert "title" not in entry["ranked"]


def test_it_is_printed_or_written_for_a_folder_of_ones_own(tmp_path: Path) -> None:
    assert CliRunner().invoke(commands, ["schema"]).stdout == schema_text()
    result = CliRunner().invoke(commands, ["schema", "-o", str(tmp_path / "schema.json")])
    assert (result.exit_code, result.output) == (0, "")
    assert (tmp_path / "schema.json").read_text("utf-8") == schema_text()
    refused = CliRunner().invoke(commands, ["schema", "-o", str(tmp_path / "nowhere/schema.json")])
    assert refused.exit_code == 2
    assert "No such file or directory" in refused.output
