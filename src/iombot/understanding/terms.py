"""What the rules need to know of concepts: their kind, weight and opposite, and how places contain one another."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import get_args

from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.fields import Beside, Reason
from iombot.knowledge.models import Concept
from iombot.understanding.entities import values_of
from iombot.understanding.spotting import PLACE
from iombot.understanding.targets import Target, Targets

WISH = "ask"
"""Kind of the concepts of what is asked for, and slot of those among them that say little."""
MANNERS = frozenset({"2", "3", "4", "10", "12", "100"})
"""Numbers that may stand for anything: "the two", "left 4 all others", "of every ten", "over twelve", "per cent"."""
SMALL = 2
"""Digits up to which a number may stand for anything."""

# Concepts that the rules themselves speak of; the lexicon of a knowledge base may declare them.
DEFINE = "ask-define"
"""Asking what something is."""
SHARE = "ask-share"
"""Asking for a percentage."""
COUNT = "ask-count"
"""Asking for a number."""
CHANGE = "ask-change"
"""Asking how much something rose or fell."""
WHEN = frozenset({"ask-when", "ask-date", "ask-since"})
"""Asking for a time."""
EXPAND = "ask-expand"
"""Asking for the full name behind an abbreviation."""
MEANING = frozenset({DEFINE, EXPAND})
"""Asking what something stands for."""
YEARS_BACK = "past-years"
"""Several years, or earlier ones."""
PERIOD = "ask-period"
"""Asking which year or period a figure is about."""
WHO = "ask-who"
"""Asking for a person."""
WHOM = frozenset({"ask-contact", "ask-phone", "ask-email"})
"""Asking whom to call or write to."""
DIGITS = "digits"
"""A number, which may be that of a telephone where somebody to be reached is named."""
WHY = "ask-why"
"""Asking for a cause."""
WHICH = "ask-which"
"""The vaguest wish."""
WHICH_PLACE = "ask-country"
"""Asking for a country or, by a bare "which", for anything."""
ANAPHORA = "anaphora"
"""Pointing back: it, those, there."""
REQUEST = "polite-request"
"""Asking politely to be told something."""
CLAIM = "claim"
"""Asking for confirmation."""
REPORTED = "reported"
"""Telling what somebody else says."""
FIRST_PERSON = "first-person"
"""Speaking of oneself."""
AMENDS = "amends"
"""What a message is marked with that puts itself in the place of the one before it ("no, I mean ...")."""
INJECTION = "injection"
"""Telling the bot what to be, or asking for what is behind it."""
CALCULATED = "op-"
"""Beginning of the concepts of arithmetic."""
SUM, DIFFERENCE, RATIO, SHARE_OF = "op-sum", "op-difference", "op-ratio", "op-share-of"
"""Asking for a calculation over several figures."""
OTHERS = "ask-others"
"""Asking what else a list holds beside what is named of it."""
REST = "op-rest"
"""Asking for what is left of a whole."""
AVERAGE, COMBINED = "average", "combined"
"""Spreading a sum evenly, and taking several together."""
MORE_THAN, LESS_THAN, ROUGHLY = "more-than", "less-than", "roughly"
"""Saying that something is above, below or about something else."""
COMPARISONS = frozenset({MORE_THAN, LESS_THAN, ROUGHLY})
COMPARED = frozenset({DIFFERENCE, RATIO})
"""Asking for the figure that comes of setting two others against each other."""
COMPARING = frozenset({DIFFERENCE, MORE_THAN, LESS_THAN})
"""Setting one thing against another, whatever is asked of them."""
PAIR = 2
"""How many stand beside each other: two figures, two lines, two programmes, two releases."""
DISPUTE = "dispute"
"""Asking whether something is false."""
HAND = "asks-for-hand"
"""Asking for a hand with what was told before: "could you help?"."""
THING = "asks-for-thing"
"""Asking what somebody does, gives or reaches: for anything but a figure."""
SAY = "say"
"""Saying or reporting something: a question may follow inside ("does it say who ...")."""
SAID = frozenset({SAY, "quote"})
"""Concepts of what somebody or a text says."""
UNDEFINED = "undefined-term"
"""A term that the releases use without saying what it means."""
UNROUNDED = "unrounded"
"""Asking for a figure to the last digit: one that the release gives as a lower limit has none."""
ONE_OF = "one-of-those"
"""Pointing at one of several that were shown; the lexicon declares it."""
MOSTLY = "mostly"
"""A majority, which several together may make up."""
MOST = "most-of-all"
"""A majority, or no more than being first by size."""
SECOND = "second-rank"
"""Being second by size, or another number but the first."""
TOP, ALL_THREE = "top", "top-three"
"""Being first by size, and being one of the first three: all lines of the lists that there are."""
RANKING = frozenset({TOP, ALL_THREE, SECOND})
REGION = "region"
"""The word for a part of the world, which no country is."""
ROLES = frozenset({"host", "origin-country", "host-country"})
"""What a country is to those who leave it or go back to it."""


@dataclass(frozen=True)
class Terms:
    """The concepts of a knowledge base as the rules see them."""

    concepts: Mapping[str, Concept]
    targets: Targets
    within: Mapping[str, frozenset[str]]
    """Larger places around each place, by code."""
    wishes: frozenset[str]
    """Concepts of what is asked for."""
    units: Mapping[str, str]
    """What each concept counts that is counted, by concept."""
    figures: frozenset[str]
    """Every number that some answer gives, as concepts."""
    numbers: Mapping[str, int]
    """Words for numbers."""
    beside: Mapping[Beside, frozenset[str]]
    """Concepts that may stand beside something without asking for anything else."""

    @classmethod
    def of(cls, knowledge: KnowledgeBase, targets: Targets) -> Terms:
        """The terms of a knowledge base."""
        wider = {tuple(place.within): frozenset(place.within) for place in knowledge.places.values()}
        return cls(
            concepts=knowledge.concepts,
            targets=targets,
            within={place.id: wider[tuple(place.within)] for place in knowledge.places.values()},
            wishes=frozenset(
                name for name, concept in knowledge.concepts.items() if WISH in (concept.kind, concept.slot)
            ),
            units={name: concept.unit for name, concept in knowledge.concepts.items() if concept.unit},
            figures=frozenset(
                f"{kind}:{number}"
                for target in targets.all
                for number in target.numbers
                for kind in ("number", "percent")
            ),
            numbers={
                word: number for language in knowledge.languages.values() for word, number in language.numbers.items()
            },
            beside={what: standing_beside(what, knowledge.concepts) for what in get_args(Beside)},
        )

    @cached_property
    def counted(self) -> frozenset[str]:
        """The units of what is counted, and of lengths of time."""
        return frozenset({*self.units.values(), "years"})

    @cached_property
    def contacts(self) -> frozenset[str]:
        """The contacts by name, as concepts."""
        return frozenset(name for target in self.targets.all if target.kind == "contact" for name in target.persons)

    @cached_property
    def regions(self) -> frozenset[str]:
        """The places around countries, by code; a country itself is called by two capitals."""
        return frozenset(code for wider in self.within.values() for code in wider if not code.isupper())

    def implied(self, names: Iterable[str]) -> frozenset[str]:
        """The wider concepts of some: "who *gives* ...?" asks who, too."""
        return frozenset(wider for name in names if name in self.concepts for wider in self.concepts[name].implies)

    def kind(self, name: str) -> str:
        """Kind of a concept; `entity` for a recognised value such as `year:2023`."""
        known = self.concepts.get(name)
        if known:
            return known.kind
        return "entity" if ":" in name else "soft"

    def kinds(self, names: Iterable[str]) -> set[str]:
        """The kinds of several concepts."""
        return {self.kind(name) for name in names}

    def weight(self, names: Iterable[str]) -> float:
        """Weight of the most telling of these concepts; 0 for none."""
        return max((self.targets.weight(name) for name in names), default=0.0)

    def opposites(self, names: Iterable[str]) -> frozenset[str]:
        """The concepts that say the contrary."""
        known = (self.concepts.get(name) for name in names)
        return frozenset(concept.opposite for concept in known if concept and concept.opposite)

    def reason(self, names: Iterable[str]) -> Reason:
        """Why an answer that does not cover these concepts is none."""
        known = (self.concepts[name] for name in sorted(names) if name in self.concepts)
        return next((concept.reason for concept in known), "not-stated")

    def replaces(self, names: Iterable[str], target: Target) -> bool:
        """Whether one of these concepts is another of a kind that the target is about: the other programme or stage."""

        def slots(every: Iterable[str]) -> set[str]:
            known = (self.concepts.get(name) for name in every)
            return {concept.slot for concept in known if concept and concept.slot}

        return bool(slots(names) & slots(name for group in target.about for name in group))

    def lines_within(self, names: frozenset[str], places: Sequence[str]) -> tuple[int, ...]:
        """Which lines of a list, from 1, lie in a region that is named; empty for none or all of them.

        `places` holds the code of each line's place, or nothing where a line is no place.
        """
        regions = set(values_of(names, "place"))
        found = tuple(rank for rank, place in enumerate(places, 1) if regions & self.within.get(place, frozenset()))
        return found if len(found) < len(places) else ()

    def holds_some(self, names: frozenset[str], target: Target) -> bool:
        """Whether a place is a region in which some, but not all, of the places of the target's list lie."""
        return bool(self.lines_within(names, [place.removeprefix(PLACE) for place in target.places]))

    def are_whole(self, names: frozenset[str], target: Target) -> bool:
        """Whether a figure is that of the whole of which the target's figure is a part."""
        quantities = self.targets.quantities
        if target.id not in quantities.all:
            return False
        stated = (ref for name in names for ref in quantities.by_number.get(name.partition(":")[2], ()))
        return any(ref in quantities.wholes(target.id) for ref in stated)

    def overlaps(self, names: frozenset[str], target: Target) -> bool:
        """Whether a place lies within one of the target's or around it: then the answer does not deny it."""
        for code in values_of(names, "place"):
            for own in target.named:
                other = own.partition(":")[2]
                if other in self.within.get(code, ()) or code in self.within.get(other, ()):
                    return True
        return False


def standing_beside(what: Beside, concepts: Mapping[str, Concept]) -> frozenset[str]:
    """The concepts that may stand beside something without asking for anything else."""
    return frozenset(name for name, concept in concepts.items() if what in concept.beside)


def telling(name: str) -> bool:
    """Whether a concept is a figure that hardly stands for anything else: a percentage, or a number of three digits."""
    kind, _, value = name.partition(":")
    return kind == "percent" or (kind == "number" and len(value) > SMALL)


def small(names: Iterable[str]) -> bool:
    """Whether a number is small enough to be a manner of speaking ("the two aims")."""
    return all(len(name.partition(":")[2]) < SMALL for name in names)
