"""The knowledge base that comes with iombot and its bot, made once a process: tests leave no trace in either."""

from __future__ import annotations

from functools import cache

from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase, load_knowledge


@cache
def shipped_knowledge() -> KnowledgeBase:
    """What iombot knows without being told where else to look."""
    return load_knowledge()


@cache
def shipped_bot() -> Bot:
    """The bot that answers from it."""
    return Bot(shipped_knowledge())
