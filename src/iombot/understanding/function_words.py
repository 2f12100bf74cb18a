"""Function words: those that say nothing themselves, but tell what a question asks of the words beside them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field, fields
from typing import Any

from iombot.knowledge.language import Language
from iombot.understanding.text import words

Phrase = tuple[str, ...]


@dataclass(frozen=True)
class FunctionWords:
    """The function words of all languages of a knowledge base, by what they do."""

    manner: frozenset[str] = frozenset()
    """Question words before an adjective that is asked about: how."""
    choice: frozenset[str] = frozenset()
    """Question words before a noun that is asked about: which."""
    thing: frozenset[str] = frozenset()
    """The same, if an auxiliary follows the noun; else it may be a verb ("what comes first")."""
    topical: frozenset[str] = frozenset()
    """Words before what is spoken of: about."""
    relative_pronouns: frozenset[str] = frozenset()
    """Question words that may go on about the noun before them."""
    definite: frozenset[str] = frozenset()
    """Definite articles."""
    indefinite: frozenset[str] = frozenset()
    """Indefinite articles."""
    partitive: frozenset[str] = frozenset()
    """Words before what something is a part of: of."""
    having: frozenset[str] = frozenset()
    """Words before what somebody has: the "with" of "the country with most offices"."""
    fronting: frozenset[str] = frozenset()
    """Words that begin a clause of time before the one that asks: once, after, before."""
    framing: frozenset[str] = frozenset()
    """Words with which a place or year may begin that holds for several questions: for, from."""
    restrictive: frozenset[str] = frozenset()
    """Words that restrict what is counted after "how many": only, also."""
    sole: frozenset[str] = frozenset()
    """Words by which a claim says that there is nothing else: only, solely."""
    repeated: frozenset[str] = frozenset()
    """Words that do so whatever else they may mean, unless two figures are compared ("twice as many")."""
    widening: frozenset[str] = frozenset()
    """Words after "not" that widen what is counted: just, counting."""
    further: frozenset[str] = frozenset()
    """Words that ask for more than what is named: else, others."""
    accompanying: frozenset[str] = frozenset()
    """Words before whoever else is there: with."""
    barring: frozenset[str] = frozenset()
    """Words before what is taken away from a figure: without."""
    alternative: frozenset[str] = frozenset()
    """Words between things of which one is to be chosen: or."""
    conjunctions: frozenset[str] = frozenset()
    """Words that join clauses: and, but."""
    addresses: frozenset[str] = frozenset()
    """Words by which somebody is addressed: brother, friend."""
    subordinating: frozenset[str] = frozenset()
    """Words that begin a clause which depends on another: because, although, that."""
    contrasting: frozenset[str] = frozenset()
    """Words that take back what was said, or set something against it: but."""
    first_person: frozenset[str] = frozenset()
    """Words for the asker and theirs: I, we, my."""
    absent: frozenset[str] = frozenset()
    """Words for somebody else, who was spoken of: he, they."""
    posing: frozenset[str] = frozenset()
    """Words before what the asker is: as."""
    locating: frozenset[str] = frozenset()
    """Words before where somebody is: in, near."""
    interrogatives: frozenset[str] = frozenset()
    """Words with which a question begins: what, how."""
    openers: frozenset[str] = frozenset()
    """Words with which a yes/no question begins: is, can."""
    pointing: frozenset[str] = frozenset()
    """Words before somebody who was spoken of: that, this, the same."""
    additive: frozenset[str] = frozenset()
    """Words that begin another question after one of those ("and also")."""
    possessing: frozenset[str] = frozenset()
    """Words of a sentence that tells what its writer has and does not ask for: already."""
    before_letters: frozenset[str] = frozenset()
    """Words between "begins with" and the letter that is named."""
    plurals: frozenset[str] = frozenset()
    """Endings of a noun that names several."""
    denying: frozenset[str] = frozenset()
    """Words that ask for whoever is left out after "which": no, not, never."""
    hereabouts: frozenset[str] = frozenset()
    """Words for the place that somebody writes from: here, there."""
    directing: frozenset[str] = frozenset()
    """Words before the place that somebody goes to: to, into."""
    spreading: frozenset[str] = frozenset()
    """Words before several years in the course of which something is counted: in, over, during."""
    inside: frozenset[str] = frozenset()
    """Words before a year or place within which something happened: in."""
    sourcing: frozenset[str] = frozenset()
    """Words for an origin, which "where" may leave to the end of a question: from."""
    ranging: frozenset[str] = frozenset()
    """Words before two figures between which something lies: between."""
    exact: frozenset[str] = frozenset()
    """Words by which a figure is no lower limit: exactly."""
    comparing: frozenset[str] = frozenset()
    """Words between what is compared: than."""
    multiples: Mapping[str, int] = field(default_factory=dict)
    """Words for so many times as much: double, twice."""
    times: frozenset[str] = frozenset()
    """Words after a number that multiply: three *times*."""
    more: frozenset[str] = frozenset()
    """Words that with one for `comparing` say that something is larger: *more* of this than of that."""
    fewer: frozenset[str] = frozenset()
    """Words that so say that it is smaller."""
    inclusive: frozenset[str] = frozenset()
    """Words before a figure that let it pass itself: at *least*, *no* more than."""
    spans: frozenset[str] = frozenset()
    """Words that measure time after a number: years."""
    askers: frozenset[str] = frozenset()
    """Who asks or is asked; after "when" it begins a condition: I, you."""
    personal: frozenset[str] = frozenset()
    """Words that stand for somebody who was named: he, her, this "person"."""
    linking: frozenset[str] = frozenset()
    """Words that may stand between what sets aside and what is set aside: in, the."""
    beyond: frozenset[Phrase] = frozenset()
    """Phrases before one of two, the other of which is asked about: besides."""
    forerunning: frozenset[Phrase] = frozenset()
    """Phrases before somebody, or the first of a list, whose forerunner is asked about: before, prior to."""
    succeeding: frozenset[Phrase] = frozenset()
    """Phrases before a line of a ranked list whose follower is asked about: behind, next after."""
    preceding: frozenset[Phrase] = frozenset()
    """Phrases before one whose forerunner in the list is: ahead of, above."""
    trailing: frozenset[str] = frozenset()
    """Words that say of a line that others are before it: how far *behind* it is."""
    leading: frozenset[str] = frozenset()
    """Words that say that others are after it: how far *ahead* it is."""
    elsewhere: frozenset[str] = frozenset()
    """Words that only other languages have, by which a message in one of those is told."""
    entire: frozenset[str] = frozenset()
    """Words that make a part of something the whole of it: all, only."""
    containing: frozenset[str] = frozenset()
    """Words between a whole and its part: includes."""
    contained: frozenset[Phrase] = frozenset()
    """Phrases between a part and its whole: within, part of."""
    resuming: frozenset[str] = frozenset()
    """Words with which a clause may take up what was named before it: it, they, that."""
    inferring: frozenset[str] = frozenset()
    """Words beside a figure with which a message draws it from the last answer: "half *then*?"."""
    dismissive: frozenset[Phrase] = frozenset()
    """Phrases before what is named only to be set aside: not, instead of."""

    fractions: Mapping[str, int] = field(default_factory=dict)
    """Words for parts of a whole, and how many make the whole: a third, 3."""
    numbers: Mapping[str, int] = field(default_factory=dict)
    """Words for numbers."""
    ordinals: Mapping[str, int] = field(default_factory=dict)
    """Words for places in a row."""

    @classmethod
    def of(cls, languages: Iterable[Language]) -> FunctionWords:
        """The function words of these languages."""
        languages = list(languages)

        def told(name: str) -> frozenset[str]:
            return frozenset(word for language in languages for word in getattr(language, name))

        def numbered(name: str) -> dict[str, int]:
            return {word: number for language in languages for word, number in getattr(language, name).items()}

        # A field is called like the list of the language that it is read from, and read as its type says.
        readers: dict[str, Callable[[str], Any]] = {
            "frozenset[str]": told,
            "frozenset[Phrase]": lambda name: frozenset(map(words, told(name))),
            "Mapping[str, int]": numbered,
        }
        return cls(**{one.name: readers[str(one.type)](one.name) for one in fields(cls)})
