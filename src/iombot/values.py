"""What settings say, as values: a number from a text, an address, a list of ids.

Written out, since a library that does it takes 10 MB of every bot that runs. Each reader takes what stands in the
environment, or the value itself as a command line gives it, and raises `ValueError` with what it should be; it never
repeats what it was given, for that may be a secret.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path

from yarl import URL

from iombot.secret import SecretStr

Reader = Callable[[object], object]
"""Makes a value of what a setting says. Raises `ValueError`."""

_TRUE = frozenset({"1", "true", "t", "yes", "y", "on"})
_FALSE = frozenset({"0", "false", "f", "no", "n", "off"})


def whole(least: int, most: float = math.inf) -> Reader:
    """A reader of whole numbers from `least` to `most`."""
    return _bounded(int, "a whole number", least, most)


def number(least: float, most: float, *, above: bool = False) -> Reader:
    """A reader of numbers from `least` to `most`; with `above`, beyond the least one."""
    return _bounded(float, "a number", least, most, above=above)


def _bounded(kind: Callable[[str], float], name: str, least: float, most: float, *, above: bool = False) -> Reader:
    bounds = f"{'above' if above else 'at least'} {least:g}" + (f" and at most {most:g}" if most < math.inf else "")

    def read(said: object) -> float:
        with suppress(ValueError):
            found = kind(str(said))
            if least <= found <= most and not (above and found == least):  # what is no number is in no range
                return found
        raise ValueError(f"should be {name}, {bounds}")

    return read


def switch(said: object) -> bool:
    """True or false, yes or no, on or off, 1 or 0."""
    word = str(said).strip().lower()
    if word not in _TRUE | _FALSE:
        raise ValueError("should be true or false")
    return word in _TRUE


def one_of(choices: Iterable[str]) -> Reader:
    """A reader of a few words."""
    words = tuple(choices)

    def read(said: object) -> str:
        if said not in words:
            raise ValueError(f"should be one of {', '.join(words)}")
        return str(said)

    return read


def secret(said: object) -> SecretStr:
    """A text that is shown nowhere."""
    return said if isinstance(said, SecretStr) else SecretStr(str(said))


def path(said: object) -> Path:
    """A file or folder, which need not be there."""
    return Path(str(said))


def ids(said: object) -> frozenset[int]:
    """Ids of chats, with commas or blanks between them."""
    try:
        return frozenset(map(int, str(said).replace(",", " ").split()))
    except ValueError:
        raise ValueError("should be whole numbers, with commas or blanks between them") from None


def http_url(said: object) -> str:
    """An address with http or https, without slash at its end; names of hosts in the letters that requests need."""
    text = str(said).strip()
    with suppress(ValueError):  # a port that is no number, a backslash in the name of the host
        url = URL(text)
        if url.scheme in ("http", "https") and url.port and all((url.host or "").split(".")) and _is_one_word(text):
            return str(url).rstrip("/")
    raise ValueError("should be an address with http or https")


def _is_one_word(text: str) -> bool:
    return text.isprintable() and " " not in text


def https_url(said: object) -> str:
    """The same with https."""
    url = http_url(said)
    if not url.startswith("https:"):
        raise ValueError("Telegram posts to https addresses alone")
    return url
