"""What goes the other way than an answer: another direction, or somebody who did not."""

from __future__ import annotations

from itertools import pairwise

from iombot.understanding.agreeing import Agreeing
from iombot.understanding.fits import Block
from iombot.understanding.routes import against_route, along_route
from iombot.understanding.spotting import NUMBER, YEAR, Evidence
from iombot.understanding.terms import WHO

AUXILIARY = 2
"""Tokens after "who" among which "not" stands: "who did *not* go"."""


class Turned(Agreeing):
    """The rules for questions that turn round what an answer says."""

    def turned_round(self) -> None:
        """Excludes or denies what goes the other way, and who did something where it is asked who did not."""
        wrong = against_route(self.target.route, self.reading) if self.target.route else None
        if wrong and self.reading.claim:
            self.deny(wrong)
        elif wrong:
            self.block(wrong)
        elif self.target.route and self.reading.claim and not self.reading.negated:
            # When that was is another matter.
            timed = any(name.startswith((YEAR, NUMBER)) for name in self.reading.own_concepts)
            self.agreed |= not timed and along_route(self.target.route, self.reading)
        asked = WHO in self.reading.own_concepts and not self.target.gap
        if asked and any(map(self._denied_who, self.reading.own)):
            self.blocks.append(Block("not-stated", ""))

    def _denied_who(self, item: Evidence) -> bool:
        """Whether it is asked who did not do something."""
        after = self.reading.tokens[item.start + 1 : item.start + 2 + AUXILIARY]
        # "Who is no. 1?" denies nothing.
        denying = self.reading.words.denying
        denied = (token.text in denying and following.kind != "number" for token, following in pairwise(after))
        return WHO in item.concepts and any(denied)
