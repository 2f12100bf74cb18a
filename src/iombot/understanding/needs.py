"""What people tell of themselves, and of those near to them, that makes it a need; put together from small words.

"I am / my mother in Yemen is / still very ill": who it is about, words that only join, and what they suffer. None of
these words says anything by itself: "how many are ill?" is a question like any other.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from iombot.knowledge.phrases import NEEDS
from iombot.understanding.function_words import FunctionWords
from iombot.understanding.idioms import SOUNDING, sober, unsaid
from iombot.understanding.overlaps import within
from iombot.understanding.spotting import PLACE, Evidence
from iombot.understanding.terms import FIRST_PERSON
from iombot.understanding.text import Token, first_word, is_marked

PLIGHT, PERIL = "plight", "peril"
"""What somebody suffers, and what puts them in danger."""
KIN, CLIENT, BEARING, TRADE = "kin", "client", "bearing", "trade"
"""Relatives and friends; people whom somebody cares for at work; what may stand between somebody and what they
suffer; what people are by profession."""
SOMEBODY, TURNING = "somebody-in-need", "turning-to"
"""Anybody who needs help, and asking where such a person can turn."""
OCCUPATION, OTHERS = "occupation", "help-for-others"
"""Marks of telling what one is, and of asking where somebody else can turn."""
GONE = "gone"
"""Of somebody near: that they are missing, or over there."""
PIECES = frozenset({PLIGHT, PERIL, KIN, CLIENT, BEARING, TRADE, SOMEBODY, TURNING, GONE})
"""Concepts that say nothing by themselves; the lexicon declares them."""
SUFFERED = {PLIGHT: "own-case", PERIL: "danger"}
"""What comes of them."""
AWAY = "own-case"
"""What comes of somebody near who is somewhere else."""
CRIES = NEEDS | {SOUNDING}
"""Marks whose places a reading keeps."""
REACH = 7
"""Tokens between somebody and what they suffer."""
NAMING = 4
"""Tokens between "I am" and the name of a profession."""
DESCRIBING = 2
"""Tokens between "my" and the relative."""
CURT = 6
"""Words up to which a message may be nothing but what somebody suffers."""
BRIEF = 14
"""Words up to which a statement with danger in it is about here and now."""
FAR = 16
"""Tokens between somebody near and that they are gone."""
SEVERAL = 2
"""Pieces of what is suffered that tell of a need, whatever else is said."""


@dataclass(frozen=True)
class _Pieces:
    """The pieces of an utterance by the places where they begin."""

    tokens: Sequence[Token]
    begin: dict[int, list[Evidence]]
    joining: frozenset[int]
    """Places of the tokens that may stand between somebody and what they suffer."""
    places: dict[int, int]
    """Names of places: where each begins and ends."""
    words: FunctionWords

    def of(self, place: int, *names: str) -> Evidence | None:
        """The longest piece of one of these concepts that begins at a place."""
        found = (item for item in self.begin.get(place, ()) if not item.concepts.isdisjoint(names))
        return max(found, key=lambda item: item.end, default=None)


def needs_told(
    marks: Iterable[Evidence], entities: Iterable[Evidence], tokens: Sequence[Token], words: FunctionWords
) -> list[Evidence]:
    """The marks, with needs in place of the pieces that they are put together from."""
    entities = list(entities)
    marks = sober(marks, entities, tokens, words)
    pieces = _pieces(marks, entities, tokens, words)
    kept = [item for item in marks if not item.concepts <= PIECES]
    kept = [replace(item, concepts=item.concepts - PIECES) if item.concepts & PIECES else item for item in kept]
    if not any(item.concepts - {BEARING} for items in pieces.begin.values() for item in items):
        return unsaid(kept)
    jobs = list(_professions(pieces))
    # "I am a refugee lawyer" is no refugee.
    kept = [item for item in kept if not (item.concepts & NEEDS and any(within(item, job) for job in jobs))]
    told = [item for item in (*_suffering(pieces), *_bare(pieces)) if not any(within(item, job) for job in jobs)]
    return unsaid([*kept, *jobs, *told, *_others(pieces)])


def _pieces(
    marks: list[Evidence], entities: Iterable[Evidence], tokens: Sequence[Token], words: FunctionWords
) -> _Pieces:
    begin: dict[int, list[Evidence]] = {}
    joining: set[int] = set()
    for item in marks:
        if item.concepts & PIECES:
            begin.setdefault(item.start, []).append(replace(item, concepts=item.concepts & PIECES))
            if BEARING in item.concepts:
                joining.update(range(item.start, item.end))
    # Numbers, commas and names that nobody knows join as well: "we are 15 and, since May, at Assamaka border".
    joining.update(place for place, token in enumerate(tokens) if _joins(token))
    places = {item.start: item.end for item in entities if any(name.startswith(PLACE) for name in item.concepts)}
    for start, end in places.items():
        joining.update(range(start, end))
    return _Pieces(tokens, begin, frozenset(joining), places, words)


def _professions(pieces: _Pieces) -> Iterator[Evidence]:
    """Who asks at work: "I am a refugee *lawyer*", "as a social worker", "my client"."""
    tokens, words = pieces.tokens, pieces.words
    for place, token in enumerate(tokens):
        own = token.text in words.first_person
        if own and (client := _after(pieces, place, DESCRIBING, CLIENT)):
            yield Evidence(place, client.end, client.text, frozenset({OCCUPATION}))
        if (own and place + 1 < len(tokens) and place + 1 in pieces.joining) or token.text in words.posing:
            trade = _after(pieces, place + own, NAMING, TRADE)
            if trade:
                yield Evidence(place, trade.end, trade.text, frozenset({OCCUPATION}))


def _after(pieces: _Pieces, place: int, most: int, *names: str) -> Evidence | None:
    """The first piece of these concepts among the next tokens, with nothing but words before it."""
    for following in range(place + 1, min(place + 2 + most, len(pieces.tokens))):
        if pieces.tokens[following].kind == "mark":
            return None
        if found := pieces.of(following, *names):
            return found
    return None


def _suffering(pieces: _Pieces) -> Iterator[Evidence]:
    """What is told of oneself or of those near: "I am ill", "my mother in Yemen is ill", "my brother is in Niger"."""
    states = not _asking(pieces)
    for place, token in enumerate(pieces.tokens):
        if token.text in pieces.words.first_person:
            owned = token.text not in pieces.words.askers
            kin = _after(pieces, place, DESCRIBING, KIN, CLIENT) if owned else None
            if kin:
                yield from _told_of(pieces, place, kin.end, near=True)
                gone = _after(pieces, kin.end - 1, FAR, GONE)
                if gone:
                    yield Evidence(place, gone.end, gone.text, frozenset({"relative-missing", FIRST_PERSON}))
            else:
                yield from _told_of(pieces, place, place + 1, near=False)
        elif states and token.text in pieces.words.absent:
            yield from _told_of(pieces, place, place + 1, near=False)


def _told_of(pieces: _Pieces, start: int, place: int, *, near: bool) -> Iterator[Evidence]:
    """What follows on somebody, across words that only join; of who is `near`, being somewhere is enough."""
    begun = place
    last = min(begun + REACH, len(pieces.tokens) - 1)
    while place <= last:
        found = pieces.of(place, PLIGHT, PERIL)
        if found and not _denied(pieces, found):
            name = PERIL if PERIL in found.concepts else PLIGHT
            yield Evidence(start, found.end, found.text, frozenset({SUFFERED[name], FIRST_PERSON}))
            return
        if not found and place not in pieces.joining:
            return
        away = near and place > begun and place in pieces.places
        if away and pieces.tokens[place - 1].text in pieces.words.locating:
            yield Evidence(start, pieces.places[place], "", frozenset({AWAY, FIRST_PERSON}))
        place += 1


def _denied(pieces: _Pieces, item: Evidence) -> bool:
    """Whether a single word of suffering stands behind a "not": "I am *not* ill". No more so before "but my son"."""
    tokens, words = pieces.tokens, pieces.words
    if item.end != item.start + 1 or item.start == 0 or tokens[item.start - 1].text not in words.denying:
        return False
    following = next((token.text for token in tokens[item.end :] if token.kind != "mark"), "")
    others = _after(pieces, item.end, DESCRIBING, KIN, CLIENT, PLIGHT, PERIL)
    return not (others and following in words.contrasting)


def _bare(pieces: _Pieces) -> Iterator[Evidence]:
    """What is suffered where a message says no more, or states it again and again: "no water", "no work no home"."""
    tokens = pieces.tokens
    said = [place for place, token in enumerate(tokens) if token.kind != "mark"]
    every = [item for items in pieces.begin.values() for item in items if item.concepts & SUFFERED.keys()]
    found = [item for item in every if not _denied(pieces, item)]
    if not found or len(said) > BRIEF or _asking(pieces):
        return
    held = {place for item in every for place in range(item.start, item.end)}
    alone = len(said) <= CURT and all(place in held or place in pieces.joining for place in said)
    perils = [item for item in found if PERIL in item.concepts and item.similarity == 1]
    # "There is shooting and we cannot leave", "left in the desert": danger that is stated is danger here and now.
    own = any(token.text in pieces.words.first_person for token in tokens)
    present = any(own or (item.end > item.start + 1 and not _counts(pieces)) for item in perils)
    if alone or present or len(_apart(found)) >= SEVERAL:
        name = PERIL if perils and (alone or present) else PLIGHT
        yield replace((perils or found)[0], concepts=frozenset({SUFFERED[name], FIRST_PERSON}))


def _apart(found: list[Evidence]) -> list[Evidence]:
    """Those that do not overlap an earlier one."""
    kept: list[Evidence] = []
    for item in sorted(found, key=lambda item: item.start):
        if not kept or item.start >= kept[-1].end:
            kept.append(item)
    return kept


def _joins(token: Token) -> bool:
    """Whether a token may stand between somebody and what they suffer: a number, a comma, a name."""
    return token.kind == "number" or token.raw == "," or (token.raw[:1].isupper() and not token.raw.isupper())


def _others(pieces: _Pieces) -> Iterator[Evidence]:
    """Where somebody in need can turn, who is not the one who asks."""
    every = [item for items in pieces.begin.values() for item in items]
    somebody = [item for item in every if item.concepts & {SOMEBODY, CLIENT}]
    turning = [item for item in every if TURNING in item.concepts]
    if somebody and turning:
        yield replace(turning[0], concepts=frozenset({OTHERS}))


def _counts(pieces: _Pieces) -> bool:
    """Whether how many is asked, and of nobody present: "boat sinking off Crete, *how many* died"."""
    tokens, words = pieces.tokens, pieces.words
    plain = words.openers | words.locating | words.askers | words.interrogatives
    return any(
        token.text in words.manner
        and following.kind != "mark"
        and following.text not in plain
        and not any(later.text in words.askers for later in tokens[place:])
        for place, (token, following) in enumerate(pairwise(tokens))
    )


def _asking(pieces: _Pieces) -> bool:
    """Whether the message ends in a question mark or begins with a word that asks."""
    tokens = pieces.tokens
    first = first_word(tokens)
    marked = is_marked(tokens)
    return marked or first in pieces.words.interrogatives | pieces.words.openers
