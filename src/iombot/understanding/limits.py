"""What keeps an answer from being one although it meets the topic: a part of it, another unit, a word it must meet."""

from __future__ import annotations

from iombot.understanding.findings import TOPICAL
from iombot.understanding.fits import Block
from iombot.understanding.heads import completes_list, turns_on
from iombot.understanding.nationals import NATIONALS
from iombot.understanding.neighbours import rank_beside
from iombot.understanding.spotting import FIGURES, NUMBER, ORDINAL, PERSON, PLACE, Evidence
from iombot.understanding.tally import KINDS, PLAIN_WEIGHT, SOFT_WEIGHT
from iombot.understanding.terms import (
    COMPARED,
    COMPARISONS,
    COUNT,
    FIRST_PERSON,
    OTHERS,
    REST,
    SHARE,
    SHARE_OF,
    SUM,
    TOP,
    WHOM,
    telling,
)
from iombot.understanding.turned import Turned

REACHING = frozenset({"contact", "phone", "email", "address", "digits"})
"""Concepts of reaching somebody, beside asking for it."""
CONTENT = 0.8
"""Unexplained weight of one content word."""
MANY = 12
"""Pieces of evidence above which a question holds talk."""
UNDERSTOOD = 0.62
"""Share explained, 0 to 1, from which a question is understood well enough to say what is left of it."""
UNKNOWN = 1.0
"""Weight of a word that is none of the language."""


