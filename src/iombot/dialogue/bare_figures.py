"""What a bare figure stands for, where nothing but the figure is asked about ("what is the 56 thousand?").

A round figure is taken for the one that it rounds; one that comes near none is not in the releases, which is said.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

from iombot.dialogue.decision import NOT_STATED, Decision, sure_fit
from iombot.dialogue.mentioned import ASKED, TEXTS
from iombot.understanding.compared import rounds
from iombot.understanding.counting import YEARS, unit_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, NUMBER, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import COUNT, MEANING, WHICH, WHICH_PLACE, Terms, telling

UNTOLD = "unknown-figure"
"""Sentence that the releases do not hold a figure."""
SOUGHT = MEANING | ASKED
"""Concepts of asking what something stands for, or where it is told."""
BESIDE = frozenset({COUNT, WHICH, WHICH_PLACE, FILLER, *TEXTS})
"""Concepts of what may stand beside them."""
IDLE = SOUGHT | BESIDE
"""Concepts of both."""


def bare_figure(reading: Reading, terms: Terms, settle: Callable[[Reading], Decision]) -> Decision | None:
    """The verdict on a question about a figure that the releases do not give as typed; None for any other question.

    `settle` decides on the question with the exact figure in its place.
    """
    lasting = _lasting(reading, terms)
    if lasting:
        return _told(*lasting, reading, terms)
    sought = _sought(reading, terms)
    if sought is None:
        return None
    item, stated = sought
    exact = _rounded(stated, terms)
    if not exact:
        return replace(NOT_STATED, blame=item.text, unsound=UNTOLD)
    if len(exact) > 1:
        return None
    meant = replace(item, concepts=exact)
    found = settle(reading.made_of(meant if one is item else one for one in reading.evidence))
    return found if found.verdict == "answer" else None


def by_itself(reading: Reading) -> bool:
    """Whether a message asks what a figure stands for, whatever was spoken of before."""
    return bool(reading.own_concepts & MEANING) and _figure(reading) is not None


def _told(item: Evidence, target: Target, reading: Reading, terms: Terms) -> Decision:
    """The answer that a figure stands for, with what it is about as if that had been said: a question may follow."""
    about = min(sorted(target.about[0]), key=terms.targets.weight)
    meant = replace(item, concepts=frozenset({about}))
    said = reading.made_of([meant])
    return Decision("answer", (sure_fit(target, said, terms),), confidence=1.0, apart=said)


def _lasting(reading: Reading, terms: Terms) -> tuple[Evidence, Target] | None:
    """The years that are all a question names ("70 years of what?"), and what the releases say to last so many.

    So small a number says nothing by itself. None for any other question, and where several things last as long.
    """
    figures = [item for item in reading.own if any(name.startswith(NUMBER) for name in item.concepts)]
    if len(figures) != 1 or reading.claim or unit_of(figures[0], reading, terms.units) != YEARS:
        return None
    after = figures[0].end
    if any(item is not figures[0] and item.start != after and not item.concepts & IDLE for item in reading.own):
        return None
    named = {name.removeprefix(NUMBER) for name in figures[0].concepts}
    found = [
        target
        for target in terms.targets.all
        if target.unit == YEARS and not target.calculated and target.pointers & named
    ]
    return (figures[0], found[0]) if len(found) == 1 else None


def _sought(reading: Reading, terms: Terms) -> tuple[Evidence, str] | None:
    """The figure that a question asks about and that no answer gives, and its concept; None for any other question."""
    found = _figure(reading)
    return found if found and reading.own_concepts & SOUGHT and found[1] not in terms.figures else None


def _figure(reading: Reading) -> tuple[Evidence, str] | None:
    """The figure beside which a question names nothing, and its concept; None for any other question."""
    figures = [(item, name) for item in reading.own for name in item.concepts if telling(name)]
    rest = [item for item in reading.own if not any(item is one for one, _ in figures)]
    return figures[0] if len(figures) == 1 and all(item.concepts & IDLE for item in rest) else None


def _rounded(stated: str, terms: Terms) -> frozenset[str]:
    """The exact figures, as concepts, that a stated one is a round one for."""
    if not stated.startswith(NUMBER):
        return frozenset()
    figure = Decimal(stated.removeprefix(NUMBER))
    numbers = (known for known in terms.figures if known.startswith(NUMBER))
    return frozenset(known for known in numbers if rounds(figure, Decimal(known.removeprefix(NUMBER))))
