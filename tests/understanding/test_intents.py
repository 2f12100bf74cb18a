"""Plain intents are matched by the words they share, and confidence orders questions."""

from __future__ import annotations

import pytest

from iombot.understanding.intents import CLOSER, IntentIndex

INTENTS = {
    "card-lost": ["I lost my card", "my card is missing", "what do I do about a stolen card"],
    "balance": ["what is my balance", "how much money do I have", "show the balance of my account"],
    "contest": ["how do I join the contest", "where can I sign up for the contest"],
}


@pytest.fixture
def index() -> IntentIndex:
    return IntentIndex(INTENTS, (("ing", ""), ("s", "")))


def best(index: IntentIndex, text: str) -> tuple[str, float]:
    fit = index.rank(text)[0]
    return fit.id, fit.confidence


def test_an_example_is_its_own_intent_with_high_confidence(index: IntentIndex) -> None:
    for id, examples in INTENTS.items():
        for example in examples:
            assert best(index, example)[0] == id


def test_words_in_common_decide_and_other_words_lower_confidence(index: IntentIndex) -> None:
    close, far = best(index, "balance of my account"), best(index, "balance of a bicycle wheel on ice")
    assert close[0] == far[0] == "balance"
    assert close[1] > far[1]


def test_a_shared_word_is_not_enough(index: IntentIndex) -> None:
    assert best(index, "I am unable to win any contest")[1] < best(index, "how can I join the contest")[1]


def test_a_slip_still_finds_the_intent_and_never_raises_confidence(index: IntentIndex) -> None:
    typed, slipped = best(index, "show my balance"), best(index, "show my balence")
    assert slipped[0] == typed[0] == "balance"
    assert slipped[1] <= typed[1]


@pytest.mark.parametrize("text", ["", "zzz qqq", "🙂"])
def test_no_word_in_common_gives_no_intent(index: IntentIndex, text: str) -> None:
    assert index.rank(text) == []


def test_confidence_lies_between_nothing_and_one(index: IntentIndex) -> None:
    for example in (example for examples in INTENTS.values() for example in examples):
        assert all(0 <= fit.confidence <= 1 + 1e-9 for fit in index.rank(example))


def test_no_more_intents_are_compared_than_needed() -> None:
    many = IntentIndex({f"i{number}": [f"open door {number}"] for number in range(50)}, ())
    assert len(many.rank("open door")) == CLOSER


def test_no_intents_at_all_give_none() -> None:
    assert IntentIndex({}, ()).rank("anything") == []
