"""Words that may ask for one thing or another, told by what stands beside them.

"Much" before people counts them; "years" after a number is its unit; "when I" begins a condition; a percentage that is
set aside is not wanted.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from iombot.understanding.exclusions import is_set_aside
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import NUMBER, PLACE, Evidence
from iombot.understanding.terms import (
    CHANGE,
    COUNT,
    DIFFERENCE,
    LESS_THAN,
    MORE_THAN,
    SAY,
    SHARE,
    WHEN,
    WISH,
    YEARS_BACK,
)

HOW_FAR = "how-far"
"""Mark of asking how far one is from another, or behind it."""


def with_measures(reading: Reading, units: Mapping[str, str]) -> Reading:
    """The reading in which each such word asks for no more than it does; `units` are those of what is counted."""
    told = (_set_against(item, reading) for item in _told(reading, units) if item is not None)
    return reading.made_of(told)


def _set_against(item: Evidence, reading: Reading) -> Evidence:
    """A bare "more" or "fewer" heard as one with the "than" that follows in its sentence ("more *A* than *B*")."""
    word, words = reading.tokens[item.start].text if item.end > item.start else "", reading.words
    if item.concepts or word not in words.more | words.fewer:
        return item
    sentence = reading.tokens[item.start].sentence
    for place, token in enumerate(reading.tokens[item.end :], item.end):
        if token.sentence == sentence and token.text in words.comparing:
            sign = MORE_THAN if word in words.more else LESS_THAN
            return Evidence(place, place + 1, f"{item.text} {token.raw}", frozenset({sign, DIFFERENCE}))
    return item


def _told(reading: Reading, units: Mapping[str, str]) -> Iterator[Evidence | None]:
    """Each evidence as it is meant; None where nothing is left of it."""
    counting = any(COUNT in item.concepts for item in reading.evidence)
    every = (None, *reading.evidence, None)
    for place, item in enumerate(reading.evidence):
        before, following = every[place], every[place + 2]
        idle = bool(item.concepts & WHEN) and _joins(item, reading)
        if DIFFERENCE in item.concepts and following:
            idle |= _stands_beside(item, following, reading)
        aside = counting and SHARE in item.concepts and COUNT not in item.concepts and is_set_aside(item, reading)
        if idle or aside:
            yield None
        elif DIFFERENCE in item.concepts and _measures_ground(item, reading):
            yield replace(item, concepts=frozenset(), inner=frozenset(), pieces=())
        elif counting and before and _covers(before, item, reading):
            yield replace(item, concepts=frozenset({YEARS_BACK}), inner=frozenset(), pieces=())
        elif {CHANGE, COUNT} <= item.concepts and following and _counts(item, following, units):
            yield replace(item, concepts=item.concepts - {CHANGE})
        elif item.concepts & WHEN and before and _measures(before, item, reading):
            rest = item.concepts - WHEN
            yield replace(item, concepts=rest) if rest else None
        else:
            yield item


def _counts(item: Evidence, following: Evidence, units: Mapping[str, str]) -> bool:
    return following.start == item.end and any(name in units for name in following.concepts)


def _measures(before: Evidence, item: Evidence, reading: Reading) -> bool:
    number = any(name.startswith(NUMBER) for name in before.concepts)
    return number and before.end == item.start and reading.tokens[item.start].text in reading.words.spans


def _measures_ground(item: Evidence, reading: Reading) -> bool:
    """Whether it is asked how far a place is *from* another, which no figure tells."""
    tokens = reading.tokens
    later = (token.text for token in tokens[item.end :] if token.sentence == tokens[item.start].sentence)
    return HOW_FAR in reading.marks and any(text in reading.words.sourcing for text in later)


def _covers(number: Evidence, item: Evidence, reading: Reading) -> bool:
    """Whether years are those within which something is counted ("how many came *in six years*?")."""
    before = reading.tokens[number.start - 1].text if number.start else ""
    return before in reading.words.spreading and _measures(number, item, reading)


def _joins(item: Evidence, reading: Reading) -> bool:
    """Whether "when" only begins a clause ("when I take away Germany, how much ...", "is it there when it rains")."""
    words, tokens = reading.words, reading.tokens
    following = tokens[item.end].text if item.end < len(tokens) else ""
    begun = (token.text for token in tokens[: item.start] if token.sentence == tokens[item.start].sentence)
    told = following in words.resuming | words.absent and next(begun, "") in words.openers
    return item.end == item.start + 1 and (following in words.askers or told or _subordinate(item, reading))


def _subordinate(item: Evidence, reading: Reading) -> bool:
    """Whether something else is asked for before it, and a word of content stands right before it.

    "Which approach does IOM *follow when* migrants return?", but neither "what is the *date when*" nor "who and when".
    """
    sentence = reading.tokens[item.start].sentence
    earlier = [one for one in reading.own if one.end <= item.start and reading.tokens[one.start].sentence == sentence]
    asked = [one for one in earlier if _asks(one)]
    beside = earlier[-1] if earlier and earlier[-1].end == item.start else None
    said = beside is not None and not _asks(beside) and SAY not in beside.concepts
    ends = item.end == len(reading.tokens) or reading.tokens[item.end].kind == "mark"
    opens = not ends and reading.tokens[item.end].text not in reading.words.openers
    return bool(asked) and said and opens


def _asks(item: Evidence) -> bool:
    return any(name.startswith(WISH) for name in item.concepts)


def _stands_beside(item: Evidence, following: Evidence, reading: Reading) -> bool:
    """Whether words that compare only tell which line of a list is wanted ("*who* is just ahead of Belgium")."""
    words = reading.words
    phrase = tuple(token.text for token in reading.tokens[item.start : item.end])
    spoken = {token.text for token in reading.tokens}
    asking = spoken & (words.choice | words.relative_pronouns | words.thing) and not spoken & words.manner
    places = [other for other in reading.evidence if any(name.startswith(PLACE) for name in other.concepts)]
    named = following.start == item.end and places == [following]
    return bool(asking) and named and phrase in words.succeeding | words.preceding
