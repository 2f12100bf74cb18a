"""The knowledge base's words, ready for reading: lexicon, places, names, language data."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal

from rapidfuzz import fuzz

from iombot.knowledge.base import KnowledgeBase, all_languages, in_language
from iombot.knowledge.cldr import territories
from iombot.knowledge.language import Language
from iombot.understanding.entities import Numerals, entity
from iombot.understanding.function_words import FunctionWords
from iombot.understanding.language import Language as LanguageWords
from iombot.understanding.lexicon import Lexicon
from iombot.understanding.slips import Slips
from iombot.understanding.spotting import FILLER, Roles, Spotter
from iombot.understanding.text import Token, fold, words

COMMON_WEIGHT = 0.4
"""What one of the commonest words counts next to a rarer one where nothing explains it."""
KNOWN_WEIGHT = 0.8
"""The same for any other word of the language; a word that it does not have counts 1, for it may be a name."""
ALIKE = 65
"""rapidfuzz ratio, 0 to 100, from which a word is a spelling of a part of a name."""
BRACKETS = str.maketrans("()[]|", "     ")
WISH = "ask"
"""Kind of the concepts of what is asked for, and slot of those among them that say little."""
LEAST_NAME = 3
"""Letters that a part of a name needs to stand alone."""
SHORT = 3
"""Up to so many letters an unknown word is more likely a slip or an abbreviation than a topic."""


@dataclass(frozen=True)
class Vocabulary:
    """Everything that reading an utterance needs."""

    spotter: Spotter
    numerals: Numerals
    short: dict[str, tuple[str, ...]]
    pairs: dict[tuple[str, ...], tuple[str, ...]]
    """Two words in a row of which one was typed for another, and what was meant."""
    skip: frozenset[str]
    common: frozenset[str]
    narrowing: frozenset[str]
    """Concepts that narrow a question."""
    function_words: FunctionWords
    hesitations: frozenset[str] = frozenset()
    """Sounds between words."""
    places: frozenset[str] = frozenset()
    """Names of places of one word."""
    names: tuple[str, ...] = ()
    """Single words that name persons, in the order of the alphabet."""

    def weight(self, token: Token) -> float:
        """How much a word counts that nothing explains: 0 to 1."""
        if token.text in self.common:
            return COMMON_WEIGHT
        if self.spotter.lexicon.known(token.text):
            return COMMON_WEIGHT if len(token.text) <= SHORT else KNOWN_WEIGHT
        return COMMON_WEIGHT if len(token.text) <= SHORT and not token.raw.istitle() else 1.0

    def is_filler(self, token: Token) -> bool:
        """Whether a word that evokes nothing is too small to mean anything: an article, a stray letter."""
        return token.text in self.skip or len(token.text) == 1


def build_vocabulary(knowledge: KnowledgeBase) -> Vocabulary:
    """Enters every form of the knowledge base once."""
    languages = list(knowledge.languages.values())
    suffixes = [tuple((suffix + ">").split(">")[:2]) for language in languages for suffix in language.suffixes]
    lexicon = Lexicon(_forms(knowledge, languages), [(old, new) for old, new in suffixes], _language(knowledge))
    declared = knowledge.concepts.values()
    roles = Roles(
        skip=frozenset(word for language in languages for word in language.skip),
        marks=frozenset(concept.id for concept in declared if concept.kind == "mark"),
        shared=frozenset(concept.id for concept in declared if concept.shared),
        pointers=frozenset(concept.id for concept in declared if concept.kind == "pointer"),
        wishes=frozenset(concept.id for concept in declared if WISH in (concept.kind, concept.slot)),
        people=frozenset(concept.id for concept in declared if concept.unit == "people"),
        names=frozenset(name for release in knowledge.releases.values() for name in release.about),
    )
    return Vocabulary(
        spotter=Spotter(lexicon, roles),
        numerals=_numerals(languages),
        short=_short(languages),
        pairs={words(typed): words(meant) for language in languages for typed, meant in language.pairs.items()},
        skip=roles.skip,
        common=knowledge.common,
        narrowing=frozenset(concept.id for concept in declared if concept.kind == "aspect"),
        function_words=FunctionWords.of(languages),
        hesitations=frozenset(word for language in languages for word in language.hesitations),
        names=_single_names(knowledge),
        places=_single_places(knowledge, languages),
    )


def _language(knowledge: KnowledgeBase) -> LanguageWords:
    """The words of all languages; the smallest are those that the languages list one by one."""
    usual = {
        word
        for language in knowledge.languages.values()
        for listed in (
            language.skip,
            language.openers,
            language.interrogatives,
            language.inside,
            language.exclusives,
            language.joiners,
            language.splitters,
            language.fillers,
            language.courtesies,
            language.numbers,
            language.ordinals,
        )
        for word in listed
        if word.isalpha() and word in knowledge.common
    }
    alike = {word: other for language in knowledge.languages.values() for word, other in language.alike.items()}
    slips = Slips.of(knowledge.languages.values())
    return LanguageWords(known=knowledge.words, common=knowledge.common, usual=usual, alike=alike, slips=slips)


def _forms(knowledge: KnowledgeBase, languages: Iterable[Language]) -> Iterator[tuple[str, tuple[str, ...]]]:
    for concept in knowledge.concepts.values():
        concepts = (concept.id, *concept.implies)
        yield from ((form, concepts) for form in all_languages(concept.forms))
    for language in languages:
        yield from ((filler, (FILLER,)) for filler in (*language.fillers, *language.courtesies))
        yield from _country_names(language.id, frozenset(knowledge.places))
    for place in knowledge.places.values():
        names = [_without_brackets(in_language(place.name, language.id)) for language in languages if place.name]
        yield from ((form, (entity("place", place.id),)) for form in {*names, *all_languages(place.forms)})
    for person in knowledge.people.values():
        yield from ((name, (entity("person", person.id),)) for name in _names(person.name, person.aliases))
    for contact in knowledge.contacts.values():
        yield from ((name, (entity("person", contact.id),)) for name in _names(contact.name, contact.aliases))


def _country_names(language: str, places: frozenset[str]) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Names of countries in a language, from Unicode CLDR: those that the knowledge base lists, or all.

    The numbered regions of CLDR are too formal to be said.
    """
    for code, name in sorted(territories(language).items()):
        if code in places or (not places and code.isalpha()):
            yield _without_brackets(name), (entity("place", code),)


