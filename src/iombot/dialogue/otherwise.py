"""What else a question may say that is not answered as it was read first.

A form of several words may be so many words, a figure may say how many are meant, and a statement with a figure may
want to be checked. Each needs an answer that explains nearly all.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from iombot.dialogue.decision import Decision
from iombot.understanding.findings import TOPICAL
from iombot.understanding.neighbours import rank_beside
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import NUMBER, ORDINAL, PERCENT, PLACE
from iombot.understanding.stated import with_stated
from iombot.understanding.terms import COUNT, SHARE, Terms, telling

APART = 0.9
"""Share of a question's weight, 0 to 1, that must be explained where it is read in another way; with forms taken apart,
of 2,900 questions, nine right answers more for one wrong one; with 0.8 it is eleven for six."""
PARTABLE = frozenset({"topic", "soft"})
"""Kinds of concepts whose forms are taken apart: what narrows a question or asks for something never is."""
RANKING = frozenset({"country", "top", "second-rank"})
"""Concepts that a question for a rank may hold besides."""
ASKING = "ask"
"""Kind of concepts that ask for something."""


def otherwise(reading: Reading, terms: Terms, settle: Callable[[Reading], Decision]) -> Decision | None:
    """The verdict on another reading of what is not answered; None where no other is certain enough."""
    stated = _as_statement(reading, terms)
    ways = (_apart, _counted, _shared, _ranked)
    found = next(filter(None, (way(reading, terms, settle) for way in ways)), None)
    if found or stated is None:
        return found
    held = settle(stated)
    if _certain(held) and held.fits[0].settles:
        return replace(held, apart=stated)
    return _counted(stated, terms, settle)


def _apart(reading: Reading, terms: Terms, settle: Callable[[Reading], Decision]) -> Decision | None:
    """The verdict on words taken one by one that were first taken for a form of several.

    "Trend in returns" is a heading of the report, and may yet be just a trend in just these returns. The answer must
    be the same whichever form is taken apart.
    """
    found = []
    for item in reading.own:
        if item.pieces and terms.kinds(item.concepts) <= PARTABLE:
            rest = (piece for piece in reading.evidence if piece is not item)
            other = reading.made_of([*rest, *item.pieces])
            decision = replace(settle(other), apart=other)
            if _certain(decision):
                found.append(decision)
    return found[0] if len({decision.fits[0].target.id for decision in found}) == 1 else None


def _counted(reading: Reading, terms: Terms, settle: Callable[[Reading], Decision]) -> Decision | None:
    """The verdict on a claim whose figure also asks how many there are ("90,000 returns, true?"); None unless settled.

    Who claims a number of something speaks of how many, without the words. A figure of the releases is another's.
    """
    figures = [item for item in reading.own if any(name.startswith(NUMBER) for name in item.concepts)]
    if not reading.claim or len(figures) != 1 or reading.own_concepts & {COUNT, *terms.figures}:
        return None
    asking = replace(figures[0], inner=figures[0].inner | {COUNT})
    decision = settle(reading.made_of(asking if item is figures[0] else item for item in reading.evidence))
    if not _certain(decision) or not decision.fits[0].settles:
        return None
    # What one figure counts together with others is not denied of it alone.
    best, *others = decision.fits
    return replace(decision, fits=(replace(best, doubted=best.doubted or best.target.several), *others))


def _shared(reading: Reading, _: Terms, settle: Callable[[Reading], Decision]) -> Decision | None:
    """The verdict on a claim that gives a country of a list a percentage ("Mali 19 per cent?"); None unless settled.

    The percentage says that a share is meant, whichever country it is the share of.
    """
    shares = [item for item in reading.own if any(name.startswith(PERCENT) for name in item.concepts)]
    places = {name for name in reading.own_concepts if name.startswith(PLACE)}
    if not reading.claim or len(shares) != 1 or len(places) != 1 or SHARE in reading.own_concepts:
        return None
    meant = replace(shares[0], inner=shares[0].inner | {SHARE})
    decision = settle(reading.made_of(meant if item is shares[0] else item for item in reading.evidence))
    if not _certain(decision) or not (decision.fits[0].settles and places <= decision.fits[0].target.shares):
        return None
    return decision


def _ranked(reading: Reading, terms: Terms, settle: Callable[[Reading], Decision]) -> Decision | None:
    """The verdict on who stands beside a place of a list that is not named ("who comes after Mali?").

    None where that place stands in several lists, or the question is about anything else besides.
    """
    topics = {name for item in reading.own for name in item.concepts if terms.kind(name) in TOPICAL}
    lists = [
        target for target in terms.targets.all if target.ranked and rank_beside(target.places, reading) is not None
    ]
    places = {name for name in topics if name.startswith(PLACE)}
    if len(lists) != 1 or any(not name.startswith((PLACE, ORDINAL)) and name not in RANKING for name in topics):
        return None
    # The list is what it is about first of all.
    meant = [
        replace(item, inner=item.inner | lists[0].about[0]) if item.concepts & places else item
        for item in reading.evidence
    ]
    decision = settle(reading.made_of(meant))
    return decision if _certain(decision) else None


def _as_statement(reading: Reading, terms: Terms) -> Reading | None:
    """The reading of a statement with one figure as a claim ("help rose 19 per cent"); None for any other.

    Nobody tells a bot what the releases say but to have it checked.
    """
    figures = [item for item in reading.own if any(map(telling, item.concepts))]
    asked = any(ASKING in terms.kinds(item.concepts) for item in reading.own)
    spoken = {token.text for token in reading.tokens}
    if reading.claim or reading.recalls or asked or len(figures) != 1 or spoken & reading.words.interrogatives:
        return None
    return with_stated(replace(reading, claim=True))


def _certain(decision: Decision) -> bool:
    return decision.verdict == "answer" and decision.confidence >= APART
