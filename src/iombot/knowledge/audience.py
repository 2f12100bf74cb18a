"""What everybody may see of a knowledge base: entries and contacts for staff are taken out before anything is built.

A view is an ordinary knowledge base. Whatever answers, searches, lists, draws or links from it cannot tell it from one
in which those entries were never written, so no check need stand anywhere else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from dataclasses import replace
from itertools import chain
from typing import Final

from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.models import Concept, Contact, Entry

STAFF: Final = "staff"
TELLING: Final = ("topic", "aspect")
"""Kinds of concepts that may give away what staff speak of; the others are about how people ask."""
PERSON: Final = "person:"
PLACE: Final = "place:"


def public_view(base: KnowledgeBase) -> KnowledgeBase:
    """The knowledge base as if what is marked `audience: staff` had never been written; itself if nothing is.

    Words, places, people and releases that nothing else speaks of go too: a bot that knows a word shows it by the way
    in which it cannot answer.
    """
    hidden = {entry.id for entry in base.entries.values() if entry.audience == STAFF}
    hidden |= {contact.id for contact in base.contacts.values() if contact.audience == STAFF}
    if not hidden:
        return base
    shown = [entry for id, entry in base.entries.items() if id not in hidden]
    contacts = {id: contact for id, contact in base.contacts.items() if id not in hidden}
    secret = [base.entries[id] for id in hidden if id in base.entries]
    gone_releases = _releases(secret, (base.contacts[id] for id in hidden if id in base.contacts))
    gone_releases -= _releases(shown, contacts.values())
    releases = {id: release for id, release in base.releases.items() if id not in gone_releases}
    named = chain.from_iterable(release.about for release in releases.values())
    used = _evoked(shown).union(named)
    about_gone = chain.from_iterable(base.releases[id].about for id in gone_releases)
    gone = _evoked(secret).union(about_gone) - used
    people = {
        id: person
        for id, person in base.people.items()
        if PERSON + id not in gone and person.source.release not in gone_releases
    }
    concepts = _concepts(base.concepts, gone, used)
    unknown = {PERSON + id for id in hidden | (base.people.keys() - people.keys())}
    unknown |= base.concepts.keys() - concepts.keys()
    view = replace(
        base,
        releases=releases,
        entries={entry.id: _without(entry, hidden, unknown) for entry in shown},
        contacts=contacts,
        people=people,
        concepts=concepts,
        places={id: place for id, place in base.places.items() if PLACE + id not in gone},
    )
    return replace(view, version=_version(view))


def _version(view: KnowledgeBase) -> str:
    """The version of what everybody sees: that of the files would tell whenever something hidden changes."""
    parts = (view.releases, view.entries, view.contacts, view.people, view.intents)
    others = (view.concepts, view.places, view.languages, view.phrases)
    return hashlib.sha256(repr((parts, others)).encode(errors="backslashreplace")).hexdigest()[:12]


def _releases(entries: Iterable[Entry], contacts: Iterable[Contact]) -> set[str]:
    """Ids of the releases in which entries and contacts stand."""
    sources = [*(source for entry in entries for source in sources_of(entry)), *(one.source for one in contacts)]
    return {source.release for source in sources if source.release}


def _evoked(entries: Iterable[Entry]) -> set[str]:
    """Every concept that entries speak of, places and people among them."""
    found: set[str] = set()
    for entry in entries:
        found.update(name for group in (*entry.about, *entry.also, *entry.asks) for name in group.split("|"))
        found.update(PLACE + place for place in entry.places)
        found.update(PLACE + item.place for item in entry.items if item.place)
    return found


def _concepts(concepts: Mapping[str, Concept], gone: set[str], used: set[str]) -> dict[str, Concept]:
    """The concepts without those that are gone; what one that stays refers to stays too, unless it is gone itself."""
    lost = {id for id in _closure(gone, concepts) if id in concepts and concepts[id].kind in TELLING}
    lost -= _closure(used, concepts)
    stays = {id: concept for id, concept in concepts.items() if id not in lost}
    return {
        id: replace(
            concept,
            implies=[name for name in concept.implies if name not in lost],
            opposite=None if concept.opposite in lost else concept.opposite,
        )
        for id, concept in stays.items()
    }


def _closure(names: Iterable[str], concepts: Mapping[str, Concept]) -> set[str]:
    """Concepts with all that they imply."""
    found: set[str] = set()
    waiting = list(names)
    while waiting:
        name = waiting.pop()
        if name not in found:
            found.add(name)
            waiting += concepts[name].implies if name in concepts else []
    return found


def _without(entry: Entry, hidden: set[str], unknown: set[str]) -> Entry:
    """The entry without hidden entries that it only mentions, and without concepts that are unknown now.

    That it needs none of them was checked before.
    """

    def known(groups: list[str]) -> list[str]:
        left = ("|".join(name for name in group.split("|") if name not in unknown) for group in groups)
        return [group for group in left if group]

    related = [id for id in entry.related if id not in hidden]
    return replace(
        entry,
        related=related,
        also=known(entry.also),
        rivals=known(entry.rivals),
        affirms=known(entry.affirms),
        refutes=known(entry.refutes),
    )
