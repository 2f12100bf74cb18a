"""The one mechanism that imports a module when it is needed, and not sooner."""

from __future__ import annotations

import gc
import sys
from importlib import import_module
from typing import Any


def load(target: str) -> Any:  # noqa: ANN401 (whatever stands there)
    """What `package.module:attribute` names; the module is imported now."""
    module, attribute = target.split(":")
    if module in sys.modules or not gc.isenabled():
        return getattr(import_module(module), attribute)
    gc.disable()  # what a module makes while it is imported is here to stay
    try:
        return getattr(import_module(module), attribute)
    finally:
        gc.enable()
