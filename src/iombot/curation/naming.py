"""Countries and programmes that an answer names, and that a question to it may hold only if its entry says so."""

from __future__ import annotations

from collections.abc import Iterator

from iombot.curation.whereabouts import Whereabouts
from iombot.dialogue.compose import Composer
from iombot.dialogue.core import LANGUAGE, Bot
from iombot.errors import Finding
from iombot.knowledge.figures import PLACEHOLDER
from iombot.knowledge.models import Entry
from iombot.understanding.entities import values_of
from iombot.understanding.reading import read
from iombot.understanding.terms import WISH

COUNTRY = 2
"""Letters of the code of a country, ISO 3166."""
UNIONS = frozenset({"EU", "EZ", "UN"})
"""Codes of the same form that Unicode CLDR has for groups of countries."""


def check_naming(bot: Bot, where: Whereabouts) -> Iterator[Finding]:
    """What the answers of facts and derived figures name without their entries saying so.

    The answer of a gap tells what there is instead of what is missing, and so names what it is not about. An entry that
    answers with a place ("where did he go?") may name others in other roles: it rightly denies a question about those.
    """
    composer = Composer(bot.knowledge, LANGUAGE)
    for entry in bot.knowledge.entries.values():
        target = bot.ranker.targets.by_id[entry.id]
        if entry.kind == "gap" or any(name.startswith("answer:") for name in PLACEHOLDER.findall(str(entry.answer))):
            continue
        known = target.covered | target.rivals
        spot = where.spot("entries", entry.id).at("answer")
        named = _named(entry, bot, composer)
        for code in values_of(named - known, "place") if not target.answers_place else ():
            name = composer.place_name(code)
            yield spot.warning(f"names {name}, which is not among the entry's places: add {code!r}, or say it in also")
        for id in sorted(name for name in named - known if ":" not in name):
            yield spot.warning(f"names {id!r}, which is not among the entry's concepts: add it to also or to rivals")


def _named(entry: Entry, bot: Bot, composer: Composer) -> frozenset[str]:
    """Countries, and concepts of which one takes the place of another, such as programmes."""
    found = set()
    for item in read(composer.answer(entry), bot.vocabulary).evidence:
        for name in item.concepts if len(item.concepts) == 1 else ():
            concept = bot.knowledge.concepts.get(name)
            kind, _, code = name.partition(":")
            country = kind == "place" and len(code) == COUNTRY and code.isupper() and code not in UNIONS
            if country or (concept and concept.slot and concept.slot != WISH):
                found.add(name)
    return frozenset(found)
