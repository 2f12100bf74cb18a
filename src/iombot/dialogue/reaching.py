"""Whom to ask about a story, a photo or a figure that a message names: "who do I call about Dawit?"."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from iombot.dialogue.decide import decide
from iombot.dialogue.decision import Decision
from iombot.dialogue.heard import bare
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.pictured import PHOTO
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, PLACE, YEAR, Evidence
from iombot.understanding.terms import COUNT, REST, SAY, WHICH, WHO, WHOM, telling

AROUND = WHOM | {"contact", "email", "press", SAY, "ask-where", "ask-list", REST, WHICH, WHO}
"""What may be said around them, like all that may stand beside a contact."""

ASKED = WHOM | {"contact", "phone", "email"}
"""Concepts of somebody to be reached."""
PRONOUNS = frozenset({"he-him", "she-her"})
"""Marks of speaking of somebody: then it is that one who is to be reached."""
NEAR = 4
"""Words before a name among which "about" makes it what is asked about."""


@dataclass(frozen=True)
class Reaching:
    """Whom to ask about somebody or something that a release tells of: the contacts of that release."""

    ranker: Ranker
    names: Mapping[str, str]
    """A concept that names each release, by its id."""
    contacts: frozenset[str]
    """The persons who can be reached, as concepts."""

    @classmethod
    def of(cls, knowledge: KnowledgeBase, ranker: Ranker) -> Reaching:
        """The releases and contacts of a knowledge base."""
        names = {release.id: release.about[0] for release in knowledge.releases.values() if release.about}
        return cls(ranker, names, frozenset(PERSON + id for id in knowledge.contacts))

    def put(self, question: Reading) -> Reading | None:
        """The question with the name of the release in place of the story, photo or figure that it is about.

        None where nobody is asked for, or nothing of the kind is what the letter or call is about.
        """
        own = question.own
        asked = [item for item in own if item.concepts & ASKED]
        if not asked or self.contacts & question.concepts or question.marks & PRONOUNS:
            return None
        rest = [item for item in own if item not in asked]
        leaning = bare(question, AROUND | ASKED | {"release", "publication"}, self.ranker.terms)
        around = [item for item in question.evidence if item.background and _story(item)]
        told = around if leaning else rest
        apart = any(asked[0].end <= item.start < asked[-1].start for item in rest if _story(item))
        if apart or not any(_topic(item, question) for item in told):
            return None
        stories = [item for item in told if _story(item)]
        ways = (stories, told, [*around, *rest])
        release = next(filter(None, (self._release(question, way) for way in ways)), None)
        # A place or year that does not belong to the story makes it another one.
        values = [item for item in question.evidence if _value(item)]
        if release is None or (values and self._decided(question, [*stories, *values]).verdict == "unknown"):
            return None
        start, end = min(item.start for item in told), max(item.end for item in told)
        named = Evidence(start, end, " ".join(item.text for item in told), frozenset({release}))
        return replace(question, claim=False).made_of((*asked, named))

    def _decided(self, question: Reading, told: list[Evidence]) -> Decision:
        """The decision on what is told, as if that were all of the question."""
        alone = question.made_of(replace(item, background=False) for item in told)
        return decide(replace(alone, claim=False), self.ranker)

    def _release(self, question: Reading, told: list[Evidence]) -> str | None:
        """The concept that names the one release in which something is told."""
        decision = self._decided(question, told)
        places = decision.fits[0].target.paragraphs if decision.fits else frozenset[str]()
        releases = {place.partition(":")[0] for place in places}
        return self.names.get(releases.pop()) if len(releases) == 1 else None


def _value(item: Evidence) -> bool:
    return any(name.startswith((PLACE, YEAR)) for name in item.concepts)


def _story(item: Evidence) -> bool:
    """Whether evidence is a person, a photo or a figure."""
    return bool(item.concepts & (PHOTO | {COUNT})) or any(
        telling(name) or name.startswith(PERSON) for name in item.concepts
    )


def _topic(item: Evidence, question: Reading) -> bool:
    """Whether such evidence is what somebody is to be asked about; a person is written to "for", and asked "about"."""
    before = [token.text for token in question.tokens[max(0, item.start - NEAR) : item.start]]
    if not _story(item):
        return False
    person = any(name.startswith(PERSON) for name in item.concepts)
    framed = not person and any(word in question.words.framing for word in before[-2:])
    return framed or any(word in question.words.topical for word in before)
