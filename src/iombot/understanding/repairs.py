"""Words that somebody takes back while speaking: "the number for Germany, no wait, for Belgium"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iombot.understanding.text import clean

MARKS = r"\s,.;…–—-"
PAUSE = rf"[{MARKS}]+"
"""What stands between the words of such a phrase and around it."""
_WORD = re.compile(r"\w")


class Repairs:
    """The phrases by which people correct themselves in the middle of a message."""

    def __init__(self, phrases: Iterable[str]) -> None:
        # The longest first, so that nothing of a phrase stays behind.
        longest = sorted(phrases, key=len, reverse=True)
        listed = [PAUSE.join(map(re.escape, phrase.split())) for phrase in longest]
        # Only where the pause begins: tried anew at each of its marks, a row of thousands would take seconds.
        pattern = rf"(?<![{MARKS}]){PAUSE}(?:{'|'.join(listed)})\b[\s,.;:…–—-]*"
        self._taken_back = re.compile(pattern, re.IGNORECASE) if listed else None

    def split(self, utterance: str) -> tuple[str, str] | None:
        """What was said before the last such phrase and what after it; None where nothing was taken back."""
        if self._taken_back is None:
            return None
        found = list(self._taken_back.finditer(clean(utterance)))
        if not found:
            return None
        before, after = found[-1].string[: found[-1].start()], found[-1].string[found[-1].end() :]
        return (before, after) if _WORD.search(before) and _WORD.search(after) else None
