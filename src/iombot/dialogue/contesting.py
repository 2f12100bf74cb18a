"""What a message holds against the answer just given: "I thought it was 6?", "so 700,000?", "wasn't it Germany?"."""

from __future__ import annotations

from dataclasses import dataclass, replace
from decimal import Decimal

from iombot.dialogue.correcting import DIGITS, names_topic
from iombot.dialogue.decision import Decision, sure_fit
from iombot.dialogue.heard import heard, without
from iombot.dialogue.memory import said_of
from iombot.dialogue.part import Part
from iombot.dialogue.shown import Shown
from iombot.dialogue.state import ChatState
from iombot.knowledge.models import Entry
from iombot.understanding.claims import VALUES
from iombot.understanding.compared import TOLERANCE, held_against
from iombot.understanding.entities import entity, plain_number
from iombot.understanding.figured import SHARES
from iombot.understanding.grammar import wishes
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, PERCENT, PERSON, YEAR, Evidence, recalled
from iombot.understanding.stated import with_fractions
from iombot.understanding.targets import Target
from iombot.understanding.terms import CLAIM, COMPARISONS, ROUGHLY, Terms, telling

CONTESTS = "contests"
"""Pointer at having believed or heard something else; the lexicon declares it."""
ABOVE = Decimal("1.05")
"""Times of a lower limit up to which the figure itself may lie."""
FEW = 2
"""Words that nothing explains up to which a message is about the answer just given, and small words beside a value
that is all it says."""


@dataclass(frozen=True)
class _Held:
    """A value held against an answer."""

    value: Evidence
    target: Target
    holds: bool | None
    """Whether the answer has it; None where neither yes nor no would be true."""


@dataclass(frozen=True)
class Given:
    """What was just answered."""

    entry: Entry | None
    shown: Shown | None
    """The list that was shown last."""


def contested(question: Reading, state: ChatState, given: Given, terms: Terms) -> Part | None:
    """The answer just given with Yes or No before it; None for any other message."""
    target = terms.targets.by_id.get(state.entries[0])
    answered = bool(state.earlier) and said_of(state.earlier[-1])[0] == state.entries[0]
    if target is None or target.gap or not answered:
        return None
    question = with_fractions(question) if target.unit == SHARES else question
    value = _value(question, target, terms)
    held = _held(value, question, target, given, terms) if value else None
    return _part(held, question, given.shown, terms) if held else None


def _value(question: Reading, target: Target, terms: Terms) -> Evidence | None:
    """The one value of a message that says no more than that something else was believed."""
    reported = [place for place in question.reports if place <= question.own[-1].start] if question.own else []
    own = [item for item in question.own if not reported or item.start >= reported[-1]]
    values = [item for item in own if any(name.startswith(VALUES) for name in item.concepts)]
    pointers = [item for item in heard(question) if CONTESTS in item.concepts]
    rest = without(replace(question, evidence=tuple(own)), pointers)
    if len(values) != 1:
        return None
    compared = [item for item in rest.own if item.concepts & COMPARISONS and item.end <= values[0].start]
    if not (pointers or reported or CLAIM in question.marks or _curt(question, values[0], compared)):
        return None
    others = replace(rest, evidence=tuple(item for item in rest.own if item not in (values[0], *compared)))
    told = any(wishes(item, terms.concepts) for item in others.own) or others.own_concepts & COMPARISONS
    strange = [item for item in others.own if not item.concepts]
    if told or len(strange) > FEW or names_topic(others, terms.concepts, DIGITS | target.covered):
        return None
    return values[0]


def _curt(question: Reading, value: Evidence, compared: list[Evidence]) -> bool:
    """Whether nothing but "so" or "not" stands beside a figure ("so not 71,000?") and what compares it."""
    words = question.words
    small = words.subordinating | words.denying | words.inferring
    around = [value, *compared]
    beside = [
        token.text
        for place, token in enumerate(question.tokens)
        if token.kind != "mark" and not any(item.start <= place < item.end for item in around)
    ]
    return 0 < len(beside) <= FEW and small.issuperset(beside) and any(map(telling, value.concepts))


def _held(value: Evidence, question: Reading, target: Target, given: Given, terms: Terms) -> _Held | None:
    """A value beside what the answer has of its kind; None where it has nothing of it."""
    name = min(name for name in value.concepts if name.startswith(VALUES))
    if name.startswith(FIGURES):
        known = _known(name, target, given)
        return None if known is None else _of_figure(value, question, target, known)
    if name.startswith(YEAR):
        own = [year for year in (target.year, target.since) if year]
        return _Held(value, target, entity("year", own[0]) == name) if own else None
    if name.startswith(PERSON):
        return _Held(value, target, name in target.persons) if target.persons else None
    places = {*target.named, *target.places}
    if not places or (given.shown and given.shown.current):
        return None
    # One of several places may be meant for another part of what is told, and a region holds its countries.
    told = name in places
    doubtful = terms.overlaps(value.concepts, target) or (told and (target.routes or len(places) > 1))
    return _Held(value, target, None if doubtful else told)


def _known(name: str, target: Target, given: Given) -> Decimal | None:
    """The figure of the answer, or of the one line of a list that was shown, that a stated one can be held against."""
    entry, shown = given.entry, given.shown
    own = entry.number if entry else None
    if entry and shown and shown.target.id == target.id and len(shown.current) == 1:
        own = entry.items[shown.current[0] - 1].number if shown.current[0] <= len(entry.items) else None
    # A share says nothing against a headcount.
    apart = name.startswith(PERCENT) and target.unit != SHARES
    return None if own is None or apart else Decimal(plain_number(own))


def _of_figure(value: Evidence, question: Reading, target: Target, known: Decimal) -> _Held:
    """A figure beside that of the answer, compared as the message does ("so more than a third?")."""
    stated = Decimal(min(name for name in value.concepts if name.startswith(FIGURES)).partition(":")[2])
    said = question.before(value) & COMPARISONS
    near = abs(known - stated) <= known * TOLERANCE
    if said and (near or ROUGHLY not in said):
        outcome = held_against(known, stated, said, open_ended=target.open_ended)
        return _Held(value, target, outcome.holds if outcome.certain else None)
    if target.open_ended and known < stated < known * ABOVE:
        # "Over 71,000" may well be 71,500.
        return _Held(value, target, None)
    return _Held(value, target, stated == known)


def _part(held: _Held, question: Reading, shown: Shown | None, terms: Terms) -> Part:
    """The answer once more, and what was held against it confirmed or denied."""
    target = held.target
    claim = replace(question, evidence=(held.value, *recalled(target.about)), claim=True, last=target.id)
    fit = sure_fit(target, claim, terms)
    turned = CLAIM not in question.marks and any(token.text in question.words.denying for token in question.tokens)
    holds = None if turned else held.holds
    denied = (held.value.text,) if holds is False else ()
    fit = replace(fit, claimed=True, confirmed=bool(holds), denied=denied)
    # What holds is explained by the figure that it was held against.
    fit = replace(fit, unexplained=0.0, compared=True) if holds else fit
    lines = shown.current if shown and shown.target.id == target.id else ()
    return Part(claim, Decision("answer", (fit,), confidence=1.0, lines=lines))
