"""The knowledge base as the rest of iombot sees it: validated, indexed, immutable."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path

from iombot.knowledge.fields import Audience, Phrases, Text
from iombot.knowledge.figures import Figure, compute, references
from iombot.knowledge.language import Language
from iombot.knowledge.models import Concept, Contact, Entry, Intent, Person, Place, Release, Source
from iombot.lazy import load


@dataclass(frozen=True)
class KnowledgeBase:
    """Everything that the YAML files hold, by id, in the order of the files."""

    releases: Mapping[str, Release]
    entries: Mapping[str, Entry]
    contacts: Mapping[str, Contact]
    people: Mapping[str, Person]
    intents: Mapping[str, Intent]
    concepts: Mapping[str, Concept]
    places: Mapping[str, Place]
    languages: Mapping[str, Language]
    phrases: Mapping[str, Text]
    words: AbstractSet[str]
    """Known words of all languages."""
    common: frozenset[str]
    """The commonest words of all languages."""
    version: str
    """First 12 hexadecimal digits of the SHA-256 of the files; of what is left where something is for staff only."""
    composed: dict[tuple[str, str], str] = field(default_factory=dict, init=False, repr=False, compare=False)
    """What was written before, by language: answers by entry id, items by theirs (`entry-id.2`), lists of paragraphs by
    their numbers. It needs no data of the language any more."""

    def phrase(self, id: str, language: str = "en", **values: object) -> str:
        """A sentence of the bot itself, with its `{placeholders}` filled in. Raises `KeyError` for an unknown id."""
        text = in_language(self.phrases[id], language)
        for name, value in values.items():
            text = text.replace("{" + name + "}", str(value))
        return text

    def contacts_of(self, release: str | None) -> list[Contact]:
        """The contacts that a release lists, in order."""
        return [contact for contact in self.contacts.values() if contact.source.release == release]

    def without_forms(self) -> KnowledgeBase:
        """The same without the forms of topics and places: only a lexicon reads those, and they are most of it."""
        return replace(
            self,
            concepts={id: one if one.kind == "mark" else replace(one, forms=[]) for id, one in self.concepts.items()},
            places={id: replace(one, forms=[]) for id, one in self.places.items()},
        )

    @cached_property
    def figures(self) -> Mapping[str, Figure]:
        """Every figure by reference: `entry-id` for its number, `entry-id.2` for the number of its second item."""
        found: dict[str, Figure] = {}
        for entry in self.entries.values():
            if entry.number is not None:
                found[entry.id] = Figure(entry.number, entry.unit)
            for place, item in enumerate(entry.items, 1):
                if item.number is not None:
                    found[f"{entry.id}.{place}"] = Figure(item.number, entry.unit)
        for id in _in_order(self.entries):
            entry = self.entries[id]
            if entry.formula:
                found[id] = compute(entry.formula, found, entry.unit, entry.decimals)
        return found


def _in_order(entries: Mapping[str, Entry]) -> list[str]:
    """Derived entries, each after those that its formula names."""
    order: dict[str, None] = {}

    def visit(id: str) -> None:
        formula = entries[id].formula
        for reference in references(formula or ""):
            other = reference.partition(".")[0]
            if other in entries and other not in order:
                visit(other)
        if formula:
            order[id] = None

    for id in entries:
        visit(id)
    return list(order)


def in_language(text: Text, language: str) -> str:
    """The text in `language`, else in its base language, else in the first language that it has."""
    if isinstance(text, str):
        return text
    return text.get(language) or text.get(language.partition("-")[0]) or next(iter(text.values()))


def all_languages(phrases: Phrases) -> Iterable[str]:
    """The phrases of all languages, in order."""
    if isinstance(phrases, list):
        return phrases
    return [phrase for one in phrases.values() for phrase in one]


def sources_of(entry: Entry) -> list[Source]:
    """The paragraphs that an entry itself names."""
    return entry.source if isinstance(entry.source, list) else [entry.source]


def shipped_folder() -> Path:
    """The knowledge base inside the package, or beside it in a checkout."""
    packaged = Path(__file__).parents[1] / "_knowledge"
    return packaged if packaged.is_dir() else Path(__file__).resolve().parents[3] / "knowledge"


def load_knowledge(folder: Path | None = None, audience: Audience = "public") -> KnowledgeBase:
    """Reads and checks a knowledge base; None stands for the one that is shipped. Raises `KnowledgeError`.

    What it marks as being for staff is there for the audience `staff` alone.
    What reads YAML is imported only now: a knowledge base that was kept from an earlier run has no use for it.
    """
    base: KnowledgeBase = load("iombot.knowledge.loading:read_base")(folder or shipped_folder())
    if audience == "public":
        base = load("iombot.knowledge.audience:public_view")(base)
    return base
