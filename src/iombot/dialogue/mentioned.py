"""Where a place comes in: "what do you have on Guinea?", "why is Ethiopia in the release?"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PLACE, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import DEFINE, SAY, WHICH, WHY, Terms

MENTION = "mention"
"""Concept of having something on a thing; the lexicon declares it."""
ASKING = frozenset({WHY, WHICH, "ask-where", "ask-how", DEFINE, "ask-content", "ask-role", "ask-list"})
"""Wishes that are met by telling where a place comes in."""
MOST_PLACES = 5
"""Places up to which an answer tells of each of them; with more it is but a list of names."""

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


def _idle(item: Evidence, names: frozenset[str] | set[str], terms: Terms) -> bool:
    """Whether evidence says no more than the place, the release, or that something is said."""
    allowed = item.concepts & names or item.concepts & ASKING or FILLER in item.concepts
    return bool(item.concepts) and (bool(allowed) or terms.kinds(item.concepts) == {"soft"})
