"""How far a long run is, for people at a terminal."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TypeVar

from rich.console import Console
from rich.progress import track

LONG = 1000
"""Questions from which a progress bar is worth its place; they take about a second."""

Asked = TypeVar("Asked")


def counted(questions: Sequence[Asked]) -> Iterable[Asked]:
    """The questions one by one, with a progress bar on standard error where there are many and somebody looks."""
    console = Console(stderr=True)
    quiet = len(questions) < LONG or not console.is_terminal
    return track(questions, "Asking", console=console, transient=True, disable=quiet)
