"""What the tests of the dialogue share."""

from __future__ import annotations

from pathlib import Path

import pytest
from shipped import shipped_bot

from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase, load_knowledge

LAKE = Path(__file__).parents[1] / "understanding/lake"


@pytest.fixture(scope="session")
def lake() -> KnowledgeBase:
    """A small knowledge base, made for tests of the core."""
    return load_knowledge(LAKE)


@pytest.fixture(scope="session")
def bot(lake: KnowledgeBase) -> Bot:
    return Bot(lake)


@pytest.fixture(scope="session")
def shipped() -> Bot:
    """The bot that comes with iombot."""
    return shipped_bot()
