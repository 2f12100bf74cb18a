"""Where a place comes in: "what do you have on Guinea?", "why is Ethiopia in the release?"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace

from iombot.dialogue.decide import NOT_STATED, Decision
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PLACE, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import DEFINE, INJECTION, PAIR, SAY, WHICH, WHY, Terms

MENTION = "mention"
"""Concept of having something on a thing; the lexicon declares it."""
ASKING = frozenset({WHY, WHICH, "ask-where", "ask-how", DEFINE, "ask-content", "ask-role", "ask-list"})
"""Wishes that are met by telling where a place comes in."""
MOST_PLACES = 5
"""Places up to which an answer tells of each of them; with more it is but a list of names."""

UNASKED = frozenset({INJECTION})
"""Marks of a message that is no question."""

Mentions = Mapping[str, tuple[Target, ...]]
"""By each place, as a concept, what tells of it: one answer of each paragraph."""


def mentions_of(targets: Iterable[Target]) -> Mentions:
    """What tells of which place; the first of each paragraph, and neither what is missing nor what is calculated."""
    found: dict[str, dict[frozenset[str], Target]] = defaultdict(dict)
    for target in targets:
        plain = target.kind == "entry" and not (target.gap or target.calculated) and len(target.paragraphs) == 1
        if plain and len(target.named) <= MOST_PLACES:
            for place in target.named:
                found[place].setdefault(target.paragraphs, target)
    return {place: tuple(told.values()) for place, told in found.items()}


def mentioned(reading: Reading, mentions: Mentions, releases: frozenset[str], terms: Terms) -> tuple[Target, ...]:
    """What tells of the one place of which a question asks no more than what is said of it; empty for any other."""
    places = {name for name in reading.own_concepts if name.startswith(PLACE)}
    if len(places) != 1 or reading.limits or not reading.own_concepts & {SAY, MENTION}:
        return ()
    if not all(_idle(item, places | releases, terms) for item in reading.own):
        return ()
    named = releases & reading.own_concepts
    return tuple(target for target in mentions.get(places.pop(), ()) if named <= target.core)


def unmentioned(decision: Decision, reading: Reading, terms: Terms) -> Decision:
    """The decision on a question of which every word is known and nothing comes near: the releases do not say.

    A name alone, or one beside talk, asks for nothing.
    """
    own = reading.own
    blank = decision.verdict == "unknown" and decision.reason == "not-understood" and not decision.fits
    if not (blank and own and all(item.concepts for item in own)) or reading.marks & UNASKED:
        return decision
    places = [item for item in own if any(name.startswith(PLACE) for name in item.concepts)]
    topics = [item for item in own if terms.kinds(item.concepts) & {"topic", "aspect", "entity"}]
    says = bool(reading.own_concepts & {SAY, MENTION})
    asks = says or bool(reading.own_concepts & terms.wishes) or reading.claim
    if not asks or not (places or len(topics) >= PAIR):
        return decision
    untold = next((item for item in places if not _told(item, terms)), None)
    if untold and says and topics == places:
        return replace(NOT_STATED, reason="other-place", blame=untold.text, unsound="unknown-mention")
    if untold:
        return replace(NOT_STATED, reason="other-place", blame=untold.text)
    return decision if says else NOT_STATED


def _told(item: Evidence, terms: Terms) -> bool:
    """Whether some answer names a place, or one within it; the region around a country does not name it."""
    named = frozenset(place for target in terms.targets.all for place in target.named)
    around = {f"{PLACE}{larger}" for place in named for larger in terms.within.get(place.removeprefix(PLACE), ())}
    return bool(item.concepts & (named | around))


def _idle(item: Evidence, names: frozenset[str] | set[str], terms: Terms) -> bool:
    """Whether evidence says no more than the place, the release, or that something is said."""
    allowed = item.concepts & names or item.concepts & ASKING or FILLER in item.concepts
    return bool(item.concepts) and (bool(allowed) or terms.kinds(item.concepts) == {"soft"})
