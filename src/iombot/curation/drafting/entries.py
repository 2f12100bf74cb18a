"""Drafts of entries, paragraph by paragraph: what the text shows is filled in, what it means is left open."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from iombot.curation.drafting.acronyms import Definition, find_definitions
from iombot.curation.drafting.counted import draft_figure, draft_list
from iombot.curation.drafting.figures import Mention, find_figures
from iombot.curation.drafting.gathered import Gathered
from iombot.curation.drafting.marks import find_marks
from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import Paragraph, sentences
from iombot.curation.drafting.people import find_caption, find_quotations
from iombot.curation.drafting.shares import Listing, find_places, find_shares
from iombot.curation.drafting.sketches import Sketch
from iombot.curation.drafting.told import draft_date, draft_definition, draft_gaps, draft_photo, draft_quotation


def entries_of(paragraph: Paragraph, gathered: Gathered) -> Iterator[Sketch]:
    """The drafts of a paragraph: picture, abbreviations, lists, figures, dates, quoted words, gaps."""
    text, namer = paragraph.text, gathered.namer
    figures = find_figures(text, namer.vocabulary.numerals, namer.languages)
    caption = find_caption(paragraph)
    if caption:
        yield draft_photo(caption, paragraph, gathered)
    yield from (draft_definition(one, paragraph, gathered) for one in find_definitions(text) if _unknown(one, namer))
    shares = find_shares(text, figures)
    lists = [*shares, *find_places(text, lambda name: namer.place(name) is not None)]
    yield from (draft_list(one, figures, paragraph, gathered) for one in lists)
    covered = [*(span(one) for one in shares), *([(text.find(caption.credit), len(text))] if caption else [])]
    single = [one for one in figures if not any(first <= one.start < last for first, last in covered)]
    told = [one for one in single if one.unit != "year" and not _counts(one, lists, text)]
    yield from (draft_figure(one, figures, paragraph, gathered) for one in told)
    yield from (
        draft_figure(one, [], paragraph, gathered) for one in _lone_years(single, [*told, *_first(shares)], gathered)
    )
    yield from (draft_date(one, paragraph, gathered) for one in find_marks(text, namer.languages) if one.kind == "date")
    yield from (draft_quotation(one, paragraph, gathered) for one in find_quotations(paragraph))
    yield from draft_gaps(paragraph, gathered)


def span(listing: Listing) -> tuple[int, int]:
    """The offsets of a list."""
    return listing.start, listing.end


def _first(listings: Iterable[Listing]) -> Iterator[Mention]:
    yield from (listing.lines[0].figure for listing in listings if listing.lines[0].figure)


def _counts(mention: Mention, lists: Iterable[Listing], text: str) -> bool:
    """Whether a figure only says how long a list of the same sentence is: "the top three countries were ..."."""
    within = next(span for span in sentences(text) if span[0] <= mention.start < span[1])
    return any(len(one.lines) == mention.number and within[0] <= one.start < within[1] for one in lists)


def _lone_years(single: Sequence[Mention], told: Sequence[Mention], gathered: Gathered) -> Iterator[Mention]:
    """Years that are neither that of the release nor, as far as can be seen, the time of another figure."""
    for mention in single:
        if mention.unit == "year" and mention.number != gathered.year and not told:
            yield mention


def _unknown(definition: Definition, namer: Namer) -> bool:
    """Whether no entry tells yet what an abbreviation stands for."""
    entries = namer.knowledge.entries.values()
    return all(definition.long not in entry.details.values() for entry in entries)
