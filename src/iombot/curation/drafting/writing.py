"""The draft of a release as a YAML file, from its text."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from iombot.curation.drafting.contacts import Reach, find_contacts
from iombot.curation.drafting.entries import entries_of
from iombot.curation.drafting.figures import find_figures
from iombot.curation.drafting.gathered import Gathered
from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import Article, words_of
from iombot.curation.drafting.people import Someone, find_people, same_person
from iombot.curation.drafting.sketches import Ids, Sketch, beginning, listed, mapped, slug
from iombot.errors import ConfigurationError
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.drafts import OPEN
from iombot.knowledge.models import Contact

HEAD = f"""\
# yaml-language-server: $schema=../schema.json
# A draft, made from the text of the release. It is not published before all of this is done:
# - write what still says "{OPEN}", in your own words, and check the rest against the release
# - delete what nobody will ask for, and add entries for statements without figures
# - delete each line "draft: true" when its entry is right
# The comments show where in the text something stands. `iombot check` lists what is left to do."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
MOST_NAMED = 2
"""Contacts that the sentence on whom to ask names."""


def write_draft(article: Article, id: str | None, knowledge: KnowledgeBase) -> str:
    """The YAML of a draft; without `id` the release is called by the first words of its headline.

    Raises `ConfigurationError` for an `id` that is taken or cannot be one.
    """
    namer = Namer(knowledge)
    year = _year(article, namer)
    ids = Ids(namer.ids)
    release = _taken(id, namer) if id is not None else ids.new(slug(article.headline.text, 3))
    gathered = Gathered(release, year, namer, ids)
    contacts, known = _contacts(article, gathered)
    people = list(_people(article, gathered, contacts))
    entries = [(paragraph, list(entries_of(paragraph, gathered))) for paragraph in article.paragraphs]
    lines = [
        HEAD,
        "release:",
        *mapped(_release(article, gathered, [str(one.values["id"]) for one in contacts] + known)),
    ]
    lines += _section("people", people)
    lines += _section("contacts", contacts)
    lines += _section("concepts", list(gathered.concepts.values()))
    lines += ["", "entries:" if any(drafts for _, drafts in entries) else "entries: []"]
    for paragraph, drafts in entries:
        lines += ["", f"  # Paragraph {paragraph.number}, line {paragraph.line}: {beginning(paragraph)}"]
        lines += [] if drafts else ["  # No figure or name to draft: a statement worth an entry?"]
        lines += listed(drafts)
    return "\n".join(lines) + "\n"


def _taken(id: str, namer: Namer) -> str:
    """The id that was asked for, where it can be one and nothing else has it. Raises `ConfigurationError`."""
    if not ID.fullmatch(id):
        raise ConfigurationError(
            f"{id!r} cannot be an id: use lower-case words, digits and hyphens, such as floods-2030."
        )
    if id in namer.ids:
        raise ConfigurationError(f"The id {id!r} is taken in the knowledge base; choose another with --id.")
    return id


def _section(name: str, sketches: Sequence[Sketch]) -> list[str]:
    return ["", f"{name}:", *listed(sketches)] if sketches else []


def _release(article: Article, gathered: Gathered, contacts: Sequence[str]) -> Sketch:
    title = article.headline.text
    concept = gathered.about_new(f"{gathered.release}-release", " ".join(words_of(title)), OPEN)
    named = " and ".join(f"{{{id}}}" for id in contacts[:MOST_NAMED])
    values: dict[str, object] = {
        "id": gathered.release,
        "draft": True,
        "title": title,
        "label": OPEN,
        "about": [concept],
        "year": gathered.year,
        "paragraphs": len(article.paragraphs),
        "contact": f"For more, the release names {named}." if named else OPEN,
    }
    notes = {"label": "the short name that answers cite: the … release", "about": "how people call it: see concepts"}
    if gathered.year is None:
        notes["year"] = f"{OPEN} the text names no year"
    return Sketch(values, notes)


def _year(article: Article, namer: Namer) -> int | None:
    """The year that is named most often, the later one of two; None where none is."""
    counts: Counter[int] = Counter()
    for paragraph in (article.headline, *article.paragraphs):
        figures = find_figures(paragraph.text, namer.vocabulary.numerals, ())
        counts.update(int(one.number) for one in figures if one.unit == "year")
    return max(counts, key=lambda year: (counts[year], year)) if counts else None


def _contacts(article: Article, gathered: Gathered) -> tuple[list[Sketch], list[str]]:
    """Contacts to add, and the ids of those that the knowledge base has already."""
    sketches, known = [], []
    for reach in find_contacts(article.paragraphs):
        same = next((one for one in gathered.namer.knowledge.contacts.values() if _is(one, reach)), None)
        if same:
            known.append(same.id)
        else:
            sketches.append(_contact(reach, gathered))
    return sketches, known


def _is(contact: Contact, reach: Reach) -> bool:
    return bool(reach.email) and contact.email.casefold() == reach.email.casefold()


def _contact(reach: Reach, gathered: Gathered) -> Sketch:
    id = gathered.ids.new(slug(reach.name) or slug(reach.email.partition("@")[0]) or f"{gathered.release}-contact")
    values: dict[str, object] = {"id": id}
    if reach.name:
        values["name"] = reach.name
    values["email"] = reach.email or OPEN
    if reach.phone:
        values["phone"] = {"printed": reach.phone}
    values["topic"] = OPEN
    values["source"] = {"paragraph": reach.paragraph}
    sketch = Sketch(values, {"topic": "what they can be asked about"})
    if reach.also:
        further = ", ".join(
            mark.text + ("" if mark.sound else " (without its country, or no such number)") for mark in reach.also
        )
        sketch = Sketch(values, sketch.notes, above=f"Also printed: {further}")
    return sketch


def _people(article: Article, gathered: Gathered, contacts: Sequence[Sketch]) -> Iterator[Sketch]:
    """People to add; those whom the knowledge base or the contacts have already are remembered by their ids."""
    base = gathered.namer.knowledge
    gathered.people.update({one.name: one.id for one in base.people.values() if " " in one.name})
    gathered.people.update({one.name: one.id for one in base.contacts.values() if one.name})
    gathered.people.update({str(one.values["name"]): str(one.values["id"]) for one in contacts if "name" in one.values})
    for someone in find_people(article.paragraphs):
        if not any(same_person(name, someone.name) for name in gathered.people):
            yield _person(someone, gathered)


def _person(someone: Someone, gathered: Gathered) -> Sketch:
    id = gathered.ids.new(slug(someone.name) or f"{gathered.release}-person")
    gathered.people[someone.name] = id
    values: dict[str, object] = {
        "id": id,
        "name": someone.name,
        "aliases": [],
        "source": {"paragraph": someone.paragraph},
    }
    return Sketch(values, {"name": someone.role} if someone.role else {})
