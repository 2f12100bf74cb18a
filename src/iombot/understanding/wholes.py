"""What is counted, and of what something is a share: an answer about something else is none."""

from __future__ import annotations

from itertools import islice, pairwise, takewhile

from iombot.understanding.counting import counted, counted_noun, shared_unit
from iombot.understanding.figured import SHARES
from iombot.understanding.fits import Block
from iombot.understanding.nationals import PEOPLE
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, PERCENT, PLACE
from iombot.understanding.tally import Tally
from iombot.understanding.targets import PLACE_ASKS
from iombot.understanding.terms import CALCULATED, COUNT, SHARE, WHEN
from iombot.understanding.text import Token

PLACES = frozenset({"country", "host-country", "region", *PLACE_ASKS})
"""Concepts of the nouns of places."""
BEFORE = 3
"""Words before such a noun among which its number stands: "the *two* biggest countries"."""
MOST_PLACES = 20
"""Number up to which places are counted so."""


class Wholes(Tally):
    """The rules for units, for the length of a list, and for what a percentage is a share of."""

    def measured(self) -> None:
        """Applies all of them."""
        self.of_another_unit()
        self.of_list_length()
        self.of_more_places()
        self.of_another_whole()
        self.of_one_of_several()
        self.of_told_share()

    def of_another_unit(self) -> None:
        """Excludes services where migrants are counted, and the like."""
        reading, units = self.reading, self.terms.units
        figured = self.target.counts and self.target.unit in units.values()
        # How many people a share stands for is another figure.
        shared = bool(self.target.shares) and any(name.startswith(PERCENT) for name in reading.concepts)
        # Nor do shares tell how many people they stand for.
        asked = SHARE in reading.own_concepts
        shared |= self.target.counts and self.target.unit == SHARES and not asked
        plain = (figured or shared) and not WHEN & reading.own_concepts
        found = counted(reading, units) if plain else None
        if found and found[1] != self.target.unit:
            if reading.claim:
                self.deny(found[0], certain=False)
            else:
                self.block(found[0])

    def of_another_whole(self) -> None:
        """Excludes shares of help where the share *of the returnees* is asked for, and only a place led here."""
        target = self.target
        unstated = target.unit == SHARES and target.base != PEOPLE and (target.shares or target.calculated)
        topics = frozenset(name for name in frozenset().union(*target.about[:1]) if not name.startswith(PLACE))
        own = self.reading.own_concepts
        stated = self.reading.claim and any(name.startswith(FIGURES) for name in own)
        if not unstated or stated or topics & own:
            return
        if shared_unit(self.reading, self.terms.units) == PEOPLE:
            self.blocks.append(Block("not-stated", ""))

    def of_list_length(self) -> None:
        """Excludes a list of names where something else than what it names is counted ("how many *projects*")."""
        if not self.target.listed or self.target.gap or self.reading.claim:
            return
        noun = counted_noun(self.reading)
        if noun is not None and not noun.intersection(*self.target.about[:1]):
            self.blocks.append(Block("not-stated", ""))

    def of_more_places(self) -> None:
        """Excludes fewer places than are asked for ("which *three* countries hosted most?")."""
        target = self.target
        if not target.answers_place or target.gap or self.reading.claim:
            return
        if 0 < len(target.named) < _places_asked(self.reading):
            self.blocks.append(Block("not-stated", ""))

    def of_one_of_several(self) -> None:
        """Excludes what several places come to together where one of them is asked about, and nothing calculated."""
        if not self.target.calculated or self.target.persons or self.reading.claim:
            return
        # Others may be named in a clause beside this one.
        named = [place for place in self.target.named if place in self.reading.concepts]
        # "In all" may be said of any number.
        plain = (item.concepts for item in self.reading.own if COUNT not in item.concepts)
        calculated = any(name.startswith(CALCULATED) for concepts in plain for name in concepts)
        if len(named) == 1 < len(self.target.named) and not calculated:
            self.blocks.append(Block("not-stated", ""))

    def of_told_share(self) -> None:
        """Excludes a headcount where "how many people is *that*?" asks what a share comes to that was told before."""
        target, reading = self.target, self.reading
        if target.gap or target.calculated or target.unit not in (PEOPLE, SHARES) or COUNT not in reading.own_concepts:
            return
        told = (name for item in reading.evidence for name in item.concepts if item.end > item.start)
        shares = any(name == SHARE or name.startswith(PERCENT) for name in told)
        if shares and _comes_to_that(reading):
            self.blocks.append(Block("not-stated", ""))


def _places_asked(reading: Reading) -> int:
    """How many countries or regions are asked for, where a number says so; 0 where none does."""
    nouns = (item for item in reading.own if any(one.concepts & PLACES for one in (item, *item.pieces)))
    for item in nouns:
        before = takewhile(lambda token: not _ends(token, reading), reversed(reading.tokens[: item.start]))
        for token in (*reading.tokens[item.start : item.end], *islice(before, BEFORE)):
            number = reading.words.numbers.get(token.text) or (int(token.text) if token.text.isdecimal() else 0)
            if 1 < number <= MOST_PLACES:
                return number
    return 0


def _ends(token: Token, reading: Reading) -> bool:
    """Whether what stands before a word is said of something else ("*in 2 programmes* which country")."""
    return token.kind == "mark" or token.text in reading.words.interrogatives


def _comes_to_that(reading: Reading) -> bool:
    """Whether "how many ..." goes on with a pronoun: "is that", "does this make"."""
    counting = next((item for item in reading.own if COUNT in item.concepts), None)
    if counting is None:
        return False
    texts = [token.text for token in reading.tokens[counting.start :]]
    return any(first in reading.words.openers and second in reading.words.resuming for first, second in pairwise(texts))
