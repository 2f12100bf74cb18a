"""What a sentence says beside a figure: its time and its places."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from iombot.curation.drafting import cues
from iombot.curation.drafting.figures import Mention
from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import sentences
from iombot.knowledge.models import Period

_CLAUSE = re.compile(r";\s|\s[–—-]\s|,\s")
_DATELINE = re.compile(r"^[A-Z][^–—]{0,60}?\s[–—-]\s")
NEAR = 300
"""Characters on either side that stand beside a figure."""
YEARS = range(1900, 2101)
"""What a period may be, as in the models."""


@dataclass(frozen=True)
class Context:
    """What stands beside a figure."""

    before: str
    """The words of its clause before it."""
    after: str
    """The words of its clause after it."""
    behind: str
    """The words of its sentence after it, up to the next figure."""
    ahead: str
    """The rest of the sentence before the clause."""
    period: Period | None
    """As the sentence gives it; None where it names no year."""


def context_of(mention: Mention, mentions: Sequence[Mention], text: str) -> Context:
    """The context of one of the figures of a paragraph."""
    start, end = next(span for span in sentences(text) if span[0] <= mention.start < span[1])
    dateline = _DATELINE.match(text)
    # Where a release was written is not what its figures are about.
    start = dateline.end() if dateline and start < dateline.end() <= mention.start else start
    breaks = [start, *(match.start() for match in _CLAUSE.finditer(text, start, end)), end]
    first = max(place for place in breaks if place <= mention.start)
    last = min(place for place in breaks if place >= mention.end)
    following = min((one.start for one in mentions if mention.end < one.start < end), default=end)
    years = [one for one in mentions if one.unit == "year" and start <= one.start < end]
    years = [one for one in years if not cues.FOUNDED.search(text[start : one.start])]
    # "27 sites, more than twice as many as in 2029": what it is compared with is of that year, and it is not.
    years = [one for one in years if not cues.COMPARED.search(text[mention.end : max(mention.end, one.start)])]
    return Context(
        text[max(first, mention.start - NEAR) : mention.start].lstrip(" ,;–—-"),
        text[mention.end : min(last, mention.end + NEAR)],
        text[mention.end : min(following, mention.end + NEAR)],
        text[max(start, first - NEAR) : first],
        _period(mention, years, text),
    )


def _period(mention: Mention, years: list[Mention], text: str) -> Period | None:
    """The year nearest to a figure, and whether it is the beginning of its time."""
    if not years:
        return None
    nearest = min(years, key=lambda year: (abs(year.start - mention.start), year.start))
    number = int(nearest.number)
    if number not in YEARS:
        return None
    lead = cues.SINCE.search(text[: nearest.start])
    return Period(since=number) if lead and lead.group().casefold().startswith("since") else Period(year=number)


def places_beside(context: Context, namer: Namer) -> list[str]:
    """Places of the clause before a figure, else after it, else of the clauses ahead: what stands closest counts."""
    for stretch in (context.before, context.after, context.ahead):
        found = namer.places(stretch)
        if found:
            return found
    return []
