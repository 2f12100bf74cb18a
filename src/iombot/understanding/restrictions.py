"""Words that make another figure of a figure: how many *only* used it, *also* got help, or came *twice*."""

from __future__ import annotations

from collections.abc import Sequence

from iombot.understanding.function_words import FunctionWords
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.terms import COUNT, DEFINE, WHY
from iombot.understanding.text import Token

COMMA = ","
FULL_STOP = "."
"""The mark after "no.", which is short for number there."""


def restriction(
    own: Sequence[Evidence], tokens: Sequence[Token], words: FunctionWords, wholes: Sequence[int]
) -> Evidence | None:
    """The word that restricts what the question counts; None where there is none that stands by itself.

    Only where somebody or something is counted ("how many"), or behind a figure that is taken apart ("of the 120,000,
    relocations *only*"); `wholes` are the ends of such figures.
    Inside a form ("not refugees") the form says what is meant.
    """
    counts = [item.end for item in own if COUNT in item.concepts and tokens[item.start].text in words.manner]
    if not counts and not wholes:
        return None
    spoken = {place for item in own if item.concepts - {FILLER} for place in range(item.start, item.end)}
    for place in range((counts or wholes)[-1], len(tokens)):
        token = tokens[place]
        if _begins_another(place, tokens, words) and place not in spoken:
            return None
        if token.kind == "mark":
            if not counts and token.raw == COMMA:
                continue
            return None
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        joins = tokens[place - 1].text in words.conjunctions and token.text in words.additive
        part = token.text in words.restrictive and place not in spoken and not joins
        harmless = after in words.widening or after == FULL_STOP
        if (part or token.text in words.repeated) and not harmless:
            return Evidence(place, place + 1, token.raw, frozenset())
    return None


def denial(own: Sequence[Evidence], tokens: Sequence[Token], words: FunctionWords) -> Evidence | None:
    """The word that asks for whoever is left out ("which countries gave *no* support"); None where nothing does.

    Only where a question begins with its question word, and no form holds the word that denies.
    """
    asking = words.relative_pronouns | words.choice | words.thing
    begins = bool(own) and (tokens[own[0].start].text in asking or WHY in own[0].concepts)
    if not begins or {COUNT, DEFINE} & own[0].concepts:
        return None
    spoken = {place for item in own if item.concepts - {FILLER} for place in range(item.start, item.end)}
    for place in range(own[0].end, len(tokens)):
        token = tokens[place]
        if token.kind == "mark" or (_begins_another(place, tokens, words) and place not in spoken):
            return None
        after = tokens[place + 1].text if place + 1 < len(tokens) else ""
        if token.text in words.denying and place not in spoken and after not in words.widening:
            return Evidence(place, place + 1, token.raw, frozenset())
    return None


def _begins_another(place: int, tokens: Sequence[Token], words: FunctionWords) -> bool:
    """Whether another question begins at a word: "... *and when* is it the only way"."""
    return tokens[place].text in words.interrogatives and tokens[place - 1].text in words.conjunctions
