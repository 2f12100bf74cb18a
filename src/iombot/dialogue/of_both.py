"""A question that names no release ("who are the photographers?") may mean all of them."""

from __future__ import annotations

from iombot.dialogue.decide import decide
from iombot.dialogue.mentioned import UNASKED
from iombot.dialogue.part import Part
from iombot.dialogue.settled import FULL
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence

BOTH = "both-releases"
"""Concept of meaning all releases at once; the lexicon declares it."""


def of_both(question: Reading, part: Part, ranker: Ranker, releases: frozenset[str]) -> Part | None:
    """What all releases tell, where a question that was not understood names none of them ("any photos?").

    None where something of it is left over, or where it has more to it than the question itself.
    """
    own = question.own
    lost = part.decision.reason == "not-understood" and not part.decision.fits
    named = bool(question.own_concepts & (releases | {BOTH}))
    if not (lost and own) or named or len(own) < len(question.evidence) or question.marks & UNASKED:
        return None
    both = question.with_evidence([Evidence(own[-1].end - 1, own[-1].end, own[-1].text, frozenset({BOTH}))])
    decision = decide(both, ranker)
    if decision.verdict != "answer" or decision.confidence < FULL:
        return None
    target = decision.fits[0].target
    general = not target.reaches and BOTH in frozenset().union(*target.about)
    return Part(both, decision) if general else None
