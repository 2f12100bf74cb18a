"""A text that is shown nowhere."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SecretStr:
    """A token, password or address that holds one: whoever prints or logs it learns nothing, not even its length."""

    _value: str = field(repr=False)

    def get_secret_value(self) -> str:
        """The text itself."""
        return self._value

    def __str__(self) -> str:
        """Stars instead."""
        return "**********"
