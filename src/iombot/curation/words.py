"""Concepts that nobody uses, and words that stand for two things."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from iombot.curation.whereabouts import Spot, Whereabouts
from iombot.dialogue.core import Bot
from iombot.dialogue.derive import OPERATORS
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase, all_languages
from iombot.knowledge.forms import written_out
from iombot.understanding.entities import entity
from iombot.understanding.lexicon import ABBREVIATION
from iombot.understanding.spotting import PERSON, PLACE
from iombot.understanding.terms import COUNT, MOSTLY, SHARE, TOP, WHEN, WHICH, WHO, WISH
from iombot.understanding.text import fold

ACTIVE = ("aspect", "soft", "mark", "pointer")
"""Kinds of concepts that do their work without being named by an entry: they narrow a question, weigh little, or tell
how it is said."""
BY_NAME = frozenset({COUNT, SHARE, WHO, WHICH, TOP, MOSTLY, *WHEN, *OPERATORS})
"""Topics and wishes that the rules know by name."""
MOST_WORDINGS = 20_000
"""Wordings up to which a form is written out; the most manifold one of the shipped lexicon has 17,280."""
SHOWN = 3
"""Wordings that a finding names."""


@dataclass(frozen=True)
class _Owner:
    """What surface forms stand for."""

    name: str
    """Concept, or `place:NE`, or `person:ID`."""
    spot: Spot


def check_concepts(bot: Bot, where: Whereabouts) -> Iterator[Finding]:
    """Topics and wishes that no answer, rule or other concept has to do with, and people whom no entry is about."""
    base = bot.knowledge
    named = set(BY_NAME).union(*(target.covered | target.rivals for target in bot.ranker.targets.all))
    for concept in base.concepts.values():
        named |= {*concept.implies, concept.opposite or ""} - {concept.id}
    for concept in base.concepts.values():
        if concept.kind not in ACTIVE and concept.id not in named:
            yield where.spot("concepts", concept.id).at("id").warning(f"no entry uses the concept {concept.id!r}")
    for id in base.people:
        if entity("person", id) not in named:
            yield where.spot("people", id).at("id").warning(f"no entry is about {id!r}: name {entity('person', id)!r}")


def check_forms(base: KnowledgeBase, where: Whereabouts) -> Iterator[Finding]:
    """Surface forms that two concepts, places or people claim, a finding for each two of them."""
    owners: dict[str, _Owner] = {}
    # Two million wordings, of which hardly any has a second owner.
    firsts: dict[str, str] = {}
    claims: dict[str, set[str]] = {}
    for owner, forms in _claims(base, where):
        owners[owner.name] = owner
        for wording in wordings(forms):
            first = firsts.setdefault(wording, owner.name)
            if first != owner.name:
                claims.setdefault(wording, {first}).add(owner.name)
    shared: dict[tuple[str, str], list[str]] = defaultdict(list)
    order = {name: place for place, name in enumerate(owners)}
    for wording, names in claims.items():
        for pair in combinations(sorted(names, key=order.__getitem__), 2):
            shared[pair].append(wording)
    for (first, second), common in shared.items():
        yield _shared(owners[first], owners[second], common, base)


def _claims(base: KnowledgeBase, where: Whereabouts) -> Iterator[tuple[_Owner, Iterable[str]]]:
    for concept in base.concepts.values():
        yield _Owner(concept.id, where.spot("concepts", concept.id)), all_languages(concept.forms)
    for place in base.places.values():
        yield _Owner(entity("place", place.id), where.spot("places", place.id)), all_languages(place.forms)
    for person in base.people.values():
        yield _Owner(entity("person", person.id), where.spot("people", person.id)), [person.name, *person.aliases]
    for contact in base.contacts.values():
        names = [contact.name] if contact.name else []
        yield _Owner(entity("person", contact.id), where.spot("contacts", contact.id)), [*names, *contact.aliases]


def wordings(forms: Iterable[str]) -> Iterator[str]:
    """Everything that forms stand for, as it is compared: `(go|went) [back] home` is four wordings."""
    for form in forms:
        if len(form) <= ABBREVIATION and form.isupper():
            yield form  # an abbreviation: in lower case it may be another word
            continue
        yield from written_out(fold(form), MOST_WORDINGS)


def _shared(first: _Owner, second: _Owner, common: list[str], base: KnowledgeBase) -> Finding:
    shown = ", ".join(map(repr, common[:SHOWN])) + (", …" if len(common) > SHOWN else "")
    several = "a surface form" if len(common) == 1 else f"{len(common)} surface forms"
    said = f"shares {several} with {first.name!r}: {shown}"
    spot = second.spot if second.name.startswith((PERSON, PLACE)) else second.spot.at("forms")
    a, b = base.concepts.get(first.name), base.concepts.get(second.name)
    if a and b and (a.opposite == b.id or b.opposite == a.id):
        return spot.error(f"{said}; it says the contrary, so a claim would be confirmed and denied at once")
    if a and b and a.slot and a.slot == b.slot != WISH:
        return spot.warning(f"{said}; one of the two is meant, and the bot cannot tell which")
    kinds = [next((kind for kind in (PERSON, PLACE) if one.name.startswith(kind)), "") for one in (first, second)]
    if kinds[0] and kinds[0] == kinds[1]:
        return spot.warning(f"{said}; what is said of one may be given for the other")
    swallowing = next((one.id for one in (a, b) if one and one.kind == "mark" and not one.shared), None)
    if swallowing and all(" " in wording for wording in common):
        return spot.note(f"{said}; they tell how something is said ({swallowing!r}), and count as nothing else")
    return spot.note(f"{said}; either of the two then explains the words")
