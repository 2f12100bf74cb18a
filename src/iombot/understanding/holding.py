"""One target held against one question, piece of evidence by piece: what it covers, what that costs, what excludes it.

Constraints are hard: a period, place, person, figure, wish or aspect that a target does not cover excludes it. What is
left over counts against it by its weight.
"""

from __future__ import annotations

from decimal import Decimal

from iombot.knowledge.models import Reason
from iombot.understanding.fits import Block, Fit
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import ANAPHORA, COUNT, MOSTLY, TOP, WHEN, WHICH, WHO, Terms, small, telling

LITTLE = 0.6
"""Unexplained weight below which a bare wish ("how many?") leans on what was said before: one common word."""
MORE = 2.0
"""The same where a pronoun points back ("which countries are those?")."""
CONTENT = 0.8
"""Unexplained weight of one content word."""
SEVERAL = 2
"""Pieces of evidence from which a target is more than a name that was dropped."""
SOFT_WEIGHT = 0.1
"""What an uncovered concept costs that says little ("people", "IOM"), next to concepts of 0.3 to 3.5."""
PLAIN_WEIGHT = 1.0
"""What an uncovered wish, figure, place or person costs, and a content word that nothing explains."""
YEAR_WEIGHT = 1.0
"""What a year adds that the target covers."""
DENIED_WEIGHT = 0.5
"""What a wrong figure or place in a yes/no question adds: it is understood, if wrong."""
CONTINUED = 1.0
"""What it adds to the score of the last answer that a follow-up may continue it."""
RARE = 2.2
"""Weight from which a topic is so telling that an answer that does not cover it answers another question."""
INNER_SHARE = 0.6
"""How much of its weight a concept keeps that stands inside the words of another."""
BACKGROUND_SHARE = 0.15
"""How much of its weight a concept keeps that was said around the question."""
RECALLED_SHARE = 0.4
"""How much of its weight a concept keeps that was said a turn before."""
TOLERANCE = Decimal("0.05")
"""Share of a figure within which "about", or a figure a little above "more than", is let pass."""
MORE_THAN, LESS_THAN, ROUGHLY = "more-than", "less-than", "roughly"
COMPARISONS = frozenset({MORE_THAN, LESS_THAN, ROUGHLY})
"""Concepts of comparing with a figure; the lexicon declares them."""
FIRST = frozenset({TOP, "top-three"})
"""Concepts of standing first."""
KINDS = ("number", "percent")
FIGURE = ("number:", "percent:")
CHECKABLE = ("number:", "percent:", "place:")
"""What a yes/no question may hold that the answer confirms or denies."""
TOPICAL = frozenset({"topic", "aspect", "entity"})
"""Kinds of concepts that say what a question is about."""


def hold(target: Target, reading: Reading, covered: frozenset[str], terms: Terms) -> Fit:
    """The target against the reading; `covered` is all that the target may explain of it."""
    return _Holding(target, reading, covered, terms).fit()


