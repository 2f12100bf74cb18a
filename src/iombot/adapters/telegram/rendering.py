"""Plain text to messages that Telegram takes."""

from __future__ import annotations

import html
from typing import Final

from telegram.constants import MessageLimit

LIMIT: Final = int(MessageLimit.MAX_TEXT_LENGTH)
"""Longest message, counted after entities are parsed, in UTF-16 units as in all of Telegram's counts."""
BREAKS: Final = ("\n\n", "\n", ". ", " ")
"""Where a long text is split, the best place first."""
SHORTEST: Final = 0.5
"""Least part of a message that is filled before a worse place to split is tried."""


def units(text: str) -> int:
    """Length in UTF-16 units: characters beyond the first plane, such as emoji, count twice."""
    return len(text.encode("utf-16-le", errors="surrogatepass")) // 2


def split(text: str, limit: int = LIMIT) -> list[str]:
    """Parts of at most `limit` UTF-16 units each, broken between paragraphs, lines, sentences or words where possible.

    Blank parts are left out: Telegram refuses them.
    """
    parts = []
    rest = text.strip()
    while rest:
        part = _first(rest, limit)
        parts.append(part.rstrip())
        rest = rest[len(part) :].lstrip()
    return parts


def to_html(text: str) -> str:
    """Text with every character that HTML gives a meaning escaped."""
    return html.escape(text, quote=False)


def shorten(text: str, limit: int) -> str:
    """One line of at most `limit` UTF-16 units; an ellipsis shows that something was cut."""
    line = " ".join(text.split())
    return line if units(line) <= limit else _fitting(line, limit - 1).rstrip() + "…"


def _first(text: str, limit: int) -> str:
    window = _fitting(text, limit)
    if len(window) == len(text):
        return text
    for mark in BREAKS:
        # Only a mark that ends within the window counts: the next part must not begin with a stop.
        at = window.rfind(mark)
        if at >= len(window) * SHORTEST:
            return window[: at + len(mark)]
    return window


def _fitting(text: str, limit: int) -> str:
    window = text[:limit]
    while (excess := units(window) - limit) > 0:
        window = window[: -((excess + 1) // 2)]
    return window