def _without_brackets(name: str) -> str:
    """A name that is no form: its brackets are part of how it is written, not a choice."""
    return name.translate(BRACKETS)


def _names(name: str | None, aliases: Iterable[str]) -> Iterator[str]:
    """A full name, each of its parts that is long enough to stand alone, and whatever else the person is called."""
    if name:
        yield _without_brackets(name)
        yield from (part for part in words(name) if len(part) >= LEAST_NAME)
    for alias in aliases:
        yield alias
        # The parts of a misspelt name stand alone too; those of a description ("the young man") do not.
        likely = (part for part in words(alias) if name and any(fuzz.ratio(part, own) > ALIKE for own in words(name)))
        yield from (part for part in likely if len(part) >= LEAST_NAME)


def _single_names(knowledge: KnowledgeBase) -> tuple[str, ...]:
    called: list[tuple[str | None, list[str]]] = [(person.name, person.aliases) for person in knowledge.people.values()]
    called += [(contact.name, contact.aliases) for contact in knowledge.contacts.values()]
    every = {fold(word) for name, aliases in called for word in _names(name, aliases)}
    return tuple(sorted(word for word in every if word.isalpha()))


def _single_places(knowledge: KnowledgeBase, languages: Iterable[Language]) -> frozenset[str]:
    listed = frozenset(knowledge.places)
    names = (name for language in languages for name, _ in _country_names(language.id, listed))
    return frozenset(fold(name) for name in names if name.isalpha())


def _numerals(languages: Iterable[Language]) -> Numerals:
    languages = list(languages)
    return Numerals(
        numbers={word: number for language in languages for word, number in language.numbers.items()},
        ordinals={word: number for language in languages for word, number in language.ordinals.items()},
        ordinal_endings=frozenset(word for language in languages for word in language.ordinal_endings),
        rank_words=frozenset(word for language in languages for word in language.rank_words),
        scales={word: number for language in languages for word, number in language.scales.items()},
        fractions={word: Decimal(1) / parts for language in languages for word, parts in language.fractions.items()},
        fraction_of=frozenset(tuple(phrase.split()) for language in languages for phrase in language.fraction_of),
        percent=frozenset(words(phrase) for language in languages for phrase in language.percent),
        out_of=frozenset(words(phrase) for language in languages for phrase in language.out_of),
        partitive=frozenset(word for language in languages for word in language.partitive),
        indefinite=frozenset(word for language in languages for word in language.indefinite),
        joiners=frozenset(word for language in languages for word in language.joiners),
    )


def _short(languages: Iterable[Language]) -> dict[str, tuple[str, ...]]:
    return {short: words(long) for language in languages for short, long in language.short.items()}
