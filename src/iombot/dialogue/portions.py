"""A part of what was just told of: "how many of them by ...?", "how many from the first one?"."""

from __future__ import annotations

from iombot.dialogue.heard import heard
from iombot.dialogue.memory import said_of
from iombot.dialogue.part import Part
from iombot.dialogue.recall import OF_THOSE
from iombot.dialogue.shown import Shown
from iombot.dialogue.state import ChatState
from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import concepts_of
from iombot.understanding.terms import COUNT, ONE_OF, Terms


def whole_again(part: Part, question: Reading, state: ChatState, terms: Terms) -> bool:
    """Whether a part of the last figure is asked for ("how many of them were ...?") and answered with that figure."""
    decision = part.decision
    if decision.verdict != "answer" or decision.lines or decision.derivation or COUNT not in question.own_concepts:
        return False
    target = decision.fits[0].target
    narrowed = any(terms.kind(name) == "topic" for item in question.own for name in item.concepts)
    same = target.counts and target.id in {said_of(answer)[0] for answer in state.earlier}
    return same and narrowed and OF_THOSE in concepts_of(heard(question))


def of_a_line(question: Reading, shown: Shown | None) -> bool:
    """Whether a question asks something of one line of the list just shown: "how many left the first one?"."""
    ranked = bool(values_of(question.own_concepts, "ordinal"))
    return shown is not None and ranked and ONE_OF in concepts_of(heard(question))
