"""What is reckoned of the last two answers: "and both together?"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from iombot.dialogue.derive import OPERATORS
from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.memory import said_of
from iombot.dialogue.pointing import PLACES, TWO
from iombot.dialogue.state import ChatState
from iombot.knowledge.models import Entry
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import concepts_of
from iombot.understanding.terms import COMBINED, COUNT, PAIR, WHICH, WHO, Terms

_PAIR = re.compile(r"\{([\w.-]+)\} ([+/-]) \{([\w.-]+)\}")
RECKONING = frozenset({COUNT, WHICH, WHO, COMBINED, "number:2", *OPERATORS})
"""What a question may say that reckons with the last two answers, beside what may stand beside any figure."""

Reckoned = Mapping[tuple[str, frozenset[str]], str]
"""Calculated entries by the sign and the two figures of their formula."""


def reckoned_entries(entries: Iterable[Entry]) -> Reckoned:
    """The entries whose formula takes two figures."""
    found: dict[tuple[str, frozenset[str]], str] = {}
    for entry in entries:
        match = _PAIR.fullmatch(entry.formula or "")
        if match:
            found.setdefault((match[2], frozenset({match[1], match[3]})), entry.id)
    return found


def reckon(question: Reading, state: ChatState, reckoned: Reckoned, terms: Terms) -> str | None:
    """The entry that a question asks for which reckons with the last two answers; None where it is no such question."""
    pointers = heard(question)
    said = concepts_of(pointers)
    rest = without(question, [item for item in pointers if TWO in item.concepts])
    signs = [sign for name, sign in OPERATORS.items() if name in question.own_concepts]
    # "And both?" after the one is their sum.
    signs = signs or (["+"] if TWO in said and state.entries and not rest.own else [])
    if not signs or said & PLACES or not bare(rest, RECKONING | terms.beside["figure"], terms):
        return None
    answered = [said_of(answer)[0] for answer in state.earlier]
    operands = {id for key in reckoned for id in key[1]}
    figures = [id for id in dict.fromkeys(reversed(answered)) if id in operands][:PAIR]
    found = reckoned.get((signs[0], frozenset(figures)))
    sums = [id for (sign, pair), id in reckoned.items() if sign == signs[0] and figures[:1] and figures[0] in pair]
    return found or (sums[0] if TWO in said and len(sums) == 1 and figures[0] in state.entries else None)
