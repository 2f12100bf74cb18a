"""Years that are told from the one just spoken of: the year before, a year later."""

from __future__ import annotations

from iombot.dialogue.heard import heard, without
from iombot.dialogue.state import ChatState
from iombot.understanding.entities import entity
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.targets import Targets

STEPS = {"year-before": -1, "year-after": 1}
"""Pointers at a neighbouring year, and how far it lies; the lexicon declares them."""


def with_year(question: Reading, state: ChatState, targets: Targets) -> Reading | None:
    """The question with the year named that it points at; None where it points at none, or no year was spoken of."""
    pointer = next((item for item in heard(question) if item.concepts & STEPS.keys()), None)
    spoken = _spoken(state, targets)
    if pointer is None or spoken is None or question.values("year"):
        return None
    step = next(step for name, step in STEPS.items() if name in pointer.concepts)
    year = Evidence(pointer.start, pointer.end, pointer.text, frozenset({entity("year", spoken + step)}))
    rest = without(question, [pointer])
    return rest.made_of((*rest.evidence, year))


def _spoken(state: ChatState, targets: Targets) -> int | None:
    """The year that was asked about, or else that of the last answer."""
    if state.years:
        return int(state.years[-1])
    target = targets.by_id.get(state.entries[0]) if state.entries else None
    return target.year if target else None
