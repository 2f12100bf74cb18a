"""Whether an answer goes on about what the last one was about."""

from __future__ import annotations

from collections.abc import Collection

from iombot.dialogue.decide import ACCEPT
from iombot.dialogue.decision import NOT_STATED, Decision
from iombot.dialogue.heard import heard
from iombot.dialogue.pointing import OTHERS
from iombot.dialogue.state import ChatState
from iombot.understanding.findings import TOPICAL
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import NUMBER
from iombot.understanding.terms import Terms, small

NO_TOPIC = frozenset({"ask", "soft"})


def leaves_topic(
    decision: Decision, question: Reading, state: ChatState, terms: Terms, releases: Collection[str]
) -> bool:
    """Whether a question that is nothing but a wish ("name two of them") is answered about something else.

    To come from the same release is no common topic.
    """
    target = decision.fits[0].target
    last = terms.targets.by_id.get(state.entries[0])
    if last is None or target.kind != "entry" or target.id in state.entries:
        return False
    said = {name for name in question.own_concepts if not (name.startswith(NUMBER) and small([name]))}
    kinds = terms.kinds(said)
    if kinds & TOPICAL or "ask" not in kinds:
        return False
    ours, theirs = (frozenset().union(*one.about) for one in (target, last))
    common = (name for name in ours & theirs if name not in releases)
    return terms.kinds(common) <= NO_TOPIC


def something_else(decision: Decision, reading: Reading, state: ChatState, ranker: Ranker) -> Decision:
    """The decision, with another answer where something else than the last one was asked for ("anything else?")."""
    told = decision.verdict == "answer" and decision.fits[0].target.id in state.entries
    asked = told and any(OTHERS in item.concepts for item in heard(reading))
    if not asked or decision.fits[0].target.places or decision.derivation:
        return decision
    return another(NOT_STATED, reading, state, ranker)


def another(decision: Decision, reading: Reading, state: ChatState, ranker: Ranker) -> Decision:
    """The best answer that was not just given; the decision as it is where there is none."""
    others = [fit for fit in ranker.rank(reading) if fit.possible and fit.target.id not in state.entries]
    if others and others[0].confidence >= ACCEPT and not others[0].target.gap:
        return Decision("answer", (others[0],), confidence=others[0].confidence)
    return decision
