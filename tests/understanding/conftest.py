"""What the tests of the core share."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from shipped import shipped_bot, shipped_knowledge

from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase, load_knowledge

# The sentences are read by tests, properties and mutations alike.
sys.path.insert(0, str(Path(__file__).parents[2]))

SENTENCES = "test_sentences.py"


@pytest.fixture(scope="session")
def base() -> KnowledgeBase:
    """The knowledge base that is shipped."""
    return shipped_knowledge()


@pytest.fixture(scope="session")
def bot() -> Bot:
    return shipped_bot()


@pytest.fixture(scope="session")
def lake() -> KnowledgeBase:
    """A small knowledge base, made for these tests."""
    return load_knowledge(Path(__file__).parent / "lake")


@pytest.fixture(scope="session")
def lake_bot(lake: KnowledgeBase) -> Bot:
    return Bot(lake)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """How many sentences hold, and how many are still to do."""
    counts = {
        outcome: sum(SENTENCES in report.nodeid for report in terminalreporter.getreports(outcome))
        for outcome in ("passed", "failed", "xfailed")
    }
    total = sum(counts.values())
    if total:
        todo = counts["xfailed"]
        terminalreporter.write_line(
            f"sentences: {counts['passed']} of {total} hold ({counts['passed'] / total:.1%}), {todo} are to do"
        )
