"""How a language is written, as YAML files of the knowledge base tell it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Annotated

from iombot.knowledge.fields import Line, Model, Must


@dataclass(frozen=True, kw_only=True)
class Language(Model):
    """How a language is written: everything that is neither a concept nor a place."""

    id: str
    """BCP 47 tag."""
    keyboard: list[str] = field(default_factory=list)
    """Letters of the keyboard that most people type it on, row by row from the top."""
    vowels: str = ""
    """Letters of its vowels, which are taken for one another."""
    faint: str = ""
    """Further letters that are hardly heard, and left out or put in."""
    sounding: list[str] = field(default_factory=list)
    """Letters that sound alike, a group each."""
    suffixes: list[Annotated[str, Must(pattern=r"^\w+(>\w*)?$")]] = field(default_factory=list)
    """Endings that do not change what a word means, longest first; `ies>y` puts another in its place."""
    skip: list[str] = field(default_factory=list)
    """Articles and prepositions that may stand between the words of a phrase and never count as content."""
    peoples: list[str] = field(default_factory=list)
    """Endings of the names of peoples in the plural, such as `ans` for Germans."""
    openers: list[str] = field(default_factory=list)
    """Words with which a yes/no question begins."""
    interrogatives: list[str] = field(default_factory=list)
    """Words with which any other question begins: what, who, ..."""
    hereabouts: list[str] = field(default_factory=list)
    """Words for the place that somebody greets from: here, there."""
    directing: list[str] = field(default_factory=list)
    """Words before the place that somebody goes to: to, into."""
    spreading: list[str] = field(default_factory=list)
    """Words before several years in the course of which something is counted: in, over, during."""
    inside: list[str] = field(default_factory=list)
    """Words before a year that mean within it: in, during."""
    relatives: list[str] = field(default_factory=list)
    """Those of the interrogatives that may also begin what is said of a noun: which, who, where, ..."""
    relative_pronouns: list[str] = field(default_factory=list)
    """Those of the relatives that stand for the noun: who, which; not where or when, which mostly ask."""
    ranging: list[str] = field(default_factory=list)
    """Words before two figures between which something lies: between."""
    sourcing: list[str] = field(default_factory=list)
    """Words for an origin, which "where" may leave to the end of a question: from."""
    exact: list[str] = field(default_factory=list)
    """Words by which a figure is neither more nor less: exactly."""
    exclusives: list[str] = field(default_factory=list)
    """Words that turn a fact into another one: all, only, never, ..."""
    purposes: list[Line] = field(default_factory=list)
    """Words with which somebody adds what an answer is for: "for my", "for our"."""
    manner: list[str] = field(default_factory=list)
    """Those interrogatives that stand before an adjective that is asked about: how."""
    choice: list[str] = field(default_factory=list)
    """Those that stand before a noun that is asked about: which, whose."""
    thing: list[str] = field(default_factory=list)
    """Those that do so only if an auxiliary follows the noun: what ("what vehicle is", but "what comes first")."""
    topical: list[str] = field(default_factory=list)
    """Words before what is spoken of: about, regarding."""
    definite: list[str] = field(default_factory=list)
    """Definite articles."""
    indefinite: list[str] = field(default_factory=list)
    """Indefinite articles."""
    partitive: list[str] = field(default_factory=list)
    """Words before what something is a part of: the "of" of "5,000 of the 9,000"."""
    having: list[str] = field(default_factory=list)
    """Words before what somebody has: the "with" of "the country with most offices"."""
    fronting: list[str] = field(default_factory=list)
    """Words that begin a clause of time before the one that asks: once, after, before."""
    framing: list[str] = field(default_factory=list)
    """Words, beside those for `inside`, before a place or year that holds for several questions: for, from."""
    sole: list[str] = field(default_factory=list)
    """Words by which a claim says that there is nothing else: only, solely."""
    restrictive: list[str] = field(default_factory=list)
    """Words that make a part of what is counted after "how many": only, also, without, ..."""
    repeated: list[str] = field(default_factory=list)
    """Words that do so whatever else they may mean: twice."""
    widening: list[str] = field(default_factory=list)
    """Words that make "not" harmless where they follow it: just, only, counting."""
    further: list[str] = field(default_factory=list)
    """Words that ask for more than what is named: else, others."""
    accompanying: list[str] = field(default_factory=list)
    """Words before whoever else is there: with."""
    barring: list[str] = field(default_factory=list)
    """Words before what is taken away from a figure: without."""
    alternative: list[str] = field(default_factory=list)
    """Words between things of which one is to be chosen: or."""
    conjunctions: list[str] = field(default_factory=list)
    """Words that join clauses: and, but, or."""
    subordinating: list[str] = field(default_factory=list)
    """Words that begin a clause which depends on another: because, although, that."""
    contrasting: list[str] = field(default_factory=list)
    """Words that take back what was said, or set something against it: but, however."""
    first_person: list[str] = field(default_factory=list)
    """Words for the asker and theirs: I, we, my."""
    absent: list[str] = field(default_factory=list)
    """Words for somebody else, who was spoken of: he, they."""
    posing: list[str] = field(default_factory=list)
    """Words before what the asker is: as."""
    locating: list[str] = field(default_factory=list)
    """Words before where somebody is: in, near."""
    pointing: list[str] = field(default_factory=list)
    """Words before somebody who was spoken of: that, this, the same."""
    additive: list[str] = field(default_factory=list)
    """Words that begin another question after one of those: the "also" of "and also"."""
    personal: list[str] = field(default_factory=list)
    """Words that stand for somebody who was named: he, her, this "person"."""
    beyond: list[Line] = field(default_factory=list)
    """Phrases before one of two, the other of which is asked about: besides."""
    forerunning: list[Line] = field(default_factory=list)
    """Words before somebody whose forerunner is asked about: before, prior to."""
    succeeding: list[Line] = field(default_factory=list)
    """Phrases before a line of a ranked list whose follower is asked about: behind, next after."""
    trailing: list[str] = field(default_factory=list)
    """Words that say of a line that others are before it: how far *behind* it is."""
    leading: list[str] = field(default_factory=list)
    """Words that say that others are after it: how far *ahead* it is."""
    preceding: list[Line] = field(default_factory=list)
    """Phrases before a line of a ranked list whose forerunner is asked about: ahead of, above."""
    elsewhere: list[Line] = field(default_factory=list)
    """Words that only other languages have, by which a message in one of those is told."""
    entire: list[str] = field(default_factory=list)
    """Words that make a part of something the whole of it: all, only."""
    containing: list[str] = field(default_factory=list)
    """Words between a whole and its part: includes."""
    contained: list[Line] = field(default_factory=list)
    """Phrases between a part and its whole: within, part of."""
    resuming: list[str] = field(default_factory=list)
    """Words with which a clause may take up what was named before it: it, they, that."""
    inferring: list[str] = field(default_factory=list)
    """Words beside a figure with which a message draws it from the last answer: "half *then*?"."""
    dismissive: list[Line] = field(default_factory=list)
    """Words before what is named only to be set aside: not, instead of."""
    possessing: list[str] = field(default_factory=list)
    """Words of a sentence that tells what its writer has and does not ask for: already."""
    before_letters: list[str] = field(default_factory=list)
    """Words between "begins with" and the letter that is named: the, capital, letter, ..."""
    plurals: list[str] = field(default_factory=list)
    """Endings of a noun that names several."""
    denying: list[str] = field(default_factory=list)
    """Words that ask for whoever is left out after "which": no, not, never."""
    comparing: list[str] = field(default_factory=list)
    """Words between what is compared: than."""
    multiples: dict[str, int] = field(default_factory=dict)
    """Words for so many times as much: double, twice."""
    times: list[str] = field(default_factory=list)
    """Words after a number that multiply: three *times*."""
    more: list[str] = field(default_factory=list)
    """Words that with one for `comparing` say that something is larger: *more* of this than of that."""
    fewer: list[str] = field(default_factory=list)
    """Words that so say that it is smaller."""
    inclusive: list[str] = field(default_factory=list)
    """Words before a figure that let it pass itself: at *least*, *no* more than."""
    spans: list[str] = field(default_factory=list)
    """Words that measure time after a number: years, decades."""
    askers: list[str] = field(default_factory=list)
    """Who asks or is asked; after "when" it begins a condition: I, you."""
    linking: list[str] = field(default_factory=list)
    """Words that may stand between "not" and what is set aside: in, the."""
    percent: list[Line] = field(default_factory=list)
    """Words after a number that make it a percentage."""
    out_of: list[Line] = field(default_factory=list)
    """Words between a number and the ten or hundred that it is a part of: in, out of every."""
    joiners: list[str] = field(default_factory=list)
    """Words inside a number in words, such as the "and" of "two thousand and one", or between letters read out."""
    numbers: dict[str, int] = field(default_factory=dict)
    """Words for numbers."""
    fractions: dict[str, Annotated[int, Must(ge=2)]] = field(default_factory=dict)
    """Words for parts of a whole, and how many make the whole: half, 2; thirds, 3."""
    ordinals: dict[str, int] = field(default_factory=dict)
    """Words for places in a list: first, second, 2nd, ..."""
    ordinal_endings: list[Line] = field(default_factory=list)
    """Endings of a number that is a place in a list: th in "500,000th"."""
    rank_words: list[Line] = field(default_factory=list)
    """Words after which a number is a place in a list: rank, position."""
    scales: dict[str, int] = field(default_factory=dict)
    """Words that multiply: thousand, million, k."""
    fraction_of: list[Line] = field(default_factory=list)
    """Words between such a part and what it is a part of: a, of a."""
    addresses: list[str] = field(default_factory=list)
    """Words by which somebody is addressed, with which a message may begin or end: brother, friend."""
    courtesies: list[Line] = field(default_factory=list)
    """Fillers of politeness, with which a message may begin or end: please, thanks in advance, dear team."""
    fillers: list[Line] = field(default_factory=list)
    """Words that say nothing about what is asked."""
    pairs: dict[str, str] = field(default_factory=dict)
    """Two words typed in a row, and what was meant: "an of", "and of"."""
    short: dict[str, str] = field(default_factory=dict)
    """SMS spellings and their long forms."""
    hesitations: list[str] = field(default_factory=list)
    """Sounds between words that say nothing at all: um, er, ..."""
    repairs: list[Line] = field(default_factory=list)
    """Phrases by which somebody takes back what was just said: "no wait"."""
    amending: list[Line] = field(default_factory=list)
    """Phrases with which a message begins or ends that sets right the one before it: oops, i meant."""
    alike: dict[str, str] = field(default_factory=dict)
    """Small words that are often typed for others that sound the same: then for than."""
    splitters: list[Line] = field(default_factory=list)
    """Words that join two questions."""
    common: str | None = None
    """File with the commonest words, one a line: they say little where nothing explains them."""
    words: str | None = None
    """File with known words, one a line, so that a real word is never taken for a misspelt one."""
