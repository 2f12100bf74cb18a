"""Places in the list just shown: the middle one, who is behind it, the two between, gap between first and last.

Whatever else a question says beside such words must go with the list, or the question is not one about it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from iombot.dialogue.derive import OPERATORS
from iombot.dialogue.heard import BEFORE, NEIGHBOURS, NEXT, bare, heard, without
from iombot.dialogue.shown import Shown
from iombot.understanding.entities import values_of
from iombot.understanding.periods import uncovered_years
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, YEAR, Evidence, concepts_of
from iombot.understanding.terms import (
    ALL_THREE,
    COMBINED,
    COUNT,
    DIFFERENCE,
    LESS_THAN,
    MORE_THAN,
    PAIR,
    SHARE,
    SUM,
    TOP,
    WHICH,
    WHO,
    WHOM,
    WISH,
    Terms,
)

FIRST, SECOND, LAST, MIDDLE = "rank-first", "rank-second", "rank-last", "rank-middle"
LARGEST, SMALLEST = "rank-largest", "rank-smallest"
FIRST_TWO, LAST_TWO = "rank-first-two", "rank-last-two"
BETWEEN = "rank-between"
FIXED = frozenset({FIRST, SECOND, LAST, MIDDLE})
OTHERS, EACH, TWO = "rank-others", "rank-each", "the-two"
PLACES = frozenset(
    {FIRST, SECOND, LAST, MIDDLE, FIRST_TWO, LAST_TWO, LARGEST, SMALLEST, NEXT, BEFORE, BETWEEN, OTHERS, EACH}
)
"""Pointers at places in a list; the lexicon declares them."""
NAMING = frozenset({WHICH, WHO, "ask-list", "ask-name", "ask-country", "ask-where", "ask-content"})
"""Wishes that naming a line meets."""
REACHING = WHOM | {"phone", "email", "contact", "digits", COUNT}
"""What else may be asked of a person on a list of contacts."""
PEOPLE = "people"
"""Concept of those who are counted."""
COUNTED = ("2", "3", "4")
"""How many lines may be asked for at once."""
HUMBLE = frozenset({ALL_THREE, TOP, LESS_THAN, MORE_THAN})
"""Topics that say no more than that there is a list in some order, like those that may stand beside any list."""


@dataclass(frozen=True)
class Pointed:
    """The lines that a question points at."""

    ranks: tuple[int, ...]
    """From 1; empty where it points beyond the list."""
    rest: Reading
    """The question without the words that point."""


def point(question: Reading, shown: Shown, terms: Terms) -> Pointed | None:
    """The lines of the list that a question asks for; None where it asks for none, or for more than a list tells."""
    pointers = heard(question)
    said = concepts_of(pointers)
    rest = _without_ranks(without(question, pointers))
    operators = OPERATORS.keys() & rest.own_concepts
    ordinals = values_of(question.own_concepts, "ordinal")
    named = _named(rest, shown) if shown.target.shares and shown.current else []
    if not (said & PLACES or ordinals or operators or named) or not _fits(rest, shown, operators, terms):
        return None
    if operators:
        return _reckoned(question, said, rest, shown)
    # "Germany's share?" - "Belgium?" is the next line that is asked for.
    ranks = _asked_for(question, said, rest, shown) or named
    return Pointed(tuple(rank for rank in ranks if 0 < rank <= shown.length), rest) if ranks else None


def named_lines(question: Reading, shown: Shown) -> Reading:
    """The question with the lines named that it points at: whatever it asks of "the second one", it asks of that."""
    pointers = heard(question)
    said = concepts_of(pointers)
    ordinals = values_of(question.own_concepts, "ordinal")
    if not (said & FIXED or ordinals):
        return question
    rest = _without_ranks(without(question, [item for item in pointers if item.concepts & PLACES]))
    ranks = _asked_for(question, said & FIXED, rest, shown)
    names = [shown.names[rank - 1] for rank in ranks if 0 < rank <= shown.length]
    added = {name for name in names if name} | {f"{ORDINAL}{rank}" for rank in ranks}
    return rest.with_evidence([Evidence(0, 1, "", frozenset(added))]) if added else question


def _asked_for(question: Reading, said: frozenset[str], rest: Reading, shown: Shown) -> list[int]:
    """The lines pointed at, each once, perhaps beyond the list."""
    count = max((int(value) for value in question.values("number") if value in COUNTED), default=1)
    ordinals = _ordinals(question)
    return sorted({*_ranks(said, shown, _named(rest, shown), count), *ordinals})


def _ordinals(question: Reading) -> list[int]:
    return [int(rank) for rank in values_of(question.own_concepts, "ordinal")]


def _reckoned(question: Reading, said: frozenset[str], rest: Reading, shown: Shown) -> Pointed | None:
    """The lines that the question reckons with; None where fewer than two have a figure."""
    named = _named(rest, shown)
    ordinals = _ordinals(question)
    if ordinals or said & FIXED:
        # "By how much is it ahead of the second?" names the other line itself.
        said -= NEIGHBOURS
    rival = None if ordinals or said & FIXED or named else _rival(question, shown)
    if rival:
        return Pointed(tuple(sorted((*shown.current, rival))), rest)
    ranks = sorted(set(_operands([*_ranks(said, shown, named, 0), *ordinals], named, said, rest, shown)))
    inside = all(0 < rank <= shown.length and shown.names[rank - 1] in shown.target.shares for rank in ranks)
    return Pointed(tuple(ranks), rest) if inside and len(ranks) >= PAIR else None


def _rival(question: Reading, shown: Shown) -> int | None:
    """The line from which the difference is to the one just given: "how far behind?" the leader, "how far ahead?".

    None where the question says neither.
    """
    words = question.words
    said = [token for token in question.tokens if token.text in words.trailing | words.leading]
    if not said or len(shown.current) != 1 or DIFFERENCE not in question.own_concepts:
        return None
    # "How far ahead of the next?" names the other line itself.
    named = concepts_of(item for item in heard(question) if said[0] not in question.tokens[item.start : item.end])
    rank = shown.current[0]
    behind = said[0].text in words.trailing and rank > 1
    rival = rank + 1 if NEXT in named else rank - 1 if BEFORE in named else 1 if behind else rank + 1
    return rival if 0 < rival <= shown.length and all(name in shown.target.shares for name in shown.names) else None


def _named(rest: Reading, shown: Shown) -> list[int]:
    return [rank for rank, name in enumerate(shown.names, 1) if name and name in rest.own_concepts]


def _fits(rest: Reading, shown: Shown, operators: Iterable[str], terms: Terms) -> bool:
    """Whether what is left beside the pointers goes with the list."""
    if not bare(rest, _allowed(shown, operators, terms), terms) or not _timely(rest, shown):
        return False
    counted = COUNT in rest.own_concepts and not operators and not shown.reachable
    # "How much has the second?" asks for its share, "how many people" for a headcount.
    allowed = NAMING | {COUNT, *shown.names}
    told = (item for item in rest.own if item.concepts)
    return not counted or all(item.concepts & allowed and PEOPLE not in item.inner for item in told)


def _ranks(said: frozenset[str], shown: Shown, named: list[int], count: int) -> Iterator[int]:
    """The places that the pointers name, perhaps beyond the list; `count` of those beside, 0 where one reckons."""
    yield from _fixed(said, shown)
    anchors = named or list(shown.current) or list(shown.before[-1:])
    if not anchors:
        return
    several = max(count, 1)
    anchors = anchors if named or several > 1 else _middle(anchors, said, shown)
    if NEXT in said:
        yield from range(max(anchors) + 1, max(anchors) + 1 + several)
    if BEFORE in said:
        yield from range(min(anchors) - several, min(anchors))
    if OTHERS in said:
        yield from (rank for rank in range(1, shown.length + 1) if rank not in anchors)
    if BETWEEN in said and count:
        ends = _last_two([*shown.before, *anchors]) if len(anchors) < PAIR else anchors
        yield from range(min(ends) + 1, max(ends))


def _fixed(said: frozenset[str], shown: Shown) -> Iterator[int]:
    """The places that are told from the beginning or the end of the list, or by size."""
    length = shown.length
    fixed = {FIRST: 1, SECOND: 2, LAST: length, LARGEST: 1, SMALLEST: length}
    for name, rank in fixed.items():
        if name in said and (shown.target.ranked or name in (FIRST, SECOND, LAST)):
            yield rank
    if FIRST_TWO in said or LAST_TWO in said:
        yield from range(1, PAIR + 1) if FIRST_TWO in said else range(length - PAIR + 1, length + 1)
    if MIDDLE in said and length % 2:
        yield length // 2 + 1
    if EACH in said:
        yield from range(1, length + 1)


def _middle(anchors: list[int], said: frozenset[str], shown: Shown) -> list[int]:
    """The line of which "the one ahead" and "the one behind" are told.

    After "who is ahead of Belgium?", "who is behind it?" is hardly Belgium again: it is still that one.
    """
    before = shown.before[-1:]
    around = {anchor + step for anchor in anchors for name, step in ((NEXT, 1), (BEFORE, -1)) if name in said}
    if len(anchors) == 1 and NEXT in said and BEFORE in said:
        known = [rank for rank in (*anchors, *reversed(shown.before)) if 1 < rank < shown.length]
        return known[:1] or anchors
    return list(before) if len(anchors) == 1 and before and set(before) == around else anchors


def _operands(ranks: list[int], named: list[int], said: frozenset[str], question: Reading, shown: Shown) -> list[int]:
    """The lines that are reckoned with."""
    given = [*named, *ranks]
    if {f"number:{shown.length}", ALL_THREE} & question.own_concepts and shown.length > PAIR:
        return list(range(1, shown.length + 1))
    if len(set(given)) == 1 and shown.current and TWO not in said:
        # "Mali?" - "Guinea?" - "together with Guatemala that makes?"
        return [*given, *shown.current, *(shown.before if SUM in question.own_concepts else ())]
    if len(set(given)) == 1 and shown.before and TWO not in said:
        return [*given, shown.before[-1]]
    spoken = [*shown.before, *shown.current]
    # "Mali's share?" - "and the other two?" - "the sum?" adds up all that were shown.
    return given or (
        list(dict.fromkeys(spoken)) if SUM in question.own_concepts and TWO not in said else _last_two(spoken)
    )


def _last_two(ranks: list[int]) -> list[int]:
    """The two different lines that were spoken of last."""
    return list(dict.fromkeys(reversed(ranks)))[:PAIR]


def _allowed(shown: Shown, operators: Iterable[str], terms: Terms) -> frozenset[str]:
    """What a question about lines of the list may say beside its pointers."""
    names = {name for name in shown.names if name}
    numbers = {f"number:{number}" for number in range(2, shown.length + 1)}
    if shown.reachable:
        return NAMING | REACHING | names | numbers
    topics = frozenset(name for group in shown.target.about for name in group if not name.startswith(WISH))
    figures = {SHARE, COUNT, *operators} if shown.target.shares else set()
    calculated = {COUNT, COMBINED} if operators else set()
    humble = HUMBLE | terms.beside["list"]
    return topics | NAMING | humble | names | numbers | {f"{YEAR}{shown.target.year}"} | figures | calculated


def _timely(rest: Reading, shown: Shown) -> bool:
    return not uncovered_years(shown.target, [int(year) for year in values_of(rest.own_concepts, "year")])


def _without_ranks(reading: Reading) -> Reading:
    """The reading without words for a place in a list ("the second one")."""
    kept = (
        item for item in reading.evidence if item.background or not any(n.startswith(ORDINAL) for n in item.concepts)
    )
    return replace(reading, evidence=tuple(kept))
