"""What a question can be answered with: entries, contacts, and the contacts of a release."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Literal

from iombot.understanding.quantities import Quantities
from iombot.understanding.spotting import PERSON

PLACE_ASKS = frozenset({"ask-country", "ask-region", "ask-where", "ask-from", "ask-to"})
"""Wishes that are met by naming a place."""

WHO = "ask-who"
"""Asking for a person."""

TargetKind = Literal["entry", "contact", "contacts"]


@dataclass(frozen=True)
class Target:
    """One possible answer and what it covers."""

    id: str
    kind: TargetKind
    about: tuple[frozenset[str], ...]
    """Each group must be evoked by at least one of its concepts."""
    covered: frozenset[str]
    """Every concept that a question may evoke and still be answered by this."""
    core: frozenset[str]
    """The same without what may merely come along: all that a question may evoke that does not name the topic, but
    one of the answer's figures."""
    asks: frozenset[str]
    rivals: frozenset[str]
    year: int | None
    """The one year that the figure is about."""
    since: int | None
    """The year from which the figure counts."""
    release_year: int | None
    numbers: frozenset[str]
    """Figures of the answer as plain numbers, such as `56045`."""
    answers_place: bool
    """Whether the answer is one or more places, and all of them: another place in a yes/no question is denied."""
    exact: bool
    """Whether its number is a name, as in "Objective 16": a question with another number asks for something else."""
    places: tuple[str, ...] = ()
    """The places of its list, in order, as concepts."""
    named: tuple[str, ...] = ()
    """All places that the answer names, as concepts."""
    pointers: frozenset[str] = frozenset()
    """Those of its figures that are its own, not repeated from another entry: naming one names the entry."""
    shares: frozenset[str] = frozenset()
    """Those of them whose percentage is given."""
    by_place: tuple[tuple[str, str], ...] = ()
    """Places of its list as concepts, each with its figure."""
    ranked: bool = False
    """Whether its list stands in order of size."""
    listed: bool = False
    """Whether it is a list of names without figures, of which no more can be counted than how long it is."""
    routes: bool = False
    """Whether it names several places in different roles, such as where somebody left and arrived."""
    route: tuple[str, ...] = ()
    """The places that somebody passed, in order, as concepts."""
    paragraphs: frozenset[str] = frozenset()
    """Where it stands, as `release:paragraph`."""
    phrases: frozenset[tuple[str, ...]] = frozenset()
    """What its example questions say, piece of evidence by piece: words without inflection."""
    open_ended: bool = False
    """Whether its figure is a lower limit ("more than"), which a somewhat higher one does not contradict."""
    counts: bool = False
    """Whether it has one figure, which is its own and not that of a line of a list."""
    refutes: frozenset[str] = frozenset()
    """What a yes/no question may say that the answer contradicts."""
    affirms: frozenset[str] = frozenset()
    """What it may say that the answer says, too."""
    title: tuple[str, ...] = ()
    """The words of the full name or title that it tells."""
    several: bool = False
    """Whether the answer tells of several things: a claim that it is only one of them is denied."""
    careful: bool = False
    """Whether its answer carries a caution, so that no plain "Yes" can stand before it."""
    unit: str = ""
    """Unit of its figures."""
    base: str = ""
    """Unit of what its percentages are shares of; empty where that is not known."""
    gap: bool = False
    calculated: bool = False
    """Whether its figure is calculated from others."""
    reaches: bool = False
    """Whether it tells how somebody can be reached."""

    @cached_property
    def tells_who(self) -> bool:
        """Whether it is a person: then another one is denied."""
        return WHO in self.asks and bool(self.persons or any(WHO in group for group in self.about))

    @cached_property
    def persons(self) -> frozenset[str]:
        """The persons that it is about, as concepts."""
        return frozenset(name for group in self.about for name in group if name.startswith(PERSON))

    @cached_property
    def named_persons(self) -> frozenset[str]:
        """The same, or the persons with whom it answers who it was."""
        answers = any(WHO in group for group in self.about)
        return self.persons or frozenset(name for name in self.covered if answers and name.startswith(PERSON))


@dataclass(frozen=True)
class Example:
    """An example utterance of an entry, read."""

    concepts: frozenset[str]
    """The topics that it evokes; what it asks for and which place it names is said apart."""
    phrases: frozenset[tuple[str, ...]]
    """What it says, piece of evidence by piece: words without inflection."""


@dataclass(frozen=True)
class Targets:
    """All targets and the weight of each concept among them."""

    all: tuple[Target, ...]
    by_id: Mapping[str, Target]
    weights: Mapping[str, float]
    """How much a concept tells, from its inverse document frequency; 0.3 to about 3.5."""
    quantities: Quantities = field(default_factory=Quantities)
    """The figures that may be calculated with."""

    def weight(self, concept: str) -> float:
        """The weight of any concept; one that no target covers weighs most."""
        return self.weights.get(concept, self.weights[""])
