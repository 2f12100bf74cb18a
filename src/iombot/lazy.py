"""The one mechanism that imports a module when it is needed, and not sooner."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def load(target: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """What `package.module:attribute` names; the module is imported now."""
    module, attribute = target.split(":")
    return getattr(import_module(module), attribute)
