"""Which sentences of a message are its questions, and which are told around them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from iombot.knowledge.models import Concept
from iombot.understanding.checking import to_check, unchecked
from iombot.understanding.claims import as_claim
from iombot.understanding.clauses import Span
from iombot.understanding.grammar import Grammar, on_topic, wishes
from iombot.understanding.labels import labels, without_labels
from iombot.understanding.purposes import without_purpose
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import NUMBER, ORDINAL, PLACE, YEAR, Evidence
from iombot.understanding.terms import CLAIM, REQUEST, SAID
from iombot.understanding.text import is_marked

MOST_QUESTIONS = 6
"""Questions of a message that are looked at."""


def questions(reading: Reading, grammar: Grammar) -> list[Reading]:
    """The questions of a message, in order, each with everything around it as background.

    A message without a sentence that asks is one question as a whole.
    """
    labelled = labels(reading, grammar)
    reading = without_labels(reading, labelled)
    sentences = list(sentences_of(reading))
    checked = to_check(reading, sentences, grammar)
    beside = _beside(reading, sentences, checked, grammar)
    if beside:
        return _with_checks(reading, beside, list(checked.values()), grammar)
    asking = _listed(reading, sentences, labelled, grammar) or _asking(reading, sentences, grammar)
    asking = asking[:MOST_QUESTIONS]
    if len(sentences) <= 1 or not asking:
        asking = [(0, len(reading.tokens))]
    asking = [_with_statement(reading, span, sentences, grammar) for span in asking]
    if CLAIM in reading.marks and REQUEST not in reading.marks:
        asking = [as_reported(reading, span, grammar) for span in asking]
    return [as_claim(without_purpose(focus(reading, span), grammar), grammar) for span in asking]


def _beside(reading: Reading, sentences: list[Span], checked: Mapping[Span, Span], grammar: Grammar) -> list[Span]:
    """The sentences that ask for something beside what is to be confirmed, which stands before them or asks no more."""
    aside = {first for span in checked for first in (span[0], checked[span][0])}
    asking = _asking(reading, [span for span in sentences if span[0] not in aside], grammar) if checked else []
    return [span for span in asking if span > min(checked) or _ends_in_question_mark(reading, span)]


def _with_checks(reading: Reading, asking: list[Span], checked: list[Span], grammar: Grammar) -> list[Reading]:
    """What is to be confirmed and what else is asked for, in order."""
    found: list[Reading] = []
    for span in sorted({*asking, *checked})[:MOST_QUESTIONS]:
        if span in checked:
            found.append(focus(reading, as_reported(reading, span, grammar)))
        else:
            found.append(without_purpose(focus(unchecked(reading), span), grammar))
    return [as_claim(question, grammar) for question in found]


def _listed(reading: Reading, sentences: list[Span], labelled: list[Span], grammar: Grammar) -> list[Span]:
    """The sentences with a label ("Slide one, ..."), and those that ask for anything else; empty without labels."""
    spans = [
        span
        for span in sentences
        if any(span[0] <= start < span[1] for start, _ in labelled) and _tells(reading, span, grammar)
    ]
    asked = [span for span in sentences if _ends_in_question_mark(reading, span) and _says_more(reading, span, grammar)]
    return sorted({*spans, *asked}) if spans else []


def _says_more(reading: Reading, span: Span, grammar: Grammar) -> bool:
    """Whether a sentence names a topic that is no number ("Could you give me the first two?")."""
    inside = [item for item in reading.evidence if span[0] <= item.start < span[1]]
    numbers = (ORDINAL, NUMBER)
    return not _bare([item for item in inside if not any(name.startswith(numbers) for name in item.concepts)], grammar)


def _asking(reading: Reading, sentences: list[Span], grammar: Grammar) -> list[Span]:
    """The sentences that ask: those with a question mark, else those that ask politely, else those that wish.

    A question that only takes up what was told before ("Can you send me all of them?") gives way to the sentences that
    asked for it.
    """
    concepts = grammar.concepts
    marked = [span for span in sentences if _ends_in_question_mark(reading, span)]
    # Where somebody uses question marks, the other sentences are talk around the question.
    if marked and not all(_takes_up(reading, span, grammar) for span in marked):
        return marked
    wishing = [span for span in sentences if span not in marked and _asks(reading, span, concepts)]
    if marked:
        wishing = [span for span in wishing if _tells(reading, span, grammar)]
        return wishing if (REQUEST in reading.marks or reading.hands) and wishing else marked
    requesting = [span for span in sentences if _requests(reading, span, concepts)]
    if not requesting:
        return wishing
    # What is wished for after a request is asked for, too ("I need ...; second, the share of ...").
    later = (span for span in wishing if span > requesting[0] and _tells(reading, span, grammar))
    return sorted({*requesting, *later})


def _takes_up(reading: Reading, span: Span, grammar: Grammar) -> bool:
    """Whether a sentence says nothing on any topic, but points at what was said, or asks for a hand with it."""
    start, end = span
    inside = [item for item in reading.evidence if start <= item.start < end]
    helping = any(start < place <= end for place in reading.hands)
    if any(wishes(item, grammar.concepts) for item in inside):
        return False
    return helping or not _tells(reading, span, grammar)


def _tells(reading: Reading, span: Span, grammar: Grammar) -> bool:
    start, end = span
    return not _bare([item for item in reading.evidence if start <= item.start < end], grammar)


def _requests(reading: Reading, span: Span, concepts: Mapping[str, Concept]) -> bool:
    """Whether a sentence asks politely ("please tell me ...") and says for what."""
    start, end = span
    ends = [place for place in reading.requests if start < place <= end]
    return bool(ends) and any(
        on_topic(name, concepts) for item in reading.evidence if ends[0] <= item.start < end for name in item.concepts
    )


def _with_statement(reading: Reading, span: Span, sentences: list[Span], grammar: Grammar) -> Span:
    """The span of a question; one that only asks whether something is so takes in what was stated before it."""
    start, end = span
    inside = [item for item in reading.evidence if start <= item.start < end]
    if CLAIM not in reading.marks or any(wishes(item, grammar.concepts) for item in inside):
        return span
    # "Is what she said correct?"
    told = (item for item in inside if not item.concepts & SAID)
    if not _bare(told, grammar):
        return span
    reported = _reported_before(reading, start, sentences, grammar)
    return reported or (stated_before(reading, start, sentences, grammar), end)


def _reported_before(reading: Reading, start: int, sentences: list[Span], grammar: Grammar) -> Span | None:
    """The last sentence before a question in which somebody is reported to say something on a topic."""
    for place in reversed([place for place in reading.reports if place < start]):
        for first, last in sentences:
            if first <= place < last <= start and _tells(reading, (place, last), grammar):
                return first, last
    return None


def as_reported(reading: Reading, span: Span, grammar: Grammar) -> Span:
    """The span of a claim without who makes it ("my boss swears that ..., is he right?")."""
    start, end = span
    for place in reversed([place for place in reading.reports if start < place < end]):
        if not _bare([item for item in reading.evidence if place <= item.start < end], grammar):
            return place, end
    return span


def _bare(items: Iterable[Evidence], grammar: Grammar) -> bool:
    return not any(on_topic(name, grammar.concepts) for item in items for name in item.concepts)


def stated_before(reading: Reading, start: int, sentences: list[Span], grammar: Grammar) -> int:
    """Where the last sentence on any topic begins that ends before `start`; `start` where there is none."""
    stated = {
        place
        for item in reading.evidence
        if item.start < start and not _bare([item], grammar)
        for place in range(item.start, item.end)
    }
    before = [first for first, last in sentences if last <= start and stated.intersection(range(first, last))]
    return before[-1] if before else start


def focus(reading: Reading, *spans: Span) -> Reading:
    """The same reading with everything as background that lies outside these spans of tokens."""
    evidence = (
        item if item.background is outside else replace(item, background=outside)
        for item in reading.evidence
        for outside in [not any(start <= item.start < item.end <= end for start, end in spans)]
    )
    return replace(reading, evidence=tuple(evidence))


def without_later(asked: list[Reading], grammar: Grammar) -> list[Reading]:
    """The questions of a message, each that has a topic of its own without what later ones ask."""
    found: list[Reading] = []
    for number, question in enumerate(asked):
        later = {(item.start, item.end) for other in asked[number + 1 :] for item in other.own}
        kept = [item for item in question.evidence if (item.start, item.end) not in later or not drops(item)]
        found.append(question if _bare(question.own, grammar) else question.made_of(kept))
    return found


def drops(item: Evidence) -> bool:
    """Whether evidence of another question may be left out: a year or place may hold for this one, too."""
    return item.background and not any(name.startswith((YEAR, PLACE)) for name in item.concepts)


def sentences_of(reading: Reading) -> Iterator[Span]:
    """The spans of the sentences, in order."""
    start = 0
    tokens = reading.tokens
    for place in range(1, len(tokens) + 1):
        # What stands between semicolons is one row of questions ("Dawit: age; home country; photographer").
        ends = place == len(tokens) or tokens[place].sentence != tokens[place - 1].sentence
        if ends and (place == len(tokens) or tokens[place - 1].raw != ";"):
            yield start, place
            start = place


def _ends_in_question_mark(reading: Reading, span: Span) -> bool:
    start, end = span
    marked = is_marked(reading.tokens[start:end])
    return marked and any(start <= item.start < end and item.concepts for item in reading.evidence)


def _asks(reading: Reading, span: Span, concepts: Mapping[str, Concept]) -> bool:
    start, end = span
    return any(wishes(item, concepts) for item in reading.evidence if start <= item.start < end)
