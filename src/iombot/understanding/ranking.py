"""How well each target answers a reading: hard constraints first, then how much of the question is explained.

Ties are broken in this order: the higher score, the more specific target (more groups in `about`), the example
utterance that is closest to the question, the order of the knowledge base.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from iombot.knowledge.models import Concept, Reason
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.targets import Target, Targets

UNKNOWN_WEIGHT = 1.0
"""What a content word costs that nothing explains, next to concepts of 0.3 to 3.5."""
SOFT_WEIGHT = 0.1
"""What an uncovered concept costs that says little ("people", "IOM")."""
BACKGROUND_SHARE = 0.4
"""How much of its weight a concept keeps that was said outside the question itself."""
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
    to_the_point: bool = False
    blocks: list[Block] = field(default_factory=list)
    denied: list[str] = field(default_factory=list)
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
    missing: tuple[frozenset[str], ...]
    """Groups of `about` that the question does not evoke."""
    blocks: tuple[Block, ...]
    denied: tuple[str, ...] = ()
    """Words of the question that the answer contradicts, such as another country in "was Libya the first?"."""
    confirmed: bool = False
    """Whether the question names a figure, place or person of the answer."""

    @property
    def confidence(self) -> float:
        """Share of the question's weight that the target explains, 0 to 1."""
        total = self.explained + self.unexplained
        return self.explained / total if total else 0.0

    @property
    def score(self) -> float:
        """Explained less unexplained weight: the best target explains most and leaves least."""
        return self.explained + self.recalled - self.unexplained

    @property
    def possible(self) -> bool:
        """Whether nothing excludes it."""
        return not self.blocks


SHARE = "ask-share"
"""The concept of asking for a percentage."""
MOSTLY = "mostly"
"""The concept of a majority, which several together may make up."""
TOP = "top"
"""The concept of being first by size."""
FIGURES = ("number:", "percent:")
CHECKABLE = ("number:", "percent:", "place:", "person:")
"""What a yes/no question may hold that the answer confirms or denies."""
LEAST_FIGURE = len("percent:")
"""A figure with fewer characters, such as `number:5`, may stand for anything."""


class Ranker:
    """Holds targets against readings."""

    def __init__(self, targets: Targets, concepts: Mapping[str, Concept]) -> None:
        self.targets = targets
        self.concepts = concepts

    def rank(self, reading: Reading) -> list[Fit]:
        """Fits whose `about` is evoked, best first; those that something excludes come after all that are possible."""
        evoked = reading.concepts | self._opposites(reading.concepts)
        fits = [
            (self.fit(target, reading), order)
            for order, target in enumerate(self.targets.all)
            if all(group & evoked for group in target.about) or self._pointed_at(target, reading.own_concepts)
        ]
        fits.sort(key=lambda pair: (not pair[0].possible, -pair[0].score, -len(pair[0].target.about), pair[1]))
        return [fit for fit, _ in fits]

    def _opposites(self, concepts: frozenset[str]) -> set[str]:
        known = (self.concepts.get(name) for name in concepts)
        return {concept.opposite for concept in known if concept and concept.opposite}

    def _pointed_at(self, target: Target, said: frozenset[str]) -> bool:
        """A figure of the answer in the question tells as much as all words of `about`, and so does the share of one
        of the places that it lists."""
        if any(name in target.covered for name in said if name.startswith(FIGURES) and len(name) > LEAST_FIGURE):
            return True
        return bool(target.shares and said & target.shares and SHARE in said)

    def fit(self, target: Target, reading: Reading) -> Fit:
        """One target against a reading."""
        tally = _Tally()
        wishes = [item for item in reading.own if self._wishes(item)]
        wish_met = any(item.concepts & target.asks for item in wishes)
        for item in reading.evidence:
            met = item.concepts & target.covered
            if met and item.background:
                tally.recalled += max(self.targets.weight(concept) for concept in met) * BACKGROUND_SHARE
            elif met:
                tally.explained += max(self.targets.weight(concept) for concept in met) * item.similarity
                tally.confirmed |= any(concept.startswith(CHECKABLE) for concept in met)
                tally.to_the_point |= any(self._kind(concept) != "soft" for concept in met)
            elif not item.background:
                self._uncovered(item, target, reading.claim, wish_met, tally)
        tally.blocks += self._rivals(target, reading)
        self._first(target, reading, tally)
        self._period(target, reading, tally)
        if not tally.to_the_point:
            tally.blocks.append(Block("not-understood", ""))
        missing = tuple(group for group in target.about if not group & reading.concepts)
        return Fit(
            target=target,
            explained=tally.explained,
            recalled=tally.recalled,
            unexplained=tally.unexplained,
            missing=missing,
            blocks=tuple(tally.blocks),
            denied=tuple(tally.denied),
            confirmed=tally.confirmed,
        )

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
        elif "mark" in kinds or FILLER in item.concepts:
            return
        elif self._opposite(item, target):
            tally.denied.append(item.text)
        elif "ask" in kinds:
            tally.unexplained += ASK_WEIGHT
            if not wish_met:
                tally.blocks.append(Block("not-stated", item.text))
        elif any(name.startswith("ordinal:") and name != "ordinal:1" for name in item.concepts):
            tally.unexplained += UNKNOWN_WEIGHT
            tally.blocks.append(Block("not-stated", item.text))
        elif "soft" in kinds:
            tally.unexplained += SOFT_WEIGHT
        elif kinds == {"entity"}:
            self._entity(item, target, claim, tally)
        else:
            tally.unexplained += min(self.targets.weight(concept) for concept in item.concepts)
            if kinds <= {"aspect", "entity"}:
                reason = next(self.concepts[name].reason for name in sorted(item.concepts) if name in self.concepts)
                tally.blocks.append(Block(reason, item.text))

    def _opposite(self, item: Evidence, target: Target) -> bool:
        known = [self.concepts[concept] for concept in item.concepts if concept in self.concepts]
        return any(concept.opposite in target.covered for concept in known if concept.opposite)

    def _entity(self, item: Evidence, target: Target, claim: bool, tally: _Tally) -> None:
        kind = min(item.concepts).partition(":")[0]
        if kind == "year":
            return
        tally.unexplained += UNKNOWN_WEIGHT
        if kind == "place":
            if claim and target.answers_place:
                tally.denied.append(item.text)
            else:
                tally.blocks.append(Block("other-place", item.text))
        elif kind in ("person", "phone", "email"):
            if not (kind == "person" and target.kind == "contact"):
                tally.blocks.append(Block("not-stated", item.text))
        elif claim and target.numbers:
            tally.denied.append(item.text)
        elif target.exact:
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
        years = reading.years(target.covered)
        if covers_years(target, years):
            return
        text = ", ".join(str(year) for year in years)
        if reading.claim and tally.confirmed:
            tally.denied.append(text)
        else:
            tally.blocks.append(Block("other-period", text))


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
