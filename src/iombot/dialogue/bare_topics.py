"""Messages that do no more than name a topic: "GCM?"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from iombot.understanding.fits import Fit
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import YEAR, Evidence
from iombot.understanding.terms import COUNT, DEFINE, MEANING

BARE = 2
"""Pieces of evidence up to which a message without a wish asks what its topic is."""
FEW = 4
"""Tokens of a sentence up to which it may be such a bare topic."""


def fits_of_bare(reading: Reading, ranker: Ranker) -> list[Fit]:
    """What answers a message of no more than a topic, best first; empty where it says more, or nothing answers it."""
    return next(filter(None, map(ranker.rank, bare_topics(reading, ranker))), [])


def bare_topics(reading: Reading, ranker: Ranker) -> Iterator[Reading]:
    """What a message of a name or two and no wish ("GCM?") asks: what that is; with a year, for the figure first."""
    own = [item for item in reading.own if not any(name.startswith(YEAR) for name in item.concepts)]
    dated = len(own) < len(reading.own)
    # Manners around a topic with its year ("dear team, ...") change nothing.
    spoken = reading.tokens[own[0].start : own[-1].end] if own and dated else reading.tokens
    said = Counter(token.sentence for token in spoken if token.kind != "mark")
    long = len(own) > BARE or max(said.values(), default=0) > FEW
    # "Is GCM the Global Compact for Migration?" says one thing in two ways.
    spelled = {item.text.isupper() for item in own}
    twice = len(own) == BARE and own[0].concepts == own[1].concepts and len(spelled) == BARE
    # "Is IOM good?" asks for something else.
    if not own or ((long or reading.polar) and not twice) or any(item.concepts & ranker.terms.wishes for item in own):
        return
    wishes = [MEANING] if twice else [frozenset({name}) for name in (COUNT, DEFINE) if dated or name == DEFINE]
    for wish in wishes:
        yield reading.with_evidence([Evidence(own[-1].end - 1, own[-1].end, own[-1].text, wish)])
