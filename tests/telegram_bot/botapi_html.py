"""Telegram's HTML, parsed as strictly as the Bot API does."""

from __future__ import annotations

import html
import re
from html.parser import HTMLParser

TAGS = frozenset({"b", "strong", "i", "em", "u", "ins", "s", "strike", "del", "span", "tg-spoiler", "a", "code", "pre",
                  "blockquote"})  # fmt: skip
_STRAY = re.compile(r"&(?!(?:lt|gt|amp|quot|#\d+|#x[0-9a-fA-F]+);)")
"""Telegram lets some of these pass; text that was escaped holds none."""


class BadMarkup(ValueError):  # noqa: N818 (says what the text is)
    """The text is not Telegram's HTML."""


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.open: list[str] = []
        self.text: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in TAGS:
            raise BadMarkup(f'Unsupported start tag "{tag}"')
        self.open.append(tag)
        del attrs

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise BadMarkup(f'Unmatched end tag "{tag}"')

    def handle_data(self, data: str) -> None:
        # A stray < that begins no tag is left in the data by the parser; Telegram refuses it.
        if "<" in data:
            raise BadMarkup("Unsupported start tag")
        self.text.append(data)

    def handle_entityref(self, name: str) -> None:
        self.text.append(html.unescape(f"&{name};"))

    def handle_charref(self, name: str) -> None:
        self.text.append(html.unescape(f"&#{name};"))

    def unknown_decl(self, data: str) -> None:
        raise BadMarkup(f"Unsupported declaration {data}")

    def handle_comment(self, data: str) -> None:
        raise BadMarkup(f"Unsupported comment {data}")

    def handle_decl(self, decl: str) -> None:
        raise BadMarkup(f"Unsupported declaration {decl}")

    def handle_pi(self, data: str) -> None:
        raise BadMarkup(f"Unsupported instruction {data}")


def plain(text: str) -> str:
    """What a reader of the HTML sees. Raises `BadMarkup`."""
    if _STRAY.search(text):
        raise BadMarkup("Stray ampersand")
    parser = _Parser()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise BadMarkup(f'Can\'t find end tag corresponding to start tag "{parser.open[-1]}"')
    return "".join(parser.text)
