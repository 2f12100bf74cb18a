"""Which verdict stands before the answer to a claim: Yes, No, that it agrees with the releases or not, or none."""

from __future__ import annotations

from iombot.dialogue.decision import Decision
from iombot.understanding.reading import Reading
from iombot.understanding.terms import DISPUTE

YES, NO = "claim-yes", "claim-no"
RIGHT, WRONG = "claim-right", "claim-wrong"
DIFFERS, ROUNDED = "claim-differs", "claim-rounded"
"""Ids of the sentences that give a verdict."""
NONE = ""


def verdict_on(decision: Decision, reading: Reading) -> str:
    """The id of the sentence for what a claim came to; empty where nothing is to be said of it."""
    best = decision.fits[0]
    if decision.holds is not None:
        return verdict_on_result(decision.holds, reading)
    if best.target.gap or len(decision.fits) > 1:
        return NONE
    offered = {item.text for pair in reading.choices for item in pair}
    if (offered and offered.issuperset(best.denied)) or (best.denied and reading.negated):
        # "Was it A or B?" is answered with neither, but a wrong year beside them is denied; and what is said *not* to
        # be so is right if it is denied.
        return NONE
    if best.denied:
        return DIFFERS if best.doubted else _of(reading, holds=False)
    if not (best.claimed and best.affirmed):
        return NONE
    return ROUNDED if best.rounded else _of(reading, holds=True)


def verdict_on_result(holds: bool | None, reading: Reading) -> str:  # noqa: FBT001 - None is a third case
    """The same for the result of a calculation that a claim gives."""
    return NONE if holds is None or reading.negated else _of(reading, holds=holds)


def _of(reading: Reading, *, holds: bool) -> str:
    """Yes or No; without these words where the question is whether something is false."""
    if DISPUTE in reading.marks:
        return RIGHT if holds else WRONG
    return YES if holds else NO
