"""What is found while one target is held against one question."""

from __future__ import annotations

from iombot.knowledge.fields import Reason
from iombot.understanding.fits import Block
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.targets import PLACE_ASKS, Target
from iombot.understanding.terms import MEANING, PERIOD, WHEN, WHOM, Terms, telling

DENIED_WEIGHT = 0.5
"""What a wrong figure or place in a yes/no question adds: it is understood, if wrong."""
NOTHING = frozenset[str]()
PURPOSES = frozenset({"reaction", "quote", "press-service"})
"""Concepts of what somebody is called or written to for."""
TOPICAL = frozenset({"topic", "aspect", "entity"})
"""Kinds of concepts that say what a question is about."""


class Findings:
    """The findings on one target and one reading."""

    def __init__(self, target: Target, reading: Reading, covered: frozenset[str], terms: Terms) -> None:
        own = reading.own_concepts
        self.target, self.reading, self.terms = target, reading, terms
        self.pointed_at = covered is not target.covered
        """Whether only a figure of the answer led here."""
        self.names_figure = figured = any(telling(name) and name in covered for name in own)
        """Whether the question names one of the answer's figures."""
        own_figure = any(telling(name) and name.partition(":")[2] in target.pointers for name in own)
        # "Does the 126,000 include phone calls?" asks what is in it.
        self.stated = target.counts and own_figure and not reading.spoken & reading.words.containing
        """Whether the question gives the figure that is the target's own."""
        dated = (target.year or target.since) and (figured or PERIOD in own)
        # "When was it 120,000?" and "to which year does the list refer?" are answered by the period.
        self.covered = covered | (WHEN | {PERIOD} if dated else NOTHING) | (MEANING if figured else NOTHING)
        if target.reaches and own & WHOM:
            # "Whom do I ring for a comment?"
            self.covered |= PURPOSES
        self.leaning = not terms.kinds(own) & TOPICAL
        """Whether the question names no topic ("just the number!") and leans on what was said around it."""
        self.seeks_place = bool(own & PLACE_ASKS)
        """Whether a place is asked for."""
        wished = [item for item in reading.own if FILLER not in item.concepts and "ask" in terms.kinds(item.concepts)]
        self.wish_met = any(item.concepts & target.asks or item.concepts & self.covered & WHEN for item in wished)
        self.explained = self.recalled = self.unexplained = 0.0
        self.blocks: list[Block] = []
        self.denied: list[str] = []
        self.doubts = 0
        self.rounded = False
        """How many of them the answer does not contradict: it just tells something else."""
        self.compared = False
        """Whether the claim compares a figure with the answer's, as that settles."""
        self.met = 0
        self.outright = False
        """Whether anything is met besides what is only heard inside other words ("a permanent post")."""
        self.certain = False
        """Whether a topic is met that tells something, in words that were hardly corrected."""
        self.confirmed = self.figured = self.wished = False
        self.settled: list[Evidence] = []
        """Figures of the question that were compared with the answer's and hold."""
        self.thin = True
        """Whether nothing that is covered is a topic: "what is" and "IOM" stand in many questions."""
        self.to_the_point = all(group & own for group in target.about)

    def block(self, item: Evidence, reason: Reason = "not-stated") -> None:
        """Excludes the target because of these words."""
        self.blocks.append(Block(reason, item.text))

    def deny(self, item: Evidence, *, certain: bool = True) -> None:
        """Notes words that the answer contradicts; they are understood all the same.

        Where it just tells something else, that is not `certain`: the claim may be so, too.
        """
        self.denied.append(item.text)
        self.doubts += not certain
        self.explained += DENIED_WEIGHT
