"""How well each target answers a reading: hard constraints first, then how much of the question is explained.

Ties are broken in this order: the higher score, the more specific target (more groups in `about`), the example
utterance that is closest to the question, the order of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iombot.knowledge.models import Concept, Reason
from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.targets import Target, Targets

LITTLE = 0.6
"""Unexplained weight below which a bare wish ("how many?") leans on what was said before: one common word."""
CONTENT = 0.8
"""Unexplained weight of one content word."""
SEVERAL = 2
"""Pieces of evidence from which a target is more than a name that was dropped."""
MORE = 2.0
"""The same where a pronoun points back ("which countries are those?")."""
SURE = 0.85
"""Share of a yes/no question that must be explained before it is answered with "Yes"."""
UNKNOWN_WEIGHT = 1.0
"""What a content word costs that nothing explains, next to concepts of 0.3 to 3.5."""
SOFT_WEIGHT = 0.1
"""What an uncovered concept costs that says little ("people", "IOM")."""
CONFIRMED = 1.5
"""What it adds to a score that the target settles a yes/no question."""
YEAR_WEIGHT = 1.0
"""What a year adds that the target covers."""
RARE = 2.2
"""Weight from which a topic is so telling that an answer that does not cover it answers another question."""
DENIED_WEIGHT = 0.5
"""What a wrong figure or place in a yes/no question adds: it is understood, if wrong."""
INNER_SHARE = 0.6
"""How much of its weight a concept keeps that stands inside the words of another."""
BACKGROUND_SHARE = 0.15
"""How much of its weight a concept keeps that was said around the question."""
RECALLED_SHARE = 0.4
"""How much of its weight a concept keeps that was said a turn before."""
CONTINUED = 1.0
"""What it adds to the score of the last answer that a follow-up may continue it."""
ASK_WEIGHT = 1.0
"""What an uncovered wish costs where another wish is covered."""


@dataclass(frozen=True)
class Block:
    """Why a target cannot be the answer."""

    reason: Reason
    text: str
    """The words that speak against it."""


@dataclass
class _Tally:
    """What was found while a target was held against a reading."""

    explained: float = 0.0
    recalled: float = 0.0
    unexplained: float = 0.0
    pointed_at: bool = False
    """Whether only a figure of the answer led here."""
    met: int = 0
    """How many pieces of evidence it covers that say something."""
    thin: bool = True
    """Whether nothing that it covers is a topic: "what is" and "IOM" stand in many questions."""
    wished: bool = False
    """Whether a wish of the question is met."""
    to_the_point: bool = False
    """Whether the question itself names something of the topic."""
    blocks: list[Block] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)

    def deny(self, item: Evidence) -> None:
        """Notes words that the answer contradicts; they are understood all the same."""
        self.denied.append(item.text)
        self.explained += DENIED_WEIGHT

    confirmed: bool = False


@dataclass(frozen=True)
class Fit:
    """A target held against a reading."""

    target: Target
    explained: float
    """Weight of what the question itself says and the target covers."""
    recalled: float
    """The same for what was said around the question or before it, at a lower rate."""
    unexplained: float
    """Weight of what the question says and the target does not cover."""
    blocks: tuple[Block, ...]
    denied: tuple[str, ...] = ()
    """Words of the question that the answer contradicts, such as another country in "was Libya the first?"."""
    confirmed: bool = False
    """Whether the question names a figure, place or person of the answer."""
    claimed: bool = False
    """Whether the question is one to be answered with yes or no."""
    several: bool = False
    """Whether it names several persons, whose roles it may have swapped."""

    @property
    def confidence(self) -> float:
        """Share of the question's weight that the target explains, 0 to 1."""
        total = self.explained + self.unexplained
        return self.explained / total if total else 0.0

    @property
    def score(self) -> float:
        """Explained less unexplained weight: the best target explains most and leaves least."""
        return self.explained + self.recalled - self.unexplained + (CONFIRMED if self.settles else 0.0)

    @property
    def settles(self) -> bool:
        """Whether it confirms or denies a claim, which is better than to say that something is missing."""
        return self.claimed and (self.confirmed or bool(self.denied)) and not self.target.gap

    @property
    def affirmed(self) -> bool:
        """Whether a claim may be answered with "Yes": a figure, place or person of it is in the answer, next to nothing
        is unexplained, and the answer does not name several places whose roles the claim may have swapped."""
        doubtful = self.several or self.target.kind != "entry" or self.target.routes or self.target.careful
        return self.confirmed and not doubtful and self.confidence >= SURE

    @property
    def possible(self) -> bool:
        """Whether nothing excludes it."""
        return not self.blocks