class Limits(Turned):
    """The rules for words that nothing explains, for what is counted, and for parts of it."""

    def _unheard_of(self, item: Evidence) -> None:
        """A town, a company or a programme that nobody told the bot of: no figure is known to be about that.

        Who says "I" may have given their own name.
        """
        figures = self.target.numbers and self.target.kind != "contact"
        if figures and item.weight >= UNKNOWN and self.reading.is_name(item) and FIRST_PERSON not in self.reading.marks:
            self.block(item)

    def of_examples(self, item: Evidence) -> bool:
        """Whether an example of the target says the very same: then that belongs to it, whatever else it may mean.

        A recognised value is never taken on trust.
        """
        if "entity" in self.terms.kinds(item.concepts):
            return False
        stems = self.reading.stems[item.start : item.end]
        return stems in self.target.phrases

    def _narrows(self, item: Evidence) -> bool:
        """Whether it is a rarer word inside a short question.

        Of 27 answers to unseen questions that left one out, 11 were wrong. Words before anything that is understood are
        talk, and a word that the language does not have is mostly a slip.
        """
        own = self.reading.own
        if any(pointer.start <= item.start < pointer.end for pointer in self.reading.pointers):
            return False
        inside = len(own) <= MANY and any(other.concepts for other in own if other.start < item.start)
        return inside and CONTENT <= item.weight < UNKNOWN and not (item.concepts or self.leaves_out(item))

    def narrowed(self) -> None:
        """Excludes what is all but explained and yet leaves out a word that tells something."""
        if self.target.kind != "entry" or self.target.gap:
            return
        if self.explained >= UNDERSTOOD * (self.explained + self.unexplained):
            left = (item for item in self.reading.own if self._narrows(item) and not self.of_examples(item))
            self.blocks += (Block("not-stated", item.text) for item in left)

    def plain(self, item: Evidence) -> None:
        """A word that nothing explains costs its weight, and excludes if it is a name or what the question asks for."""
        self.unexplained += PLAIN_WEIGHT * item.weight
        self._unheard_of(item)
        if not self.target.gap and turns_on(item, self.reading, entry=self.target.kind == "entry"):
            self.block(item)

    def of_what_is_counted(self, item: Evidence, kinds: set[str]) -> None:
        """What is counted ("how many houses") must be what the answer counts."""
        weighty = "topic" in kinds if item.concepts else item.weight >= CONTENT
        weighty = weighty and not self.misplaces(kinds)  # "was the 9 per cent a rise in the number of *returns*?"
        if weighty and COUNT in self.reading.own_concepts and COUNT in self.reading.before(item):
            self.block(item)

    def counts_inside(self, item: Evidence) -> None:
        """Words that count something of their own ("how many workers") are met by a number only."""
        # A "number one" counts nothing.
        begins = self.reading.tokens[item.start].text in self.reading.words.manner
        counting = begins and bool(item.pieces) and COUNT in item.pieces[0].concepts
        if not counting or self.target.kind != "entry" or self.target.gap or COUNT in self.covered:
            return
        if "ask" not in self.terms.kinds(item.concepts) or REST in item.concepts:
            self.block(item)

    def beyond_list(self, item: Evidence) -> None:
        """The fourth of a list of three is not told."""
        ranks = {name for name in item.concepts if name.startswith(ORDINAL)}
        if self.target.ranked and self.target.kind == "entry" and ranks and not ranks & self.covered:
            self.block(item)
        every = item.pieces or (item,)
        lists = self.target.ranked or self.target.listed
        last = [one for one in every if lists and one.concepts.intersection(self.target.places[-1:])]
        if not self.reading.claim and any(self.reading.follows(one, self.reading.words.succeeding) for one in last):
            # Nor is whoever comes behind the last of them.
            self.block(item)

    def of_other_part(self, item: Evidence) -> bool:
        """Whether "the other one" is what the answer names beside what is named already ("Libya and which other?")."""
        target, own = self.target, self.reading.own_concepts
        named = [place for place in target.named if place in self.reading.concepts]
        plain = target.kind == "entry" and not (target.gap or target.calculated) and COUNT not in own
        return plain and OTHERS in item.concepts and 0 < len(named) < len(target.named)

    def beside_list(self) -> None:
        """Nobody is told to stand above the first of a list, or below the last one."""
        if self.target.ranked and self.target.kind == "entry":
            rank = rank_beside(self.target.places, self.reading)
            if rank is not None and not 0 <= rank < len(self.target.places):
                self.blocks.append(Block("not-stated", ""))

    def of_another_figure(self, item: Evidence) -> bool:
        """Whether a claim gives the target a figure that is another's ("were a million *refugees* trained?").

        Beside its own figure, the other is the whole of it, or one more claim.
        """
        own = {name for name in self.reading.own_concepts if name.partition(":")[2] in self.target.numbers}
        other = any(telling(name) and any(name in group for group in self.target.about) for name in item.concepts)
        return self.reading.claim and self.target.counts and other and not own

    def of_another_place(self, item: Evidence) -> bool:
        """Whether a claim gives one place of a list the figure of another ("is Mali's share 10%?")."""
        if not (self.reading.claim and self.target.by_place and min(item.concepts, default="").startswith(FIGURES)):
            return False
        if self.reading.before(item) & COMPARISONS:
            # "Is it more than 10%?" is compared, whoever has 10%.
            return False
        named = [figure for place, figure in self.target.by_place if place in self.reading.own_concepts]
        return bool(named) and all(f"{kind}:{figure}" not in item.concepts for figure in named for kind in KINDS)

    def of_another_contact(self, item: Evidence) -> None:
        """Excludes everybody but a contact who is named before a question that only asks how somebody is reached."""
        own = self.reading.own_concepts
        leaning = not any(self.terms.kinds({name}) & TOPICAL for name in own - WHOM - REACHING)
        if not (self.target.reaches and leaning and item.start < item.end and own & (WHOM | REACHING)):
            return
        others = OTHERS in self.reading.concepts or self.reading.spoken & self.reading.words.further
        named = item.concepts & self.terms.contacts
        if named and not others and not named & self.target.persons:
            self.block(item)

    def other_choice(self, item: Evidence) -> bool:
        """Whether it is one of two things to choose between, and the answer tells the other."""
        kinds = self.terms.kinds(item.concepts)
        named = any(name.startswith((PERSON, PLACE)) for name in item.concepts)
        others = [pair[1 - pair.index(item)] for pair in self.reading.choices if item in pair]
        if others and not self.reading.claim:
            first = next((token.text for token in self.reading.tokens[self.reading.own[0].start :]), "")
            chosen = first in self.reading.words.choice and self.target.kind == "entry"
            return chosen and any(other.concepts & self.covered for other in others)
        if not kinds & TOPICAL or named or self.reading.last:
            return False
        return any(self.terms.kinds(other.concepts & self.covered) & TOPICAL for other in others)

    def of_another_operation(self, item: Evidence) -> bool:
        """Whether a sum is asked for where the answer sets figures against each other, or the other way round."""
        operations = item.concepts & (COMPARED | {SUM})
        return self.target.calculated and bool(operations) and bool(self.target.covered & (COMPARED | {SUM}))

    def reckons_nothing(self, item: Evidence) -> bool:
        """Whether words of arithmetic are none, with nothing to calculate: "what is listed *as part of* it"."""
        if not item.concepts <= {SHARE_OF}:
            return False
        own = self.reading.own_concepts
        figures = any(name.startswith((*FIGURES, PLACE)) for name in own) or own & {COUNT, SHARE}
        reckoned = self.target.id in self.terms.targets.quantities.all or self.target.shares or self.target.calculated
        return not (figures or reckoned)

    def misplaces(self, kinds: set[str]) -> bool:
        """Whether a claim gives a known figure to something else ("were the 120,000 sent back?")."""
        placed = any(place in self.reading.own_concepts for place in self.target.shares)
        known = placed or self.stated or (self.names_figure and self.pointed_at)
        return self.reading.claim and kinds == {"topic"} and known

    def of_rival(self, item: Evidence) -> None:
        """Excludes what the question tells apart from the target, unless a claim merely mistakes one for the other."""
        rivals = item.concepts & self.target.rivals
        rival = bool(rivals) and not (item.concepts & self.target.covered) - self.terms.implied(rivals)
        rival = rival and not self.misplaces(self.terms.kinds(item.concepts))
        if rival or (item.nationals and NATIONALS in self.target.rivals):
            self.block(item)

    def ranked(self, item: Evidence) -> None:
        """As a word, "first" is often no more than a manner of speaking; any other rank singles something out."""
        # The third of three things that are in no order is the one that is not named beside it.
        last = {name.replace(ORDINAL, NUMBER) for name in item.concepts} & self.covered and self.target.listed
        if "ordinal:1" in item.concepts or last or completes_list(item, self.reading):
            self.unexplained += SOFT_WEIGHT
        else:
            self.unexplained += PLAIN_WEIGHT
            self.block(item)

    def ranks_others(self, item: Evidence) -> bool:
        """Whether it asks which one comes first of a target that ranks nothing ("which is violated *most often*")."""
        words = self.reading.words
        first = next((token.text for token in self.reading.tokens[self.reading.own[0].start :]), "")
        return TOP in item.concepts and first in words.choice and not self.reading.claim and not self.target.gap

    def only_ranks(self, item: Evidence, kinds: set[str]) -> bool:
        """Whether it names a place in a list, and nothing that narrows the question ("kept its first place")."""
        ranks = any(name.startswith(ORDINAL) for name in item.concepts)
        return ranks and ("aspect" not in kinds or completes_list(item, self.reading))

    def restricted(self) -> None:
        """Excludes the whole where a part of it is counted, or what is left of it."""
        if self.target.kind != "entry" or self.target.gap:
            return
        found = self.reading.restriction
        if found:
            self.block(found)
        denial = self.reading.denial
        if denial and REST not in self.reading.own_concepts and not self._of_region(denial):
            self.block(denial)
        counted = COUNT in self.reading.own_concepts and not self.reading.claim
        rest = next((item for item in self.reading.own if REST in item.concepts), None)
        if counted and rest and REST not in self.covered:
            self.block(rest)

    def _of_region(self, denial: Evidence) -> bool:
        """Whether a denial leaves out the lines of the list in a region ("which of them are not African")."""
        after = (item for item in self.reading.own if item.start == denial.end)
        return any(self.terms.holds_some(item.concepts, self.target) for item in after)

    def earlier(self) -> None:
        """Excludes what is told of somebody, or of a first one, where those before them are asked about."""
        if self.target.kind != "entry" or self.target.gap or self.target.places or self.reading.claim:
            return
        # Before Canada, somebody lived in another country: that is no forerunner of Canada.
        own = () if self.target.routes or self.target.persons else self.target.named
        for item in self.reading.own:
            forerun = self.reading.follows(item, self.reading.words.forerunning)
            if forerun and any(name.startswith(PERSON) or name in own for name in item.concepts):
                self.block(item)

    def as_before(self) -> None:
        """What kept the question before from being answered holds for one that leans on it."""
        left = self.reading.limits - self.covered
        if self.leaning and left:
            self.blocks.append(Block("not-stated", ""))
