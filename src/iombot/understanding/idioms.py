"""What sounds like a need and is none: a riddle that "beats me", and what a release tells, asked for like help.

"Can I get the assistance?" is a need, and "can I get the assistance *figures*?" is none.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iombot.knowledge.phrases import NEEDS
from iombot.understanding.function_words import FunctionWords
from iombot.understanding.overlaps import overlap, within
from iombot.understanding.spotting import PERSON, Evidence
from iombot.understanding.text import Token, first_word

WISHED, TOLD = "own-wish", "told-thing"
"""Marks of asking for something in the words of a need, and of what releases tell, which is no need."""
BAFFLED, ASSAILANT = "baffled", "assailant"
"""Marks of saying that something beats one, and of somebody who may do so by hand."""
HELP, PRESS = "need-help", "press"
"""Marks of asking for help as such, and of what is done at work."""
HELPERS = frozenset({WISHED, TOLD, BAFFLED, ASSAILANT})
"""Marks that only serve to tell a need from what is none; the lexicon declares them."""
CURIOUS = "only-curious"
"""Mark of asking for one's work, studies or interest."""
REACH = 6
"""Tokens between the words of a need and what is asked for with them."""
SOUNDING = "no-cry"
"""Mark of what sounds like a need and is none, said of others or as a manner of speaking."""
RIDDLE = 2
"""Words of "beats me", before which nothing tells what does."""


def sober(
    marks: Iterable[Evidence], entities: Iterable[Evidence], tokens: Sequence[Token], words: FunctionWords
) -> list[Evidence]:
    """The marks without needs that are none."""
    marks = list(marks)
    helping = [item for item in marks if item.concepts & (HELPERS | {HELP})]
    if not helping:
        return marks
    needs = [item for item in marks if item.concepts & NEEDS]
    told = [item for item in marks if item.concepts & {TOLD, PRESS} and not any(_outdone(item, one) for one in needs)]
    told += [item for item in entities if any(name.startswith(PERSON) for name in item.concepts)]
    riddles = [item for item in helping if BAFFLED in item.concepts and _riddle(item, marks, tokens, words)]
    void = [item for item in marks if _void(item, told, tokens, words)]
    # "You promised" and "promised me" are one wish.
    kept = [item for item in marks if not (WISHED in item.concepts and any(overlap(item, one) for one in void))]
    kept = [item for item in kept if not (item.concepts & NEEDS and any(within(item, one) for one in riddles))]
    return [replace(item, concepts=item.concepts - HELPERS) for item in kept if item.concepts - HELPERS]


def unsaid(marks: Sequence[Evidence]) -> list[Evidence]:
    """The marks without needs in whose words something else is said: "they *will kill me* if I miss that quote".

    Nor is anybody just curious who asks for help in words that a need has word for word ("with my *papers*").
    """
    needs = [item for item in marks if item.concepts & NEEDS]
    marks = [item for item in marks if not (CURIOUS in item.concepts and any(_outdone(item, one) for one in needs))]
    sounding = [item for item in marks if SOUNDING in item.concepts]
    return [item for item in marks if not (item.concepts & NEEDS and any(_takes(one, item) for one in sounding))]


def _outdone(item: Evidence, need: Evidence) -> bool:
    return within(item, need) and item.similarity < need.similarity


def _takes(one: Evidence, need: Evidence) -> bool:
    """Whether what only sounds like a need has the last words of one, and matches them as well."""
    over = one.start < need.end <= one.end
    return over and one.similarity >= need.similarity


def _void(item: Evidence, told: Iterable[Evidence], tokens: Sequence[Token], words: FunctionWords) -> bool:
    """Whether something that releases tell is asked for in the words of a need: "who can help us with the *caption*".

    Marks, question words, conjunctions and words for oneself begin something else.
    """
    following = tokens[item.end].text if item.end < len(tokens) else ""
    helped = HELP in item.concepts and following in words.accompanying
    if not (helped or WISHED in item.concepts):
        return False
    ending = words.interrogatives | words.conjunctions | words.first_person | words.subordinating
    for thing in told:
        between = tokens[item.end : thing.start]
        near = item.start < thing.start and thing.end > item.end and len(between) <= REACH
        if near and not any(token.kind == "mark" or token.text in ending for token in between):
            return True
    return False


def _riddle(item: Evidence, marks: Iterable[Evidence], tokens: Sequence[Token], words: FunctionWords) -> bool:
    """Whether "beats me" is said of a riddle, and nobody is named who might beat.

    "It beats me", "beats me what that means", "why it rose beats me", "the abbreviation in the text beats me".
    """
    before = tokens[: item.start]
    marks = list(marks)
    earlier = [one for one in marks if one.start < item.start]
    named = any(ASSAILANT in one.concepts for one in marks) or any(token.text in words.absent for token in before)
    if named or item.similarity < 1:  # "beating me"
        return False
    sentence = [token for token in before if token.sentence == tokens[item.start].sentence]
    about = any(TOLD in one.concepts and tokens[one.start] in sentence for one in earlier)
    if about or item.end - item.start > RIDDLE or first_word(sentence) in words.interrogatives:
        return True
    after = next(iter(tokens[item.end :]), None)
    asked = after is None or after.kind == "mark" or after.text in words.interrogatives
    return asked and all(token.kind == "mark" for token in before)
