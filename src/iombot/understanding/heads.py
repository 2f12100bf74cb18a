"""The word that a question turns on: what it is "how ...", "which ..." or "how many ...", and how a count ends.

Most words that nothing explains are talk around a question. One in such a place is what is asked, and an answer that
does not meet it answers something else ("how happy", "which vehicle", "how many were ill").
"""

from __future__ import annotations

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERSON, PLACE, Evidence
from iombot.understanding.terms import COUNT, DEFINE, SAID

CLOSE = 3
"""Words among which "which one is" stands before what is compared."""
GRADING = frozenset({("more",), ("less",)})
"""Words that compare what follows them."""
PREDICATE = 2
"""Place of what is said of something that is chosen, after "which" and its noun."""
NEAR = 2
"""Words among which "about" stands before what is spoken of: "about getting fired"."""
VAGUE = frozenset({FILLER, "ask-who", "ask-how", "ask-which", DEFINE, "ask-country"})
"""Wishes that do not say what is asked for."""


def turns_on(item: Evidence, reading: Reading, *, entry: bool) -> bool:
    """Whether a word that nothing explains is what a question asks for.

    `entry` is whether an entry may answer it; a contact is asked for in any words.
    """
    points_back = any(pointer.start <= item.start < pointer.end for pointer in reading.pointers)
    told = only_a_name(reading) or (entry and _said_about(item, reading))
    return told or (entry and not points_back and is_head(item, reading))


def _said_about(item: Evidence, reading: Reading) -> bool:
    """Whether a word is what something is said about: "did she say anything about money?", "about getting fired"."""
    topical = reading.words.topical
    texts = [token.text for token in reading.tokens[max(0, item.start - NEAR) : item.start]]
    asked = reading.claim or _ends(item, reading)
    about = texts[-1:] if reading.claim else texts
    return asked and bool(topical.intersection(about)) and bool(reading.own_concepts & SAID)


def completes_list(item: Evidence, reading: Reading) -> bool:
    """Whether a number asks for the rest of a list that the question begins: "economic, social and what third kind"."""
    first, second = [token.text for token in reading.tokens[item.start - 2 : item.start]] or ("", "")
    words = reading.words
    return first in words.conjunctions and second in words.choice | words.thing | words.definite | words.indefinite


def is_head(item: Evidence, reading: Reading) -> bool:
    """Whether a word that nothing explains is the one that the question turns on."""
    before = reading.tokens[item.start - 1].text if item.start else ""
    after = reading.tokens[item.end] if item.end < len(reading.tokens) else None
    # "Who *stopped* the training?" asks who did that.
    first = item.start == 1 or (item.start > 1 and reading.tokens[item.start - 2].kind == "mark")
    done = first and before in reading.words.relative_pronouns - reading.words.choice
    if done or before in reading.words.manner or _of_some(item, reading) or _measured(item, reading):
        return True
    if any(other.start == item.end and other.concepts for other in reading.own):
        # It only describes the noun that follows ("which single country").
        return False
    if before in reading.words.choice or _of_place(item, reading):
        return True
    if before in reading.words.thing:
        return after is not None and after.text in reading.words.openers
    if COUNT in reading.before(item):
        # "How many used the scheme" says what they did.
        return after is None or after.text not in reading.words.definite
    return not reading.claim and _ends(item, reading) and _counted_in_clause(item, reading)


def _of_place(item: Evidence, reading: Reading) -> bool:
    """Whether a word is what is chosen of a place: the "cities" of "which German cities"."""
    own = reading.own
    place = next((other for other in own if other.end == item.start), None)
    if place is None or not any(name.startswith(PLACE) for name in place.concepts) or not place.start:
        return False
    return reading.tokens[place.start - 1].text in reading.words.choice | reading.words.thing


def _of_some(item: Evidence, reading: Reading) -> bool:
    """Whether a word is what one of several does: the "leaks" of "which of the officers leaks documents"."""
    own = reading.own
    if (
        len(own) <= PREDICATE
        or own[PREDICATE] is not item
        or reading.tokens[own[0].start].text not in reading.words.choice
    ):
        return False
    between = [token.text for token in reading.tokens[own[0].start : own[1].start]]
    return own[1].end == item.start and any(text in reading.words.partitive for text in between)


def _measured(item: Evidence, reading: Reading) -> bool:
    """Whether a word is what things are compared by: "which one is *taller*", "is VHR *slower* than AVRR"."""
    tokens, words = reading.tokens, reading.words
    before = tokens[item.start - 1].text if item.start else ""
    after = tokens[item.end].text if item.end < len(tokens) else ""
    asking = {token.text for token in tokens[max(0, item.start - CLOSE) : item.start]}
    chosen = (
        bool(asking & (words.choice | words.relative_pronouns)) and before in words.openers and _ends(item, reading)
    )
    # "More big than" says no more than bigger.
    than = reading.claim and after in words.comparing and not reading.follows(item, GRADING)
    return chosen or than


def _ends(item: Evidence, reading: Reading) -> bool:
    """Whether nothing but fillers follows in the same clause."""
    marks = (place for place in range(item.end, len(reading.tokens)) if reading.tokens[place].kind == "mark")
    end = next(marks, len(reading.tokens))
    return not any(item.end <= other.start < end for other in reading.evidence)


def _counted_in_clause(item: Evidence, reading: Reading) -> bool:
    """Whether "how many" stands before a word in the same clause."""
    asked = [other.start for other in reading.own if COUNT in other.concepts and other.start < item.start]
    if not asked or reading.tokens[asked[-1]].text not in reading.words.manner:
        return False
    return all(token.kind != "mark" for token in reading.tokens[asked[-1] : item.start])


def only_a_name(reading: Reading) -> bool:
    """Whether all that a question speaks of is one person: then each word beside the name is what is asked."""
    spoken = [item for item in reading.own if item.concepts]
    named = [item for item in spoken if any(name.startswith(PERSON) for name in item.concepts)]
    others = [item for item in spoken if item not in named and not _vague(item)]
    return len(named) == 1 and not others and len(reading.own) == len(reading.evidence)


def _vague(item: Evidence) -> bool:
    """Whether evidence only asks, without saying for what."""
    return item.concepts <= VAGUE
