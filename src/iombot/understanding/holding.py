"""One target held against one question, piece of evidence by piece: what it covers, what that costs, what excludes it.

Constraints are hard: a period, place, person, figure, wish or aspect that a target does not cover excludes it. What is
left over counts against it by its weight.
"""

from __future__ import annotations

from iombot.understanding.findings import NOTHING
from iombot.understanding.fits import Block, Fit
from iombot.understanding.limits import CONTENT, Limits
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, FILLER, PLACE, Evidence
from iombot.understanding.tally import PLAIN_WEIGHT, SOFT_WEIGHT
from iombot.understanding.targets import Target
from iombot.understanding.terms import (
    ANAPHORA,
    CALCULATED,
    COUNT,
    DIGITS,
    INJECTION,
    REST,
    SHARE,
    WHEN,
    WHICH,
    WHOM,
    WHY,
    Terms,
    telling,
)
from iombot.understanding.wanting import (
    asks_names,
    asks_number,
    asks_who,
    wants_other,
)

LITTLE = 0.6
"""Unexplained weight below which a bare wish ("how many?") leans on what was said before: one common word."""
MORE = 2.0
"""The same where a pronoun points back ("which countries are those?")."""
NEVER_SPARED = frozenset({WHY, *WHOM, *WHEN})
"""Wishes that exclude an answer without them, whatever else of the question it meets: who asks for a cause, a time
or an address is not answered with a figure."""
CERTAIN = 0.95
"""Likeness from which a word was hardly corrected into another."""
TELLING = 1.5
"""Weight from which a topic is hardly named by chance."""
SEVERAL = 2
"""Pieces of evidence from which a target is more than a name that was dropped."""
CONTINUED = 1.0
"""What it adds to the score of the last answer that a follow-up may continue it."""
RARE = 2.26
"""Weight from which a topic is so telling that an answer that does not cover it answers another question."""
INNER_SHARE = 0.6
"""How much of its weight a concept keeps that stands inside the words of another."""
BACKGROUND_SHARE = 0.15
"""How much of its weight a concept keeps that was said around the question."""
RECALLED_SHARE = 0.4
"""How much of its weight a concept keeps that was said a turn before."""
MISPLACED_SHARE = 0.4
"""How much of its weight counts against an answer that a claim gives the answer's figure to."""
CHECKABLE = (*FIGURES, PLACE)
"""What a yes/no question may hold that the answer confirms or denies."""


def hold(target: Target, reading: Reading, covered: frozenset[str], terms: Terms) -> Fit:
    """The target against the reading; `covered` is all that the target may explain of it."""
    return _Holding(target, reading, covered, terms).fit()


