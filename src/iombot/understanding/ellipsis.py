"""What a clause leaves out because its neighbours have said it: it takes from them what it lacks, nearest first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iombot.understanding.clauses import resumes
from iombot.understanding.grammar import Grammar, cuts, is_wish, on_topic, wishes
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON, Evidence


def completed_clause(clause: Reading, question: Reading, grammar: Grammar) -> Reading | None:
    """The clause with the wish or the topic that it lacks; None where it lacks neither, or both, or nobody has said it.

    `question` is the question that it is a clause of. A wish is that of the nearest clause before it, else after it; a
    topic is all that the nearest clause before it speaks of.
    """
    own = clause.own
    resuming = resumes(clause, grammar)
    wishing = resuming or any(is_wish(name, grammar) for name in clause.own_concepts)
    telling = names_topic(clause, grammar) and not resuming
    if not own or wishing == telling:
        return None
    before = [item for item in reversed(question.own) if item.end <= own[0].start]
    after = [item for item in question.own if item.start >= own[-1].end]
    if wishing:
        taken = list(_nearest_topic(clause, before, grammar))
    else:
        taken = [item for item in (*before, *after) if wishes(item, grammar.concepts)][:1]
    if not taken:
        return None
    return _with(clause, taken)


def with_person(clause: Reading, question: Reading) -> Reading | None:
    """The clause with the one person whom the question names before, where it only says "he" or "this person"."""
    own = clause.own
    if not own or any(_person(item) for item in own):
        return None
    begin = own[0].start
    spoken = {token.text for token in clause.tokens[begin - 1 if begin else 0 : own[-1].end + 1]}
    named = [item for item in question.own if item.end <= begin and _person(item)]
    if not spoken & clause.words.personal or len({item.concepts for item in named}) != 1:
        return None
    return _with(clause, named[:1])


def _person(item: Evidence) -> bool:
    return any(name.startswith(PERSON) for name in item.concepts)


def _with(clause: Reading, taken: Iterable[Evidence]) -> Reading:
    """The clause with evidence that stands outside of it."""
    places = {(item.start, item.end) for item in taken}
    evidence = (
        replace(item, background=False) if (item.start, item.end) in places else item for item in clause.evidence
    )
    return replace(clause, evidence=tuple(evidence))


def names_topic(reading: Reading, grammar: Grammar) -> bool:
    """Whether the question itself says what it is about."""
    return any(_tells(item, grammar) for item in reading.own)


def _tells(item: Evidence, grammar: Grammar) -> bool:
    return any(on_topic(name, grammar.concepts) for name in item.concepts)


def _nearest_topic(clause: Reading, before: Iterable[Evidence], grammar: Grammar) -> Iterator[Evidence]:
    """What the nearest clause before speaks of, back to the word or mark that joins it to the one before."""
    last = None
    for item in before:
        if last is not None and any(cuts(clause, place, grammar.splitters) for place in range(item.end, last)):
            return
        if _tells(item, grammar):
            yield item
            last = item.start
