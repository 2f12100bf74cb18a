"""Sentences that ask without a question mark, in a message in which others have one.

Most of what stands beside a question with its mark is talk around it. It is a question of its own only if it asks as
such ("Give me ...", "VHR in full"), and if it is answered for certain by itself.
"""

from __future__ import annotations

from collections.abc import Callable

from iombot.dialogue.part import Part
from iombot.dialogue.settled import answered
from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, on_topic, wishes
from iombot.understanding.questions import focus, sentences_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.text import is_marked

LONGEST = 12
"""Words up to which a sentence without a verb of asking may be a note of what is wanted ("home country of Othmane")."""


def with_unmarked(
    reading: Reading, parts: list[Part], solve: Callable[[Reading], list[Part]], grammar: Grammar
) -> list[Part]:
    """The parts with those of sentences that ask without a mark, in the order of the message.

    Nothing is added to a question that is left open: what follows may be told instead of it.
    """
    taken = {place for part in parts for item in part.reading.own for place in range(item.start, item.end)}
    sentences = list(sentences_of(reading))
    marked = [span for span in sentences if is_marked(reading.tokens[span[0] : span[1]])]
    if not marked or not taken or not _all_answered(parts):
        return parts
    found = list(parts)
    for span in sentences:
        if span in marked or taken.intersection(range(*span)):
            continue
        asks = _asks(reading, span, grammar)
        if asks or (span > marked[0] and _notes(reading, span)):
            further = solve(focus(reading, span))
            sure = _all_answered(further) and (asks or all(map(answered, further)))
            if sure and not _targets(further) <= _targets(found):
                found += further
    return sorted(found, key=_place)


def _all_answered(parts: list[Part]) -> bool:
    return all(part.decision.verdict == "answer" for part in parts)


def _targets(parts: list[Part]) -> set[str]:
    return {fit.target.id for part in parts for fit in part.decision.fits}


def _place(part: Part) -> int:
    return min((item.start for item in part.reading.own), default=0)


def _asks(reading: Reading, span: Span, grammar: Grammar) -> bool:
    """Whether a sentence requests something, or begins with a question word or with what it wishes."""
    start, end = span
    said = _said(reading, span)
    if said & reading.words.possessing:
        return False
    if any(start < place <= end for place in (*reading.requests, *reading.hands)):
        return True
    inside = [item for item in reading.evidence if start <= item.start < item.end <= end and _tells(item, grammar)]
    begins = reading.tokens[start].text in grammar.interrogatives | grammar.openers
    begins = bool(inside) and (begins or _wishes_first(reading, inside[0], grammar))
    return begins and not said & reading.words.askers and reading.tokens[start].text not in _persons(reading)


def _wishes_first(reading: Reading, first: Evidence, grammar: Grammar) -> bool:
    """Whether a sentence begins with what it wishes, and does not tell of it: "press contact *is* ..."."""
    following = reading.tokens[first.end].text if first.end < len(reading.tokens) else ""
    return wishes(first, grammar.concepts) and following not in grammar.openers


def _notes(reading: Reading, span: Span) -> bool:
    """Whether a sentence may be a note of what is wanted: short, of nobody present, and no more on what was asked."""
    words = reading.words
    said = _said(reading, span)
    goes_on = words.definite | words.framing | words.inside | words.denying | words.pointing | words.conjunctions
    apart = reading.tokens[span[0]].text not in goes_on
    return apart and len(said) <= LONGEST and not said & (_persons(reading) | words.openers | words.possessing)


def _said(reading: Reading, span: Span) -> set[str]:
    return {token.text for token in reading.tokens[span[0] : span[1]] if token.kind != "mark"}


def _persons(reading: Reading) -> frozenset[str]:
    words = reading.words
    return words.askers | words.first_person | words.absent


def _tells(item: Evidence, grammar: Grammar) -> bool:
    return wishes(item, grammar.concepts) or any(on_topic(name, grammar.concepts) for name in item.concepts)
