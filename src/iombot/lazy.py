"""The one mechanism that imports a module when it is needed, and not sooner; and that makes what stays in one go."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from importlib import import_module
from typing import Any


def load(target: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """What `package.module:attribute` names; the module is imported now."""
    module, attribute = target.split(":")
    with nullcontext() if module in sys.modules else lasting():
        return getattr(import_module(module), attribute)


@contextmanager
def lasting() -> Iterator[None]:
    """What is made inside is here to stay: searching it for garbage would take as long as making it."""
    searches = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if searches:
            gc.enable()
