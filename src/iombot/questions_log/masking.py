"""What is struck out of a question before it is kept.

Patterns find what has a form: addresses, numbers, links, handles. A name has none, so names stay; the bot says so.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Final

EMAIL: Final = "[e-mail]"
LINK: Final = "[link]"
HANDLE: Final = "[handle]"
NUMBER: Final = "[number]"

LONGEST_FIGURE: Final = 5
"""Digits in a row that stay: a year, 56045. Six may be a case number, so 700000 goes while 700,000 stays."""
LONGEST_PARTED: Final = 6
"""Digits that stay where spaces, hyphens and the like part them: 56 045. Local phone numbers begin at seven."""

_EMAIL: Final = re.compile(
    r"[\w.+%-]+(?:@|\s?[(\[]at[)\]]\s?)[\w.-]*\w|[\w.+%-]+\s?@\s?[\w-]+(?:\.[\w-]+)+", re.IGNORECASE
)
_SPELT_EMAIL: Final = re.compile(r"\S+ at \S+(?: dot \w+)+", re.IGNORECASE)
_LINK: Final = re.compile(r"(?:https?://|www\.|(?<![\w.])(?:t|wa|fb|m)\.me/)\S+", re.IGNORECASE)
_HANDLE: Final = re.compile(r"(?<!\w)@\w+")
_FIGURE: Final = re.compile(r"(?<![\w.,+])[1-9](?:\d{0,2}|[,.’']\d{3})([,.’'])\d{3}(?:(?!\1)[.,]\d{1,2})?(?![\d])")
"""A number in groups of three digits, as releases print them, up to millions. It ends where the groups end. People part
mobile numbers alike: those have nine digits or so, or a 0 in front."""
_YEARS: Final = re.compile(r"(?:(?:19|20)\d\d[\s/,–-]*)+")
_DIGITS: Final = re.compile(r"\+?\(?\d(?:(?:,|[\s()./_·:•–—-]{0,3})\d)+")
"""Digits with no more than punctuation between: a phone number, however it is parted. ", " parts two figures."""
_CODE: Final = re.compile(r"[\w/-]*\d[\w/-]*")
LONGEST_CODE: Final = 4
"""Digits that stay of a word with letters in it, as passports and cases have them."""
_RUN: Final = re.compile(r"\d+")


def mask(text: str) -> str:
    """The text in one line, with e-mails, links, @handles, phone numbers and other long numbers struck out.

    Characters that cannot be seen go too: they could part a number or an address from its pattern.
    """
    line = " ".join(_seen(text).split())
    line = _LINK.sub(LINK, line)
    for pattern in (_EMAIL, _SPELT_EMAIL):
        line = pattern.sub(EMAIL, line)
    line = _HANDLE.sub(HANDLE, line)
    return _DIGITS.sub(_number, _CODE.sub(_code, line))


def _seen(text: str) -> str:
    if text.isascii() and text.isprintable():  # as most questions are: nothing to hide or to unify
        return text
    return "".join(" " if char.isspace() else char for char in unicodedata.normalize("NFKC", text) if _visible(char))


def _visible(char: str) -> bool:
    return char.isspace() or not unicodedata.category(char).startswith("C")


def _code(found: re.Match[str]) -> str:
    text = found[0]
    digits = sum(char.isdecimal() for char in text)
    return NUMBER if digits > LONGEST_CODE and any(char.isalpha() for char in text) else text


def _number(found: re.Match[str]) -> str:
    """What was found, or what stands in its place; a sentence's stop or comma is no part of either."""
    text = found[0]
    if _FIGURE.fullmatch(text) or _YEARS.fullmatch(text):
        return text
    runs = _RUN.findall(text)
    longest = max(len(run) for run in runs)
    parted = sum(len(run) for run in runs)
    if longest > LONGEST_FIGURE or (len(runs) > 1 and parted > LONGEST_PARTED):
        return NUMBER
    return text
