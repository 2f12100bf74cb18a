"""Names that are typed into an answer rather than filled in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from iombot.curation.drafting.paragraphs import sentences, words_of
from iombot.knowledge.figures import PLACEHOLDER

_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
_OWNER = re.compile(r"['’]s?$")


def typed_names(text: str, words: AbstractSet[str]) -> Iterator[str]:
    """Capitalised words of a text, those in a row together; `words` are the known words of the language.

    The first word of a sentence is a name only where the language has no such word; without words, never.
    """
    bare = PLACEHOLDER.sub(lambda match: "0" * len(match.group()), text)
    for start, end in sentences(bare):
        run: list[re.Match[str]] = []
        for match in _WORD.finditer(bare, start, end):
            if run and bare[run[-1].end() : match.start()] != " ":
                yield _joined(run)
                run = []
            inside = any(char.isalnum() for char in bare[start : match.start()])
            # Lists of words leave out single letters such as the article "A".
            new = words and len(match.group()) > 1 and not any(word in words for word in words_of(match.group()))
            if match.group()[0].isupper() and (inside or new):
                run.append(match)
            elif run:
                yield _joined(run)
                run = []
        if run:
            yield _joined(run)


def _joined(run: list[re.Match[str]]) -> str:
    return _OWNER.sub("", " ".join(match.group() for match in run))