class _Holding:
    """The tally of one target and one reading."""

    def __init__(self, target: Target, reading: Reading, covered: frozenset[str], terms: Terms) -> None:
        own = reading.own_concepts
        self.target, self.reading, self.terms = target, reading, terms
        self.pointed_at = covered is not target.covered
        """Whether only a figure of the answer led here."""
        dated = (target.year or target.since) and any(telling(name) and name in covered for name in own)
        # "When was it 120,000?" is answered by the period of the figure.
        self.covered = covered | WHEN if dated else covered
        self.leaning = not terms.kinds(own) & TOPICAL
        """Whether the question names no topic ("just the number!") and leans on what was said around it."""
        wished = [item for item in reading.own if FILLER not in item.concepts and "ask" in terms.kinds(item.concepts)]
        self.wish_met = any(item.concepts & target.asks or item.concepts & self.covered & WHEN for item in wished)
        self.explained = self.recalled = self.unexplained = 0.0
        self.blocks: list[Block] = []
        self.denied: list[str] = []
        self.met = 0
        self.confirmed = self.figured = self.wished = False
        self.settled: list[Evidence] = []
        """Figures of the question that were compared with the answer's and hold."""
        self.thin = True
        """Whether nothing that is covered is a topic: "what is" and "IOM" stand in many questions."""
        self.to_the_point = all(group & own for group in target.about)

    def fit(self) -> Fit:
        """The outcome, once everything has been looked at."""
        for item in self.reading.evidence:
            if item.background:
                self._told(item)
            else:
                self._said(item)
        self._limits()
        self._first()
        self._period()
        self._pointless()
        return Fit(
            target=self.target,
            explained=self.explained,
            recalled=self.recalled,
            unexplained=self.unexplained,
            blocks=tuple(self.blocks),
            denied=tuple(self.denied),
            confirmed=self.confirmed,
            claimed=self.reading.claim,
            hedged=self.reading.guarded or len(self.reading.values("person")) > 1,
        )

    def _block(self, item: Evidence, reason: Reason = "not-stated") -> None:
        self.blocks.append(Block(reason, item.text))

    def _deny(self, item: Evidence) -> None:
        self.denied.append(item.text)
        self.explained += DENIED_WEIGHT

    def _met(self, item: Evidence) -> frozenset[str]:
        """What of an evidence the target covers.

        Words that ask for a country ("which countries") are not met by an answer that is just any list, unless they
        are as vague as "which".
        """
        met = item.concepts & self.covered
        strong = {name for name in item.concepts if self.terms.kind(name) == "ask"}
        if strong and WHICH not in item.concepts and not strong & self.covered:
            return met - self.terms.wishes
        return met

    def _told(self, item: Evidence) -> None:
        """Something said around the question or a turn before."""
        met = self._met(item)
        share = RECALLED_SHARE if item.start == item.end else BACKGROUND_SHARE
        self.recalled += self.terms.weight(met) * share
        if met or not self.leaning or item.start == item.end:
            return
        # What narrows the topic there ("how many women returned? Just the number!") stays in force here.
        topical = frozenset[str]().union(*self.target.about)
        nearby = ANAPHORA in self.reading.marks or self.reading.curt(item)
        if not (nearby and self.reading.beside(item, topical)):
            return
        kinds = self.terms.kinds(item.concepts)
        if kinds == {"aspect"}:
            self._block(item, self.terms.reason(item.concepts))
        elif kinds == {"entity"} and min(item.concepts).startswith("place:"):
            self._block(item, "other-place")

    def _said(self, item: Evidence) -> None:
        """Something that the question itself says."""
        met = frozenset[str]() if self._of_another_place(item) else self._met(item)
        inner = frozenset[str]() if met or self.target.gap else item.inner & self.covered
        weight = self.terms.weight(met) + self.terms.weight(inner) * INNER_SHARE
        self.explained += weight * item.similarity
        kinds = self.terms.kinds(met | inner)
        self.met += bool(kinds - {"soft"})
        self.to_the_point |= bool(kinds - {"soft", "ask"})
        self.thin &= not kinds - {"soft", "ask"}
        self.wished |= "ask" in kinds
        self.confirmed |= any(name.startswith(CHECKABLE) for name in met)
        self.figured |= any(telling(name) for name in met)
        if not met:
            self._uncovered(item)
        if item.concepts & self.target.rivals and not item.concepts & self.target.covered:
            self._block(item)

    def _of_another_place(self, item: Evidence) -> bool:
        """Whether a claim gives one place of a list the figure of another ("is Mali's share 10%?")."""
        if not (self.reading.claim and self.target.by_place and min(item.concepts, default="").startswith(FIGURE)):
            return False
        named = [figure for place, figure in self.target.by_place if place in self.reading.own_concepts]
        return bool(named) and all(f"{kind}:{figure}" not in item.concepts for figure in named for kind in KINDS)

    def _uncovered(self, item: Evidence) -> None:
        """What an uncovered piece of evidence costs, and whether it excludes or corrects."""
        kinds = self.terms.kinds(item.concepts)
        telling_word = item.weight >= CONTENT if not item.concepts else "topic" in kinds
        if telling_word and COUNT in self.reading.before(item):
            # What is counted ("how many houses") must be what the answer counts.
            self._block(item)
        if not item.concepts:
            self.unexplained += PLAIN_WEIGHT * item.weight
        elif FILLER in item.concepts:
            return
        elif self.terms.opposites(item.concepts) & self.target.covered:
            self.to_the_point = True
            if self.reading.claim:
                self._deny(item)
            else:
                self._block(item)
        elif "ask" in kinds:
            self.unexplained += PLAIN_WEIGHT
            if not (self.wish_met or self.reading.claim):
                self._block(item)
        elif any(name.startswith("ordinal:") for name in item.concepts):
            self._rank(item)
        elif "soft" in kinds:
            self.unexplained += SOFT_WEIGHT
        elif kinds == {"entity"}:
            self._entity(item)
        else:
            self._topic(item, kinds)

    def _rank(self, item: Evidence) -> None:
        """As a word, "first" is often no more than a manner of speaking; any other rank singles something out."""
        if "ordinal:1" in item.concepts:
            self.unexplained += SOFT_WEIGHT
        else:
            self.unexplained += PLAIN_WEIGHT
            self._block(item)

    def _topic(self, item: Evidence, kinds: set[str]) -> None:
        weight = min(self.terms.targets.weight(name) for name in item.concepts)
        self.unexplained += weight
        narrowing = kinds <= {"aspect", "entity"} or self.pointed_at
        if narrowing or (weight >= RARE and "topic" in kinds):
            self._block(item, self.terms.reason(item.concepts))

    def _entity(self, item: Evidence) -> None:
        kind = min(item.concepts).partition(":")[0]
        claim = self.reading.claim
        manner = kind == "number" and small(item.concepts) and not self.target.exact and not claim
        if kind == "year" or manner:
            # Years are looked at apart; a small number is often a manner of speaking ("the two aims").
            return
        before = len(self.denied) + len(self.settled)
        if kind == "place":
            # A list of the first three says nothing of the others, unless being among the first is what is claimed.
            ranked = not self.target.places or bool(self.reading.own_concepts & FIRST)
            overlaps = self.terms.overlaps(item.concepts, self.target)
            if claim and ranked and self.target.answers_place and not overlaps:
                self._deny(item)
            else:
                self._block(item, "other-place")
        elif kind in ("person", "phone", "email"):
            self._name(item, kind)
        elif claim and self.target.numbers:
            self._compare(item)
        elif self.target.exact or any(telling(name) and name in self.terms.figures for name in item.concepts):
            # The figure of another answer: the question mixes up two things.
            self._block(item)
        if len(self.denied) + len(self.settled) == before:
            self.unexplained += PLAIN_WEIGHT

    def _compare(self, item: Evidence) -> None:
        """A figure in a yes/no question that is not the answer's own: "more than 70,000?", "150,000, right?"."""
        named = [figure for place, figure in self.target.by_place if place in self.reading.own_concepts]
        values = [Decimal(value) for value in named or self.target.numbers]
        stated = Decimal(min(item.concepts).partition(":")[2])
        word = self.reading.before(item) & COMPARISONS
        if len(values) > 1:
            self._block(item)
            return
        near = abs(values[0] - stated) <= values[0] * TOLERANCE
        if MORE_THAN in word:
            holds = values[0] >= stated
        elif LESS_THAN in word:
            holds = values[0] < stated
        else:
            holds = near and bool(word or self.target.open_ended)
        if holds:
            self.explained += DENIED_WEIGHT
            self.figured = self.confirmed = self.confirmed or bool(word)
            self.settled.append(item)
        else:
            self._deny(item)

    def _name(self, item: Evidence, kind: str) -> None:
        """A person, number or address that the target does not hold."""
        if self.target.kind == "contact":
            # Two people in one question are two answers; a wrong number beside a name is corrected.
            if kind != "person":
                self.denied.append(item.text)
        elif self.reading.claim and kind == "person" and WHO in self.target.asks:
            self.denied.append(item.text)
        else:
            self._block(item)

    def _limits(self) -> None:
        """What kept the question before from being answered holds for one that leans on it."""
        left = self.reading.limits - self.covered
        if self.leaning and left:
            self.blocks.append(Block("not-stated", ", ".join(sorted(left))))

    def _first(self) -> None:
        """Denies "was Belgium the leading one?" where another place leads the list; an unranked list cannot say."""
        target = self.target
        named = [place for place in target.places if place in self.reading.own_concepts]
        first = any(TOP in item.concepts and MOSTLY not in item.concepts for item in self.reading.own)
        if not (self.reading.claim and first and len(named) == 1 < len(target.places)):
            return
        if not target.ranked:
            self.blocks.append(Block("not-stated", named[0]))
        elif named[0] != target.places[0]:
            self.denied.append(named[0])

    def _period(self) -> None:
        years = self.reading.years(frozenset[str]().union(*self.target.about))
        text = ", ".join(str(year) for year in years)
        if not covers_years(self.target, years):
            if self.reading.claim and self.figured:
                self.denied.append(text)
            else:
                self.blocks.append(Block("other-period", text))
        elif years and self.reading.values("year"):
            # "Sorry, I meant 2023" says all there is to say.
            self.to_the_point = True
            self.explained += YEAR_WEIGHT

    def _pointless(self) -> None:
        """Excludes a target of which the question says too little."""
        reading = self.reading
        if reading.last == self.target.id:
            self.recalled += CONTINUED
        points_back = ANAPHORA in reading.marks
        # One famous name beside words that nothing explains is no question about what is known of it.
        continues = reading.recalls or (points_back and self.recalled > 0)
        alone = self.met < SEVERAL and not self.denied and not continues
        if alone and self.unexplained >= (LITTLE if reading.claim else CONTENT):
            self.blocks.append(Block("not-stated", ""))
        little = MORE if points_back else LITTLE
        # After an answer, a few words are enough ("under what scheme?").
        hint = self.wished or (reading.recalls and self.explained > 0)
        understood = self.to_the_point or (hint and self.unexplained < little)
        if not understood or (self.thin and self.unexplained >= little):
            self.blocks.append(Block("not-understood", ""))


def covers_years(target: Target, years: list[int]) -> bool:
    """Whether a question that names these years can be about the target."""
    if not years:
        return True
    if target.year is not None:
        return set(years) == {target.year}
    if target.since is not None:
        # "since 2001", "from 2001 to 2023"; a later year alone is only a part of the time.
        return target.since in years and set(years) <= {target.since, target.release_year}
    return set(years) <= {target.release_year}
