"""Whether a reply says what it must: strings compared as a person would, whatever the spelling of a number."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = str.maketrans({"’": "'", "\u02bc": "'", "٬": ",", "٪": "%"})
_INVISIBLE = re.compile("[\u200b-\u200f\u2066-\u2069\ufeff]")
_THOUSANDS = re.compile("(?<!\\d)\\d{1,3}(?:[,\u00a0\u202f\u2009'’ .]\\d{3})+(?!\\d)")
"""A number in groups of three digits, with any separator that a language uses."""
_PER_CENT = re.compile(r"\s*(?:per ?cent\b|pour ?cent\b|por ciento\b|%)")
_SPACE = re.compile(r"\s+")
_WHOLE_WORD = 5
"""Letters; a word that is no longer must match whole, so that "Mali" is not found in "Malian"."""


@lru_cache(maxsize=1024)
def normalised(text: str) -> str:
    """The text with one spelling for figures, per cent, apostrophes, digits, case and space."""
    text = unicodedata.normalize("NFKC", text).casefold().translate(_APOSTROPHES)
    text = "".join(str(unicodedata.digit(letter)) if letter.isdecimal() else letter for letter in text)
    text = _THOUSANDS.sub(lambda number: re.sub(r"\D", "", number[0]), _INVISIBLE.sub("", text))
    return _SPACE.sub(" ", _PER_CENT.sub("%", text)).strip()


def says(text: str, wanted: str) -> bool:
    """Whether `text` holds `wanted`: numbers whole, words from a word boundary, `+…` by the digits of a phone."""
    if wanted.startswith("+"):
        return _digits(wanted) in _digits(text)
    sought = normalised(wanted)
    if not sought.isascii() and not re.search("[a-z]", sought):  # scripts that join particles to words
        return sought in normalised(text)
    return re.search(_before(sought) + re.escape(sought) + _after(sought), normalised(text)) is not None


def _digits(text: str) -> str:
    return re.sub(r"\D", "", unicodedata.normalize("NFKC", text).replace("(0)", ""))


def _before(sought: str) -> str:
    if sought[:1].isdigit():
        return r"(?<!\d)(?<!\d[.,])"
    return r"(?<!\w)" if sought[:1].isalpha() else ""


def _after(sought: str) -> str:
    if sought[-1:].isdigit():
        return r"(?!\d)(?![.,]\d)"
    return r"(?!\w)" if sought[-1:].isalpha() and len(sought) <= _WHOLE_WORD else ""
