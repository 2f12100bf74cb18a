"""How a language is written, as YAML files of the knowledge base tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from iombot.knowledge.fields import Line, Model, Must


@dataclass(frozen=True, kw_only=True)
class Language(Model):
    """How a language is written: everything that is neither a concept nor a place."""

    id: str
    """BCP 47 tag."""
    suffixes: list[Annotated[str, Must(pattern=r"^\w+(>\w*)?$")]] = field(default_factory=list)
    """Endings that do not change what a word means, longest first; `ies>y` puts another in its place."""
    skip: list[str] = field(default_factory=list)
    """Articles and prepositions that may stand between the words of a phrase and never count as content."""
    peoples: list[str] = field(default_factory=list)
    """Endings of the names of peoples in the plural, such as `ans` for Germans."""
    openers: list[str] = field(default_factory=list)
    """Words with which a yes/no question begins."""
    interrogatives: list[str] = field(default_factory=list)
    """Words with which any other question begins: what, who, ..."""
    inside: list[str] = field(default_factory=list)
    """Words before a year that mean within it: in, during."""
    relatives: list[str] = field(default_factory=list)
    """Those of them that may also begin what is said of a noun: which, who, where, ..."""
    exclusives: list[str] = field(default_factory=list)
    """Words that turn a fact into another one: all, only, never, ..."""
    purposes: list[Line] = field(default_factory=list)
    """Words with which somebody adds what an answer is for: "for my", "for our"."""
    percent: list[Line] = field(default_factory=list)
    """Words after a number that make it a percentage."""
    joiners: list[str] = field(default_factory=list)
    """Words inside a number in words, such as the "and" of "two thousand and one"."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Words for numbers."""
    ordinals: dict[str, int] = field(default_factory=dict)
    """Words for places in a list: first, second, 2nd, ..."""
    scales: dict[str, int] = field(default_factory=dict)
    """Words that multiply: thousand, million, k."""
    fillers: list[Line] = field(default_factory=list)
    """Words that say nothing about what is asked."""
    short: dict[str, str] = field(default_factory=dict)
    """SMS spellings and their long forms."""
    hesitations: list[str] = field(default_factory=list)
    """Sounds between words that say nothing at all: um, er, ..."""
    repairs: list[Line] = field(default_factory=list)
    """Phrases by which somebody takes back what was just said: "no wait"."""
    alike: dict[str, str] = field(default_factory=dict)
    """Small words that are often typed for others that sound the same: then for than."""
    splitters: list[Line] = field(default_factory=list)
    """Words that join two questions."""
    common: str | None = None
    """File with the commonest words, one a line: they say little where nothing explains them."""
    words: str | None = None
    """File with known words, one a line, so that a real word is never taken for a misspelt one."""
