"""Currencies that an answer writes out where the release prints their code or sign."""

from __future__ import annotations

import re
from collections.abc import Iterator

from babel.core import get_global
from babel.numbers import get_currency_name, get_currency_symbol

_CODE = re.compile(r"\b[A-Z]{3}\b")
_SIGN = re.compile(r"[A-Z]{0,3}[^\w\s.,;:!?()\[\]\"'’“”%/–—-]")
_COUNTS = (1, 2)
"""Numbers for which languages have a singular and a plural: "US dollar", "US dollars"."""


def without_currencies(text: str, printed: str, language: str) -> str:
    """The text without the names, from Unicode CLDR, of the currencies whose code or sign stands in `printed`.

    "Grants of {value} US dollars" holds no name of a country where the release has "USD 3.4 million" or "US$3".
    """
    for code in _currencies(printed, language):
        names = {str(get_currency_name(code, count=count, locale=language)) for count in _COUNTS}
        for name in sorted(names, key=len, reverse=True):
            text = re.sub(rf"\b{re.escape(name)}\b", " ", text, flags=re.IGNORECASE)
    return text


def _currencies(printed: str, language: str) -> Iterator[str]:
    known = get_global("all_currencies")
    yield from sorted({code for code in _CODE.findall(printed) if code in known})
    signs = set(_SIGN.findall(printed))
    for code in sorted(known) if signs else ():
        sign = get_currency_symbol(code, locale=language)
        if sign != code and signs & {sign, f"{code[:2]}{sign}"}:
            yield code
