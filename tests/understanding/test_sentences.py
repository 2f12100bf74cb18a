"""Every test sentence leads where it must, and every entry has some."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from _pytest.mark import ParameterSet
from tests.understanding.sentences import Sentence, read_sentences

from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase, all_languages

SENTENCES = read_sentences()
LEAST = 2
"""Sentences that each entry, contact and list of contacts must have."""


def parameter(sentence: Sentence) -> ParameterSet:
    """A sentence that is to do must fail, so that whoever mends it has to move it to those that hold."""
    marks = [pytest.mark.xfail(reason="to do", strict=True)] if sentence.todo else []
    return pytest.param(sentence, id=sentence.id, marks=marks)


@pytest.mark.parametrize("sentence", [parameter(sentence) for sentence in SENTENCES])
def test_a_sentence_leads_where_it_must(sentence: Sentence, bot: Bot) -> None:
    assert sentence.complaints(bot) == []


def test_every_entry_contact_and_list_of_contacts_has_sentences(base: KnowledgeBase) -> None:
    asked = Counter(id for sentence in SENTENCES for _, expected in sentence.turns for id in expected.entries)
    ids = [*base.entries, *base.contacts, *base.releases]
    assert [id for id in ids if asked[id] < LEAST] == []


def test_every_entry_contact_and_list_of_contacts_is_shown_by_id(bot: Bot, base: KnowledgeBase) -> None:
    replies = {id: bot.entry(id) for id in [*base.entries, *base.contacts, *base.releases]}
    assert [id for id, reply in replies.items() if reply is None or reply.entries != (id,)] == []


def test_no_sentence_names_an_entry_that_is_gone(base: KnowledgeBase) -> None:
    known = {*base.entries, *base.contacts, *base.releases, *base.intents}
    named = {id for sentence in SENTENCES for _, expected in sentence.turns for id in expected.entries}
    assert named - known == set()


def test_no_sentence_stands_twice() -> None:
    said = Counter(sentence.turns[0][0] if len(sentence.turns) == 1 else sentence.id for sentence in SENTENCES)
    assert [text for text, count in said.items() if count > 1] == []


def test_no_sentence_is_an_example_of_the_knowledge_base(base: KnowledgeBase) -> None:
    examples = {plain(text) for entry in base.entries.values() for text in all_languages(entry.utterances)}
    singles = [sentence.turns[0][0] for sentence in SENTENCES if len(sentence.turns) == 1]
    assert [text for text in singles if plain(text) in examples] == []


def plain(text: str) -> str:
    """Words only, so that a comma makes no other sentence."""
    return " ".join(re.findall(r"\w+", text.lower()))
