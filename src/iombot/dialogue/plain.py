"""A knowledge base of plain intents only: the likeliest answer, or silence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from iombot.dialogue.answers import Answers
from iombot.dialogue.reply import Reply
from iombot.knowledge.base import KnowledgeBase, all_languages
from iombot.understanding.likeliest import Likeliest, LikeliestIntent

SURE = 0.4
"""Confidence from which the likeliest intent is answered: about one answer in ten is then wrong where four
questions in ten lie outside of all intents (`tests/bench/intents.py`)."""


@dataclass(frozen=True)
class PlainTrace:
    """Why this reply; `str()` writes it out."""

    found: Likeliest | None

    def __str__(self) -> str:
        if self.found is None:
            return "settled by: plain intents\nno word, pair or piece of a word is in any example"
        verdict = "answered" if self.found.confidence >= SURE else "not sure enough"
        return (
            f"settled by: plain intents\nlikeliest: {self.found.id} confidence {self.found.confidence:.2f}"
            f" (needed {SURE:.2f}): {verdict}"
        )


class PlainIntents:
    """Answers from example utterances alone."""

    def __init__(self, knowledge: KnowledgeBase, answers: Answers) -> None:
        self.answers = answers
        intents: Mapping[str, list[str]] = {
            intent.id: list(all_languages(intent.utterances)) for intent in knowledge.intents.values()
        }
        self.index = LikeliestIntent(intents)

    @staticmethod
    def suffice(knowledge: KnowledgeBase) -> bool:
        """Whether a knowledge base holds plain intents and nothing else to answer with."""
        return bool(knowledge.intents) and not (knowledge.entries or knowledge.contacts or knowledge.releases)

    def reply(self, utterance: str) -> tuple[Reply, PlainTrace]:
        """The answer of the likeliest intent, or `unknown`, which still names that intent; never raises."""
        found = self.index.find(utterance)
        if found and found.confidence >= SURE:
            return self.answers.intent(found.id, found.confidence), PlainTrace(found)
        silent = self.answers.phrase("unknown", "unknown-not-understood")
        if found:
            silent = replace(silent, entries=(found.id,), confidence=found.confidence)
        return silent, PlainTrace(found)