class _Holding(Limits):
    """The rules for everything that a question says, and for what is left over."""

    def fit(self) -> Fit:
        """The outcome, once everything has been looked at."""
        for item in self.reading.evidence:
            (self._told if item.background else self._said)(item)
        self.as_before()
        self.measured()
        self.restricted()
        self.earlier()
        self.first()
        self.alone()
        self.named()
        self.period()
        self.narrowed()
        self.turned_round()
        self.beside_list()
        self._pointless()
        return Fit(
            target=self.target,
            explained=self.explained,
            recalled=self.recalled,
            unexplained=self.unexplained,
            blocks=tuple(self.blocks),
            denied=tuple(self.denied),
            doubted=0 < self.doubts == len(self.denied),
            compared=self.compared,
            rounded=self.rounded,
            confirmed=self.confirmed,
            claimed=self.reading.claim,
            agreed=self.agreed,
            misplaced=self.misplaced,
            hedged=bool(self.reading.guards) or self.too_exact() or len(self.reading.values("person")) > 1,
        )

    def _met(self, item: Evidence) -> frozenset[str]:
        """What of an evidence the target covers.

        Words that ask for a country ("which countries") are not met by an answer that is just any list, unless they
        are as vague as "which".
        """
        met = item.concepts & self.covered
        strong = {name for name in item.concepts if self.terms.kind(name) == "ask"}
        if strong and WHICH not in item.concepts and not strong & self.covered:
            met -= self.terms.wishes
            # "Which *topics*?" is asked of a text, which the word for it only names besides.
            plain = self.target.kind == "entry" and not self.target.reaches
            return NOTHING if plain and self.terms.kinds(met) <= {"soft"} else met
        return met

    def _told(self, item: Evidence) -> None:
        """Something said around the question or a turn before."""
        supposed = self.leaning and self.seeks_place and item.start < item.end
        if supposed and any(name.startswith(PLACE) for name in item.concepts):
            # "It was Libya, admit it! Which country was it?": what is supposed is not what is asked about.
            return
        self.of_another_contact(item)
        met = self._met(item)
        # "The photo looks older. From which year is it?" goes on from the sentence before.
        fresh = item.start == item.end or (self.leaning and self.reading.just_before(item))
        share = RECALLED_SHARE if fresh else BACKGROUND_SHARE
        self.recalled += self.terms.weight(met) * share
        # "Mali = 27 %. How many services is *that*?" is about Mali, too.
        pointed = ANAPHORA in self.reading.marks and self.reading.of_values(item)
        if met or not (self.leaning or pointed) or item.start == item.end:
            return
        # What narrows the topic there ("how many women returned? Just the number!") stays in force here.
        topical = frozenset[str]().union(*self.target.about)
        nearby = ANAPHORA in self.reading.marks or self.reading.curt(item)
        if not (pointed or (nearby and self.reading.beside(item, topical))):
            return
        kinds = self.terms.kinds(item.concepts)
        if kinds == {"aspect"}:
            self.block(item, self.terms.reason(item.concepts))
        elif kinds == {"entity"} and min(item.concepts).startswith(PLACE):
            self.block(item, "other-place")

    def _said(self, item: Evidence) -> None:
        """Something that the question itself says."""
        if self.agrees(item) or self.in_name(item):
            return
        another = self.of_another_place(item) or self.of_another_figure(item) or self.of_its_unit(item)
        met = frozenset[str]() if another else self._met(item)
        inner = frozenset[str]() if met or self.target.gap else item.inner & self.covered
        weight = self.terms.weight(met) + self.terms.weight(inner) * INNER_SHARE
        self.explained += weight * item.similarity
        kinds = self.terms.kinds(met | inner)
        self.met += bool(kinds - {"soft"})
        self.outright |= bool(met)
        self.certain |= "ask" not in kinds and item.similarity >= CERTAIN and weight >= TELLING
        self.to_the_point |= bool(kinds - {"soft", "ask"})
        self.thin &= not kinds - {"soft", "ask"}
        self.wished |= "ask" in kinds or (self.target.reaches and DIGITS in met)
        self.confirmed |= any(name.startswith(CHECKABLE) for name in met) and self.plainly_met(item)
        self.figured |= any(telling(name) for name in met)
        whole = self.target.gap or any(met & group for group in self.target.about)
        if met and not whole and self.reading.out_of(item) and self.counts_only():
            # "Of those 120,000, how many came ...?" asks for a part of the figure, which may be another answer's own.
            self.block(item)
        if not met and (self.other_choice(item) or self.of_other_part(item)):
            self.unexplained += SOFT_WEIGHT
            return
        if not met and not self.of_examples(item):
            self._uncovered(item)
        self.counts_inside(item)
        self.beyond_list(item)
        self.of_rival(item)

    def _uncovered(self, item: Evidence) -> None:
        """What an uncovered piece of evidence costs, and whether it excludes or corrects."""
        kinds = self.terms.kinds(item.concepts)
        self.of_what_is_counted(item, kinds)
        if not item.concepts:
            self.plain(item)
        elif FILLER in item.concepts or self.reckons_nothing(item):
            return
        elif self.terms.opposites(item.concepts) & self.target.covered:
            self.to_the_point = True
            if self.reading.claim:
                self.deny(item)
            else:
                self.block(item)
        elif "ask" in kinds:
            self.unexplained += PLAIN_WEIGHT
            strict = self._only_share(item) or self.of_another_operation(item) or asks_number(item, self.reading)
            strict = strict or bool(item.concepts & NEVER_SPARED) or asks_who(item, self.reading, self.terms)
            strict = strict or asks_names(item, self.reading, self.target)
            # What is left of a figure is no figure of anything else.
            strict = strict or (REST in item.concepts and self.target.counts)
            if strict or not (self.wish_met or self.reading.claim):
                self.block(item)
        elif self.only_ranks(item, kinds):
            self.ranked(item)
        elif "soft" in kinds and "aspect" not in kinds and not self.ranks_others(item):
            self.unexplained += SOFT_WEIGHT
        elif kinds == {"entity"}:
            self.value(item)
        else:
            self._topic(item, kinds)

    def _only_share(self, item: Evidence) -> bool:
        """Whether a percentage is what is asked for, and nothing that is counted or calculated."""
        own = self.reading.own_concepts
        return SHARE in item.concepts and COUNT not in own and not any(name.startswith(CALCULATED) for name in own)

    def _topic(self, item: Evidence, kinds: set[str]) -> None:
        weight = min(self.terms.targets.weight(name) for name in item.concepts)
        narrowing = kinds <= {"aspect", "entity"} or self.pointed_at
        misplaced = self.misplaces(kinds)
        # What the target is told apart from is understood, if wrong.
        told_apart = self.stated or bool(item.concepts & self.target.rivals)
        self.unexplained += weight * (0.0 if told_apart else MISPLACED_SHARE) if misplaced else weight
        if misplaced:
            self.misplaced = True
            self.deny(item, certain=self.terms.replaces(item.concepts, self.target))
        elif narrowing or self.ranks_others(item) or (weight >= RARE and "topic" in kinds):
            self.block(item, self.terms.reason(item.concepts))

    def _pointless(self) -> None:
        """Excludes a target of which the question says too little."""
        reading = self.reading
        if reading.last == self.target.id and not self.target.gap:
            self.recalled += CONTINUED
        points_back = ANAPHORA in reading.marks
        if wants_other(reading, self.target, self.terms):
            self.blocks.append(Block("not-stated", ""))
        if INJECTION in reading.marks and not self.certain:
            # Words such as "print" or "word for word" inside an order to the bot are no question.
            self.blocks.append(Block("not-understood", ""))
        # One famous name beside words that nothing explains is no question about what is known of it.
        continues = reading.recalls or (points_back and self.recalled > 0)
        alone = self.met < SEVERAL and not self.denied and not continues
        if alone and self.unexplained >= (LITTLE if reading.claim else CONTENT):
            self.blocks.append(Block("not-stated", "", dropped=self.certain))
        if not (self.outright or self.denied or self.recalled):
            self.blocks.append(Block("not-understood", ""))
        little = MORE if points_back else LITTLE
        # After an answer, a few words are enough ("under what scheme?").
        hint = self.wished or (reading.recalls and self.explained >= CONTENT)
        understood = self.to_the_point or (hint and self.unexplained < little)
        if not understood or (self.thin and self.unexplained >= little):
            self.blocks.append(Block("not-understood", ""))
