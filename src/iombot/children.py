"""Processes that iombot starts of itself."""

from __future__ import annotations

import os
from typing import Final

SETTINGS: Final = "IOMBOT_"
"""What the names of all settings begin with, in either case."""


def environment() -> dict[str, str]:
    """The environment of a process of our own: without settings, of which some are secrets that it has no use for."""
    return {name: value for name, value in os.environ.items() if not name.upper().startswith(SETTINGS)}
