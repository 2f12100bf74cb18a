"""The place of a ranked list beside one that is named: "who came right *after* Belgium"."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.reading import Reading


def rank_beside(places: Sequence[str], reading: Reading) -> int | None:
    """The rank, from 0, that lies beside the one place of a ranked list that a question names.

    It may lie outside of the list; None where no such place is asked for. `places` are concepts.
    """
    # The name may stand within longer words ("right behind Germany").
    every = (one for item in reading.own for one in (item.pieces or (item,)))
    named = [(one, rank) for one in every for rank, place in enumerate(places) if place in one.concepts]
    if len(named) != 1:
        return None
    (item, rank), words = named[0], reading.words
    moved = reading.follows(item, words.succeeding) - reading.follows(item, words.preceding)
    return rank + moved if moved else None
