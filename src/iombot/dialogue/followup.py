"""What a follow-up leans on: the list just shown, the answer just given, the choice just offered."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.figures import PLACEHOLDER
from iombot.understanding.entities import entity, values_of
from iombot.understanding.reading import Reading
from iombot.understanding.targets import Targets
from iombot.understanding.text import words

RANK = "ordinal"
LAST, MIDDLE = "rank-last", "rank-middle"
"""Concepts of a place in a list that depends on its length."""


def last_list(state: ChatState, targets: Targets, knowledge: KnowledgeBase) -> list[str]:
    """The places or persons of the list last shown, in order, as concepts; empty where no list was shown."""
    if not state.entries:
        return []
    target = targets.by_id.get(state.entries[0])
    if target is None:
        return []
    if target.kind == "contacts":
        contacts = (contact for contact in knowledge.contacts.values() if contact.source.release == target.id)
        return [entity("person", contact.id) for contact in contacts]
    if target.places or target.kind != "entry":
        return list(target.places)
    answer = in_language(knowledge.entries[target.id].answer, "en")
    persons = [entity("person", name) for name in PLACEHOLDER.findall(answer) if name in knowledge.contacts]
    return persons if len(persons) > 1 else []


def name_ranks(reading: Reading, shown: list[str]) -> Reading:
    """The reading in which "the second one" also names the second of the list last shown."""

    def named(concepts: frozenset[str]) -> frozenset[str]:
        ranks = [int(rank) for rank in values_of(concepts, RANK) if int(rank) <= len(shown)]
        if shown and LAST in concepts:
            ranks.append(len(shown))
        if len(shown) % 2 and MIDDLE in concepts:
            ranks.append(len(shown) // 2 + 1)
        return frozenset({shown[rank - 1] for rank in ranks} | {entity(RANK, rank) for rank in ranks})

    evidence = (
        item if item.background else replace(item, concepts=named(item.concepts) or item.concepts)
        for item in reading.evidence
    )
    return replace(reading, evidence=tuple(evidence))


def chosen(reading: Reading, state: ChatState, labels: dict[str, str]) -> str | None:
    """The option that a short message picks, by its number, its place in the list or its label."""
    texts = tuple(token.text for token in reading.tokens if token.kind != "mark")
    if not state.options or not texts:
        return None
    for number, id in enumerate(state.options, 1):
        if texts == (str(number),) or texts == words(labels[id]):
            return id
    if len(texts) > MOST_WORDS:
        return None
    ranks = [int(rank) for rank in reading.values(RANK)]
    return state.options[ranks[0] - 1] if len(ranks) == 1 and ranks[0] <= len(state.options) else None


MOST_WORDS = 4
""" "The second one please" is a choice; a longer message is a new question."""
