"""A word list is a set of words, only smaller."""

from __future__ import annotations

import copy
import sys

from hypothesis import given
from hypothesis import strategies as st
from shipped import shipped_knowledge

from iombot.knowledge.wordlist import WordList

WORDS = st.sets(st.text(alphabet="abé'", max_size=4))


@given(WORDS, WORDS)
def test_it_holds_what_a_set_holds(words: set[str], others: set[str]) -> None:
    found = WordList(words)
    assert [word in found for word in words | others] == [word in words for word in words | others]
    assert set(found) == words
    assert (found == words, found <= others) == (True, words <= others)  # type: ignore[comparison-overlap]
    assert len(found) == len(words)
    assert sorted(found) == sorted(words)


def test_a_part_of_a_word_or_two_at_once_are_none() -> None:
    found = WordList(["return", "returned"])
    assert "return" in found
    assert not any(word in found for word in ("retur", "eturn", "re", "", "return\nreturned", 7))


def test_a_copy_from_a_snapshot_is_the_same() -> None:
    # By the same protocol as a snapshot.
    assert set(copy.deepcopy(WordList(["one", "two"]))) == {"one", "two"}


def test_the_words_of_a_language_take_little() -> None:
    words = shipped_knowledge().words
    assert isinstance(words, WordList)
    held = sum(map(sys.getsizeof, words._parts.values()))  # noqa: SLF001 (what it takes)
    assert held * 4 < sum(map(sys.getsizeof, words))
