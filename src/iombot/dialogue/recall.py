"""What a follow-up takes over from the question before it."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from iombot.dialogue.derive import OPERATORS
from iombot.dialogue.heard import heard
from iombot.dialogue.memory import said_of
from iombot.dialogue.state import ChatState
from iombot.knowledge.models import Concept
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE, Evidence, recalled
from iombot.understanding.targets import PLACE_ASKS, Target, Targets
from iombot.understanding.terms import AMENDS, COUNT, REST, SHARE, TOP, WISH

AMOUNT = frozenset({COUNT, "ask-change"})
"""Concepts of "how much", which asks for a number or for how something changed."""
PERCENT = "percent"
"""Unit of a share."""
PLACE_KIND = "place-kind"
"""Slot of the concepts of kinds of places: country, region."""
OF_THOSE = "of-those"
"""Pointer at a part of what was counted; the lexicon declares it."""


@dataclass(frozen=True)
class Recall:
    """Completes a question by the concepts of the last one."""

    concepts: Mapping[str, Concept]
    targets: Targets
    releases: Collection[str]
    """The names of releases, one of which replaces another."""
    questioning: frozenset[str]
    """Words with which questions begin."""

    def limits(self, reading: Reading, state: ChatState) -> frozenset[str]:
        """What still narrows the question, less what it replaces ("from Yemen" - "and overall?")."""
        slots = {self._slot(concept) for concept in reading.own_concepts} - {None}
        return frozenset(name for name in state.limits if self._slot(name) not in slots)

    def taken_up(self, reading: Reading, state: ChatState) -> Reading:
        """The question with what was said before, and what kept that from being answered."""
        told = reading.with_evidence(self.remembered(reading, state))
        return replace(told, limits=self.limits(reading, state))

    def remembered(self, reading: Reading, state: ChatState) -> Iterable[Evidence]:
        """Concepts of the last question, less those in whose place the new one puts another."""
        # "The rest of the world" is the rest of what was spoken of.
        beside = frozenset(name for item in reading.own if REST in item.concepts for name in item.inner)
        slots = {self._slot(concept) for concept in reading.concepts - beside} - {None}
        if any(self._asks_by_word(item, reading) for item in reading.own):
            slots.add(WISH)
        if WISH not in slots and reading.own and any(OF_THOSE in item.concepts for item in heard(reading)):
            # "Since when?" - "and of those, refugees?" asks how many.
            slots.add(WISH)
            yield from recalled([frozenset({COUNT})])
        moved = self.moved(reading, state)
        if moved:
            yield from recalled(group - moved for group in self._last_about(state) if group - moved)
        for concept in state.concepts:
            if self._slot(concept) not in slots and concept not in moved:
                yield from recalled([frozenset({concept})])
        if OPERATORS.keys() & reading.own_concepts:
            # "Together?" takes in what was answered before the last answer, too.
            for answer in state.earlier[-3:]:
                target = self.targets.by_id.get(said_of(answer)[0])
                yield from topics_of(target) if target else ()

    def moved(self, reading: Reading, state: ChatState) -> frozenset[str]:
        """What the last answer says of a region where a country is now meant beside it, or the other way round.

        "Which countries?" asks for those within the region; "the top country", or "no, the country", for another one.
        """
        said = {name for name in reading.own_concepts if self._slot(name) == PLACE_KIND}
        told = self._last_about(state)
        others = {name for group in told for name in group if self._slot(name) == PLACE_KIND} - said
        beside = TOP in reading.own_concepts or AMENDS in reading.marks
        if not (said and others and beside):
            return frozenset()
        every = frozenset(name for group in told for name in group).union(state.concepts)
        return frozenset({*others, *PLACE_ASKS, *(name for name in every if name.startswith(PLACE))})

    def _last_about(self, state: ChatState) -> tuple[frozenset[str], ...]:
        last = self.targets.by_id.get(state.entries[0]) if state.entries else None
        return last.about if last else ()

    def topics(self, reading: Reading, state: ChatState) -> Iterator[Evidence]:
        """The same without places: none of them singles out a line of the list."""
        for item in self.remembered(reading, state):
            if not any(name.startswith(PLACE) for name in item.concepts):
                yield item

    def as_share(self, reading: Reading, state: ChatState) -> Reading:
        """The question, which asks for another share where it says "how much" after one."""
        last = self.targets.by_id.get(state.entries[0])
        if last is None or last.unit != PERCENT or last.places:
            return reading
        return reading.made_of(
            replace(item, concepts=item.concepts - AMOUNT | {SHARE}) if item.concepts >= AMOUNT else item
            for item in reading.evidence
        )

    def _asks_by_word(self, item: Evidence, reading: Reading) -> bool:
        """Whether evidence that is no wish holds a question word ("who shot it") and so asks something else."""
        said = {token.text for token in reading.tokens[item.start : item.end]}
        return bool(item.concepts) and bool(said & self.questioning)

    def _slot(self, concept: str) -> str | None:
        kind, _, value = concept.partition(":")
        if value:
            return kind
        if concept in self.releases:
            return "release"
        known = self.concepts.get(concept)
        if known is None:
            return None
        return WISH if known.kind == WISH else known.slot


def topics_of(target: Target) -> Iterator[Evidence]:
    """What a target is about in any case, as if it had been said before."""
    return recalled(group for group in target.about if len(group) == 1)
