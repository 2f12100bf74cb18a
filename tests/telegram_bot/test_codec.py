"""What is kept of a chat comes back as it was, or not at all."""

from __future__ import annotations

from dataclasses import fields

from hypothesis import given
from hypothesis import strategies as st

from iombot.adapters.replicas.codec import MAX_BYTES, pack_answer, pack_state, unpack_answer, unpack_state
from iombot.adapters.states import Answer
from iombot.dialogue.state import ChatState

NAMES = st.lists(st.text(max_size=20), max_size=5).map(tuple)
STATES = st.fixed_dictionaries({field.name: NAMES for field in fields(ChatState)}).map(lambda found: ChatState(**found))
IDS = st.lists(st.integers(min_value=0, max_value=2**53), max_size=5).map(tuple)


@given(STATES)
def test_a_context_comes_back_as_it_was(state: ChatState) -> None:
    assert unpack_state(pack_state(state)) == state


@given(IDS, IDS)
def test_an_answer_comes_back_as_it_was(texts: tuple[int, ...], cards: tuple[int, ...]) -> None:
    assert unpack_answer(pack_answer(Answer(texts, cards))) == Answer(texts, cards)


@given(st.binary() | st.recursive(st.none() | st.text(), st.lists).map(lambda found: repr(found).encode()))
def test_anything_else_is_nothing(other: bytes) -> None:
    assert unpack_state(other) == ChatState()
    assert isinstance(unpack_answer(other), Answer | None)


def test_a_burden_is_not_kept() -> None:
    assert pack_state(ChatState(entries=("x" * MAX_BYTES,))) is None
