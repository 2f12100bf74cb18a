"""The place of a ranked list beside one that is named: "who came right *after* Belgium"."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.reading import Reading


def rank_beside(places: Sequence[str], reading: Reading) -> int | None:
    """The rank, from 0, that lies beside the one place of a ranked list that a question names.

    It may lie outside of the list; None where no such place is asked for. `places` are concepts.
    """
    named = [
        (item, rank) for item in reading.own for rank, place in enumerate(places) if place in item.concepts | item.inner
    ]
    if len(named) != 1:
        return None
    (item, rank), words = named[0], reading.words
    # The name may stand within longer words ("right behind Germany").
    inside = {(token.text,) for token in reading.tokens[item.start : item.end - 1]}
    below = reading.follows(item, words.succeeding) or bool(inside & words.succeeding)
    above = reading.follows(item, words.preceding) or bool(inside & words.preceding)
    return rank + below - above if below != above else None
