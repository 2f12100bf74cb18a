"""What was stated before a question that says nothing on any topic itself ("Is that right?", "Which year is it?")."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from itertools import pairwise

from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, cuts, on_topic, wishes
from iombot.understanding.questions import as_reported, sentences_of, stated_before
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import NUMBER, PLACE, YEAR, Evidence
from iombot.understanding.terms import CLAIM, FIRST_PERSON
from iombot.understanding.text import QUESTION_MARKS

FIGURES = (NUMBER, YEAR)
"""Beginnings of the concepts of figures that may lean on what was stated before ("is 1951 right?")."""
COLON = ":"
MOST_CLAUSES = 8
"""Clauses of a statement that are looked at one by one."""


def statements_before(question: Reading, grammar: Grammar, names: Collection[str]) -> Iterator[tuple[Span, Span]]:
    """The sentences before a question without a topic of its own, the nearest first, each with the question's span.

    `names` are the concepts that name a release: these are no topic ("How does the refugee day release put it?").
    """
    own = question.own
    figures = (*FIGURES, PLACE) if CLAIM in question.marks else FIGURES
    if not own or not all(_leans(item, grammar, names, figures) for item in own):
        return
    start, end = own[0].start, own[-1].end
    sentences = list(sentences_of(question))
    while (before := stated_before(question, start, sentences, grammar)) < start:
        stop = next((last for first, last in sentences if first == before), start)
        said = question.tokens[before:stop]
        # What asks itself is answered by itself.
        if not any(token.text in question.words.possessing or token.raw in QUESTION_MARKS for token in said):
            yield as_reported(question, (before, stop), grammar), (own[0].start, end)
        start = before


def clauses_of(statement: Span, reading: Reading, grammar: Grammar) -> list[Span]:
    """Parts of a statement that a question may take up, each shorter than the statement.

    They are what follows on an indirect question ("one will ask me what resettlement is"), and of a claim each clause
    ("it has trained many since 1951, because somebody remembered the year").
    """
    start, end = statement
    tokens = reading.tokens
    asking = grammar.interrogatives - grammar.relatives
    spans = [(place, end) for place in range(start + 1, end) if tokens[place].text in asking]
    if CLAIM in reading.marks:
        inside = range(start, end - 1)
        ends = [place for place in inside if tokens[place].raw == COLON or cuts(reading, place, grammar.splitters)]
        bounds = [start - 1, *ends, end]
        spans += [(first + 1, last) for first, last in pairwise(bounds)]
    elif FIRST_PERSON in reading.marks:
        spans += _after_the_asker(statement, reading, grammar)
    return [span for span in spans if span != statement][:MOST_CLAUSES]


def _after_the_asker(statement: Span, reading: Reading, grammar: Grammar) -> Iterator[Span]:
    """What follows on what the asker tells of himself: "I read it on the bus, and there was a number for"."""
    start, end = statement
    for place in range(start, end - 1):
        if cuts(reading, place, grammar.splitters) and any(
            token.text in reading.words.askers for token in reading.tokens[start:place]
        ):
            yield place + 1, end


def without_claimant(reading: Reading, asked: Span, grammar: Grammar) -> Reading:
    """The reading without the words that nothing explains of a question which only asks who or what is right."""
    start, end = asked
    inside = [item for item in reading.own if start <= item.start < end]
    if CLAIM not in reading.marks or any(wishes(item, grammar.concepts) for item in inside):
        return reading
    return reading.made_of(item for item in reading.evidence if item not in inside or item.concepts)


def _leans(item: Evidence, grammar: Grammar, names: Collection[str], figures: tuple[str, ...]) -> bool:
    """Whether evidence is no topic, or just a release, a number or a year, which may stand in for what was stated."""
    return all(
        name in names or name.startswith(figures) or not on_topic(name, grammar.concepts) for name in item.concepts
    )
