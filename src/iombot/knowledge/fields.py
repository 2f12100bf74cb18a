"""What the models are made of, without importing pydantic.

Pydantic checks the models when YAML is read. A knowledge base that was read before is used without pydantic, which
takes longer to import than a question takes to answer.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar, Literal


class Must:
    """Constraints on a string or number, under the names that pydantic's core schemas have for them."""

    def __init__(self, **constraints: object) -> None:
        self._constraints = constraints

    def __get_pydantic_core_schema__(self, source: Any, handler: Any) -> Any:  # noqa: ANN401 (pydantic's)
        """The schema of the annotated type with the constraints in it, as pydantic asks for it."""
        return handler(source) | self._constraints


class Model:
    """Base of all models of the knowledge base; pydantic reads from it that unknown keys are refused."""

    __pydantic_config__: ClassVar[dict[str, object]] = {"extra": "forbid"}


Line = Annotated[str, Must(min_length=1, strip_whitespace=True)]
"""A string that is not empty, without blanks around it."""

Id = Annotated[str, Must(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$", max_length=48)]
"""Lower-case words joined by hyphens; at most 48 characters, so that an id fits in a Telegram button (64 bytes)."""
Text = Line | Annotated[dict[str, Line], Must(min_length=1)]
"""What users read: one string, or one per language (`en`, `fr`, ...)."""
Phrases = list[Line] | dict[str, list[Line]]
"""What users type: a list, or one list per language."""
Unit = Literal[
    "people",
    "percent",
    "services",
    "offices",
    "nationalities",
    "countries",
    "years",
    "year",
    "ordinal",
    "ratio",
    "points",
    "count",
    "things",
]
Audience = Literal["public", "staff"]
"""Who may see something: everybody, or the chats alone that the operator names as those of staff."""
Beside = Literal["entry", "figure", "list", "answer", "contact"]
"""What a concept may stand beside: any entry, a figure that is calculated with, a line of a list just shown, an answer
that is gone back to, or somebody's number or address."""
Reason = Literal["not-understood", "out-of-scope", "not-stated", "other-period", "other-place", "other-programme"]
"""Why the releases do not answer a question."""
