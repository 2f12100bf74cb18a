"""Findings on the knowledge base in the forms that people, programs and code hosts read."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Literal

from iombot.errors import Finding, Level

Format = Literal["text", "json", "github"]
FORMATS: tuple[Format, ...] = ("text", "json", "github")

_COMMANDS: dict[Level, str] = {"error": "error", "warning": "warning", "note": "notice"}
"""What GitHub calls them."""


def report(findings: Iterable[Finding], form: Format) -> str:
    """`text`: `file:line:column: level: field: message`, a line each, no level where it is an error.

    `json`: a list of objects. `github`: annotations.
    """
    if form == "json":
        return json.dumps([asdict(finding) for finding in findings], ensure_ascii=False, indent=2)
    show = _annotation if form == "github" else str
    return "\n".join(show(finding) for finding in findings)


def _annotation(finding: Finding) -> str:
    """A workflow command of GitHub Actions: https://docs.github.com/actions/reference/workflow-commands."""
    place = {"file": finding.file, "line": finding.line, "col": finding.column}
    properties = ",".join(f"{name}={_escaped(str(value), ':,')}" for name, value in place.items() if value)
    message = f"{finding.path}: {finding.message}" if finding.path else finding.message
    return f"::{_COMMANDS[finding.level]} {properties}::{_escaped(message)}"


def _escaped(text: str, more: str = "") -> str:
    """With the characters that would end a command, or one of its properties, as `%` and two hexadecimal digits."""
    text = text.replace("%", "%25")
    for letter in "\r\n" + more:
        text = text.replace(letter, f"%{ord(letter):02X}")
    return text
