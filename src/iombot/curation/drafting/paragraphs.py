"""A release as its readers count it: a headline, and paragraphs from 1."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from iombot.curation.releasetext import ReleaseTextError

LONG_LINE = 120
"""Characters; a longer line was not broken by hand, so each line beside it is a paragraph of its own."""
FULL = 20
"""Words from which a block of lines is running text rather than a headline or page furniture."""
LONGEST = 1500
"""Characters that are read as one sentence; the longest in releases have 500."""
LEAST_SEEN = 12
"""Characters before the end of a sentence among which an abbreviation is looked for."""
HEADLINE = 5
"""Words from which a line above the running text is a headline rather than "News" or "Skip to main content"."""

_SEPARATORS = {"\u066c": ",", "\u066b": ".", "\u066a": "%"}
"""Arabic signs inside numbers."""
_UNPRINTABLE = frozenset({"Cc", "Cn", "Cs"})
"""Kinds of characters that no text has and YAML refuses: controls, and what Unicode does not assign."""
_SENTENCE_END = re.compile(r"""(?<=[.!?。؟\u06d4])["”»’')\]]*\s+(?=["“«\u2018'(\[]*[^\Wa-z_])""")
_ABBREVIATED = re.compile(r"(?:\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|approx|vs|e\.g|i\.e|a\.i|Jr|Sr|Gen|Col|H\.E)|\b[A-Z])\.$")


@dataclass(frozen=True)
class Paragraph:
    """A block of text between blank lines."""

    number: int
    """From 1; 0 for the headline."""
    text: str
    """Its characters one by one, each kind of space as a space and each digit as one of 0 to 9."""
    pieces: tuple[tuple[int, int, int], ...] = field(repr=False)
    """Offset in `text` at which each of its lines begins, with line and column in the file, both from 1."""

    @property
    def line(self) -> int:
        """The line of the file on which it begins."""
        return self.pieces[0][1]

    @property
    def lines(self) -> list[str]:
        """Its lines, as far as they are lines in the file."""
        ends = [piece[0] for piece in self.pieces[1:]]
        starts = [piece[0] for piece in self.pieces]
        return [self.text[start:end] for start, end in zip(starts, [*ends, len(self.text)], strict=True)]

    def place(self, offset: int) -> tuple[int, int]:
        """Line and column, from 1, of a character."""
        start, line, column = self.pieces[bisect_right(self.pieces, offset, key=lambda piece: piece[0]) - 1]
        return line, column + offset - start


@dataclass(frozen=True)
class Article:
    """A release, taken apart."""

    headline: Paragraph
    paragraphs: tuple[Paragraph, ...]
    """In order; captions and contact lines are paragraphs too, lines of asterisks or dashes are none."""


def take_apart(text: str, name: str, title: str | None = None) -> Article:
    """Headline and paragraphs of a text, called `name` in errors; what stands above the headline is page furniture.

    The headline is `title` where that is given; else the first block with a line of at least five words above the
    running text, or that with the longest line there. Raises `ReleaseTextError` where there is no such headline, or
    nothing below it.
    """
    blocks = list(_blocks(text))
    if title is not None:
        place = next((place for place, block in enumerate(blocks) if same_words(block.text, title)), None)
        if place is None:
            raise ReleaseTextError(f"{name}: no paragraph of it is the headline {title!r}")
    else:
        place = _headline(blocks)
    paragraphs = tuple(
        Paragraph(number, block.text, block.pieces) for number, block in enumerate(_once(blocks[place + 1 :]), 1)
    )
    if not paragraphs:
        raise ReleaseTextError(f"{name}: nothing stands below the headline {blocks[place].text[:60]!r}")
    return Article(blocks[place], paragraphs)


def _headline(blocks: list[Paragraph]) -> int:
    counts = [max(len(words_of(line)) for line in block.lines) for block in blocks]
    body = next((place for place, count in enumerate(counts) if place and count >= FULL), len(blocks))
    above = range(max(1, min(body, len(blocks) - 1)))
    return next((place for place in above if counts[place] >= HEADLINE), max(above, key=lambda place: counts[place]))


def _once(blocks: list[Paragraph]) -> Iterator[Paragraph]:
    """Without what stands twice in a row, as captions do where a page says them to the blind too."""
    for place, block in enumerate(blocks):
        if not (place and same_words(block.text, blocks[place - 1].text)):
            yield block


def _blocks(text: str) -> Iterator[Paragraph]:
    """Runs of lines between blank ones; where a line is long, each line of the run by itself."""
    run: list[tuple[int, int, str]] = []
    for number, raw in enumerate([*re.split(r"\r\n|[\n\r\v\f\x85\u2028\u2029]", text), ""], 1):
        line = _plain(raw).rstrip()
        if line.strip():
            kept = line.lstrip()
            if not (run and same_words(run[-1][2], kept)):
                run.append((number, len(line) - len(kept) + 1, kept))
            continue
        alone = any(len(kept) > LONG_LINE for _, _, kept in run)
        for lines in [[line] for line in run] if alone else [run] if run else []:
            if any(char.isalnum() for _, _, kept in lines for char in kept):
                yield _paragraph(lines)
        run = []


def _paragraph(lines: list[tuple[int, int, str]]) -> Paragraph:
    offset, pieces = 0, []
    for number, column, kept in lines:
        pieces.append((offset, number, column))
        offset += len(kept) + 1
    return Paragraph(0, " ".join(kept for _, _, kept in lines), tuple(pieces))


def _plain(line: str) -> str:
    """Character for character, so that columns stay: any space as a space, any digit as 0 to 9."""
    return line if line.isascii() and line.isprintable() else "".join(_plain_character(char) for char in line)


@lru_cache(maxsize=4096)
def _plain_character(char: str) -> str:
    if char.isdecimal():
        return str(unicodedata.digit(char))
    if char.isspace() or char == "\ufeff" or unicodedata.category(char) in _UNPRINTABLE:
        return " "
    return _SEPARATORS.get(char, char)


def words_of(text: str) -> list[str]:
    """The words and numbers of a text as they are compared: case, accents, hyphens and marks do not matter."""
    return [word for word, _, _ in spans_of(text)]


_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’\u02bc`][^\W\d_]+)*")
_SILENT = re.compile("['’\u02bc`]")


@lru_cache(maxsize=64)
def spans_of(text: str) -> tuple[tuple[str, int, int], ...]:
    """Each word of a text as it is compared, with its offsets."""
    return tuple((_folded(match.group()), match.start(), match.end()) for match in _WORD.finditer(text))


@lru_cache(maxsize=65_536)
def _folded(word: str) -> str:
    parts = unicodedata.normalize("NFKD", _SILENT.sub("", word).casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def same_words(one: str, other: str) -> bool:
    """Whether two texts are the same but for case, accents, spaces and marks."""
    return words_of(one) == words_of(other)


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """Offsets of the sentences of a paragraph, in order; one that never ends is broken between words."""
    start = 0
    for match in _SENTENCE_END.finditer(text):
        if not _ABBREVIATED.search(text[max(start, match.start() - LEAST_SEEN) : match.start()]):
            yield from _parts(text, start, match.start())
            start = match.end()
    yield from _parts(text, start, len(text))


def _parts(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while end - start > LONGEST:
        space = text.rfind(" ", start + 1, start + LONGEST)
        last = space if space > 0 else start + LONGEST
        yield start, last
        start = last
    if start < end:
        yield start, end
