"""What the models are made of, without importing pydantic.

Pydantic checks the models when YAML is read. A knowledge base that was read before is used without pydantic, which
takes longer to import than a question takes to answer.
"""

from __future__ import annotations

from typing import Annotated, Any, ClassVar


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
