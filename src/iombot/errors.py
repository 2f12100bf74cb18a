"""The errors of iombot. Only entry points print them or exit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning", "note"]
"""`error`: the bot would say something wrong, or something in the files can never come to bear. `warning`: it may be
meant so, and a person must look. `note`: it does no harm by itself, and is told only to those who ask for it."""


class IombotError(Exception):
    """Base of every error that iombot raises on purpose; its text is meant for operators and curators."""


@dataclass(frozen=True, order=True)
class Finding:
    """One thing about the knowledge base: where it stands, what it is, and how grave."""

    file: str
    """Path as the curator knows it, such as `knowledge/releases/returns.yaml`."""
    line: int
    """Line, from 1; 0 where the fault belongs to no line."""
    column: int
    """Column, from 1; 0 where the fault belongs to no column."""
    path: str
    """Dotted path of the field, such as `entries.3.value`; empty for a whole file."""
    message: str
    level: Level = "error"

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}: " if self.line else f"{self.file}: "
        level = "" if self.level == "error" else f"{self.level}: "
        return place + level + (f"{self.path}: " if self.path else "") + self.message


class KnowledgeError(IombotError):
    """The knowledge base cannot be used; holds every fault that was found, in file order. Seen by curators."""

    def __init__(self, findings: list[Finding]) -> None:
        self.findings = sorted(findings)
        super().__init__("\n".join(str(finding) for finding in self.findings))


class NotErasedError(IombotError):
    """What was deleted can still be read in a file for a while; the text says what to do. Seen by operators."""


class ConfigurationError(IombotError):
    """A setting is missing or cannot be used; the text says what to do. Seen by operators."""
