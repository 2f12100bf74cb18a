"""Which entry a question sounds like, by the example utterances of all of them.

Rules over concepts know what excludes an answer; examples know how people put a question for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain

from iombot.understanding.likeliest import Features, Likeness
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import SILENT

SHARES = (1.0, 2.0)
"""What words and concepts count in a likeness."""


class ExampleIndex:
    """The example utterances of entries."""

    def __init__(self, examples: Mapping[str, Iterable[Reading]]) -> None:
        read = {id: [features(reading) for reading in readings] for id, readings in examples.items()}
        self._likeness = Likeness(read, SHARES)

    def likeness(self, reading: Reading) -> dict[str, float]:
        """How much the question itself sounds like each entry, 0 to 1, for the few that come closest."""
        # A follow-up is too short to sound like anything.
        if reading.recalls:
            return {}
        return {like.id: like.confidence for like in self._likeness.rank(features(reading))}


def features(reading: Reading) -> Features:
    """Words without inflection, and concepts, of the question itself."""
    own = [item for item in reading.own if item.end > item.start]
    if not own:
        return (), ()
    span = range(own[0].start, max(item.end for item in own))
    words = (reading.stems[place] for place in span if reading.tokens[place].kind != "mark")
    concepts = chain.from_iterable(sorted((item.concepts | item.inner) - SILENT) for item in own)
    return tuple(dict.fromkeys(words)), tuple(dict.fromkeys(f"~{name}" for name in concepts))
