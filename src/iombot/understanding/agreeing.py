"""What a claim says in words that the answer agrees with, or contradicts: "given *only* before departure?"."""

from __future__ import annotations

from functools import cached_property

from iombot.understanding.fits import Block
from iombot.understanding.official_names import Named, agrees_with, stated_name
from iombot.understanding.periods import AGAINST
from iombot.understanding.spotting import FIGURES, ORDINAL, YEAR, Evidence
from iombot.understanding.terms import MOSTLY, TOP
from iombot.understanding.wholes import Wholes

NOUN = 3
"""Tokens after "main" among which its noun stands."""
NEAR = 1
"""Small words that may stand between "only" and its figure: "the"."""
OPENING = 2
"""Tokens before the first topic among which "only" or "sole" may stand."""
VALUES = (*FIGURES, YEAR, ORDINAL)
"""Beginnings of the concepts of figures."""


class Agreeing(Wholes):
    """The rules for claims that hold no figure, place or person which could be compared."""

    misplaced = False
    """Whether it gives a figure of the answer to something else."""
    agreed = False
    """Whether it says something that the answer is declared to say."""

    def agrees(self, item: Evidence) -> bool:
        """Whether a claim says what the answer is declared to confirm or to contradict; notes which."""
        if not self._plain():
            return False
        if self.leaves_out(item):
            return True
        if item.concepts & self.target.refutes and self._contradicts(item):
            self.to_the_point = True
            self.deny(item)
            return True
        self.agreed |= bool(item.concepts & self.target.affirms)
        return False

    def in_name(self, item: Evidence) -> bool:
        """Whether it belongs to the name that a claim gives, which `named` holds against the right one."""
        found = self._stated if self.target.title else None
        return found is not None and found[0] <= item.start < found[1]

    def named(self) -> None:
        """Confirms or denies what a claim says that something is called."""
        if not self.target.title or self._stated is None or self.reading.negated:
            return
        start, end, quoted = self._stated
        tokens = [token for token in self.reading.tokens[start:end] if token.kind != "mark"]
        same = agrees_with([token.text for token in tokens], self.target.title, quoted=quoted)
        self.agreed |= bool(same)
        self.to_the_point = self.to_the_point or same is not None
        if same is False:
            self.denied.append(" ".join(token.raw for token in tokens))

    @cached_property
    def _stated(self) -> Named | None:
        return stated_name(self.reading)

    def leaves_out(self, item: Evidence) -> bool:
        """Whether it is a word such as "sole", for which `alone` denies the claim."""
        sole = not item.concepts and item.text.casefold() in self.reading.words.sole
        return sole and self.reading.claim and self.target.several

    def _contradicts(self, item: Evidence) -> bool:
        """Whether the claim is about the answer; what narrows a question must stand beside a figure of it."""
        if "aspect" in self.terms.kinds(item.concepts) and self.target.counts and not self.target.exact:
            return self.names_figure
        return self.names_figure or all(group & self.reading.own_concepts for group in self.target.about)

    def alone(self) -> None:
        """Denies "is it *only* economic?" where the answer tells of several; "only 131" is compared as a figure."""
        if not self.target.several or not self.reading.own or not self._plain():
            return
        named = [place for place in self.target.places if place in self.reading.own_concepts]
        if named and len(named) == len(self.target.places):
            return
        for place in range(max(0, self.reading.own[0].start - OPENING), len(self.reading.tokens)):
            token = self.reading.tokens[place]
            if token.text in self.reading.words.sole and not self._before_figure(place):
                self.denied.append(token.raw)
                return

    def first(self) -> None:
        """Denies "was Belgium the leading one?" where another place leads the list; an unranked list cannot say."""
        target = self.target
        named = [place for place in target.places if place in self.reading.own_concepts]
        compared = self.reading.own_concepts & AGAINST or any(
            token.text in self.reading.words.comparing for token in self.reading.tokens
        )
        if compared and len(named) > 1 and not target.ranked:
            # Nobody says which of them is ahead.
            self.blocks.append(Block("not-stated", ""))
        tops = [item for item in self.reading.own if TOP in item.concepts and MOSTLY not in item.concepts]
        first = any(not self._of_several(item) for item in tops)
        if not (self.reading.claim and first and len(named) == 1 < len(target.places)):
            return
        if not target.ranked:
            self.blocks.append(Block("not-stated", ""))
        elif named[0] != target.places[0]:
            self.denied.append(named[0])

    def _of_several(self, item: Evidence) -> bool:
        """Whether it says who is among the first ("one of the main *countries*") rather than who is the very first."""
        if self.target.ranked:
            return False
        reading = self.reading
        nearby = range(item.start + 1, min(item.end + NOUN, len(reading.tokens)))
        ending = tuple(reading.words.plurals)
        return any(
            reading.tokens[place].text.endswith(ending) and reading.stems[place] != reading.tokens[place].text
            for place in nearby
        )

    def _before_figure(self, place: int) -> bool:
        return any(
            0 < item.start - place <= NEAR + 1 and any(name.startswith(VALUES) for name in item.concepts)
            for item in self.reading.own
        )

    def _plain(self) -> bool:
        """Whether it is a claim on something that is told, denies nothing, and asks for no part of a figure."""
        parted = any(self.reading.out_of(item) for item in self.reading.own)
        return self.reading.claim and not (self.target.gap or parted or self.reading.negated)
