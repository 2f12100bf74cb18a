"""A region beside a country in a claim: "was Libya the main host *in Europe*?", "is Niger in *MENA*?"."""

from __future__ import annotations

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import EVERYWHERE, PLACE, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import Terms


def beyond_scope(item: Evidence, reading: Reading, target: Target, terms: Terms) -> bool:
    """Whether a place is named beside one of another size, so that an answer about neither of the two denies nothing.

    Who came first of all says nothing on who came first in a region, unless it lies in that region itself.
    """
    named = {name for name in reading.own_concepts if name.startswith(PLACE) and name != EVERYWHERE}
    regions = {name for name in named if name.removeprefix(PLACE) in terms.regions}
    if not regions or regions == named or target.routes:
        return False
    wider = all(terms.overlaps(frozenset({name}), target) for name in regions - item.concepts)
    return bool(item.concepts & regions) or bool(regions & set(target.named)) or not wider
