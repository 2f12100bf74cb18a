"""How little a message says: the less it does, the more it leans on what was said before ("from?", "and to?")."""

from __future__ import annotations

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import ANAPHORA, WISH

ALONE, BARE = "alone-", "bare-"
"""Beginnings of the pointers at such words; what follows them is the wish after `ask-`, or another concept."""
MOST_WORDS = 2
"""Words up to which one of them is all of a message."""

WHOLE_WORDS = 9
"""Words from which a message that points at nothing stands for itself. Of 435 follow-ups by a dozen writers that were
right only with what was said before, one was such; of 164 questions that it led astray, 16."""
LONG_WORDS = 16
"""Words from which it does whatever it points at: none of those follow-ups, 105 of the others."""


def leans(message: Reading) -> bool:
    """Whether a message may need what was said before it: a fresh, full question does not."""
    points = bool(message.pointers) or ANAPHORA in message.marks
    return message.length < (LONG_WORDS if points else WHOLE_WORDS)


def alone(question: Reading) -> Reading | None:
    """The question with what is asked for by a small word that is all it says ("from?"); None where it says more."""
    if sum(token.kind == "word" for token in question.tokens) > MOST_WORDS:
        return None
    for pointer in question.pointers:
        wishes = [f"{WISH}-{name.removeprefix(ALONE)}" for name in pointer.concepts if name.startswith(ALONE)]
        wishes += [name.removeprefix(BARE) for name in pointer.concepts if name.startswith(BARE)]
        # The word itself says nothing else.
        bare = [item for item in question.own if pointer.start <= item.start < pointer.end and not item.concepts]
        if wishes and len(bare) == len(question.own):
            wish = Evidence(pointer.start, pointer.end, pointer.text, frozenset(wishes[:1]))
            return question.made_of([*(item for item in question.evidence if item not in bare), wish])
    return None
