"""The shape of the YAML files as JSON Schema, by which editors complete, explain and underline."""

from __future__ import annotations

import ast
import inspect
import json
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from pydantic import TypeAdapter
from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue
from pydantic_core.core_schema import DecimalSchema

from iombot.knowledge import language, models

TITLE = "Knowledge base of iombot"
ROOT = models.File.__name__


class _Generator(GenerateJsonSchema):
    """Schemas as short as the files they describe."""

    def decimal_schema(self, schema: DecimalSchema) -> JsonSchemaValue:  # noqa: ARG002 (pydantic's)
        """A number; that its digits are kept as they stand is of no interest to an editor."""
        return {"type": "number"}

    def field_title_should_be_set(self, schema: Any) -> bool:  # noqa: ANN401, ARG002 (pydantic's)
        """Never: the title would repeat the key."""
        return False


def schema_text() -> str:
    """The schema as a file holds it; the same for the same models."""
    schema = TypeAdapter(models.File).json_schema(schema_generator=_Generator)
    for name, described in _descriptions():
        model = schema if name == ROOT else schema["$defs"][name]
        model.pop("title", None)
        model["description"] = described.pop("")
        for key, text in described.items():
            model["properties"][key]["description"] = text
    _refuse_other_keys(schema)
    head = {"$schema": _Generator.schema_dialect, "title": TITLE}
    return json.dumps(head | schema, ensure_ascii=False, indent=2) + "\n"


def _descriptions() -> Iterator[tuple[str, dict[str, str]]]:
    """By model, what is written below each of its fields; under the empty name, what it is itself.

    Python keeps no text below a field, and not every pydantic looks for it in dataclasses: it is read from the source.
    """
    for node in (node for module in (models, language) for node in ast.parse(inspect.getsource(module)).body):
        if isinstance(node, ast.ClassDef):
            yield node.name, {"": _line(ast.get_docstring(node) or ""), **dict(_below_fields(node))}


def _below_fields(model: ast.ClassDef) -> Iterator[tuple[str, str]]:
    for field, below in pairwise(model.body):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            text = below.value if isinstance(below, ast.Expr) else None
            if isinstance(text, ast.Constant) and isinstance(text.value, str):
                yield field.target.id, _line(text.value)


def _line(text: str) -> str:
    """A text on one line, as editors show it."""
    return " ".join(text.split())


def _refuse_other_keys(value: object) -> None:
    """Where keys must have a form, another key is at fault."""
    if isinstance(value, dict):
        if "patternProperties" in value:
            value["additionalProperties"] = False
        for one in value.values():
            _refuse_other_keys(one)
    elif isinstance(value, list):
        for one in value:
            _refuse_other_keys(one)
