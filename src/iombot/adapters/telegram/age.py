"""How old an update is while it is handled."""

from __future__ import annotations

from contextvars import ContextVar
from time import monotonic
from typing import Final

CAME: Final[ContextVar[float | None]] = ContextVar("came", default=None)
"""When the update that is being handled came in, by `monotonic`; None for what no update asks for."""


def age() -> float:
    """Seconds since the update that is being handled came in; 0 where there is none."""
    came = CAME.get()
    return 0.0 if came is None else monotonic() - came
