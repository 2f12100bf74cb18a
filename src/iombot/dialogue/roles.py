"""Countries that are set against each other as hosts or homes, of which the lists tell nothing."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.terms import RANKING, ROLES


def of_roles(entries: Sequence[str], reading: Reading, ranker: Ranker) -> bool:
    """Whether places are compared as hosts or homes, and their figures are of something else that is not named.

    "Which stands higher among the countries of origin, Mali or Guinea?" is not settled by who gave more help.
    """
    # What a clause leaves to its neighbours is said in the message.
    own = frozenset(name for item in reading.evidence if item.end > item.start for name in item.concepts)
    lists = [ranker.targets.by_id[id] for id in entries]
    if not own & ROLES or not all(one.shares for one in lists):
        return False
    told = frozenset(name for one in lists for group in one.about for name in group)
    plain = {name for name in own & told if ":" not in name and name not in RANKING}
    return not plain - ranker.terms.wishes
