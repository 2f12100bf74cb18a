"""How languages write numbers, lists and countries, from Unicode CLDR by way of Babel.

Babel is imported at the first call: with its data it takes as long as all the rest of an answer, and an answer that was
composed before needs none of it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal

from iombot.lazy import load


def written_number(number: Decimal, language: str) -> str:
    """The number as the language groups its digits: `56,045`."""
    return str(load("babel.numbers:format_decimal")(number, locale=language))


def written_list(items: Sequence[str], language: str) -> str:
    """The items joined as the language does: `Niger, Libya and Yemen`."""
    return items[0] if len(items) == 1 else str(load("babel.lists:format_list")(items, locale=language))


def prepare(language: str) -> None:
    """Read the data of a language now: what runs for weeks pays for it at its start, not in one of its answers."""
    written_list([written_number(Decimal(number), language) for number in (0, 1)], language)


def territories(language: str) -> Mapping[str, str]:
    """Names of countries and regions in the language, by their codes. Raises `ValueError` for no known language."""
    try:
        names: Mapping[str, str] = load("babel:Locale").parse(language).territories
    except load("babel:UnknownLocaleError") as error:
        raise ValueError(f"{language!r} is no language of Unicode CLDR") from error
    return names
