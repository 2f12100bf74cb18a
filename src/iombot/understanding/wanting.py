"""Whether a figure can be what a question wants."""

from __future__ import annotations

from iombot.understanding.overlaps import within
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERSON, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import COUNT, MEANING, RANKING, SAY, WHEN, WHICH, WHO, WHOM, WISH, Terms, telling

WORDS = frozenset({"quote"})
"""Concepts that an answer has which tells what somebody said."""
NAMING = frozenset({"ask-country", "ask-region", "ask-list"})
"""Concepts of asking for names."""
LASTING = frozenset({"ask-how-long", "ask-since"})
"""Concepts of asking how long something lasts, and since when."""
BEGINS = "begins"
"""Concept of beginning."""
REACHED = frozenset({"phone", "email", "contact", "digits"})
"""Concepts of how somebody is reached."""


def wants_other(reading: Reading, target: Target, terms: Terms) -> bool:
    """Whether a question wants something else than the target tells: a meaning, a manner, words, a beginning."""
    undefined = not target.gap and wants_definition(reading, terms)
    return (
        undefined
        or wants_no_figure(reading, target, terms)
        or wants_words(reading, target)
        or wants_beginning(reading, target)
        or wants_opinion(reading, target)
    )


def wants_no_figure(reading: Reading, target: Target, terms: Terms) -> bool:
    """Whether a question asks what somebody does, how, or to what something leads, where the target is but a figure.

    "What does the training teach?" is not answered with how many were trained, nor "how does it work?". Who names a
    figure asks about it, and who asks what a release says about something asks for all that it says.
    """
    ranked = target.shares and not RANKING & reading.own_concepts
    asks = _for_thing(reading) or _asks_manner(reading)
    if not (target.counts or ranked) or target.exact or reading.claim or not asks:
        return False
    own = reading.own_concepts
    # A clause may leave its wish to its neighbours ("what do A and B add up to").
    wished = (name for name in reading.concepts if terms.kind(name) == WISH)
    asked = any(name in target.asks or name == COUNT for name in wished)
    return not asked and SAY not in own and not any(telling(name) for name in own)


def wants_words(reading: Reading, target: Target) -> bool:
    """Whether a question asks what somebody said of whom no words are known, or what a press contact does."""
    own = reading.own_concepts
    said = SAY in own and not target.covered & WORDS
    does = target.kind == "contact" and not own & REACHED
    if WHOM & own or target.gap or not (said or does):
        return False
    named = (name for item in reading.own if item.start in reading.things for name in item.concepts)
    return any(name.startswith(PERSON) and name in target.covered for name in named)


def asks_number(item: Evidence, reading: Reading) -> bool:
    """Whether "how many" or "how long" is asked first of all: what tells no number is no answer to that."""
    counts = reading.tokens[item.start].text in reading.words.manner and item.concepts == {COUNT}
    return item is reading.own[0] and (counts or bool(item.concepts & LASTING)) and not reading.claim


def asks_who(item: Evidence, reading: Reading, terms: Terms) -> bool:
    """Whether somebody is asked for before anything else; later on "who" mostly joins what is said of somebody."""
    earlier = (other for other in reading.own if other.start < item.start)
    return WHO in item.concepts and not any(WISH in terms.kinds(other.concepts) for other in earlier)


def asks_names(item: Evidence, reading: Reading, target: Target) -> bool:
    """Whether places are to be named before anything else is asked, and the target only calculates a figure.

    "Which countries make up the other 52 per cent?" is not answered with what is left for them.
    """
    if not target.calculated or target.answers_place or reading.claim:
        return False
    first = next((other for other in reading.own if other.concepts & NAMING), None)
    return item is first and WHICH not in item.concepts


def wants_definition(reading: Reading, terms: Terms) -> bool:
    """Whether nothing is asked but what a term means that the releases only use ("what is case processing")."""
    if not any(item.concepts & MEANING for item in reading.own):
        return False
    left = [item for item in reading.own if not any(within(item, term) for term in reading.undefined)]
    soft = frozenset({"soft"})
    asked = (item.concepts & MEANING or (item.concepts and terms.kinds(item.concepts) <= soft) for item in left)
    return all(asked) and len(left) < len(reading.own)


def _for_thing(reading: Reading) -> bool:
    """Whether "what does" stands before something that the question says, or "to what" at its end."""
    return any(
        place == len(reading.tokens) or any(item.start >= place for item in reading.own) for place in reading.things
    )


def _asks_manner(reading: Reading) -> bool:
    """Whether it begins with "how" and an auxiliary: "how *does* AVRR work?"."""
    first = next((place for place, token in enumerate(reading.tokens) if token.text in reading.words.manner), -1)
    following = reading.tokens[first + 1].text if 0 <= first < len(reading.tokens) - 1 else ""
    return following in reading.words.openers


def wants_beginning(reading: Reading, target: Target) -> bool:
    """Whether a question asks when something began, and the target does not tell of a beginning."""
    asked = any(item.concepts & WHEN and BEGINS not in item.concepts for item in reading.own)
    begun = any(BEGINS in item.concepts and not item.concepts & target.covered for item in reading.own)
    return asked and begun and not (target.gap or reading.claim)


def wants_opinion(reading: Reading, target: Target) -> bool:
    """Whether a yes/no question says nothing of what it names but a word that tells nothing: "is AVRR good?"."""
    said = [item for item in reading.own if item.concepts and FILLER not in item.concepts]
    put = reading.polar or reading.claim
    if target.gap or not put or len(said) != 1 or any(":" in name for name in said[0].concepts):
        # "Is Iraq among them?" says something of what was shown.
        return False
    start, end = said[0].start, said[0].end
    before = [token.text for token in reading.tokens[:start] if token.text not in reading.words.definite]
    named = bool(before) and before[-1] in reading.words.openers
    return named and any(token.kind == "word" for token in reading.tokens[end:])
