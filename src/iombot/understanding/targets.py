"""What a question can be answered with, compiled for ranking: entries, contacts, and the contacts of a release."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import cached_property
from typing import Literal

from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.figures import PLACEHOLDER, Figure
from iombot.knowledge.models import Contact, Entry, Release
from iombot.understanding.entities import entity, plain_number
from iombot.understanding.quantities import Quantities, compile_quantities
from iombot.understanding.spotting import PERSON

PLACE_ASKS = frozenset({"ask-country", "ask-region", "ask-where", "ask-from", "ask-to"})
"""Wishes that are met by naming a place."""

TargetKind = Literal["entry", "contact", "contacts"]


@dataclass(frozen=True)
class Target:
    """One possible answer and what it covers."""

    id: str
    kind: TargetKind
    about: tuple[frozenset[str], ...]
    """Each group must be evoked by at least one of its concepts."""
    covered: frozenset[str]
    """Every concept that a question may evoke and still be answered by this."""
    core: frozenset[str]
    """The same without what may merely come along: all that a question may evoke that does not name the topic, but
    one of the answer's figures."""
    asks: frozenset[str]
    rivals: frozenset[str]
    year: int | None
    """The one year that the figure is about."""
    since: int | None
    """The year from which the figure counts."""
    release_year: int | None
    numbers: frozenset[str]
    """Figures of the answer as plain numbers, such as `56045`."""
    answers_place: bool
    """Whether the answer is one or more places, and all of them: another place in a yes/no question is denied."""
    exact: bool
    """Whether its number is a name, as in "Objective 16": a question with another number asks for something else."""
    places: tuple[str, ...] = ()
    """The places of its list, in order, as concepts."""
    named: tuple[str, ...] = ()
    """All places that the answer names, as concepts."""
    pointers: frozenset[str] = frozenset()
    """Those of its figures that are its own, not repeated from another entry: naming one names the entry."""
    shares: frozenset[str] = frozenset()
    """Those of them whose percentage is given."""
    by_place: tuple[tuple[str, str], ...] = ()
    """Places of its list as concepts, each with its figure."""
    ranked: bool = False
    """Whether its list stands in order of size."""
    routes: bool = False
    """Whether it names several places in different roles, such as where somebody left and arrived."""
    paragraphs: frozenset[str] = frozenset()
    """Where it stands, as `release:paragraph`."""
    phrases: frozenset[tuple[str, ...]] = frozenset()
    """What its example questions say, piece of evidence by piece: words without inflection."""
    open_ended: bool = False
    """Whether its figure is a lower limit ("more than"), which a somewhat higher one does not contradict."""
    counts: bool = False
    """Whether it has one figure, which is its own and not that of a line of a list."""
    careful: bool = False
    """Whether its answer carries a caution, so that no plain "Yes" can stand before it."""
    unit: str = ""
    """Unit of its figures."""
    gap: bool = False
    calculated: bool = False
    """Whether its figure is calculated from others."""
    reaches: bool = False
    """Whether it tells how somebody can be reached."""

    @cached_property
    def persons(self) -> frozenset[str]:
        """The persons that it is about, as concepts."""
        return frozenset(name for group in self.about for name in group if name.startswith(PERSON))


@dataclass(frozen=True)
class Example:
    """An example utterance of an entry, read."""

    concepts: frozenset[str]
    """The topics that it evokes; what it asks for and which place it names is said apart."""
    phrases: frozenset[tuple[str, ...]]
    """What it says, piece of evidence by piece: words without inflection."""


@dataclass(frozen=True)
class Targets:
    """All targets and the weight of each concept among them."""

    all: tuple[Target, ...]
    by_id: Mapping[str, Target]
    weights: Mapping[str, float]
    """How much a concept tells, from its inverse document frequency; 0.3 to about 3.5."""
    quantities: Quantities = field(default_factory=Quantities)
    """The figures that may be calculated with."""

    def weight(self, concept: str) -> float:
        """The weight of any concept; one that no target covers weighs most."""
        return self.weights.get(concept, self.weights[""])


def compile_targets(knowledge: KnowledgeBase, examples: Mapping[str, Sequence[Example]]) -> Targets:
    """Targets in the order of the knowledge base; what an entry's own examples say may come along in any question."""
    every = tuple(_with_examples(target, examples.get(target.id, ())) for target in _targets(knowledge))
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


