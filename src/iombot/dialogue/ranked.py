"""Lines of a list that a question names by their place in it, or all together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iombot.dialogue.operand import Operand
from iombot.understanding.entities import values_of
from iombot.understanding.quantities import Quantities
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import ALL_THREE, AVERAGE, COMPARED, COMPARING, PAIR, SECOND, TOP


def by_rank(reading: Reading, named: list[str], quantities: Quantities) -> Iterator[tuple[Evidence, Operand]]:
    """The second and the third of a list of which a line is named, or which is what the question is about."""
    told = ((item, rank_named(item, reading)) for item in reading.own)
    ranked = [(item, rank) for item, rank in told if rank]
    if not any(rank > 1 for _, rank in ranked):
        # "The first" and "the leading" are mostly a manner of speaking, unless another rank stands beside them.
        ranked = [(item, rank) for item, rank in ranked if values_of(item.concepts, "ordinal")]
    lists = {quantities.all[name].entry for name in named if name and quantities.all[name].rank}
    if not lists and len(ranked) > 1:
        # Every list has a first line: only what the list is of tells which one is meant.
        lists = {one.entry for one in quantities.all.values() if one.rank and one.names[0] & reading.own_concepts}
    if not ranked or len(lists) != 1:
        return
    lines = quantities.list_of(next(iter(lists)))
    for item, rank in ranked:
        if rank <= len(lines):
            yield item, Operand(item.start, lines[rank - 1])


def rank_named(item: Evidence, reading: Reading) -> int:
    """The place in a list that words name ("the third", "number two", "runner-up", "the leader"); 0 for none."""
    ordinals = values_of(item.concepts, "ordinal")
    if ordinals:
        return int(ordinals[0])
    if SECOND in item.concepts:
        tokens = (token.text for token in reading.tokens[item.start : item.end])
        numbers = (reading.words.numbers.get(text) or (text.isdecimal() and int(text)) for text in tokens)
        return next((number for number in numbers if number), PAIR)
    return int(TOP in item.concepts)


def whole_list(reading: Reading, named: list[Operand], quantities: Quantities) -> Iterator[tuple[Evidence, Operand]]:
    """All lines of the list that the question is about, where it speaks of its top or of their average."""
    if any(one.reference and quantities.all[one.reference].rank for one in named):
        return
    lists = {one.entry for one in quantities.all.values() if one.rank and one.names[0] & reading.own_concepts}
    item = next((item for item in reading.own if item.concepts & {ALL_THREE, AVERAGE}), None)
    compared = any(item.concepts & (COMPARED | COMPARING) for item in reading.own)
    if item and (len(lists) == 1 or compared):
        for entry in lists:
            lines = quantities.list_of(entry)
            called = quantities.all[lines[0]].names[0]
            naming = next(one for one in reading.own if (one.concepts | one.inner) & called)
            for name in lines:
                yield naming, Operand(naming.start if compared else item.start, name)


def others_of_list(names: Sequence[str], reading: Reading, quantities: Quantities) -> list[str]:
    """The other lines of a list, where it is what some are taken out of ("the top three without Mali")."""
    entries = {quantities.all[name].entry for name in names if quantities.all[name].rank}
    if ALL_THREE not in reading.own_concepts or len(entries) != 1:
        return []
    lines = quantities.list_of(next(iter(entries)))
    left = [line for line in lines if line not in names]
    return left if set(names) <= set(lines) and len(left) < len(lines) else []
