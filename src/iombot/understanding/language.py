"""The words of a language by how common they are, against which slips of the keyboard are weighed."""

from __future__ import annotations

from collections.abc import Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from iombot.understanding.slips import Slips


@dataclass(frozen=True)
class Language:
    """The words of a language, whatever the forms hold."""

    known: AbstractSet[str] = frozenset()
    """Words that are no slips of others."""
    common: AbstractSet[str] = frozenset()
    """The commonest of them."""
    usual: AbstractSet[str] = frozenset()
    """The smallest of them, of which sentences are made: articles, auxiliaries, question words."""
    alike: Mapping[str, str] = field(default_factory=dict)
    """Small words that are often typed for others that sound the same."""
    slips: Slips = field(default_factory=Slips)
