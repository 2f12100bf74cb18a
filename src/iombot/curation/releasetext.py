"""The text of a release as a person saved it: bytes to characters, or a plain word about why they are no text."""

from __future__ import annotations

import codecs
import re
import unicodedata
from pathlib import Path
from typing import BinaryIO

from iombot.errors import IombotError

MAX_BYTES = 100_000
"""Largest text that is read; releases have 3,000 to 20,000 bytes."""
FEWEST_LETTERS = 20
"""With fewer letters it is no release, whatever it is."""
MOST_CONTROLS = 0.02
"""Share of control characters above which bytes are no text; text has none but line ends, tabs and a few strays."""
SEEN = 4096
"""Characters at the beginning by which a web page is told."""

_HTML = re.compile(r"<!doctype\s+html|<html[\s>]|<(head|body|div|p|span|meta|script)(\s[^<>]*)?>", re.IGNORECASE)
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""Byte order marks, the longer first: that of UTF-16 is the beginning of that of UTF-32."""
_LAYOUT = "\n\r\t\f\v\x1c\x1d\x1e\x85"


class ReleaseTextError(IombotError):
    """What was given is not the text of a release; says what to do instead. Seen by curators."""


def read_text(path: Path) -> str:
    """The text of a file. Raises `ReleaseTextError`."""
    try:
        with path.open("rb") as file:
            return read_stream(file, str(path))
    except OSError as error:
        raise ReleaseTextError(f"{path}: cannot be read: {error.strerror}") from error


def read_stream(stream: BinaryIO, name: str) -> str:
    """The text of a stream, called `name` in errors; no more of it is read than a release can have.

    Raises `ReleaseTextError`.
    """
    content = stream.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise ReleaseTextError(f"{name}: is larger than {MAX_BYTES:,} bytes; give the text of one release")
    text = _decoded(content, name)
    if not text.strip():
        raise ReleaseTextError(f"{name}: is empty")
    controls = sum(unicodedata.category(char) == "Cc" and char not in _LAYOUT for char in text)
    if "\0" in text or controls > MOST_CONTROLS * len(text):
        raise ReleaseTextError(f"{name}: is no text; save the release as plain text (UTF-8) and give that file")
    if _HTML.search(text[:SEEN]):
        raise ReleaseTextError(
            f"{name}: is a web page; open it in a browser, copy from headline to contacts, and save that as plain text"
        )
    if sum(char.isalpha() for char in text) < FEWEST_LETTERS:
        raise ReleaseTextError(f"{name}: holds too few words to be a release")
    return text


def _decoded(content: bytes, name: str) -> str:
    """By its byte order mark, else UTF-8, else Windows-1252, as browsers fall back to (WHATWG Encoding)."""
    encoding = next((encoding for mark, encoding in _MARKS if content.startswith(mark)), "")
    for candidate in [encoding] if encoding else ["utf-8", "cp1252"]:
        try:
            return content.decode(candidate)
        except UnicodeDecodeError:
            continue
    raise ReleaseTextError(f"{name}: is no text that can be read; save the release as plain text (UTF-8)")