def _targets(knowledge: KnowledgeBase) -> Iterator[Target]:
    for entry in knowledge.entries.values():
        yield _entry(entry, knowledge)
    for contact in knowledge.contacts.values():
        yield _contact(contact, knowledge)
    for release in knowledge.releases.values():
        yield _release_contacts(release)


def _groups(about: Iterable[str]) -> tuple[frozenset[str], ...]:
    return tuple(frozenset(group.split("|")) for group in about)


def _entry(entry: Entry, knowledge: KnowledgeBase) -> Target:
    groups = _groups(entry.about)
    places = {entity("place", place) for place in [*entry.places, *(item.place for item in entry.items if item.place)]}
    releases = [knowledge.releases[source.release] for source in sources_of(entry) if source.release]
    named = {concept for release in releases for concept in release.about}
    own = list(_figures(entry, knowledge))
    quoted = list(_quoted(entry, knowledge))
    # A gap is not found by the figures that it tells instead, but may be asked about with them.
    told = {name for figure in quoted for name in _as_typed(figure)}
    repeated = [] if entry.kind == "gap" else quoted
    lengths = [Figure(Decimal(len(entry.items)), "")] if entry.items else []
    # An answer without a figure of its own stands by the figure that it repeats.
    numbers = frozenset(plain_number(figure.number) for figure in own or repeated)
    figures = {name for figure in [*own, *repeated, *lengths] for name in _as_typed(figure)}
    ranks = {entity("ordinal", rank) for rank in range(1, len(entry.items) + 1) if entry.ranked}
    core = frozenset(concept for group in groups for concept in group).union(entry.asks, places, figures, ranks)
    period = entry.period
    return Target(
        id=entry.id,
        kind="entry",
        about=groups,
        covered=core.union(entry.also, told, named - frozenset(entry.rivals)),
        core=core.union(named - frozenset(entry.rivals)),
        asks=frozenset(entry.asks),
        rivals=frozenset(entry.rivals),
        year=period.year if period else None,
        since=period.since if period else None,
        release_year=releases[0].year if releases else None,
        numbers=numbers,
        answers_place=entry.complete and bool(places) and bool(PLACE_ASKS.intersection(entry.asks)),
        exact=entry.unit == "ordinal",
        unit=entry.unit,
        places=tuple(entity("place", item.place) for item in entry.items if item.place),
        named=tuple(sorted(places)),
        pointers=frozenset(plain_number(figure.number) for figure in own),
        shares=frozenset(entity("place", item.place) for item in entry.items if item.place and item.number is not None),
        by_place=tuple(
            (entity("place", item.place), plain_number(item.number))
            for item in entry.items
            if item.place and item.number is not None
        ),
        ranked=entry.ranked,
        routes=len(entry.places) > 1 and not entry.items,
        paragraphs=frozenset(f"{source.release}:{source.paragraph}" for source in sources_of(entry)),
        open_ended=entry.qualifier is not None,
        counts=entry.id in knowledge.figures and len(own) == 1,
        careful=entry.caution is not None,
        gap=entry.kind == "gap",
        calculated=entry.formula is not None,
        reaches="ask-contact" in entry.asks and any("ask-contact" in group for group in groups),
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


CONTACT_CONCEPTS = ("contact", "phone", "email", "release", "digits", "given-name")
CONTACT_ASKS = ("ask-phone", "ask-email", "ask-contact", "ask-who", "ask-name")


def _contact(contact: Contact, knowledge: KnowledgeBase) -> Target:
    release = knowledge.releases[contact.source.release or ""]
    person = entity("person", contact.id)
    also = {"ask-which", "ask-where", "ask-define", "ask-list", "fragment", *({"surname"} if contact.name else ())}
    target = _reachable(
        contact.id, "contact", (frozenset({person}),), frozenset({person, *also, *release.about}), release
    )
    if contact.name:
        return target
    # A shared mailbox belongs to nobody whom the release names.
    names = {"ask-who", "ask-name"}
    return replace(target, covered=target.covered - names, core=target.core - names, asks=target.asks - names)


def _release_contacts(release: Release) -> Target:
    about = (frozenset({"contact", "ask-contact"}), frozenset(release.about))
    return _reachable(
        release.id, "contacts", about, frozenset({"ask-which", "ask-list", "ask-define", *release.about}), release
    )


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
