"""Everything that a person should look at in a knowledge base without faults, with its place in the files."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from iombot.curation.details import check_details
from iombot.curation.examples import Asked, Example, ask, examples_of
from iombot.curation.measures import check_measures
from iombot.curation.naming import check_naming
from iombot.curation.reaching import check_reaching
from iombot.curation.whereabouts import Whereabouts
from iombot.curation.words import check_concepts, check_forms
from iombot.dialogue.core import Bot
from iombot.errors import Finding
from iombot.knowledge.audience import public_view
from iombot.knowledge.base import KnowledgeBase, shipped_folder
from iombot.knowledge.fields import Audience
from iombot.knowledge.loading import build_base
from iombot.knowledge.reader import read_folder

Track = Callable[[Sequence[Example]], Iterable[Example]]
"""Hands examples on one by one, so that somebody may be shown how far it is."""


@dataclass(frozen=True)
class Examined:
    """A knowledge base with all that was found out about it."""

    base: KnowledgeBase
    asked: tuple[Asked, ...]
    """Every example utterance with the bot's reply."""
    findings: tuple[Finding, ...]
    """In the order of the files."""


def examine(folder: Path | None, track: Track = iter, audience: Audience = "staff") -> Examined:
    """Look through what an audience may see of a folder; None stands for the shipped knowledge base.

    Raises `KnowledgeError` with every fault that keeps a bot from starting.
    """
    folder = folder or shipped_folder()
    files = read_folder(folder)
    whole = build_base(files, folder)
    base = whole if audience == "staff" else public_view(whole)
    bot, where = Bot(base), Whereabouts(files)
    asked = tuple(ask(bot, track(examples_of(base))))
    return Examined(base, asked, tuple(sorted(_findings(bot, base, asked, where))))


def _findings(bot: Bot, base: KnowledgeBase, asked: tuple[Asked, ...], where: Whereabouts) -> Iterator[Finding]:
    yield from check_reaching(asked, base, where)
    yield from check_naming(bot, where)
    yield from check_measures(base, where)
    yield from check_details(base, where)
    yield from check_concepts(bot, where)
    yield from check_forms(base, where)
