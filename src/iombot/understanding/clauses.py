"""Where a question may be cut into clauses, each of which may ask for something of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iombot.understanding.announcing import announced, listed
from iombot.understanding.grammar import Grammar, cuts, on_topic, wishes
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE, YEAR, Evidence
from iombot.understanding.text import first_word

Span = tuple[int, int]
LEAD = 3
"""Tokens before the first word of a clause that says something: "out of all"."""


def clauses(reading: Reading, grammar: Grammar, *, wishing: bool) -> list[tuple[int, int]]:
    """Spans of the question between words and marks that may join two questions.

    If `wishing`, a clause that wishes for nothing belongs to the wish after it ("of the million trained, how many");
    the last one stands alone if it evokes anything ("and for Safa").
    """
    inside = reading.own
    if not inside:
        return []
    begin = None if wishing else announced(reading, grammar)
    first, last = inside[0].start if begin is None else begin, inside[-1].end
    joined = {place for item in inside if item.concepts for place in range(item.start, item.end - 1)}
    places = [place for place in range(first, last) if place not in joined and cuts(reading, place, grammar.splitters)]
    if not wishing:
        more = _begun(reading, places, grammar) if begin is None else listed(reading, begin)
        places = sorted({*places, *more, *_joined(reading, first, last, grammar)})
    spans: list[tuple[int, int]] = []
    start = first
    for cut in [*places, last]:
        items = [item for item in inside if start <= item.start < cut and item.concepts]
        if items and (not wishing or cut == last or any(wishes(item, grammar.concepts) for item in items)):
            spans.append((start, cut))
            start = cut
    return spans


def _joined(reading: Reading, first: int, last: int, grammar: Grammar) -> Iterator[int]:
    """Where several words join two questions ("as well as")."""
    texts = tuple(token.text for token in reading.tokens[:last])
    starts = {phrase[0] for phrase in grammar.joining}
    for place in range(first, last):
        if texts[place] in starts and any(
            texts[place : place + len(phrase)] == phrase for phrase in grammar.joining if phrase[0] == texts[place]
        ):
            yield place


def _begun(reading: Reading, places: list[int], grammar: Grammar) -> Iterator[int]:
    """Where a new question begins with nothing before it, as in speech ("how many went home how many offices ...").

    That is at a question word after another one that already has its topic.
    """
    asked = told = False
    last = -1
    for item in reading.own:
        if any(last < place <= item.start for place in places):
            asked = told = False
        last = item.start
        asks = reading.tokens[item.start].text in grammar.interrogatives
        if asks and asked and told:
            yield _with_preposition(reading, item.start, grammar)
            told = False
        asked |= asks
        told |= any(on_topic(name, grammar.concepts) for name in item.concepts)


def _with_preposition(reading: Reading, place: int, grammar: Grammar) -> int:
    """The place, or the one before it where a small word belongs to the question word ("by how much")."""
    before = reading.tokens[place - 1]
    return place - 1 if before.kind == "word" and before.text in grammar.small else place


def framed(reading: Reading, spans: list[Span], grammar: Grammar) -> tuple[list[Span], list[Span]]:
    """The clauses, and apart from them a year or place put before or after all of them: it holds for each.

    "How many returned, how many services, in Nepal" asks twice about Nepal.
    """
    frames = [span for span in (*spans[:1], *spans[-1:]) if len(spans) > 1 and _is_frame(reading, span, grammar)]
    return [span for span in spans if span not in frames], frames


def _is_frame(reading: Reading, span: Span, grammar: Grammar) -> bool:
    start, end = span
    said = [name for item in reading.own if start <= item.start < end for name in item.concepts]
    words = [token.text for token in reading.tokens[max(0, start - 1) : end] if token.kind != "mark"]
    return (
        bool(said)
        and all(name.startswith((PLACE, YEAR)) for name in said)
        and not any(token.text in grammar.splitters for token in reading.tokens[start:end])
        and any(word in grammar.inside | reading.words.framing for word in words[:2])
    )


def asks_openly(reading: Reading, grammar: Grammar) -> bool:
    """Whether a clause begins with a question word, or has one second ("from where")."""
    return any(text in grammar.interrogatives for text in _beginning(reading, reading.own, grammar))


def resumes(reading: Reading, grammar: Grammar) -> bool:
    """Whether a clause asks whether something is so of what was named before it ("*is it* more than in 1990")."""
    # What it leaves to a clause before it stands there.
    first, second = [*_beginning(reading, reading.own[-1:], grammar), "", ""][:2]
    return first in grammar.openers and second in reading.words.resuming


def _beginning(reading: Reading, own: Sequence[Evidence], grammar: Grammar) -> list[str]:
    """The first two words of a clause that begins with this evidence, or before it."""
    if not own:
        return []
    begin = own[0].start
    while begin and not cuts(reading, begin - 1, grammar.splitters) and reading.tokens[begin - 1].kind != "mark":
        begin -= 1
    return [token.text for token in reading.tokens[begin : begin + 2]]


def with_wholes(reading: Reading, spans: list[Span], grammar: Grammar) -> list[Span]:
    """The clauses, each that only names a whole or a time joined to the one after it: "of the returnees, how many"."""
    joined: list[Span] = []
    held: int | None = None
    end = 0
    for start, last in spans:
        whole = held is None and last != spans[-1][1] and _is_whole(reading, (max(end, start - LEAD), last), grammar)
        if whole:
            held = start
        else:
            joined.append((start if held is None else held, last))
            held = None
        end = last
    return joined


def with_fronted(reading: Reading, spans: list[Span], grammar: Grammar) -> list[Span]:
    """The clauses, each that only names what the next one takes up joined to that: "the rise, *it* is from where?"."""
    joined: list[Span] = []
    for start, last in spans:
        if joined and _takes_up(reading, start, last, grammar) and not _wishes(reading, joined[-1], grammar):
            joined[-1] = (joined[-1][0], last)
        else:
            joined.append((start, last))
    return joined


def _takes_up(reading: Reading, start: int, end: int, grammar: Grammar) -> bool:
    """Whether a clause that wishes for something begins with a pronoun, or ends in one ("how many is that")."""
    tokens = reading.tokens
    while end < len(tokens) and tokens[end].kind != "mark":
        end += 1
    spoken = [token.text for token in tokens[start:end] if token.kind != "mark"]
    before, last = ["", *spoken][-2:]
    resuming = reading.words.resuming | reading.words.personal
    asks = spoken[:1] and spoken[0] in grammar.interrogatives
    leans = (
        bool(reading.words.resuming & set(spoken[:1]))
        or (last in reading.words.resuming and before in grammar.openers)
        # "The mother of Dawit, how *she* is called?"
        or bool(asks and resuming & set(spoken[1:2]))
    )
    return leans and _wishes(reading, (start, end), grammar)


def _wishes(reading: Reading, span: Span, grammar: Grammar) -> bool:
    start, end = span
    return any(start <= item.start < end and wishes(item, grammar.concepts) for item in reading.own)


def _is_whole(reading: Reading, span: Span, grammar: Grammar) -> bool:
    """Whether a clause begins with "of", or with "once" and the like, and wishes for nothing."""
    start, end = span
    inside = [item for item in reading.own if start <= item.start < end]
    if not inside or any(wishes(item, grammar.concepts) for item in inside):
        return False
    begin = [token.text for token in reading.tokens[start : inside[0].start]]
    timed = first_word(reading.tokens[start:end]) in reading.words.fronting
    return timed or any(text in reading.words.partitive for text in begin)
