"""How much of what people curated a draft finds by itself. Run it: `python tests/curation/recall.py`."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass, replace
from decimal import Decimal
from pathlib import Path

import yaml

from iombot.curation.drafting.paragraphs import take_apart
from iombot.curation.drafting.writing import write_draft
from iombot.curation.releasetext import read_text
from iombot.knowledge.base import KnowledgeBase, load_knowledge
from iombot.knowledge.models import File
from iombot.knowledge.reader import read_file

ROOT = Path(__file__).parents[2]
HARBOUR = Path(__file__).parent / "harbour"
SHARED = ROOT.parent / "shared/releases"
"""Where the texts of the shipped releases are, for those who have them."""


@dataclass(frozen=True)
class Recall:
    """What a draft has of a curated file."""

    name: str
    figures: frozenset[tuple[int, Decimal]]
    """Paragraph and number of every figure that the curated file gives as data."""
    lost: frozenset[tuple[int, Decimal]]
    """Those of them that the draft lacks."""
    contacts: frozenset[tuple[str, ...]]
    """Name, e-mail and phone of every contact of the curated file."""
    unreached: frozenset[tuple[str, ...]]
    """Those that the draft lacks, or has otherwise."""

    @property
    def share(self) -> float:
        """How many of the figures were found, 0 to 1."""
        return 1 - len(self.lost) / len(self.figures)

    def __str__(self) -> str:
        found = len(self.figures) - len(self.lost)
        reached = len(self.contacts) - len(self.unreached)
        return (
            f"{self.name}: {found} of {len(self.figures)} figures ({self.share:.1%}), "
            f"{reached} of {len(self.contacts)} contacts"
        )


def measure(text: Path, curated: Path, knowledge: KnowledgeBase) -> Recall:
    """Drafts a text with a knowledge base that does not know the release, and compares."""
    content = read_file(curated, curated.name).content
    draft = yaml.safe_load(write_draft(take_apart(read_text(text), text.name), "draft", knowledge))
    figures, found = frozenset(_figures(content)), frozenset(_drafted(draft))
    contacts = frozenset(
        (one.name or "", one.email, one.phone.printed if one.phone else "") for one in content.contacts
    )
    drafted = {
        (one.get("name", ""), one["email"], one.get("phone", {}).get("printed", "")) for one in draft["contacts"]
    }
    return Recall(curated.stem, figures, figures - found, contacts, contacts - drafted)


def _figures(content: File) -> Iterator[tuple[int, Decimal]]:
    for entry in content.entries:
        sources = entry.source if isinstance(entry.source, list) else [entry.source]
        numbers = [entry.number, *(item.number for item in entry.items)]
        yield from ((sources[0].paragraph, number) for number in numbers if number is not None)


def _drafted(draft: dict[str, list[dict[str, object]]]) -> Iterator[tuple[int, Decimal]]:
    """Every number in the draft of an entry, those in the names that it fills in too."""
    for entry in draft["entries"]:
        paragraph = entry["source"]["paragraph"]  # type: ignore[index]
        said = {key: entry[key] for key in ("number", "period", "items", "details") if key in entry}
        yield from ((paragraph, number) for number in _numbers(said))


def _numbers(value: object) -> Iterator[Decimal]:
    if isinstance(value, dict):
        for item in value.values():
            yield from _numbers(item)
    elif isinstance(value, list):
        for item in value:
            yield from _numbers(item)
    else:
        yield from (Decimal(word) for word in str(value).replace("/", " ").split() if word.isdecimal())


def stranger() -> KnowledgeBase:
    """The shipped words without the shipped releases."""
    return replace(load_knowledge(), releases={}, entries={}, contacts={}, people={})


def pairs() -> list[tuple[Path, Path]]:
    """Texts and the files that people made of them. The texts of the shipped releases may not be at hand."""
    files = (*HARBOUR.glob("knowledge/releases/*.yaml"), *sorted(ROOT.glob("knowledge/releases/*.yaml")))
    return [
        ((HARBOUR / "releases" if HARBOUR in file.parents else SHARED) / f"{file.stem}.txt", file) for file in files
    ]


if __name__ == "__main__":
    for text, curated in pairs():
        told = str(measure(text, curated, stranger())) if text.exists() else f"{curated.stem}: its text is not at hand"
        sys.stdout.write(f"{told}\n")
