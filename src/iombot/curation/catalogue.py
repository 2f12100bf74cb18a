"""A whole knowledge base for people who review it without YAML: release by release, paragraph by paragraph."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from iombot.curation.cards import Card, Link, card, links
from iombot.curation.confusion import HeatMap, heat_map
from iombot.curation.examine import Examined
from iombot.curation.examples import strayed
from iombot.dialogue.compose import Composer
from iombot.dialogue.core import LANGUAGE
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase, all_languages, in_language
from iombot.knowledge.models import Release


@dataclass(frozen=True)
class Group:
    """Entries that stand together, under a heading."""

    paragraph: int
    """Paragraph of the release; 0 for what is in none."""
    kind: str
    """`fact` for what stands in the paragraph, `derived` for what is calculated, `gap` for what is missing."""
    cards: tuple[Card, ...]


@dataclass(frozen=True)
class ContactCard:
    """Whom the press may reach."""

    name: str
    email: str
    phone: str
    """As printed; empty where none is published."""
    dialled: str
    """The same in international form."""
    topic: str
    paragraph: int
    staff: bool


@dataclass(frozen=True)
class PersonCard:
    """Somebody named in a release."""

    name: str
    paragraph: int


@dataclass(frozen=True)
class ReleaseCard:
    """A release with all that was taken from it."""

    id: str
    title: str
    label: str
    year: int
    contact: str
    groups: tuple[Group, ...]
    coverage: tuple[int, ...]
    """How many entries, contacts and people cite each paragraph, from the first one on."""
    contacts: tuple[ContactCard, ...]
    people: tuple[PersonCard, ...]


@dataclass(frozen=True)
class TalkCard:
    """A plain pair of answer and example utterances."""

    id: str
    status: str
    answer: str
    questions: tuple[str, ...]


@dataclass(frozen=True)
class Catalogue:
    """Everything on the page."""

    version: str
    releases: tuple[ReleaseCard, ...]
    talk: tuple[TalkCard, ...]
    heat: HeatMap
    names: dict[str, Link]
    """What every entry of the heat map is called, by id."""
    findings: tuple[Finding, ...]
    """Errors and warnings."""
    counts: dict[str, int]
    """Entries of each kind, `fact`, `derived` and `gap`, and `questions`, the number of example utterances."""


def catalogue(examined: Examined) -> Catalogue:
    """All that is known of a knowledge base."""
    base, heat = examined.base, heat_map(examined.asked)
    rivals = [pair for pair, _ in strayed(examined.asked).most_common()]
    cards = [card(one, base, (other for id, other in rivals if id == one.id)) for one in base.entries.values()]
    kinds = Counter(one.kind for one in cards)
    composer = Composer(base, LANGUAGE)
    return Catalogue(
        version=base.version,
        releases=tuple(_release(release, cards, composer) for release in base.releases.values()),
        talk=tuple(
            TalkCard(one.id, one.status, in_language(one.answer, LANGUAGE), tuple(all_languages(one.utterances)))
            for one in base.intents.values()
        ),
        heat=heat,
        names={link.id: link for link in links(heat.ids, composer)},
        findings=tuple(finding for finding in examined.findings if finding.level != "note"),
        counts={kind: kinds[kind] for kind in ("fact", "derived", "gap")} | {"questions": len(examined.asked)},
    )


def _release(release: Release, cards: Iterable[Card], composer: Composer) -> ReleaseCard:
    own = [one for one in cards if one.sources and one.sources[0].release == release.id]
    contacts, people = _contacts(release, composer.knowledge), _people(release, composer.knowledge)
    cited = Counter(source.number for one in cards for source in one.sources if source.release == release.id)
    cited.update(one.paragraph for one in contacts)
    cited.update(one.paragraph for one in people)
    return ReleaseCard(
        id=release.id,
        title=release.title,
        label=in_language(release.label, LANGUAGE),
        year=release.year,
        contact=composer.fill_contacts(in_language(release.contact, LANGUAGE)),
        groups=tuple(_groups(own)),
        coverage=tuple(cited[number] for number in range(1, release.paragraphs + 1)),
        contacts=contacts,
        people=people,
    )


def _groups(cards: Iterable[Card]) -> Iterable[Group]:
    """What stands in each paragraph, in order; then what is calculated; then what is missing."""
    stated: dict[int, list[Card]] = {}
    others: dict[str, list[Card]] = {"derived": [], "gap": []}
    for one in cards:
        if one.kind == "fact":
            stated.setdefault(one.sources[0].number, []).append(one)
        else:
            others[one.kind].append(one)
    yield from (Group(number, "fact", tuple(found)) for number, found in sorted(stated.items()))
    yield from (Group(0, kind, tuple(found)) for kind, found in others.items() if found)


def _contacts(release: Release, base: KnowledgeBase) -> tuple[ContactCard, ...]:
    return tuple(
        ContactCard(
            name=one.name or "Shared mailbox",
            email=one.email,
            phone=one.phone.printed if one.phone else "",
            dialled=one.phone.e164 if one.phone else "",
            topic=in_language(one.topic, LANGUAGE),
            paragraph=one.source.paragraph,
            staff=one.audience == "staff",
        )
        for one in base.contacts_of(release.id)
    )


def _people(release: Release, base: KnowledgeBase) -> tuple[PersonCard, ...]:
    found = (one for one in base.people.values() if one.source.release == release.id)
    return tuple(PersonCard(one.name, one.source.paragraph) for one in found)
