"""The other one of two: the other programme, the other release, the person in the other photo."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from iombot.dialogue.heard import heard
from iombot.dialogue.memory import said_of
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence, recalled
from iombot.understanding.targets import Target, Targets
from iombot.understanding.terms import ONE_OF, PAIR

OTHER, OTHER_RELEASE, OTHERS = "other-one", "other-release", "rank-others"
SAME_RELEASE = "that-release"
"""Pointers at the other one and at one of those spoken of; the lexicon declares them."""


@dataclass(frozen=True)
class Counterparts:
    """What stands beside what."""

    slots: Mapping[str, str]
    """The other of two concepts that replace each other."""
    releases: Mapping[str, str]
    """The name of the other of two releases, by each name of the one."""
    persons: Mapping[str, str]
    """The person of the other release about whom the same is known, such as who is pictured there."""
    shared: frozenset[str]
    """Concepts of what is known of persons of both releases, such as their photo."""
    release_of: Mapping[str, str]
    """The name of the release that an entry or contact comes from."""

    @classmethod
    def of(cls, knowledge: KnowledgeBase, targets: Targets) -> Counterparts:
        """The counterparts of a knowledge base."""
        members: dict[str, list[str]] = defaultdict(list)
        for concept in knowledge.concepts.values():
            if concept.slot and concept.kind == "topic":
                members[concept.slot].append(concept.id)
        pairs = [tuple(ids) for ids in members.values() if len(ids) == PAIR]
        releases = list(knowledge.releases.values())
        names = {}
        if len(releases) == PAIR and all(release.about for release in releases):
            for one, other in (releases, reversed(releases)):
                names.update(dict.fromkeys(one.about, other.about[0]))
        named = {release.id: release.about[0] for release in releases if release.about}
        places = {target.id: min(target.paragraphs, default="").partition(":")[0] for target in targets.all}
        places |= {contact.id: contact.source.release or "" for contact in knowledge.contacts.values()}
        places |= {release: release for release in knowledge.releases}
        known = _known(targets)
        homes = {name: places[target.id] for name, target in _about_one(targets)}
        persons = dict(_persons(known, homes))
        return cls(
            slots={one: other for a, b in pairs for one, other in ((a, b), (b, a))},
            releases=names,
            persons=persons,
            shared=frozenset(
                name for one, other in persons.items() for group in known[one] & known[other] for name in group
            ),
            release_of={id: named[release] for id, release in places.items() if release in named},
        )

    def put(self, question: Reading, state: ChatState, targets: Targets) -> Reading | None:
        """The question with the other one named instead of pointed at; None where it points at none."""
        pointers = [item for item in heard(question) if item.concepts & {OTHER, OTHER_RELEASE, ONE_OF}]
        pointers = pointers or self._rest(question, state, targets)
        if not pointers:
            return None
        pointer = pointers[0]
        spoken = persons_of(state, targets)
        if ONE_OF in pointer.concepts:
            found = _in_order(question, spoken) or _in_order(question, self._both(state, targets))
        else:
            found = self._release(state) if OTHER_RELEASE in pointer.concepts else self._one(state, spoken)
        if not found:
            return None
        kept = tuple(item for item in question.evidence if not self._replaced(item, pointer))
        named = Evidence(pointer.start, pointer.end, pointer.text, frozenset({found}))
        told = recalled(frozenset({name}) for name in self._beside(pointer, state))
        return question.made_of((*kept, named, *told))

    def same_release(self, question: Reading, state: ChatState) -> Reading | None:
        """The question with the release named that the last answer is from; None where it points at none."""
        pointer = next((item for item in question.pointers if SAME_RELEASE in item.concepts), None)
        name = self.release_of.get(state.entries[0]) if state.entries else None
        if pointer is None or name is None or self.releases.keys() & question.own_concepts:
            return None
        kept = (item for item in question.evidence if not (pointer.start <= item.start and item.end <= pointer.end))
        named = Evidence(pointer.end - 1, pointer.end, pointer.text, frozenset({name}))
        return question.made_of((*kept, named))

    def _rest(self, question: Reading, state: ChatState, targets: Targets) -> list[Evidence]:
        """Words for the rest, which is the other one where the figure of one of two was just given."""
        last = targets.by_id.get(state.entries[0]) if state.entries else None
        if last is None or not last.counts or any(":" in name for name in question.own_concepts):
            return []
        return [item for item in heard(question) if OTHERS in item.concepts]

    def _replaced(self, item: Evidence, pointer: Evidence) -> bool:
        """Whether evidence stands on the words that point, and says no more than they do ("photo" says more)."""
        if item.background or not (item.start < pointer.end and pointer.start < item.end):
            return False
        return not (OTHER_RELEASE in pointer.concepts and item.concepts & self.shared)

    def _release(self, state: ChatState) -> str | None:
        """The name of the release that the last answer is not from."""
        spoken = self.release_of.get(state.entries[0], "") if state.entries else ""
        return self.releases.get(spoken)

    def _beside(self, pointer: Evidence, state: ChatState) -> list[str]:
        """Who is meant in the other release by what was said of a person in this one."""
        spoken = [name for name in state.concepts if name in self.persons] if OTHER_RELEASE in pointer.concepts else []
        return [self.persons[spoken[0]]] if len(spoken) == 1 else []

    def _both(self, state: ChatState, targets: Targets) -> list[str]:
        """The programmes or stages spoken of, in order; where only one was, the other one is the second.

        Beside several places the second is one of those.
        """
        found = self._slotted(state, targets)
        last = targets.by_id.get(state.entries[0]) if state.entries else None
        alone = len(found) == 1 and last is not None and not last.named
        return [*found, self.slots[found[0]]] if alone else found

    def _slotted(self, state: ChatState, targets: Targets) -> list[str]:
        """The programmes or stages that answers were about, in order, each once."""
        answered = (targets.by_id.get(said_of(answer)[0]) for answer in state.earlier)
        about = (group for one in answered if one for group in one.about[:1])
        named = (list(self.slots.keys() & group) for group in about)
        return list(dict.fromkeys(names[0] for names in named if len(names) == 1))

    def _one(self, state: ChatState, spoken: list[str]) -> str | None:
        found = [name for name in state.concepts if name in self.slots]
        if found:
            return self.slots[found[0]] if len(found) == 1 else None
        current = list(state.persons)
        named = [name for name in state.concepts if name in self.releases]
        if not current and len(named) == 1:
            return self.releases[named[0]]
        if len(current) != 1:
            return None
        others = [name for name in spoken if name != current[0]]
        return others[-1] if others else self.persons.get(current[0])


def persons_of(state: ChatState, targets: Targets) -> list[str]:
    """The persons that answers were about, in order, each once."""
    answered = (targets.by_id.get(said_of(answer)[0]) for answer in state.earlier)
    return list(dict.fromkeys(name for one in answered if one and len(one.persons) == 1 for name in one.persons))


def _in_order(question: Reading, spoken: list[str]) -> str | None:
    """The first or second of those spoken of."""
    ranks = [int(rank) for rank in question.values("ordinal")]
    return spoken[ranks[0] - 1] if len(ranks) == 1 and PAIR <= len(spoken) >= ranks[0] else None


def _about_one(targets: Targets) -> Iterator[tuple[str, Target]]:
    """Entries about a single person, each with that person."""
    return ((next(iter(one.persons)), one) for one in targets.all if one.kind == "entry" and len(one.persons) == 1)


def _known(targets: Targets) -> dict[str, set[frozenset[str]]]:
    """What can be asked about each person."""
    known: dict[str, set[frozenset[str]]] = defaultdict(set)
    for name, target in _about_one(targets):
        known[name] |= {group for group in target.about if name not in group}
    return known


def _persons(known: Mapping[str, set[frozenset[str]]], homes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """For each person the one of another release of whom the most of the same can be asked."""
    for name, groups in known.items():
        others = [other for other in known if homes[other] != homes[name] and groups & known[other]]
        if others:
            yield name, max(others, key=lambda other: (len(groups & known[other]), other))
