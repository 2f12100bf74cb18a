"""Targets of a knowledge base, compiled for ranking."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from sys import intern
from typing import Any

from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.figures import PLACEHOLDER, Figure, references
from iombot.knowledge.models import Contact, Entry, Release
from iombot.understanding.entities import entity, plain_number
from iombot.understanding.official_names import QUOTES
from iombot.understanding.postings import Shared
from iombot.understanding.quantities import compile_quantities
from iombot.understanding.spotting import PERSON
from iombot.understanding.targets import PLACE_ASKS, Example, Target, TargetKind, Targets
from iombot.understanding.terms import EXPAND, UNROUNDED, standing_beside
from iombot.understanding.text import words

CONTACT_CONCEPTS = ("contact", "phone", "email", "release", "digits", "given-name")
CONTACT_ASKS = ("ask-phone", "ask-email", "ask-contact", "ask-who", "ask-name")


def compile_targets(knowledge: KnowledgeBase, examples: Mapping[str, Sequence[Example]]) -> Targets:
    """Targets in the order of the knowledge base; what an entry's own examples say may come along in any question."""
    shared = Shared()
    every = tuple(_sharing(_with_examples(one, examples.get(one.id, ())), shared) for one in _targets(knowledge))
    counts = Counter(concept for target in every for concept in target.covered)
    total = len(every) + 1
    # Smoothed inverse document frequency (Robertson and Spärck Jones), bounded below so that nothing weighs nothing.
    weights = {concept: max(0.3, math.log(total / (1 + count))) for concept, count in counts.items()}
    weights[""] = math.log(total)
    quantities = compile_quantities(knowledge, {target.id: target.covered for target in every})
    return Targets(every, {target.id: target for target in every}, weights, quantities)


def _with_examples(target: Target, examples: Iterable[Example]) -> Target:
    along = {name for example in examples for name in example.concepts} - target.rivals
    phrases = frozenset(phrase for example in examples for phrase in example.phrases)
    return replace(target, covered=target.covered | along, phrases=phrases)


def _sharing(target: Target, shared: Shared) -> Target:
    """The target with one object for equal sets: most are empty, and would be kept as a set each."""
    sets: dict[str, Any] = {name: shared(said) for name, said in vars(target).items() if isinstance(said, frozenset)}
    return replace(target, **sets)


def _targets(knowledge: KnowledgeBase) -> Iterator[Target]:
    for entry in knowledge.entries.values():
        yield _entry(entry, knowledge)
    for contact in knowledge.contacts.values():
        yield _contact(contact, knowledge)
    for release in knowledge.releases.values():
        yield _release_contacts(release, knowledge)


def _groups(about: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(map(intern, group.split("|"))) for group in about)


def _entry(entry: Entry, knowledge: KnowledgeBase) -> Target:
    groups = _groups(entry.about)
    figures = _figures_of(entry, knowledge)
    places = {entity("place", place) for place in [*entry.places, *(item.place for item in entry.items if item.place)]}
    releases = [knowledge.releases[source.release] for source in sources_of(entry) if source.release]
    named = frozenset(concept for release in releases for concept in release.about).difference(entry.rivals)
    ranks = {entity("ordinal", rank) for rank in range(1, len(entry.items) + 1) if entry.ranked}
    precise = {UNROUNDED} if figures.own and entry.qualifier is None else set()
    core = frozenset[str]().union(*groups, entry.asks, places, figures.own, ranks, precise)
    period = entry.period
    target = Target(
        id=entry.id,
        kind="entry",
        about=groups,
        covered=core.union(entry.also, figures.along, named),
        core=core.union(named, standing_beside("entry", knowledge.concepts).difference(entry.rivals)),
        asks=frozenset(entry.asks),
        rivals=frozenset(entry.rivals),
        year=period.year if period else None,
        since=period.since if period else None,
        release_year=releases[0].year if releases else None,
        numbers=figures.numbers,
        answers_place=entry.complete and bool(places) and bool(PLACE_ASKS.intersection(entry.asks)),
        exact=entry.unit == "ordinal",
        named=tuple(sorted(places)),
        pointers=figures.pointers,
        counts=entry.id in knowledge.figures and figures.single,
    )
    return _with_traits(_with_list(replace(target, base=_base(entry, knowledge)), entry), entry)


def _base(entry: Entry, knowledge: KnowledgeBase) -> str:
    """The unit of what a share is one of; empty where the knowledge base does not declare it."""
    if entry.part_of:
        return knowledge.entries[entry.part_of.partition(".")[0]].unit
    named = {name.partition(".")[0] for name in references(entry.formula or "")} - {entry.id}
    parts = [knowledge.entries[name] for name in named if name in knowledge.entries]
    bases = {_base(part, knowledge) if part.unit == "percent" else part.unit for part in parts}
    return bases.pop() if len(bases) == 1 else ""


def _with_list(target: Target, entry: Entry) -> Target:
    """The target with what its list says."""
    placed = [item for item in entry.items if item.place]
    figured = [(entity("place", item.place), item.number) for item in placed if item.number is not None]
    return replace(
        target,
        places=tuple(entity("place", item.place) for item in placed),
        shares=frozenset(place for place, _ in figured),
        by_place=tuple((place, plain_number(number)) for place, number in figured),
        ranked=entry.ranked,
        listed=bool(entry.items) and entry.complete and not figured and entry.number is None,
        routes=len(entry.places) > 1 and not entry.items,
        route=tuple(entity("place", place) for place in entry.places) if entry.route else (),
    )


