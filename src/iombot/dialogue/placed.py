"""A place that is named after an answer, and of which something else is known: "131 offices" - "and in Niger?"."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.decision import NOT_STATED, Decision
from iombot.dialogue.state import ChatState
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE
from iombot.understanding.targets import Target
from iombot.understanding.terms import REQUEST, WISH, Terms

TOPIC, PERCENT = "topic", "percent"


def known_of_place(decision: Decision, said: Reading, state: ChatState, ranker: Ranker) -> Decision | None:
    """That the last answer is not known for a place, with what is known of it as the nearest; None where it is known.

    `said` is the message without what was said before it. A name alone ("Niger?"), or asked for as such ("tell me about
    Niger"), turns to the place.
    """
    last = ranker.targets.by_id.get(state.entries[0])
    if last is None or last.kind != "entry" or last.persons or decision.verdict != "answer" or not decision.fits:
        return None
    if not _goes_on(said, ranker.terms) or _on_topic(decision.fits[0].target, last, state, ranker.terms):
        return None
    place = next(item for item in said.own if any(name.startswith(PLACE) for name in item.concepts))
    return replace(NOT_STATED, fits=decision.fits, reason="other-place", blame=place.text, beside=True)


def _goes_on(said: Reading, terms: Terms) -> bool:
    """Whether a message names nothing but places, and cannot stand alone: "and in Niger?", "how many in Niger"."""
    placed = [item for item in said.own if item.concepts and all(name.startswith(PLACE) for name in item.concepts)]
    others = [item for item in said.own if item not in placed]
    only = [item for item in others if not item.concepts and item.text.lower() in said.words.sole]
    plain = all(item in only or (item.concepts and terms.kinds(item.concepts) <= {WISH}) for item in others)
    words = sum(token.kind == "word" for token in said.tokens)
    leans = words > sum(item.end - item.start for item in placed)
    return bool(placed) and plain and leans and not said.claim and REQUEST not in said.marks


def _on_topic(target: Target, last: Target, state: ChatState, terms: Terms) -> bool:
    """Whether an answer covers what was spoken of, places apart, and gives no share of something else."""
    if target.unit == last.unit == PERCENT and target.base != last.base:
        return False
    said = [group & frozenset(state.concepts) for group in last.about if not group & target.covered]
    return not any(TOPIC in terms.kinds(names) for names in said)
