"""Drafts of what a release counts: single figures and lists."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from iombot.curation.drafting.context import context_of, places_beside
from iombot.curation.drafting.figures import AGE, MONEY, Mention
from iombot.curation.drafting.gathered import COUNT_ASKS, LIST_ASKS, SHARE_ASKS, TIME_ASKS, Gathered
from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import Paragraph, sentences
from iombot.curation.drafting.shares import Line, Listing
from iombot.curation.drafting.sketches import Sketch, slug
from iombot.knowledge.drafts import OPEN

TIMELESS = ("year", "years", "ordinal")
"""Units of figures that need no period."""
_NONE = Decimal(0)


def draft_figure(mention: Mention, figures: Sequence[Mention], paragraph: Paragraph, gathered: Gathered) -> Sketch:
    """The entry of one figure, with its unit, qualifier, period and places."""
    context = context_of(mention, figures, paragraph.text)
    about, also = gathered.topics(context.before, context.behind, "" if mention.noun in (AGE, MONEY) else mention.noun)
    asks = SHARE_ASKS if mention.is_share else TIME_ASKS if mention.unit in TIMELESS else COUNT_ASKS
    values: dict[str, object] = {"about": about, "also": also, "asks": gathered.namer.declared(asks)}
    values |= {"answer": OPEN, "number": mention.number}
    if mention.qualifier:
        values["qualifier"] = mention.qualifier
    values["unit"] = mention.unit
    note = ""
    if mention.unit not in TIMELESS:
        period = context.period
        note = "" if period else "the sentence gives it no year: is it that of the release?"
        since = {"since": period.since} if period and period.since else None
        values["period"] = since or {"year": period.year if period else gathered.year}
    values["places"] = places_beside(context, gathered.namer)
    name = slug(mention.noun) or {"percent": "share", "year": "year"}.get(mention.unit, "figure")
    sketch = gathered.entry(paragraph, name, values, (mention.start, mention.end))
    value = "{value} and its currency" if mention.noun == MONEY else "{value}"
    sketch = sketch.noted(
        "answer", f"in your own words, with {value}" + (" and {period}" if "period" in values else "")
    )
    return sketch.noted("period", note) if note else sketch


def draft_list(listing: Listing, figures: Sequence[Mention], paragraph: Paragraph, gathered: Gathered) -> Sketch:
    """The entry of a list: places or groups, with a figure each if the release gives one."""
    first = listing.lines[0].figure or Mention(listing.start, listing.start + 1, _NONE, "count")
    context = context_of(first, figures, paragraph.text)
    end = next(end for start, end in sentences(paragraph.text) if start <= listing.start < end)
    about, also = gathered.topics(f"{context.ahead} {context.before}", paragraph.text[listing.end : end])
    values: dict[str, object] = {"about": about, "also": also, "asks": gathered.namer.declared(LIST_ASKS)}
    values["answer"] = OPEN
    if listing.lines[0].figure:
        values["unit"] = first.unit
    values["period"] = (
        {"since": context.period.since}
        if context.period and context.period.since
        else {"year": context.period.year if context.period else gathered.year}
    )
    values["items"] = [_item(line, gathered.namer) for line in listing.lines]
    values |= {"ranked": True} if listing.ranked else {}
    values |= {} if listing.complete else {"complete": False}
    sketch = gathered.entry(paragraph, "list", values, (listing.start, listing.start + 1))
    return sketch.noted("answer", "in your own words, with {items}")


def _item(line: Line, namer: Namer) -> dict[str, object]:
    place = namer.place(line.name)
    item: dict[str, object] = {"place": place} if place else {"name": line.name}
    return item | ({"number": line.figure.number} if line.figure else {})
