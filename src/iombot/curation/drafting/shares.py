"""Lists: places or groups with a figure each, and places without one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from iombot.curation.drafting import cues
from iombot.curation.drafting.figures import Mention
from iombot.curation.drafting.paragraphs import sentences

_NAME = r"[^\W\d_][^,;:()“”\"]*?"
_IN_BRACKETS = re.compile(r"[^,;:()“”\"]*\s*\($")
_JOINT = re.compile(r"^\)?\s*(?:[,;&]\s*)?(?:\band\s+)?(?:the\s+)?", re.IGNORECASE)
_AFTER = re.compile(r"^\s*(?:were |was |are |is )?(?:from |in |of |for |to |by |at )?(?:the )?([^\W\d_][^,;:.()“”\"]*)")
_STARTS = re.compile(
    r"^(?:.*\b(?:were|was|are|is|being|from|in|by|of|hand|namely|such as|including|like)\s+)?(?:and |the )*",
    re.DOTALL,
)
_BEFORE = re.compile(r"(?:^|[:;,]\s|\band\s)([A-ZÀ-Þ][^,;:()\d]*)\s$")
_ENDS = re.compile(r"\s*(?:[;,.]|$|and\b)")
_CAPITALS = r"(?:[A-Z][\w'’.-]*)(?:\s(?:(?:and\s(?:the\s)?|of\s(?:the\s)?|the\s)?[A-Z][\w'’.-]*))*"
_PLACES = re.compile(rf"{_CAPITALS}(?:,\s(?:the\s)?{_CAPITALS})*,?\s(?:and|or)\s(?:the\s)?{_CAPITALS}")
_DIGIT = re.compile(r"\d")
_MOST_NAME = 5
"""Words that the name of a line may have."""


@dataclass(frozen=True)
class Line:
    """A line of a list."""

    name: str
    """As printed."""
    figure: Mention | None


@dataclass(frozen=True)
class Listing:
    """A list inside a sentence."""

    start: int
    end: int
    lines: tuple[Line, ...]
    complete: bool
    """False where the release gives examples only."""
    ranked: bool
    """Whether the sentence speaks of an order of size, and the figures, if any, fall from line to line."""


def find_shares(text: str, mentions: Sequence[Mention]) -> list[Listing]:
    """Lists of two lines and more with a figure each, such as "Niger (19%) and Mali (15%)" or "9% women, 4% men"."""
    found = []
    for start, end in sentences(text):
        counted = [one for one in mentions if start <= one.start < end and one.unit not in ("year", "years", "ordinal")]
        for name_of in (_bracketed, _following, _preceding):
            found += [_listing(text, start, run) for run in _runs(text, start, counted, name_of)]
    kept: list[Listing] = []
    for listing in found:
        if not any(listing.start < other.end and other.start < listing.end for other in kept):
            kept.append(listing)
    return sorted(kept, key=lambda listing: listing.start)


def _runs(
    text: str, start: int, counted: list[Mention], name_of: Callable[[str, int, Mention], tuple[str, int, int] | None]
) -> Iterator[list[tuple[Line, int, int]]]:
    """Figures in a row that each have a name in the same place, and the same unit."""
    run: list[tuple[Line, int, int]] = []
    for mention in counted:
        named = name_of(text, start, mention)
        fits = named and (not run or _follows(text, run[-1], named, mention))
        if not fits:
            if len(run) > 1:
                yield run
            run = []
        if named:
            run.append((Line(named[0], mention), named[1], named[2]))
    if len(run) > 1:
        yield run


def _follows(text: str, last: tuple[Line, int, int], named: tuple[str, int, int], mention: Mention) -> bool:
    between = text[last[2] : named[1]]
    figure = last[0].figure
    return figure is not None and figure.is_share == mention.is_share and not _JOINT.sub("", between).strip()


def _bracketed(text: str, start: int, mention: Mention) -> tuple[str, int, int] | None:
    """The name before a figure in brackets, with the offsets of both."""
    match = _IN_BRACKETS.search(text, start, mention.start)
    if not match or match.end() != mention.start or text[mention.end : mention.end + 1] != ")":
        return None
    before = text[match.start() : mention.start - 1]
    lead = _STARTS.match(before)
    name = _JOINT.sub("", before[lead.end() if lead else 0 :]).strip()
    first = text.rfind(name, start, mention.start)
    return (name, first, mention.end + 1) if 0 < len(name.split()) <= _MOST_NAME else None


def _preceding(text: str, start: int, mention: Mention) -> tuple[str, int, int] | None:
    """The name right before a figure that nothing follows, with the offsets of both: "Lviv 3,100; Kyiv 2,400"."""
    match = _BEFORE.search(text[start : mention.start])
    if not match or not _ENDS.match(text[mention.end :]) or len(match[1].split()) > _MOST_NAME:
        return None
    return match[1], start + match.start(1), mention.end


def _following(text: str, start: int, mention: Mention) -> tuple[str, int, int] | None:
    """The name after a percentage, with the offsets of both; numbers in a row count different things."""
    match = _AFTER.match(text[mention.end :]) if mention.is_share else None
    if not match or start > mention.start:
        return None
    name = re.split(r"\s(?:and|while|but|who|which|with)\b", match[1])[0].strip()
    end = mention.end + match.start(1) + len(name)
    return (name, mention.start, end) if not _DIGIT.search(name) and 0 < len(name.split()) <= _MOST_NAME else None


def _listing(text: str, start: int, run: list[tuple[Line, int, int]]) -> Listing:
    lines = tuple(line for line, _, _ in run)
    numbers = [line.figure.number for line in lines if line.figure]
    lead = text[start : run[0][1]]
    end = max(place for _, _, place in run)
    falling = numbers == sorted(numbers, reverse=True)
    said = cues.RANKED.search(text[start : end + 60]) is not None
    return Listing(run[0][1], end, lines, not cues.EXAMPLES.search(lead), falling and said)


def find_places(text: str, is_place: Callable[[str], bool]) -> list[Listing]:
    """Lists of two places and more without figures, such as "Syria, Iraq and Somalia"."""
    found = []
    for match in _PLACES.finditer(text):
        whole = match.group().rstrip(".")
        names = re.split(r",\s(?:and\s|or\s)?(?:the\s)?|\s(?:and|or)\s(?:the\s)?", whole)
        if not is_place(whole) and all(is_place(name) for name in names):
            lines = tuple(Line(name, None) for name in names)
            complete = not cues.EXAMPLES.search(text[: match.start()])
            found.append(Listing(match.start(), match.end(), lines, complete, ranked=False))
    return found
