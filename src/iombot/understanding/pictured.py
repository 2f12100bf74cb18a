"""Whom "the man in the photo of the return story" means: the person pictured, by what is told of that one alone."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from iombot.knowledge.models import Concept
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import COUNT, TOP

PHOTO = frozenset({"photo", "caption"})
"""Concepts of the picture in a release."""
NEAR = 2
"""Words before such a one among which it stands ("with his mother")."""


@dataclass(frozen=True)
class Pictured:
    """The persons in the photos, by what tells them apart."""

    cues: Mapping[str, frozenset[str]]
    """What is known of each one, as concepts: the release of the photo, places, who else is in the picture."""
    somebody: tuple[str, ...]
    """Concepts of a person without a name, topics first: who types "the men on the foto" may mean one."""

    @classmethod
    def of(cls, targets: tuple[Target, ...], concepts: Iterable[Concept]) -> Pictured:
        """The persons of the entries about a photo, with what stands beside each of them there."""
        unnamed = sorted((one for one in concepts if one.somebody), key=lambda one: one.kind != "topic")
        somebody = tuple(one.id for one in unnamed)
        found: dict[str, set[str]] = defaultdict(set)
        for target in targets:
            if target.kind == "entry" and not target.gap and len(target.persons) == 1:
                found[min(target.persons)] |= set(_cues(target)).difference(somebody)
        return cls({person: frozenset(cues) for person, cues in found.items() if cues}, somebody)

    def name(self, reading: Reading) -> Reading:
        """The reading with the name of a person who is only described; as it was where nobody or several are meant."""
        said = reading.concepts
        somebody = self._somebody(reading) if said & PHOTO and COUNT not in said else []
        meant = [person for person, cues in self.cues.items() if cues & said]
        if len(meant) == 1 and not somebody and said & PHOTO and COUNT not in said:
            return _standing_for(meant[0], reading)
        if len(meant) != 1 or not somebody:
            return reading
        named = (replace(item, concepts=frozenset(meant), inner=frozenset()) for item in somebody)
        beside = (item for item in reading.evidence if item.concepts & self.cues[meant[0]] and _with(item, reading))
        left_out = {*somebody, *beside}
        return reading.made_of([*named, *(item for item in reading.evidence if item not in left_out)])

    def _somebody(self, reading: Reading) -> list[Evidence]:
        """The words for a man without a name, or for any of those pictured; empty where somebody is named."""
        persons = [item for item in reading.evidence if any(name.startswith(PERSON) for name in item.concepts)]
        if persons:
            named = {name for item in persons for name in item.concepts if name.startswith(PERSON)}
            return persons if len(persons) == 1 < len(named) and named <= self.cues.keys() else []
        every = ([item for item in reading.evidence if name in item.concepts] for name in self.somebody)
        return next(filter(None, every), [])


def _standing_for(person: str, reading: Reading) -> Reading:
    """The reading in which the picture may stand for whom it shows ("photo, return report: back to which country?")."""
    if TOP in reading.concepts or any(name.startswith(PERSON) for name in reading.concepts):
        return reading
    seen = (
        replace(item, concepts=item.concepts | {person}) if item.concepts & PHOTO else item for item in reading.evidence
    )
    return reading.made_of(seen)


def _cues(target: Target) -> Iterator[str]:
    """What of an entry about a photo tells who is in it."""
    if not any(group & PHOTO for group in target.about):
        return
    yield from target.named
    for group in target.about:
        if group & target.persons:
            yield from group - PHOTO - target.persons
        if group & target.persons and group & PHOTO:
            # The picture stands for the person there, so all else is told of that one.
            yield from (name for other in target.about if other is not group for name in other)


def _with(item: Evidence, reading: Reading) -> bool:
    """Whether evidence tells who else is in the picture ("the man with his mother"): then it asks for nothing."""
    before = (token.text for token in reading.tokens[max(0, item.start - NEAR) : item.start + 1])
    return not reading.words.accompanying.isdisjoint(before)
