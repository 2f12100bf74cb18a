"""Which text is which release, and what stands in its paragraphs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from pathlib import Path

from iombot.curation.drafting.figures import Mention, find_figures
from iombot.curation.drafting.marks import Mark, find_marks
from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import Article, Paragraph, sentences, take_apart, words_of
from iombot.curation.releasetext import ReleaseTextError, read_text
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase

SUFFIX = ".txt"


class Evidence:
    """What can be read in the paragraphs of one release."""

    def __init__(self, name: str, article: Article, namer: Namer) -> None:
        self.name = name
        """The file of the text, as findings call it."""
        self.article = article
        self._namer = namer

    @cached_property
    def figures(self) -> Mapping[int, tuple[Mention, ...]]:
        """Figures by paragraph, years too."""
        numerals, languages = self._namer.vocabulary.numerals, self._namer.languages
        every = self.article.paragraphs
        return {one.number: tuple(find_figures(one.text, numerals, languages)) for one in every}

    @cached_property
    def marks(self) -> Mapping[int, tuple[Mark, ...]]:
        """Addresses, phone numbers and dates by paragraph."""
        every = self.article.paragraphs
        return {one.number: tuple(find_marks(one.text, self._namer.languages)) for one in every}

    @cached_property
    def _words(self) -> Mapping[int, str]:
        every = (self.article.headline, *self.article.paragraphs)
        return {one.number: f" {' '.join(words_of(one.text))} " for one in every}

    @cached_property
    def _places(self) -> Mapping[int, frozenset[str]]:
        return {one.number: frozenset(self._named(one)) for one in self.article.paragraphs}

    def _named(self, paragraph: Paragraph) -> Iterable[str]:
        for start, end in sentences(paragraph.text):
            yield from self._namer.all_places(paragraph.text[start:end])

    def says_figure(self, number: Decimal, *, share: bool) -> list[int]:
        """The paragraphs that give a figure, as a percentage or as none."""
        return [
            place
            for place, mentions in self.figures.items()
            if any(one.number == number and one.is_share == share for one in mentions)
        ]

    def says_words(self, text: str) -> list[int]:
        """The paragraphs that hold some words in a row, case and marks aside; 0 is the headline."""
        sought = f" {' '.join(words_of(text))} "
        return [place for place, words in self._words.items() if sought in words]

    def says_place(self, code: str, name: str) -> list[int]:
        """The paragraphs that name a place, in whatever form."""
        return sorted({place for place, codes in self._places.items() if code in codes} | set(self.says_words(name)))


@dataclass(frozen=True)
class Texts:
    """The texts of a folder by the ids of their releases, and those that belong to none."""

    by_release: Mapping[str, Evidence]
    faults: tuple[Finding, ...]


def read_texts(folder: Path, knowledge: KnowledgeBase, namer: Namer) -> Texts:
    """Every `*.txt` of a folder; a text is that of the release whose title it has as its headline.

    Raises `ReleaseTextError` where there is no such folder or it holds no text.
    """
    paths = sorted(folder.glob(f"*{SUFFIX}")) if folder.is_dir() else []
    if not paths:
        raise ReleaseTextError(f"{folder}: there is no folder with the texts of the releases as *{SUFFIX} files")
    found: dict[str, Evidence] = {}
    faults = []
    for path in paths:
        name = f"{folder.name}/{path.name}"
        try:
            text = read_text(path)
        except ReleaseTextError as error:
            faults.append(Finding(name, 1, 1, "", str(error).removeprefix(f"{path}: ")))
            continue
        owner, article = _owner(text, name, knowledge)
        if article is None:
            faults.append(Finding(name, 1, 1, "", "no release of the knowledge base has its headline as title"))
        elif owner in found:
            faults.append(Finding(name, 1, 1, "", f"has the same headline as {found[owner].name}"))
        else:
            found[owner] = Evidence(name, article, namer)
    return Texts(found, tuple(faults))


def _owner(text: str, name: str, knowledge: KnowledgeBase) -> tuple[str, Article | None]:
    for release in knowledge.releases.values():
        try:
            return release.id, take_apart(text, name, release.title)
        except ReleaseTextError:
            continue
    return "", None
