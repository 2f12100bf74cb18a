"""The words by which the questions and clauses of a message are told apart."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Concept
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence


@dataclass(frozen=True)
class Grammar:
    """The words by which the questions of a message are told apart."""

    concepts: Mapping[str, Concept]
    openers: frozenset[str]
    """Words with which a yes/no question begins."""
    interrogatives: frozenset[str]
    """Words with which any other question begins."""
    splitters: frozenset[str]
    """Words that join two questions."""
    joining: frozenset[tuple[str, ...]]
    """The same in several words ("as well as")."""
    inside: frozenset[str]
    """Words before a year that mean within it."""
    small: frozenset[str]
    """Articles and prepositions."""
    relatives: frozenset[str]
    """Those of the interrogatives that may join what is said of a noun: "the country from which"."""
    purposes: frozenset[tuple[str, ...]]
    """Words with which the asker adds what an answer is for ("for my")."""
    exclusives: frozenset[str]
    """Words that turn a fact into another one: all, only, never, ..."""

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Grammar:
        """The grammar of all languages of a knowledge base."""
        languages = knowledge.languages.values()
        return cls(
            concepts=knowledge.concepts,
            openers=frozenset(word for language in languages for word in language.openers),
            interrogatives=frozenset(word for language in languages for word in language.interrogatives),
            splitters=frozenset(word for language in languages for word in language.splitters),
            joining=frozenset(
                tuple(phrase.split()) for language in languages for phrase in language.splitters if " " in phrase
            ),
            inside=frozenset(word for language in languages for word in language.inside),
            small=frozenset(word for language in languages for word in language.skip),
            relatives=frozenset(word for language in languages for word in language.relatives),
            purposes=frozenset(tuple(phrase.split()) for language in languages for phrase in language.purposes),
            exclusives=frozenset(word for language in languages for word in language.exclusives),
        )


def wishes(item: Evidence, concepts: Mapping[str, Concept]) -> bool:
    """Whether evidence asks for something."""
    return any(concepts[name].kind == "ask" for name in item.concepts if name in concepts)


def is_wish(name: str, grammar: Grammar) -> bool:
    """Whether a concept is one of asking for something, or in the slot of those."""
    concept = grammar.concepts.get(name)
    return concept is not None and "ask" in (concept.kind, concept.slot)


def on_topic(name: str, concepts: Mapping[str, Concept]) -> bool:
    """Whether a concept says what a question is about: a topic, or a recognised value."""
    return ":" in name or (name in concepts and concepts[name].kind == "topic")


def cuts(reading: Reading, place: int, splitters: frozenset[str]) -> bool:
    """Whether a word or mark may join two questions."""
    token = reading.tokens[place]
    return (token.raw in ",+&;/?\n" or token.text in splitters) and place not in reading.quoted


def begins_clause(reading: Reading, place: int, grammar: Grammar) -> bool:
    """Whether a word stands where a clause may begin: first, after a mark or after a word that joins."""
    before = reading.tokens[place - 1] if place else None
    return before is None or before.kind == "mark" or before.text in grammar.splitters
