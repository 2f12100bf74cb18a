"""Every figure of a paragraph, with what a sentence says about it: unit, qualifier, and what it counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import zip_longest

from babel.core import get_global

from iombot.curation.drafting import cues
from iombot.curation.drafting.marks import find_marks, masked
from iombot.curation.drafting.paragraphs import sentences
from iombot.knowledge.fields import Unit
from iombot.understanding.entities import Numerals, find_entities
from iombot.understanding.spotting import Evidence
from iombot.understanding.text import Token, tokenize

NEAR = 80
"""Characters on either side of a number that tell what it is."""
NOUN_WORDS = 4
"""Words after a number among which the noun is that it counts: "131 IOM offices"."""
HALF = Decimal("0.5")
AGE, MONEY = "age", "money"
"""What is counted where no noun says it."""

_WORD = re.compile(r"[^\W\d_]+(?:[-'’][^\W\d_]+)*")
_GLUED = re.compile(r"[^\W\d_][-–]?$")
_ORDINAL = re.compile(r"\b(\d{1,3})(?:st|nd|rd|th)\b", re.IGNORECASE)
_MONEY = re.compile(r"(?:\b[A-Z]{3}|\b[A-Z]{2}\$|[$€£¥₦₹])\s?$")
_MONEY_AFTER = re.compile(r"\s?(?:[A-Z]{3}\b|[$€£¥]|(?:US )?dollars|euros|francs|pounds)")
_YEAR_OLD = re.compile(r"[-\s]years?[-\s]olds?\b", re.IGNORECASE)
_AGED = re.compile(r"\b(?:aged|age)\s$", re.IGNORECASE)
_RANGE = re.compile(r"\s?(?:to|and|or|–|-)\s?")
_CLOCK = re.compile(r"\b\d{1,2}:\d{2}\b|\b24/7\b")


@dataclass(frozen=True)
class Mention:
    """A figure where a release mentions it."""

    start: int
    """Offset in the paragraph of its first character, qualifier left out."""
    end: int
    """Offset after its last character; a per cent sign and words such as "million" belong to it."""
    number: Decimal
    """35 for 35 per cent; 1000000 for 1 million."""
    unit: Unit
    qualifier: str = ""
    """As printed, in lower case: "more than"."""
    noun: str = ""
    """What is counted, in lower case: "offices"; empty where that cannot be told."""

    @property
    def is_share(self) -> bool:
        """Whether it is a percentage."""
        return self.unit in ("percent", "points")


def find_figures(text: str, numerals: Numerals, languages: Sequence[str] = ("en",)) -> list[Mention]:
    """The figures of a paragraph in order: in digits or words, years too; no dates, phone numbers or addresses."""
    plain = _CLOCK.sub(lambda match: " " * len(match.group()), masked(text, find_marks(text, languages)))
    found = [mention for start, end in sentences(plain) for mention in _in_sentence(plain, start, end, numerals)]
    return list(_with_ranges(sorted(found, key=lambda mention: mention.start), plain))


def _with_ranges(found: Sequence[Mention], text: str) -> Iterator[Mention]:
    """The first number of "between 10 and 15 per cent" is a percentage too."""
    for mention, following in zip_longest(found, found[1:]):
        joined = following and _RANGE.fullmatch(text[mention.end : following.start])
        if following and joined and following.is_share and mention.unit == "count" and not mention.noun:
            yield replace(mention, unit=following.unit)
        else:
            yield mention


def _in_sentence(text: str, start: int, end: int, numerals: Numerals) -> Iterator[Mention]:
    tokens = tokenize(text[start:end], numerals.joiners)
    offsets = _offsets(text, tokens, start)
    taken = set()
    for evidence in find_entities(tokens, numerals):
        kind, _, value = min(evidence.concepts).partition(":")
        first, last = offsets[evidence.start][0], offsets[evidence.end - 1][1]
        number = _number(Decimal(value), evidence, tokens, numerals) if kind in ("number", "percent", "year") else None
        if number is not None and not _GLUED.search(text[max(0, first - 2) : first]):
            taken.add(first)
            yield _mention(text, (first, last), number, kind, end)
    for match in _ORDINAL.finditer(text, start, end):
        if match.start() not in taken:
            yield Mention(match.start(), match.end(), Decimal(match[1]), "ordinal")


def _offsets(text: str, tokens: Sequence[Token], start: int) -> list[tuple[int, int]]:
    """Where each token stands; one that was put together from several letters stands where the last one did."""
    found, position = [], start
    for token in tokens:
        place = text.find(token.raw, position)
        if place >= 0:
            position = place + len(token.raw)
        found.append((place if place >= 0 else position, position))
    return found


def _number(value: Decimal, evidence: Evidence, tokens: Sequence[Token], numerals: Numerals) -> Decimal | None:
    """The value; None for a word such as "thousands" or "million" that gives no figure by itself."""
    if tokens[evidence.start].text not in numerals.scales:
        return value
    before = [token.text for token in tokens[max(0, evidence.start - 2) : evidence.start]]
    if before[-1:] != ["a"] or tokens[evidence.start].text.endswith("s"):
        return None
    return value * HALF if before == ["half", "a"] else None if before[:1] == ["of"] else value


def _mention(text: str, span: tuple[int, int], number: Decimal, kind: str, end: int) -> Mention:
    before, after = text[max(0, span[0] - NEAR) : span[0]], text[span[1] : min(end, span[1] + NEAR)]
    qualifier = _qualifier(before)
    if kind == "year":
        return Mention(*span, number, "year")
    if kind == "percent":
        points = text[span[0] : span[1]].casefold().rstrip().endswith("points")
        return Mention(*span, number, "points" if points else "percent", qualifier, _noun(after))
    if _YEAR_OLD.match(after) or _AGED.search(before):
        return Mention(*span, number, "years", qualifier, AGE)
    if _is_money(before, after):
        return Mention(*span, number, "count", qualifier, MONEY)
    previous = _WORD.findall(before)[-1:]
    if previous and previous[0].casefold() in cues.NUMBERED:
        return Mention(*span, number, "ordinal", "", previous[0].casefold())
    noun = _noun(after)
    return Mention(*span, number, _unit(noun), qualifier, noun)


def _is_money(before: str, after: str) -> bool:
    sign, code = _MONEY.search(before), _MONEY_AFTER.match(after)
    known = [match.group().strip() for match in (sign, code) if match]
    return any(word in get_global("all_currencies") or not (word.isalpha() and word.isupper()) for word in known)


def _qualifier(before: str) -> str:
    """The qualifier that a number has; the code or sign of a currency may stand between the two."""
    bare = _MONEY.sub("", before.rstrip()).rstrip()
    return next((one for one in cues.QUALIFIERS if re.search(rf"\b{one}$", bare, re.IGNORECASE)), "")


def _noun(after: str) -> str:
    """What a number counts: the last word that can be a noun in the group of words after it."""
    group: list[re.Match[str]] = []
    for match in _WORD.finditer(after):
        between = after[group[-1].end() if group else 0 : match.start()]
        word = match.group().casefold()
        if word in cues.NO_NOUN or not between.isspace() or len(group) == NOUN_WORDS:
            break
        group.append(match)
    words = [match.group().casefold() for match in group]
    known = (word for word in words if word in cues.PEOPLE or word in cues.UNITS)
    plural = (word for word in words if word.endswith("s") and not word.endswith("ss"))
    return next(known, None) or next(plural, None) or (words[0] if words else "")


def _unit(noun: str) -> Unit:
    if noun in cues.UNITS:
        return cues.UNITS[noun]
    return "people" if noun in cues.PEOPLE or noun.rpartition("-")[2] in cues.PEOPLE else "count"
