"""What is told of people in general, in words that would be somebody's own case if they spoke of themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iombot.understanding.spotting import Evidence
from iombot.understanding.text import Token
from iombot.understanding.vocabulary import Vocabulary


def without_anybody(
    marks: Iterable[Evidence], topics: Sequence[Evidence], tokens: Sequence[Token], vocabulary: Vocabulary
) -> Iterator[Evidence]:
    """The marks but for the needs of anybody: "people *who* want to go home", next to "I want to go home"."""
    joining, roles = vocabulary.function_words.relative_pronouns, vocabulary.spotter.roles
    for mark in marks:
        place = mark.start - 1
        joined = place > 0 and tokens[place].text in joining and mark.concepts & roles.shared
        if not (joined and any(item.start < place <= item.end and item.concepts & roles.people for item in topics)):
            yield mark
