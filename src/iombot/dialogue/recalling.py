"""Answers that a message goes back to: say it again, the first figure once more, of what, which year is that."""

from __future__ import annotations

from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.memory import said_of
from iombot.dialogue.part import Part
from iombot.dialogue.pointing import NAMING, REACHING
from iombot.dialogue.state import ChatState
from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import concepts_of
from iombot.understanding.targets import Target
from iombot.understanding.terms import COMBINED, COUNT, DEFINE, SAY, SHARE, SUM, WHEN, WHOM, Terms

DATE = "ask-date"
"""The concept of asking for a date or year."""
AGAIN, EARLIER, FIRST_SAID = "again", "earlier", "first-said"
OF_WHAT, WHICH_YEAR, THAT_THEN = "of-what", "which-year", "that-then"
BACK = frozenset({AGAIN, EARLIER, FIRST_SAID})
"""Pointers at an earlier answer; the lexicon declares them."""
ABOUT = frozenset({OF_WHAT, WHICH_YEAR, THAT_THEN})
"""Pointers that ask for the last answer as a whole: of what it is, of which year, or for no more than that."""
GOING_BACK = NAMING | REACHING | WHEN | {COUNT, SHARE, DEFINE, COMBINED, SUM, SAY}
"""What may be said beside pointers at an answer, and with it what may stand beside any."""


def went_back_to(question: Reading, state: ChatState, terms: Terms) -> str | None:
    """The earlier answer that a message asks to hear once more; None where it asks for none."""
    pointers = heard(question)
    said = concepts_of(pointers)
    rest = without(question, pointers)
    years = values_of(rest.own_concepts, "year")
    ordinals = values_of(rest.own_concepts, "ordinal")
    allowed = _allowed(terms) | {f"year:{year}" for year in years} | {f"ordinal:{rank}" for rank in ordinals}
    if not (said & BACK and state.earlier and bare(rest, allowed, terms)):
        return None
    if years:
        return next((answer for answer in reversed(state.earlier) if _of_year(answer, years, terms)), None)
    if FIRST_SAID in said or ordinals:
        if rest.own_concepts & WHOM and not _is_contact(state.earlier[0], terms):
            # Whom to ask about the first figure is no question for that figure.
            return None
        return state.earlier[0] if FIRST_SAID in said or ordinals == ["1"] else None
    if EARLIER in said:
        return _before_last(rest, state, terms)
    return state.earlier[-1]


def asked_about(question: Reading, state: ChatState, terms: Terms) -> str | None:
    """The last answer, if a message asks of what or when that is; the nearest thing if there was no answer."""
    pointers = heard(question)
    said = concepts_of(pointers)
    if not said & ABOUT or not state.entries or not bare(without(question, pointers), _allowed(terms), terms):
        return None
    target = terms.targets.by_id.get(state.entries[0])
    if target is None or target.gap or (WHICH_YEAR in said and not (target.year or target.since)):
        return None
    return target.id


def tells_when(part: Part, last: Target) -> bool:
    """Whether a part is answered, be it by a time where one was asked for or by anything else where none was.

    That the release bears no date is no answer where the figure just given has a year.
    """
    decision = part.decision
    if decision.verdict == "gap" and (last.year or (last.since and part.reading.claim)):
        return decision.fits[0].target.id == last.id
    settled = decision.verdict in ("answer", "gap")
    return settled and (DATE in decision.fits[0].target.asks or not part.reading.own_concepts & WHEN)


def _allowed(terms: Terms) -> frozenset[str]:
    return GOING_BACK | terms.beside["answer"]


def _of_year(answer: str, years: list[str], terms: Terms) -> bool:
    target = _target(answer, terms)
    return target is not None and years == [str(target.year)]


def _before_last(rest: Reading, state: ChatState, terms: Terms) -> str | None:
    """The answer before the last one; of a person where phone or e-mail is asked for."""
    if rest.own_concepts & REACHING - {COUNT}:
        reached = [answer for answer in reversed(state.earlier) if _is_contact(answer, terms)]
        others = [answer for answer in reached if answer not in state.entries]
        return next(iter(others or reached), None)
    answered = bool(state.entries) and said_of(state.earlier[-1])[0] == state.entries[0]
    known = state.earlier[:-1] if answered else state.earlier
    return known[-1] if known else None


def _is_contact(answer: str, terms: Terms) -> bool:
    target = _target(answer, terms)
    return target is not None and target.kind == "contact"


def _target(answer: str, terms: Terms) -> Target | None:
    return terms.targets.by_id.get(said_of(answer)[0])
