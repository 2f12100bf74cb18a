"""Concepts that code looks for by their id are those that the guide for curators names, and no others."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from shipped import shipped_knowledge

import iombot
from iombot.dialogue.curt import ALONE
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.terms import WISH

PACKAGE = Path(iombot.__file__).parent
GUIDE = Path(__file__).resolve().parents[2] / "knowledge" / "README.md"
RULES = [
    *sorted((PACKAGE / "understanding").glob("*.py")),
    *sorted((PACKAGE / "dialogue").glob("*.py")),
    PACKAGE / "knowledge" / "phrases.py",
]
NO_CONCEPTS = {"manner", "programme", "services"}
"""Strings of the rules that only happen to be ids: a field of the language, a slot, and a unit."""


def strings(file: Path) -> Iterator[str]:
    tree = ast.parse(file.read_text("utf-8"))
    told = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.value


@pytest.fixture(scope="module")
def knowledge() -> KnowledgeBase:
    return shipped_knowledge()


@pytest.fixture(scope="module")
def section() -> str:
    return GUIDE.read_text("utf-8").partition("### Concepts that the rules know")[2].partition("\n## ")[0]


@pytest.fixture(scope="module")
def named(section: str) -> set[str]:
    return set(re.findall(r"`([a-z-]+)`", section.partition("| --- |")[2]))


@pytest.fixture(scope="module")
def used() -> set[str]:
    return {text for file in RULES for text in strings(file)} - NO_CONCEPTS


def test_the_rules_look_for_no_concept_that_the_guide_does_not_name(
    knowledge: KnowledgeBase, named: set[str], used: set[str]
) -> None:
    assert sorted(used & knowledge.concepts.keys() - named) == []


def test_the_rules_look_for_every_concept_that_the_guide_names(named: set[str], used: set[str]) -> None:
    found = {name for name in named if name.startswith(ALONE) and name.replace(ALONE, f"{WISH}-", 1) in used}
    assert sorted(named - used - found) == []


def test_the_lexicon_declares_every_concept_that_the_guide_names(knowledge: KnowledgeBase, named: set[str]) -> None:
    assert sorted(named - knowledge.concepts.keys()) == []


def test_the_rules_look_for_nothing_else_of_one_knowledge_base(knowledge: KnowledgeBase, used: set[str]) -> None:
    others = knowledge.entries.keys() | knowledge.contacts.keys() | knowledge.people.keys() | knowledge.releases.keys()
    assert sorted(used & others) == []


def test_the_guide_names_the_intents_that_the_rules_look_for(
    knowledge: KnowledgeBase, section: str, used: set[str]
) -> None:
    named = re.findall(r"`([a-z-]+)`", section.partition("Of the intents")[2].partition(".")[0])
    assert sorted(used & knowledge.intents.keys()) == sorted(named)
