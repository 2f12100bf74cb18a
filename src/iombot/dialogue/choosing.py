"""The choice that a message makes among what was just offered."""

from __future__ import annotations

from iombot.dialogue.state import ChatState
from iombot.understanding.reading import Reading
from iombot.understanding.text import words

MOST_WORDS = 4
""" "The second one please" is a choice; a longer message is a new question."""


def chosen(reading: Reading, state: ChatState, labels: dict[str, str]) -> str | None:
    """The option that a short message picks, by its number, its place in the list or its label."""
    texts = tuple(token.text for token in reading.tokens if token.kind != "mark")
    if not state.options or not texts:
        return None
    for number, id in enumerate(state.options, 1):
        if texts == (str(number),) or texts == words(labels[id]):
            return id
    if len(texts) > MOST_WORDS:
        return None
    ranks = [int(rank) for rank in reading.values("ordinal")]
    return state.options[ranks[0] - 1] if len(ranks) == 1 and ranks[0] <= len(state.options) else None
