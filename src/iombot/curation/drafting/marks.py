"""What a text holds beside its words: addresses, phone numbers and dates, which are no figures."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

import phonenumbers
from babel import Locale, UnknownLocaleError

from iombot.knowledge.phones import international

EMAIL = re.compile(r"(?<![\w.+'-])[\w.+'-]{0,63}\w@(?:[\w-]{1,63}\.)+[^\W\d_]{2,}")
URL = re.compile(r"\b(?:https?://|www\.)[^\s<>\"“”]*[^\s<>\"“”.,;:!?)\]]", re.IGNORECASE)
_LOCAL = re.compile(
    r"\b(?:tel|telephone|phone|mobile|cell|fax|whatsapp|call)\b[\w\s.:()]{0,12}?(?P<number>[+(]?\d[\d\s()./-]{5,}\d)",
    re.IGNORECASE,
)

Kind = Literal["email", "phone", "url", "date"]


@dataclass(frozen=True, order=True)
class Mark:
    """An address, number or date in a paragraph."""

    start: int
    """Offset of its first character."""
    end: int
    """Offset after its last."""
    kind: Kind
    text: str
    """As printed."""
    sound: bool = True
    """Whether a phone number names its country and can exist."""


def find_marks(text: str, languages: Iterable[str] = ("en",)) -> list[Mark]:
    """All of them, in order; of two that overlap the first kind wins: e-mail, link, phone, date."""
    found: list[Mark] = []
    every = (*_matches(EMAIL, text, "email"), *_matches(URL, text, "url"), *_phones(text), *_dates(text, languages))
    for mark in every:
        if not any(mark.start < other.end and other.start < mark.end for other in found):
            found.append(mark)
    return sorted(found)


def masked(text: str, marks: Iterable[Mark]) -> str:
    """The text with spaces in the place of its marks, so that all else keeps its place."""
    for mark in marks:
        text = text[: mark.start] + " " * (mark.end - mark.start) + text[mark.end :]
    return text


def _matches(pattern: re.Pattern[str], text: str, kind: Kind) -> Iterator[Mark]:
    for match in pattern.finditer(text):
        yield Mark(match.start(), match.end(), kind, match.group())


def _phones(text: str) -> Iterator[Mark]:
    """Numbers with the code of their country; after a word such as "Tel" also those without."""
    for match in phonenumbers.PhoneNumberMatcher(text, None, leniency=phonenumbers.Leniency.POSSIBLE):
        yield Mark(match.start, match.end, "phone", match.raw_string, sound=bool(international(match.raw_string)))
    for other in _LOCAL.finditer(text):
        yield Mark(*other.span("number"), "phone", other["number"], sound=False)


def _dates(text: str, languages: Iterable[str]) -> Iterator[Mark]:
    """A day with its month, and its year where that follows."""
    for language in languages:
        months = "|".join(sorted(map(re.escape, _months(language)), key=len, reverse=True))
        if months:
            day, year = r"\d{1,2}(?:st|nd|rd|th|\.|er)?", r"(?:,?\s+(?:de\s+)?\d{4}\b)?"
            pattern = rf"\b{day}\s+(?:of\s+|de\s+)?(?:{months})\b\.?{year}|\b(?:{months})\b\.?\s+{day}\b(?!\s*%){year}"
            for mark in _matches(re.compile(pattern, re.IGNORECASE), text, "date"):
                bare = mark.text.rstrip(".")  # the point may be the end of the sentence
                yield replace(mark, end=mark.start + len(bare), text=bare)


def _months(language: str) -> set[str]:
    """Names of the months, from Unicode CLDR."""
    try:
        names = Locale.parse(language, sep="-").months["format"]
    except (UnknownLocaleError, ValueError):
        return set()
    return {name.rstrip(".") for width in ("wide", "abbreviated") for name in names[width].values()}
