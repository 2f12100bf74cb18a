"""Words that somebody takes back while speaking: "the number for Germany, no wait, for Belgium"."""

from __future__ import annotations

import re
from collections.abc import Iterable

from iombot.understanding.text import clean

MARKS = r"\s,.;…–—-"
WITHIN = MARKS.replace(".", "")
"""The same within a sentence."""
PAUSE = rf"[{MARKS}]+"
"""What stands between the words of such a phrase and around it."""
_WORD = re.compile(r"\w")


class Repairs:
    """The phrases by which people correct themselves in the middle of a message."""

    def __init__(self, phrases: Iterable[str], amending: Iterable[str] = ()) -> None:
        """`amending` are those with which a message begins or ends that sets right the one before it."""
        phrases = list(phrases)
        listed = _listed(phrases)
        # Only where the pause begins: tried anew at each of its marks, a row of thousands would take seconds.
        pattern = rf"(?<![{MARKS}]){PAUSE}(?:{'|'.join(listed)})\b[\s,.;:…–—-]*"
        self._taken_back = re.compile(pattern, re.IGNORECASE) if listed else None
        either = "|".join(_listed([*phrases, *amending]))
        # A sentence of its own ("No, not that.") sets nothing in the place of what was said.
        around = rf"^(?:(?:{either})\b[!:{WITHIN}]*)+|(?<![{MARKS}]){PAUSE}(?:{either})[!{MARKS}]*$"
        self._amending = re.compile(around, re.IGNORECASE) if either else None

    def split(self, utterance: str) -> tuple[str, str] | None:
        """What was said before the last such phrase and what after it; None where nothing was taken back."""
        if self._taken_back is None:
            return None
        found = list(self._taken_back.finditer(clean(utterance)))
        if not found:
            return None
        before, after = found[-1].string[: found[-1].start()], found[-1].string[found[-1].end() :]
        return (before, after) if _WORD.search(before) and _WORD.search(after) else None

    def amended(self, utterance: str) -> str:
        """What sets right the message before, without the words that say so; empty where nothing does."""
        cleaned = clean(utterance)
        rest = self._amending.sub("", cleaned) if self._amending else cleaned
        return rest if rest != cleaned and _WORD.search(rest) else ""


def _listed(phrases: Iterable[str]) -> list[str]:
    """The phrases as patterns, the longest first, so that nothing of a phrase stays behind."""
    longest = sorted(phrases, key=len, reverse=True)
    return [PAUSE.join(map(re.escape, phrase.split())) for phrase in longest]
