"""A figure times or by something that the asker brings along: "half of AVRR", "what is 20% of the services?"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from iombot.knowledge.figures import FormulaError, compute
from iombot.understanding.quantities import EXACT
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, NUMBER, ORDINAL, PERCENT, Evidence
from iombot.understanding.terms import (
    CALCULATED,
    COMPARING,
    COUNT,
    DEFINE,
    RATIO,
    ROUGHLY,
    SHARE,
    SHARE_OF,
    WHICH,
    WISH,
    Terms,
    telling,
)

SCALED = "rescaled"
"""The concept of a figure times or by something."""
SAYING = frozenset({SHARE, SHARE_OF, RATIO, SCALED, ROUGHLY, FILLER, DEFINE, COUNT, "works-out"})
"""Concepts of the words that say by what."""
WISHES = frozenset({COUNT, DEFINE, WHICH, "digits", "works-out"})
"""What may be wished for beside it."""
BEYOND = Decimal(10) ** 20
"""More than any figure is of another."""


@dataclass(frozen=True)
class Scale:
    """By what a figure is multiplied or divided, and where that stands."""

    start: int
    end: int
    sign: str
    """What stands behind the figure in the formula: `/ 2`, `* 35%`."""

    @property
    def factor(self) -> Decimal:
        """The same as a number: 0.5, 0.35; `BEYOND` for what is too large to calculate with."""
        try:
            return compute(f"1 {self.sign}", {}, "ratio", EXACT).number
        except FormulaError:
            return BEYOND


def scaled(reading: Reading, terms: Terms) -> Reading | None:
    """The question for a figure that is to be multiplied or divided; None for another question."""
    if reading.claim:
        return None
    for scale in scales(reading):
        touched = [item for item in reading.own if _says(item, scale)]
        rest = [item for item in reading.evidence if item not in touched]
        plain = all(_says_scale(item, terms) for item in touched)
        if touched and plain and _stands_before(scale, rest, reading) and _plain(rest, reading, scale, terms):
            counted = Evidence(scale.start, scale.end, "", frozenset({COUNT}))
            return _without_of(scale, reading).made_of([counted, *rest])
    return None


def _says(item: Evidence, scale: Scale) -> bool:
    """Whether words are among those that say by what; the "of" of "9 per cent of" may stand for a share by itself."""
    return (item.start < scale.end and scale.start < item.end) or (item.start, item.end) == (scale.end, scale.end + 1)


def _without_of(scale: Scale, reading: Reading) -> Reading:
    """The reading in which the figure behind "of" is no whole that a part is counted of."""
    tokens = list(reading.tokens)
    if tokens[scale.end].text in reading.words.partitive:
        tokens[scale.end] = replace(tokens[scale.end], text="")
    return replace(reading, tokens=tuple(tokens))


def scales(reading: Reading) -> Iterator[Scale]:
    """Each fraction, multiple and percentage before "of"."""
    words, tokens = reading.words, reading.tokens
    ends = set[int]()
    for place, token in enumerate(tokens):
        before = tokens[place - 1].text if place else ""
        count = 1 if before in words.indefinite else words.numbers.get(before, 0)
        parts = words.fractions.get(token.text)
        if parts and (count or parts == 2):  # noqa: PLR2004
            sign = f"* {count} / {parts}" if count > 1 else f"/ {parts}"
            ends.add(place + 1)
            yield Scale(place - bool(count), place + 1, sign)
        elif token.text in words.multiples:
            yield Scale(place, place + 1, f"* {words.multiples[token.text]}")
        elif token.text in words.times and (count > 1 or before.isdecimal()):
            yield Scale(place - 1, place + 1, f"* {count or before}")
    for item in reading.own:
        percent = next((name for name in item.concepts if name.startswith(PERCENT)), "")
        if percent and item.end not in ends and item.end < len(tokens) and tokens[item.end].text in words.partitive:
            yield Scale(item.start, item.end, f"* {Decimal(percent.removeprefix(PERCENT))}%")


def _says_scale(item: Evidence, terms: Terms) -> bool:
    values = {name for name in item.concepts if ":" in name}
    kinds = all(name.startswith((PERCENT, ORDINAL, NUMBER)) for name in values)
    return kinds and all(name in SAYING or terms.kind(name) == "soft" for name in item.concepts - values)


def _stands_before(scale: Scale, rest: list[Evidence], reading: Reading) -> bool:
    """Whether nothing that tells anything stands before it, and its figure right behind it."""
    early = (item for item in rest if not item.background and item.start < scale.start)
    later = [item for item in rest if not item.background and item.start >= scale.end]
    sentence = reading.tokens[scale.start].sentence
    opened = {token.text for token in reading.tokens[scale.end :] if token.sentence == sentence} & reading.words.openers
    wished = bool(reading.own_concepts & {COUNT, DEFINE})
    return bool(later) and not (opened and not wished) and all(item.concepts & (WISHES | {FILLER}) for item in early)


def _plain(rest: list[Evidence], reading: Reading, scale: Scale, terms: Terms) -> bool:
    """Whether no more is wished for than the number, and a known share is not one of the figure anyway."""
    own = [item for item in rest if not item.background]
    said = frozenset(name for item in own for name in item.concepts)
    wishes = {name for name in said if name.startswith((f"{WISH}-", CALCULATED)) or name in COMPARING}
    if wishes - WISHES or reading.restriction:
        return False
    quantities = terms.targets.quantities
    number = scale.sign.removeprefix("* ").removesuffix("%")
    shares = quantities.by_number.get(number, ()) if scale.sign.endswith("%") else ()
    typed = {name.partition(":")[2] for name in said if telling(name)}
    whole = {ref for name in typed for ref in quantities.by_number.get(name, ())}
    if any(quantities.all[share].whole in {*whole, *map(quantities.exact, whole)} for share in shares):
        return False
    return bool(typed) or not shares
