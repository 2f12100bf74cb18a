"""What the words of a release are called in a knowledge base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from iombot.knowledge.base import KnowledgeBase, load_knowledge, shipped_folder
from iombot.knowledge.loading import read_base
from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading, read
from iombot.understanding.spotting import Evidence
from iombot.understanding.vocabulary import build_vocabulary

EXACT = 0.98
"""Likeness below which a word is read as misspelt; releases are not."""
EVERYWHERE = "world"
"""The place that says no more than that it is everywhere."""


def knowledge_to_draft_with(folder: Path | None) -> KnowledgeBase:
    """The knowledge base of a folder with its drafts; None stands for the shipped one.

    An empty or missing folder, where a first release is to go, has no words yet; how languages are written and what
    places are called is then taken from the shipped one. Raises `KnowledgeError` where the folder has other faults.
    """
    if folder is None:
        return read_base(shipped_folder(), drafts=True)
    if folder.is_dir() and any(path.suffix in (".yaml", ".yml") for path in folder.rglob("*")):
        own = read_base(folder, drafts=True)
        return with_languages(own)
    return replace(load_knowledge(), releases={}, entries={}, contacts={}, people={}, intents={}, concepts={})


def with_languages(knowledge: KnowledgeBase) -> KnowledgeBase:
    """The same, with the languages and places of the shipped one where it declares no language."""
    if knowledge.languages:
        return knowledge
    shipped = load_knowledge()
    return replace(
        knowledge,
        languages=shipped.languages,
        places={**shipped.places, **knowledge.places},
        words=shipped.words,
        common=shipped.common,
    )


class Namer:
    """Finds the places and concepts of a knowledge base in the sentences of a release."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.knowledge = knowledge
        self.vocabulary = build_vocabulary(knowledge)
        self.languages = tuple(knowledge.languages)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Every id that is taken; concepts have ids of their own."""
        base = self.knowledge
        parts = (base.releases, base.entries, base.contacts, base.people, base.intents)
        return frozenset(id for part in parts for id in part)

    def places(self, text: str) -> list[str]:
        """Codes of the places that a stretch of text names, in alphabetical order."""
        found: set[str] = set()
        for item in self._evidence(text):
            # "Middle East and North Africa" is one place; only what is no place as a whole may hold one.
            found.update(values_of(item.concepts, "place") or values_of(item.inner, "place"))
        return sorted(found - {EVERYWHERE})

    def all_places(self, text: str) -> frozenset[str]:
        """Codes of all places that a stretch of text names, those inside longer names too."""
        return frozenset(
            values_of({name for item in self._evidence(text) for name in item.concepts | item.inner}, "place")
        )

    def place(self, name: str) -> str | None:
        """The code of the one place that a name stands for; None where it is no place."""
        evidence = self._read(name).evidence
        whole = len(evidence) == 1 and evidence[0].similarity >= EXACT
        codes = values_of(evidence[0].concepts, "place") if whole else []
        return codes[0] if len(codes) == 1 else None

    def topics(self, text: str, kinds: Iterable[str] = ("topic",)) -> list[str]:
        """Ids of the concepts of some kinds that a stretch of text evokes, in the order of the words, each once."""
        found: dict[str, None] = {}
        wanted, concepts = frozenset(kinds), self.knowledge.concepts
        for item in self._read(text).evidence:
            named = (concepts[name] for name in sorted(item.concepts) if name in concepts)
            if item.similarity >= EXACT:
                found.update({concept.id: None for concept in named if concept.kind in wanted})
        return list(found)

    def concept(self, name: str) -> str | None:
        """The concept that a name as a whole stands for; None where it is none or several."""
        evidence = self._read(name).evidence
        whole = len(evidence) == 1 and evidence[0].similarity >= EXACT
        found = sorted(evidence[0].concepts & self.knowledge.concepts.keys()) if whole else []
        return found[0] if len(found) == 1 else None

    def declared(self, concepts: Iterable[str]) -> list[str]:
        """Those of the concepts that the knowledge base has."""
        return [name for name in concepts if name in self.knowledge.concepts]

    def programmes(self, topics: Iterable[str]) -> list[str]:
        """Those of the concepts that replace each other in a follow-up question, as programmes do."""
        return [name for name in topics if self.knowledge.concepts[name].slot]

    def says_nothing(self, word: str) -> bool:
        """Whether a word means nothing to the knowledge base yet."""
        return all(not item.concepts for item in self._read(word).evidence)

    def _evidence(self, text: str) -> list[Evidence]:
        """What the words of a text evoke without being read as misspelt."""
        return [item for item in self._read(text).evidence if item.similarity >= EXACT]

    def _read(self, text: str) -> Reading:
        return read(text, self.vocabulary)