SHARE = "ask-share"
"""The concept of asking for a percentage."""
WHEN = frozenset({"ask-when", "ask-date", "ask-since"})
"""The concepts of asking for a time."""
WHO = "ask-who"
"""The concept of asking for a person."""
WHICH = "ask-which"
"""The vaguest wish."""
ANAPHORA = "anaphora"
"""The concept of pointing back: it, those, there."""
MOSTLY = "mostly"
"""The concept of a majority, which several together may make up."""
TOP = "top"
"""The concept of being first by size."""
CHECKABLE = ("number:", "percent:", "place:", "person:")
"""What a yes/no question may hold that the answer confirms or denies."""
SMALL = 2
"""Digits up to which a number may stand for anything."""


class Ranker:
    """Holds targets against readings."""

    def __init__(
        self, targets: Targets, concepts: Mapping[str, Concept], within: Mapping[str, frozenset[str]]
    ) -> None:
        self.targets = targets
        self.concepts = concepts
        self.within = within
        """Larger places around each place, by code."""
        self.figures = frozenset(f"number:{number}" for target in targets.all for number in target.numbers)
        self.wishes = frozenset(concept.id for concept in concepts.values() if "ask" in (concept.kind, concept.slot))

    def rank(self, reading: Reading) -> list[Fit]:
        """Fits whose `about` is evoked, best first; those that something excludes come after all that are possible."""
        evoked = reading.concepts | self._opposites(reading.concepts)
        fresh = reading.fresh_concepts | self._opposites(reading.fresh_concepts)
        fits = []
        for order, target in enumerate(self.targets.all):
            # What is told around a question must not turn it into one about something that is missing.
            said = fresh - self._inner_only(reading) if target.gap else evoked
            if all(group & said for group in target.about) and not (target.gap and not self._own(target, reading)):
                fits.append((self.fit(target, reading, target.covered), order))
            elif self._pointed_at(target, reading.own_concepts):
                fits.append((self.fit(target, reading, target.core), order))
        fits.sort(key=lambda pair: (not pair[0].possible, -pair[0].score, -len(pair[0].target.about), pair[1]))
        return [fit for fit, _ in fits]

    def _inner_only(self, reading: Reading) -> frozenset[str]:
        """Concepts that are only heard inside the words of others: too faint to say that something is missing."""
        return reading.concepts - frozenset(name for item in reading.evidence for name in item.concepts)

    def _own(self, target: Target, reading: Reading) -> bool:
        """Whether the question itself, and not only what was said before, speaks of what the target is about."""
        own = reading.own_concepts | self._opposites(reading.own_concepts)
        return any(group & own for group in target.about)

    def _spoken_of(self, target: Target, reading: Reading) -> bool:
        """Whether the question by itself says all that the target is about."""
        return all(group & reading.own_concepts for group in target.about)

    def _opposites(self, concepts: frozenset[str]) -> set[str]:
        known = (self.concepts.get(name) for name in concepts)
        return {concept.opposite for concept in known if concept and concept.opposite}

    def _pointed_at(self, target: Target, said: frozenset[str]) -> bool:
        """A figure of the answer in the question tells as much as all words of `about`, and so does the share of one
        of the places that it lists."""
        if not target.gap and any(_telling(name) and name.partition(":")[2] in target.numbers for name in said):
            return True
        return bool(target.shares and said & target.shares and SHARE in said)

    def fit(self, target: Target, reading: Reading, covered: frozenset[str]) -> Fit:
        """One target against a reading; `covered` is all that the target may explain of it."""
        tally = _Tally(pointed_at=covered is not target.covered, to_the_point=self._spoken_of(target, reading))
        if (target.year or target.since) and any(_telling(name) and name in covered for name in reading.own_concepts):
            # "When was it 120,000?" is answered by the period of the figure.
            covered = covered | WHEN
        # A question that names no topic ("just the number!") leans on what was said around it, with all its limits.
        leaning = not any(self._kind(name) in ("topic", "aspect", "entity") for name in reading.own_concepts)
        wishes = [item for item in reading.own if self._wishes(item)]
        wish_met = any(item.concepts & target.asks or item.concepts & covered & WHEN for item in wishes)
        for item in reading.evidence:
            met = self._met(item, covered)
            inner = frozenset() if met or target.gap else item.inner & covered
            if item.background:
                if leaning and not met and item.end > item.start:
                    self._told(item, target, reading, tally)
                share = RECALLED_SHARE if item.start == item.end else BACKGROUND_SHARE
                tally.recalled += self._weight(met) * share
                continue
            tally.explained += (self._weight(met) + self._weight(inner) * INNER_SHARE) * item.similarity
            kinds = {self._kind(concept) for concept in met | inner}
            tally.met += bool(kinds - {"soft"})
            tally.to_the_point |= bool(kinds - {"soft", "ask"})
            tally.thin &= not kinds - {"soft", "ask"}
            tally.wished |= "ask" in kinds
            tally.confirmed |= any(concept.startswith(CHECKABLE) for concept in met)
            if not met:
                self._uncovered(item, target, reading.claim, wish_met, tally)
        if leaning and reading.limits - covered:
            tally.blocks.append(Block("not-stated", ", ".join(sorted(reading.limits - covered))))
        tally.blocks += self._rivals(target, reading)
        self._first(target, reading, tally)
        self._period(target, reading, tally)
        little = MORE if ANAPHORA in reading.marks else LITTLE
        # After an answer, a few words are enough ("under what scheme?").
        hint = tally.wished or (reading.recalls and tally.explained > 0)
        if reading.last == target.id:
            tally.recalled += CONTINUED
        # One famous name beside words that nothing explains is no question about what is known of it.
        pointing = reading.recalls or (ANAPHORA in reading.marks and tally.recalled > 0)
        alone = tally.met < SEVERAL and not tally.denied and not pointing
        if alone and tally.unexplained >= (LITTLE if reading.claim else CONTENT):
            tally.blocks.append(Block("not-stated", ""))
        if tally.thin and tally.unexplained >= little:
            tally.blocks.append(Block("not-understood", ""))
        if not (tally.to_the_point or (hint and tally.unexplained < little)):
            tally.blocks.append(Block("not-understood", ""))
        return Fit(
            target=target,
            explained=tally.explained,
            recalled=tally.recalled,
            unexplained=tally.unexplained,
            blocks=tuple(tally.blocks),
            denied=tuple(tally.denied),
            confirmed=tally.confirmed,
            claimed=reading.claim,
            several=len(reading.values("person")) > 1,
        )

    def _met(self, item: Evidence, covered: frozenset[str]) -> frozenset[str]:
        """What of an evidence the target covers. Words that ask for a country ("which countries") are not met by an
        answer that is just any list, unless they are as vague as "which"."""
        met = item.concepts & covered
        strong = frozenset(name for name in item.concepts if self._kind(name) == "ask")
        if strong and WHICH not in item.concepts and not strong & covered:
            return met - self.wishes
        return met

    def _told(self, item: Evidence, target: Target, reading: Reading, tally: _Tally) -> None:
        """Something said before or around the question that narrows it, such as "women", and that is not covered."""
        topical = frozenset().union(*target.about)
        if not reading.beside(item, topical) or not (ANAPHORA in reading.marks or reading.curt(item)):
            return
        kinds = {self._kind(concept) for concept in item.concepts}
        if kinds == {"aspect"}:
            tally.blocks.append(Block(self._reason(item), item.text))
        elif kinds == {"entity"} and min(item.concepts).startswith("place:"):
            tally.blocks.append(Block("other-place", item.text))

    def _weight(self, concepts: frozenset[str]) -> float:
        return max((self.targets.weight(concept) for concept in concepts), default=0.0)

    def _wishes(self, item: Evidence) -> bool:
        return FILLER not in item.concepts and any(self._kind(concept) == "ask" for concept in item.concepts)

    def _kind(self, concept: str) -> str:
        known = self.concepts.get(concept)
        return known.kind if known else "entity" if ":" in concept else "soft"

    def _uncovered(self, item: Evidence, target: Target, claim: bool, wish_met: bool, tally: _Tally) -> None:
        """Adds what an uncovered piece of evidence costs, and whether it excludes or corrects."""
        kinds = {self._kind(concept) for concept in item.concepts}
        if not item.concepts:
            tally.unexplained += UNKNOWN_WEIGHT * item.weight
        elif FILLER in item.concepts:
            return
        elif self._opposite(item, target):
            tally.to_the_point = True
            if claim:
                tally.deny(item)
            else:
                tally.blocks.append(Block("not-stated", item.text))
        elif "ask" in kinds:
            tally.unexplained += ASK_WEIGHT
            if not (wish_met or claim):
                tally.blocks.append(Block("not-stated", item.text))
        elif any(name.startswith("ordinal:") for name in item.concepts):
            # "First" is often no more than a manner of speaking; any other rank singles something out.
            if "ordinal:1" in item.concepts:
                tally.unexplained += SOFT_WEIGHT
            else:
                tally.unexplained += UNKNOWN_WEIGHT
                tally.blocks.append(Block("not-stated", item.text))
        elif "soft" in kinds:
            tally.unexplained += SOFT_WEIGHT
        elif self._harmless(item, target, claim):
            return
        elif kinds == {"entity"}:
            before = len(tally.denied)
            self._entity(item, target, claim, tally)
            tally.unexplained += UNKNOWN_WEIGHT if len(tally.denied) == before else 0.0
        else:
            weight = min(self.targets.weight(concept) for concept in item.concepts)
            tally.unexplained += weight
            if weight >= RARE and "topic" in kinds:
                tally.blocks.append(Block("not-stated", item.text))
            if kinds <= {"aspect", "entity"} or tally.pointed_at:
                reason = self._reason(item)
                tally.blocks.append(Block(reason, item.text))

    def _reason(self, item: Evidence) -> Reason:
        known = (self.concepts[name] for name in sorted(item.concepts) if name in self.concepts)
        return next((concept.reason for concept in known), "not-stated")

    def _opposite(self, item: Evidence, target: Target) -> bool:
        known = [self.concepts[concept] for concept in item.concepts if concept in self.concepts]
        return any(concept.opposite in target.covered for concept in known if concept.opposite)

    def _entity(self, item: Evidence, target: Target, claim: bool, tally: _Tally) -> None:
        kind = min(item.concepts).partition(":")[0]
        if kind == "place":
            if claim and target.answers_place and not self._overlaps(item, target):
                tally.deny(item)
            else:
                tally.blocks.append(Block("other-place", item.text))
        elif kind in ("person", "phone", "email"):
            self._name(item, kind, target, claim, tally)
        elif claim and target.numbers:
            tally.deny(item)
        elif target.exact or any(_telling(name) and name in self.figures for name in item.concepts):
            # The figure of another answer: the question mixes up two things.
            tally.blocks.append(Block("not-stated", item.text))

    def _harmless(self, item: Evidence, target: Target, claim: bool) -> bool:
        """Years are looked at apart; a small number is often a manner of speaking ("the two aims")."""
        kind = min(item.concepts).partition(":")[0]
        return kind == "year" or (kind == "number" and _small(item) and not target.exact and not claim)

    def _overlaps(self, item: Evidence, target: Target) -> bool:
        """Whether a place lies within one of the target's or around it: then the answer does not deny it."""
        for code in values_of(item.concepts, "place"):
            for own in target.named:
                other = own.partition(":")[2]
                if other in self.within.get(code, ()) or code in self.within.get(other, ()):
                    return True
        return False

    def _name(self, item: Evidence, kind: str, target: Target, claim: bool, tally: _Tally) -> None:
        """A person, number or address that the target does not hold."""
        if target.kind == "contact":
            # Two people in one question are two answers; a wrong number beside a name is corrected.
            if kind != "person":
                tally.denied.append(item.text)
        elif claim and kind == "person" and WHO in target.asks:
            tally.denied.append(item.text)
        else:
            tally.blocks.append(Block("not-stated", item.text))

    def _first(self, target: Target, reading: Reading, tally: _Tally) -> None:
        """ "Was Belgium the leading one?" is denied by a ranked list that another place leads; no other list can say."""
        named = [place for place in target.places if any(place in item.concepts for item in reading.own)]
        first = any(TOP in item.concepts and MOSTLY not in item.concepts for item in reading.own)
        if not (reading.claim and first and len(named) == 1 < len(target.places)):
            return
        if not target.ranked:
            tally.blocks.append(Block("not-stated", named[0]))
        elif named[0] != target.places[0]:
            tally.denied.append(named[0])

    def _rivals(self, target: Target, reading: Reading) -> Iterator[Block]:
        for item in reading.evidence:
            if item.concepts & target.rivals and not item.concepts & target.covered and not item.background:
                yield Block("not-stated", item.text)

    def _period(self, target: Target, reading: Reading, tally: _Tally) -> None:
        years = reading.years(frozenset().union(*target.about))
        if covers_years(target, years):
            # "Sorry, I meant 2023" says all there is to say.
            if years and reading.values("year"):
                tally.to_the_point = True
                tally.explained += YEAR_WEIGHT
            return
        text = ", ".join(str(year) for year in years)
        if reading.claim and tally.confirmed:
            tally.denied.append(text)
        else:
            tally.blocks.append(Block("other-period", text))


def _telling(name: str) -> bool:
    """Whether a concept is a figure that hardly stands for anything else: a percentage, or a number of three digits."""
    kind, _, value = name.partition(":")
    return kind == "percent" or (kind == "number" and len(value) > SMALL)


def _small(item: Evidence) -> bool:
    """Whether its number is small enough to be a manner of speaking ("the two aims")."""
    return all(len(concept.partition(":")[2]) < SMALL for concept in item.concepts)


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
