"""What is left of an utterance when its forms are found: words that nothing explains, and forms taken apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iombot.understanding.spotting import SILENT, Evidence, in_order
from iombot.understanding.text import Token
from iombot.understanding.vocabulary import Vocabulary


def meant(evidence: Iterable[Evidence], vocabulary: Vocabulary) -> list[Evidence]:
    """The evidence without fillers; what narrows a question is never a mere filler."""
    meant = (
        replace(item, concepts=item.concepts - SILENT) if item.concepts & vocabulary.narrowing else item
        for item in evidence
    )
    return [item for item in meant if item.concepts != SILENT]


def unexplained(
    places: Iterable[int], spoken: set[int], tokens: tuple[Token, ...], vocabulary: Vocabulary
) -> Iterator[Evidence]:
    """Words that nothing explains, as evidence without concepts."""
    for place in places:
        token = tokens[place]
        if place not in spoken and token.kind == "word" and not vocabulary.is_filler(token):
            yield Evidence(place, place + 1, token.raw, frozenset(), weight=vocabulary.weight(token))


def pieces_of(item: Evidence, tokens: tuple[Token, ...], vocabulary: Vocabulary) -> tuple[Evidence, ...]:
    """What a form of several words says word by word."""
    spoken = {place for piece in item.pieces for place in range(piece.start, piece.end)}
    left = unexplained(range(item.start, item.end), spoken, tokens, vocabulary)
    return in_order([*meant(item.pieces, vocabulary), *left])
