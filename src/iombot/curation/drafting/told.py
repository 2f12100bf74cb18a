"""Drafts of what a release tells beside its figures: names, pictures, dates, quoted words, and what leads nowhere."""

from __future__ import annotations

from collections.abc import Iterator

from iombot.curation.drafting import cues
from iombot.curation.drafting.acronyms import Definition
from iombot.curation.drafting.gathered import NAME_ASKS, TIME_ASKS, WHO_ASKS, Gathered
from iombot.curation.drafting.marks import Mark, find_marks
from iombot.curation.drafting.paragraphs import Paragraph
from iombot.curation.drafting.people import Caption, Quotation
from iombot.curation.drafting.sketches import Sketch, slug
from iombot.knowledge.drafts import OPEN


def draft_definition(definition: Definition, paragraph: Paragraph, gathered: Gathered) -> Sketch:
    """The entry that tells what an abbreviation stands for, finished but for a look at it."""
    namer, short = gathered.namer, definition.short
    known = namer.concept(definition.long) or namer.concept(short)
    about = [known or gathered.about_new(slug(short), short, definition.long)]
    if cues.PROGRAMME.search(definition.long):
        gathered.programmes[short] = about[0]
    values: dict[str, object] = {
        "label": f"What {short} stands for" if short.isalpha() else OPEN,
        "about": about,
        "asks": namer.declared(NAME_ASKS),
        "answer": "{short} is short for {name}.",
        "details": {"short": short, "name": definition.long},
        "utterances": [f"What does {short} stand for?", f"{short} meaning", f"full name of {short}"],
    }
    shown = definition.start, definition.start + 1
    return gathered.entry(paragraph, f"{slug(short)}-name", values, shown)


def draft_photo(caption: Caption, paragraph: Paragraph, gathered: Gathered) -> Sketch:
    """The entry of a picture: its caption and credit."""
    person = gathered.person(caption.subject) if caption.subject else None
    about = [*gathered.namer.declared(("photo",)), *([f"person:{person}"] if person else [])]
    values: dict[str, object] = {
        "about": about or [OPEN],
        "asks": gathered.namer.declared(WHO_ASKS),
        "answer": OPEN,
        "places": gathered.namer.places(paragraph.text),
        "details": {"credit": caption.credit},
    }
    sketch = gathered.entry(paragraph, "photo", values)
    return sketch.noted("answer", "what the caption says, in your own words; the credit is {credit}")


def draft_date(mark: Mark, paragraph: Paragraph, gathered: Gathered) -> Sketch:
    """The entry of a day that the release names."""
    about, also = gathered.topics(paragraph.text[: mark.start], paragraph.text[mark.end :], "")
    asks = gathered.namer.declared(TIME_ASKS)
    values: dict[str, object] = {
        "about": about,
        "also": also,
        "asks": asks,
        "answer": OPEN,
        "details": {"date": mark.text},
    }
    sketch = gathered.entry(paragraph, "date", values, (mark.start, mark.end))
    return sketch.noted("answer", "what happened then, with {date}; delete the entry if it is the date of the release")


def draft_quotation(quotation: Quotation, paragraph: Paragraph, gathered: Gathered) -> Sketch:
    """The entry of quoted words: who says them, or the title that they are. The words are left to be paraphrased."""
    shown = (quotation.start, quotation.start + 1)
    if not quotation.speaker:
        about, _ = gathered.topics(paragraph.text[: quotation.start], "")
        values: dict[str, object] = {
            "about": about,
            "answer": OPEN,
            "details": {"title": f"“{quotation.text.rstrip(',.')}”"},
        }
        return gathered.entry(paragraph, "title", values, shown).noted(
            "answer", "what it is the title of, with {title}"
        )
    person = gathered.person(quotation.speaker)
    also = [*gathered.namer.declared(("quote", "say")), *gathered.namer.topics(quotation.text)]
    values = {"about": [f"person:{person}" if person else OPEN], "also": also}
    values |= {"asks": gathered.namer.declared(WHO_ASKS), "answer": OPEN}
    values |= {"details": {"role": quotation.role}} if quotation.role else {}
    sketch = gathered.entry(paragraph, f"{slug(quotation.speaker.split()[-1])}-quote", values, shown)
    who = f"{quotation.speaker} speaks; " if person else "who speaks? "
    return sketch.noted("answer", who + "in indirect speech" + (", with {role}" if quotation.role else ""))


def draft_gaps(paragraph: Paragraph, gathered: Gathered) -> Iterator[Sketch]:
    """The entry of a link or chart that the text does not hold."""
    linked = any(mark.kind == "url" for mark in find_marks(paragraph.text))
    found = None if linked else cues.NOWHERE.search(paragraph.text)
    if found:
        about = gathered.namer.declared(("chart",) if "chart" in found.group().casefold() else ("link",))
        values: dict[str, object] = {"kind": "gap", "about": about or [OPEN]}
        sketch = gathered.entry(paragraph, "gap", values, found.span())
        yield sketch.noted("answer", "what is missing here, what there is instead, and whom to ask")
