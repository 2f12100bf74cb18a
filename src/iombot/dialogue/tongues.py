"""Messages in a language that the bot does not know: who writes them may need help, and is told where to find it."""

from __future__ import annotations

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence

UNKNOWN = 1.0
"""Weight of a word that is none of the language."""
SEVERAL = 2
"""Words of other languages from which a message is one of those."""
MANY = 3
"""Words that are none of the language from which they are hardly a name."""


def in_another_language(reading: Reading) -> bool:
    """Whether a message holds several words of other languages, one in another script, or hardly any that is known."""
    words = [token for token in reading.tokens if token.kind == "word"]
    if len({token.text for token in words} & reading.words.elsewhere) >= SEVERAL:
        return True
    unheard = [item for item in reading.evidence if not item.concepts]
    strange = [item for item in unheard if item.weight >= UNKNOWN]
    return any(map(_in_other_letters, unheard)) or MANY <= len(strange) >= len(words) / 2


def _in_other_letters(item: Evidence) -> bool:
    return any(char.isalpha() for char in item.text) and not any(char.isascii() for char in item.text)
