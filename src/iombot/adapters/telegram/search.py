"""Finds entries and contacts from the first letters of a query, as somebody types it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import zip_longest
from sys import intern
from typing import Final

from rapidfuzz import fuzz

from iombot.dialogue.compose import Composer
from iombot.knowledge.base import KnowledgeBase, all_languages, sources_of
from iombot.knowledge.fields import Text
from iombot.knowledge.models import Contact, Entry
from iombot.understanding.text import fold

WHOLE: Final = 3.0
START: Final = 2.0
MISSPELT: Final = 1.0
"""What a query word counts that is a whole word of the entry, the start of one, or nearly one. Only the order matters:
`return` finds "return" before "returning" before "retain"."""
NEARLY: Final = 80.0
"""Least `rapidfuzz.fuzz.ratio` (0 to 100) of a misspelt word: one letter of five may be wrong."""
SHORTEST_MISSPELT: Final = 4
"""Letters that a word needs before it can be misspelt: shorter ones are all near each other."""
IN_LABEL: Final = 2.0
"""How much more a word counts in the label or name than in an example utterance."""
INDIRECT: Final = 0.75
"""What a calculated figure or a gap counts beside a fact with the same words: it comes after it."""
COUNTED_IN_TIME: Final = frozenset({"year", "years", "ordinal"})
"""Units of figures that say when or which, not how many: no headlines."""
MAX_WORDS: Final = 24
"""Words of a query that are looked at; Telegram sends at most 256 characters."""

DEFAULT: Final = "en"
"""Language of a knowledge base that declares none."""

_WORD: Final = re.compile(r"[^\W_]+")


@dataclass(frozen=True)
class _Document:
    id: str
    label: frozenset[str]
    """Words of the label, the name, or what a list names."""
    words: frozenset[str]
    """All words, those of the label among them."""
    weight: float = 1.0


class Finder:
    """An index of everything in a knowledge base that can be shown by its id."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        entries = (_of_entry(entry, knowledge) for entry in knowledge.entries.values())
        contacts = (_of_contact(contact, knowledge) for contact in knowledge.contacts.values())
        self._documents = [*entries, *contacts]
        self._vocabulary = sorted({word for document in self._documents for word in document.words})
        languages = knowledge.languages.values()
        fillers = (filler for language in languages for filler in (*language.fillers, *language.courtesies))
        self._fillers = {word for filler in fillers for word in _words(filler)}

    def find(self, query: str) -> list[str]:
        """Ids, best first: those in which every word of the query occurs, or begins a word, or nearly does.

        Words that say nothing are left out unless there are no others; a number must occur. Of equals, the first in
        the files wins.
        """
        words = _words(query)[:MAX_WORDS]
        words = [word for word in words if word not in self._fillers] or words
        if not words:
            return []
        matches = [self._matches(word) for word in words]
        scores = {document.id: self._score(document, matches) for document in self._documents}
        return sorted((id_ for id_ in scores if scores[id_] > 0), key=lambda id_: -scores[id_])

    def _matches(self, query: str) -> dict[str, float]:
        """Words of the index that a query word may mean, with what each counts."""
        found = {}
        for word in self._vocabulary:
            if word == query:
                found[word] = WHOLE
            elif word.startswith(query):
                found[word] = START
            elif _nearly(query, word):
                found[word] = MISSPELT
        return found

    def _score(self, document: _Document, matches: list[dict[str, float]]) -> float:
        """Sum over the query's words of the best match in the document, weighted; 0 as soon as one has none."""
        total = 0.0
        for match in matches:
            best = max(
                (match[word] * (IN_LABEL if word in document.label else 1) for word in match.keys() & document.words),
                default=0.0,
            )
            if not best:
                return 0.0
            total += best
        return total * document.weight


def headlines(knowledge: KnowledgeBase) -> list[str]:
    """Ids of the facts that say how many, the first of each release before the second of any.

    Curators write what matters most first, as releases do.
    """
    by_release: dict[str, list[str]] = {release: [] for release in knowledge.releases}
    for entry in knowledge.entries.values():
        release = sources_of(entry)[0].release if entry.source else None
        counts = entry.kind == "fact" and entry.number is not None and entry.unit not in COUNTED_IN_TIME
        if counts and release in by_release:
            by_release[release].append(entry.id)
    return [id_ for rank in zip_longest(*by_release.values()) for id_ in rank if id_ is not None]


def _nearly(query: str, word: str) -> bool:
    if query.isdigit() or min(len(query), len(word)) < SHORTEST_MISSPELT:
        return False
    return fuzz.ratio(query, word[: len(query) + 1], score_cutoff=NEARLY) > 0


def _of_entry(entry: Entry, knowledge: KnowledgeBase) -> _Document:
    composers = [Composer(knowledge, language) for language in knowledge.languages or (DEFAULT,)]
    names = [composer.item_name(item) for composer in composers for item in entry.items]
    label = frozenset(_words(" ".join([*(composer.label(entry.id) for composer in composers), *names])))
    releases = [source.release or "" for source in sources_of(entry)] if entry.source else []
    years = [str(year) for year in (entry.period.year, entry.period.since) if year] if entry.period else []
    others = [
        *all_languages(entry.utterances),
        *(composer.place_name(place) for composer in composers for place in entry.places),
        *(text for release in releases for text in _release_texts(release, knowledge)),
        *years,
    ]
    weight = 1.0 if entry.kind == "fact" else INDIRECT
    return _Document(entry.id, label, label | frozenset(_words(" ".join(others))), weight)


def _of_contact(contact: Contact, knowledge: KnowledgeBase) -> _Document:
    label = frozenset(_words(" ".join([contact.name or "", *contact.aliases, contact.email])))
    others = [*_texts(contact.topic), *_release_texts(contact.source.release or "", knowledge)]
    printed = contact.phone.printed if contact.phone else ""
    return _Document(contact.id, label, label | frozenset(_words(" ".join([*others, printed]))))


def _release_texts(release: str, knowledge: KnowledgeBase) -> Iterable[str]:
    return _texts(knowledge.releases[release].label) if release in knowledge.releases else ()


def _texts(text: Text | None) -> Iterable[str]:
    if text is None:
        return ()
    return (text,) if isinstance(text, str) else text.values()


def _words(text: str) -> list[str]:
    """Its words, of which most stand in many documents: each is kept once."""
    return [intern(word) for word in _WORD.findall(fold(text))]
