"""Small talk, and people who ask for help with their own case."""

from __future__ import annotations

from collections.abc import Mapping

from iombot.knowledge.base import KnowledgeBase, all_languages
from iombot.knowledge.models import Concept, Intent
from iombot.understanding.intents import IntentFit, IntentIndex
from iombot.understanding.reading import Reading
from iombot.understanding.text import Token

SMALL_TALK = 0.62
"""Likeness to a small-talk example above which a message without a question is small talk, 0 to 1."""
SURE = 0.9
"""Likeness above which it is small talk even if words of the releases occur in it."""


class Manners:
    """Tells talk from questions."""

    def __init__(self, knowledge: KnowledgeBase, suffixes: tuple[tuple[str, str], ...]) -> None:
        self.intents: Mapping[str, Intent] = knowledge.intents
        self.concepts: Mapping[str, Concept] = knowledge.concepts
        self.index = IntentIndex(
            {intent.id: list(all_languages(intent.utterances)) for intent in knowledge.intents.values()}, suffixes
        )

    def small_talk(self, reading: Reading) -> IntentFit | None:
        """The small talk that the whole message amounts to, if it does."""
        fits = self.index.rank(" ".join(token.text for token in reading.tokens))
        if not fits:
            return None
        best = fits[0]
        limit = SURE if self._topical(reading) else SMALL_TALK
        return best if best.confidence >= limit else None

    def _topical(self, reading: Reading) -> bool:
        for name in reading.concepts:
            concept = self.concepts.get(name)
            if ":" in name or (concept and concept.kind in ("topic", "aspect", "ask")):
                return True
        return False

    def needs_help(self, reading: Reading) -> bool:
        """Whether the person speaks of their own case: first person and need, or danger."""
        said = reading.concepts
        if "danger" in said and "first-person" in said:
            return True
        if "only-curious" in said:
            return False
        needs = said & {"need-help", "own-case", "relative-missing", "danger"}
        if "press" in said and len(needs) < 2:
            return False
        return bool(needs) and ("first-person" in said or len(needs) > 1)


def text_of(tokens: tuple[Token, ...]) -> str:
    """The words of tokens in one line."""
    return " ".join(token.text for token in tokens)
