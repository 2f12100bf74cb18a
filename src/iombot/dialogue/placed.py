"""A place or programme named after an answer, of which something else is known: "131 offices" - "and in Niger?"."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iombot.dialogue.decision import NOT_STATED, Decision
from iombot.dialogue.state import ChatState
from iombot.knowledge.fields import Reason
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import ANAPHORA, REQUEST, WISH, Terms

TOPIC, PERCENT = "topic", "percent"
PROGRAMME = "programme"
"""Slot of the concepts of programmes; the lexicon gives it to them."""
APART = frozenset({ANAPHORA, REQUEST})
"""Marks of messages that say themselves what they are about: "VHR in % of *that*"."""
UNTOLD = "unknown-elsewhere"
"""The sentence that says so."""


def known_of_another(decision: Decision, said: Reading, state: ChatState, ranker: Ranker) -> Decision | None:
    """That the last answer is not known for a place or programme, with what is known of that as the nearest.

    None where it is known. `said` is the message without what was said before it. A name alone ("Niger?", "and VHR?"),
    or asked for as such ("tell me about Niger"), turns to what it names.
    """
    last, terms = ranker.targets.by_id.get(state.entries[0]), ranker.terms
    if last is None or last.kind != "entry" or last.persons or decision.verdict != "answer" or not decision.fits:
        return None
    placed = [item for item in said.own if item.concepts and all(map(_is_place, item.concepts))]
    programmes = [item for item in said.own if any(_is_programme(name, terms) for name in item.concepts)]
    named = placed or (programmes if _restricts(said) else [])
    if not _goes_on(said, named, terms):
        return None
    # What is named takes the place of its like, and of nothing else.
    spoken = frozenset[str]().union(*last.about) & frozenset(state.concepts)
    kept = (name for name in spoken if not (_is_place(name) if placed else _is_programme(name, terms)))
    if not _leaves(decision.fits[0].target, last, kept, terms):
        return None
    reason: Reason = "other-place" if placed else "other-programme"
    return replace(NOT_STATED, fits=decision.fits, reason=reason, blame=named[0].text, unsound=UNTOLD, beside=True)


def _is_programme(name: str, terms: Terms) -> bool:
    concept = terms.concepts.get(name)
    return concept is not None and concept.slot == PROGRAMME


def _is_place(name: str) -> bool:
    return name.startswith(PLACE)


def _restricts(said: Reading) -> bool:
    """Whether a word narrows what was spoken of: "*for* VHR", "*only* AVRR"."""
    narrowing = said.words.framing | said.words.inside | said.words.sole
    return any(token.text in narrowing for token in said.tokens)


def _goes_on(said: Reading, named: Sequence[Evidence], terms: Terms) -> bool:
    """Whether a message names nothing else, and cannot stand alone: "and in Niger?", "how many in Niger"."""
    others = [item for item in said.own if item not in named]
    only = [item for item in others if not item.concepts and item.text.lower() in said.words.sole]
    plain = all(item in only or (item.concepts and terms.kinds(item.concepts) <= {WISH}) for item in others)
    words = sum(token.kind == "word" for token in said.tokens)
    leans = words > sum(item.end - item.start for item in named)
    return bool(named) and plain and leans and not said.claim and said.marks.isdisjoint(APART)


def _leaves(target: Target, last: Target, spoken: Iterable[str], terms: Terms) -> bool:
    """Whether an answer covers not all that was spoken of, or is a share of something else."""
    if target.unit == last.unit == PERCENT and target.base != last.base:
        return True
    return any(terms.kind(name) == TOPIC or _is_place(name) for name in spoken if name not in target.covered)