def _with_traits(target: Target, entry: Entry) -> Target:
    """The target with how its answer is given."""
    return replace(
        target,
        unit=entry.unit,
        paragraphs=frozenset(f"{source.release}:{source.paragraph}" for source in sources_of(entry)),
        open_ended=entry.qualifier is not None,
        careful=entry.caution is not None,
        refutes=frozenset(entry.refutes),
        affirms=frozenset(entry.affirms),
        title=_title(entry),
        several=entry.several or len(entry.items) > 1,
        gap=entry.kind == "gap",
        calculated=entry.formula is not None,
        reaches="ask-contact" in entry.asks and any("ask-contact" in group for group in target.about),
    )


def _title(entry: Entry) -> tuple[str, ...]:
    """The words of the one name that an entry tells: a title in quotation marks, or what an abbreviation stands for."""
    names = list(entry.details.values())
    of_person = any(name.startswith(PERSON) for group in entry.about for name in group.split("|"))
    if len(names) != 1 or of_person or not (names[0][:1] in QUOTES or EXPAND in entry.asks):
        return ()
    return words(names[0])


@dataclass(frozen=True)
class _Figures:
    """The figures that an entry tells."""

    own: frozenset[str]
    """The concepts by which people may ask for the entry; those of the figures that it repeats are among them."""
    along: frozenset[str]
    """The concepts of all that it repeats: a gap is not found by them, but may be asked about with them."""
    numbers: frozenset[str]
    pointers: frozenset[str]
    single: bool
    """Whether there is one that is its own."""


def _figures_of(entry: Entry, knowledge: KnowledgeBase) -> _Figures:
    own = list(_figures(entry, knowledge))
    quoted = list(_quoted(entry, knowledge))
    repeated = [] if entry.kind == "gap" else quoted
    lengths = [Figure(Decimal(len(entry.items)), "")] if entry.items else []
    return _Figures(
        own=frozenset(name for figure in [*own, *repeated, *lengths] for name in _as_typed(figure)),
        along=frozenset(name for figure in quoted for name in _as_typed(figure)),
        # An answer without a figure of its own stands by the figure that it repeats.
        numbers=frozenset(plain_number(figure.number) for figure in own or repeated),
        pointers=frozenset(plain_number(figure.number) for figure in own),
        single=len(own) == 1,
    )


def _as_typed(figure: Figure) -> Iterator[str]:
    """The concepts by which people may type a figure: 35 for 35%, but never 56,045% for 56,045."""
    yield entity("number", plain_number(figure.number))
    if figure.unit in ("percent", "points"):
        yield entity("percent", plain_number(figure.number))


def _quoted(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Figure]:
    """Figures of other entries that the answer or its caution repeats, or that it is calculated from."""
    texts = [text for text in (entry.answer, entry.caution, entry.formula) if text is not None]
    phrases = [phrase for text in texts for phrase in ([text] if isinstance(text, str) else text.values())]
    names = (name for phrase in phrases for name in PLACEHOLDER.findall(phrase))
    yield from (knowledge.figures[name] for name in names if name in knowledge.figures)


def _figures(entry: Entry, knowledge: KnowledgeBase) -> Iterator[Figure]:
    """The figures of an entry and of the lines of its list."""
    ids = (entry.id, *(f"{entry.id}.{place}" for place in range(1, len(entry.items) + 1)))
    yield from (knowledge.figures[id] for id in ids if id in knowledge.figures)


def _contact(contact: Contact, knowledge: KnowledgeBase) -> Target:
    release = knowledge.releases[contact.source.release or ""]
    person = entity("person", contact.id)
    also = {"ask-which", "ask-where", "ask-define", "ask-list", "fragment", *({"surname"} if contact.name else ())}
    target = _reachable(
        contact.id, "contact", (frozenset({person}),), frozenset({person, *also, *release.about}), release
    )
    return target if contact.name else _nameless(target)


def _release_contacts(release: Release, knowledge: KnowledgeBase) -> Target:
    about = (frozenset({"contact", "ask-contact"}), frozenset(release.about))
    also = frozenset({"ask-which", "ask-list", "ask-define", "surname", *release.about})
    target = _reachable(release.id, "contacts", about, also, release)
    named = any(contact.name for contact in knowledge.contacts_of(release.id))
    return target if named else _nameless(target)


def _nameless(target: Target) -> Target:
    """The target where a shared mailbox belongs to nobody whom the release names."""
    names = {"ask-who", "ask-name"}
    return replace(target, covered=target.covered - names, core=target.core - names, asks=target.asks - names)


def _reachable(
    id: str, kind: TargetKind, about: tuple[frozenset[str], ...], also: frozenset[str], release: Release
) -> Target:
    """A target that answers with phone numbers and e-mail addresses."""
    covered = also.union(CONTACT_CONCEPTS, CONTACT_ASKS)
    return Target(
        id=id,
        kind=kind,
        about=about,
        covered=covered,
        core=covered,
        asks=frozenset(name for name in covered if name.startswith("ask-")),
        rivals=frozenset(),
        year=None,
        since=None,
        release_year=release.year,
        numbers=frozenset(),
        answers_place=False,
        exact=False,
        reaches=True,
    )
