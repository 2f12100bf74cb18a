"""Which words are the question, and which are told around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from iombot.knowledge.models import Concept
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
CLAIM = "claim"
"""The concept of asking for confirmation."""
QUESTION_MARKS = ("?", "؟")
OPENING = 4
"""Among how many first words of a sentence an auxiliary makes it a yes/no question ("so please, is it ...")."""
STATEMENT = 5
"""Words above which a sentence that ends in a question mark is taken for a statement to be confirmed."""


def questions(reading: Reading, concepts: Mapping[str, Concept], openers: frozenset[str]) -> list[Reading]:
    """The questions of a message, in order, each with everything around it as background.

    A sentence counts as a question when it wishes for something or ends in a question mark; a message without such a
    sentence is one question as a whole.
    """
    sentences = list(_sentences(reading))
    # Where somebody uses question marks, the other sentences are talk around the question.
    asking = [span for span in sentences if _ends_in_question_mark(reading, span)]
    asking = asking or [span for span in sentences if _asks(reading, span, concepts)]
    if len(sentences) < 2 or not asking:
        asking = [(0, len(reading.tokens))]
    return [as_claim(focus(reading, *span), concepts, openers) for span in asking]


def focus(reading: Reading, start: int, end: int) -> Reading:
    """The same reading with everything outside the tokens from `start` up to `end` as background."""
    evidence = (
        item if start <= item.start and item.end <= end else replace(item, background=True) for item in reading.evidence
    )
    return replace(reading, evidence=tuple(evidence))


def as_claim(reading: Reading, concepts: Mapping[str, Concept], openers: frozenset[str]) -> Reading:
    """Marks a question as a claim: it says that something is to be confirmed, or is put as a yes/no question."""
    wished = any(wishes(item, concepts) for item in reading.own)
    claim = CLAIM in reading.marks or (not wished and _yes_no(reading, openers))
    return replace(reading, claim=claim)


def _yes_no(reading: Reading, openers: frozenset[str]) -> bool:
    """Whether it opens with an auxiliary, or is a statement with a question mark."""
    own = reading.own
    if not own:
        return False
    sentence = [token for token in reading.tokens if token.sentence == reading.tokens[own[0].start].sentence]
    opening = [token.text for token in sentence[:OPENING] if token.kind == "word"]
    return bool(openers.intersection(opening[:1] if len(opening) == 1 else opening)) or (sentence[-1].raw in QUESTION_MARKS and len(sentence) > STATEMENT)


def clauses(
    reading: Reading, concepts: Mapping[str, Concept], splitters: frozenset[str], wishing: bool
) -> list[tuple[int, int]]:
    """Spans of the question between words and marks that may join two questions.

    If `wishing`, a clause that wishes for nothing belongs to the wish after it ("of the million trained, how many");
    the last one stands alone if it evokes anything ("and for Safa").
    """
    inside = reading.own
    if not inside:
        return []
    first, last = inside[0].start, inside[-1].end
    joined = {place for item in inside if item.concepts for place in range(item.start, item.end - 1)}
    cuts = [place for place in range(first, last) if place not in joined and _cuts(reading, place, splitters)]
    spans: list[tuple[int, int]] = []
    start = first
    for cut in [*cuts, last]:
        items = [item for item in inside if start <= item.start < cut and item.concepts]
        if items and (not wishing or cut == last or any(wishes(item, concepts) for item in items)):
            spans.append((start, cut))
            start = cut
    return spans


def _cuts(reading: Reading, place: int, splitters: frozenset[str]) -> bool:
    token = reading.tokens[place]
    return token.raw in ",+&;/?\n" or token.text in splitters


def wishes(item: Evidence, concepts: Mapping[str, Concept]) -> bool:
    """Whether evidence asks for something."""
    return any(concepts[name].kind == "ask" for name in item.concepts if name in concepts)


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    start = 0
    tokens = reading.tokens
    for place in range(1, len(tokens) + 1):
        if place == len(tokens) or tokens[place].sentence != tokens[start].sentence:
            yield start, place
            start = place


def _ends_in_question_mark(reading: Reading, span: tuple[int, int]) -> bool:
    start, end = span
    marked = any(token.raw in QUESTION_MARKS for token in reading.tokens[start:end])
    return marked and any(start <= item.start < end and item.concepts for item in reading.evidence)


def _asks(reading: Reading, span: tuple[int, int], concepts: Mapping[str, Concept]) -> bool:
    start, end = span
    return any(wishes(item, concepts) for item in reading.evidence if start <= item.start < end)
