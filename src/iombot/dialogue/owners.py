"""Whose a wrong figure of a claim is: "126,000 returned, right?" gives the number of services."""

from __future__ import annotations

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERCENT
from iombot.understanding.targets import Target, Targets
from iombot.understanding.terms import COMPARISONS, telling


def owners(reading: Reading, denied: Target, targets: Targets) -> list[Target]:
    """What a wrong figure of a claim is the figure of; one that something is only compared with is no such figure."""
    plain = (item for item in reading.own if not reading.before(item) & COMPARISONS)
    stated = {name for item in plain for name in item.concepts if telling(name)}
    figures = {name.partition(":")[2] for name in stated} - denied.numbers
    found = [target for target in targets.all if target.counts and figures & target.pointers]
    if any(name.startswith(PERCENT) for name in stated):
        found = [target for target in found if target.unit == "percent"]
    return found[:1] if len(figures) == 1 else []
