"""Whether a question is put as a claim that is to be confirmed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from iombot.understanding.clauses import asks_openly
from iombot.understanding.grammar import Grammar, wishes
from iombot.understanding.joining import with_origins, without_conjunctions, without_mentions, without_numbering
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FIGURES, PERCENT, PERSON, PLACE, YEAR, Evidence
from iombot.understanding.stated import with_stated
from iombot.understanding.terms import CLAIM, COMPARED, COMPARISONS, COUNT, REQUEST, SAY, SHARE
from iombot.understanding.text import QUESTION_MARKS, Token

INSISTENCE = "insistence"
"""The concept of insisting that something is so."""
EQUALS = "="
SEMICOLON = ";"
NEAR = 3
"""Words after an auxiliary among which a figure stands that is to be confirmed."""
VALUES = (*FIGURES, YEAR, PLACE, PERSON)
"""Beginnings of the concepts of what may be confirmed, or held against an answer."""
OPENING = 6
"""Among how many first words of a sentence an auxiliary makes it a yes/no question ("so please, is it ...")."""
SMALL = 3
"""Letters up to which a word between "or" and what may be chosen is small: "was it"."""
STATEMENT = 5
"""Words above which a sentence that ends in a question mark is taken for a statement to be confirmed."""


def as_claim(reading: Reading, grammar: Grammar) -> Reading:
    """Marks a question as a claim: it says that something is to be confirmed, or is put as a yes/no question."""
    # What is pressed as a fact ("admit that ...") is to be confirmed, unless something is asked for beside it.
    asked = _wishes_for_any(reading, grammar)
    insisted = INSISTENCE in reading.marks and not (asked and (reading.requests or asks_openly(reading, grammar)))
    confirms = CLAIM in reading.marks and not _asks_for_more(reading, grammar)
    claim = confirms or insisted or _yes_no(reading, grammar)
    spoken = {token.text for item in reading.own[:1] for token in reading.tokens[max(0, item.start - OPENING) :]}
    joined = without_conjunctions(without_numbering(reading, grammar), grammar)
    evidence = tuple(with_origins(without_mentions(joined, reading), reading))
    inside = any(_inside_year(reading, item, grammar) for item in reading.own)
    told = replace(
        reading,
        evidence=evidence,
        claim=claim,
        guards=frozenset(spoken & grammar.exclusives),
        inside_year=inside,
        polar=_opens(reading, grammar),
        negated=_negated(reading, grammar),
        choices=tuple(_choices(reading)) if claim else tuple(filter(_of_names, _choices(reading))),
    )
    return with_stated(told) if claim else told


def _choices(reading: Reading) -> Iterator[tuple[Evidence, Evidence]]:
    """What stands before and after each "or" of the question; "or not?" and "true or false?" offer none."""
    sentences = {reading.tokens[item.start].sentence for item in reading.own}
    for place, token in enumerate(reading.tokens):
        if token.text not in reading.words.alternative or token.sentence not in sentences:
            continue
        before = [item for item in reading.own if item.end <= place]
        after = [item for item in reading.evidence if item.start > place]
        if before and after and _beside(reading, before[-1].end, place) and _beside(reading, place + 1, after[0].start):
            yield before[-1], after[0]


def _of_names(pair: tuple[Evidence, Evidence]) -> bool:
    """Whether a choice is between two persons or places: "which photo is older, Dawit's or Othmane's?"."""
    return all(any(name.startswith((PERSON, PLACE)) for name in item.concepts) for item in pair)


def _beside(reading: Reading, start: int, end: int) -> bool:
    """Whether nothing but small words stands there."""
    return all(len(token.text) <= SMALL for token in reading.tokens[start:end])


def _asks_for_more(reading: Reading, grammar: Grammar) -> bool:
    """Whether it begins with a question word and wishes for something ("what would be the right number per day")."""
    own = reading.own
    return asks_openly(reading, grammar) and any(item.concepts & (COMPARED | {COUNT, SHARE}) for item in own)


def _wishes_for_any(reading: Reading, grammar: Grammar) -> bool:
    return any(wishes(item, grammar.concepts) and not _after_percentage(item, reading) for item in reading.own)


def _after_percentage(item: Evidence, reading: Reading) -> bool:
    """Whether words for a share only belong to the figure before them ("35 per cent of the")."""
    return any(name.startswith(PERCENT) for name in reading.before(item))


def _opens(reading: Reading, grammar: Grammar) -> bool:
    """Whether its first word is one with which a yes/no question begins."""
    own = reading.own
    place = reading.tokens[own[0].start].sentence if own else -1
    first = next((token.text for token in reading.tokens if token.sentence == place and token.kind == "word"), "")
    return first in grammar.openers


def _negated(reading: Reading, grammar: Grammar) -> bool:
    """Whether its sentence denies something; neither "isn't it ...?" at its beginning nor "..., isn't it?" does."""
    words = reading.words
    spoken = [token.text for token in _sentence(reading, reading.own[0].start)] if reading.own else []
    begin = bool(spoken) and spoken[0] in words.conjunctions | words.subordinating
    for place, text in enumerate(spoken):
        before, after = ["", *spoken][place], [*spoken, ""][place + 1]
        asked = before in grammar.openers and (place - 1 == begin or after in words.personal | words.resuming)
        if place and text in words.denying and not (asked or after in words.widening):
            return True
    return False


def _inside_year(reading: Reading, item: Evidence, grammar: Grammar) -> bool:
    named = any(name.startswith(YEAR) for name in item.concepts)
    return named and item.start > 0 and reading.tokens[item.start - 1].text in grammar.inside


def _yes_no(reading: Reading, grammar: Grammar) -> bool:
    """Whether it opens with an auxiliary and holds no question word, or is a statement with a question mark."""
    own = reading.own
    if not own:
        return False
    sentence = _sentence(reading, own[0].start)
    spoken = [token.text for token in sentence if token.kind == "word"]
    if grammar.interrogatives.intersection(_without_relatives(reading, spoken, grammar)) or _chooses(reading, grammar):
        return False
    wished = _wishes_for_any(reading, grammar)
    if wished and REQUEST in reading.marks:
        # "Could you tell me: list the countries" is no yes/no question, "could you tell me: was it Niger" is.
        return False
    # "120,000 = 2023?" is to be confirmed, "IOM = ?" is not.
    equated = any(token.raw == EQUALS for token in sentence[1:-2])
    # "I do not trust my sums" begins with no auxiliary, nor does "Germany has a fifth".
    named = {token.text for item in own if _value(item) for token in reading.tokens[item.start : item.end]}
    subjects = reading.words.askers | named
    # "Sorry to bother you, was it Niger?" has a mark between them.
    begin = sentence[: _end_of(sentence, OPENING)]
    after = [token.text for before, token in pairwise([None, *begin]) if token and _text(before) not in subjects]
    opened = grammar.openers.intersection(after) and not _said_of_wish(reading, grammar)
    if opened or (equated and sentence[-1].raw in QUESTION_MARKS):
        return True
    stated = len(sentence) > STATEMENT or _figure_of(own)
    return not wished and stated and sentence[-1].raw in QUESTION_MARKS


def _figure_of(own: tuple[Evidence, ...]) -> bool:
    """Whether it is a figure beside what it is of ("over 12,600 services?"): nobody asks so but to have it checked."""
    said = [item for item in own if not item.concepts & COMPARISONS]
    return len(said) > 1 and any(name.startswith(FIGURES) for item in (said[0], said[-1]) for name in item.concepts)


def _end_of(sentence: list[Token], words: int) -> int:
    """Where the first words of a sentence end, marks between them included."""
    places = [place for place, token in enumerate(sentence, 1) if token.kind == "word"]
    return (places[:words] or [0])[-1]


def _text(token: Token | None) -> str:
    return token.text if token else ""


def _value(item: Evidence) -> bool:
    return any(name.startswith((PLACE, PERSON)) for name in item.concepts)


def _sentence(reading: Reading, start: int) -> list[Token]:
    """The sentence of a token; what stands between semicolons is one row of questions."""
    end = number = reading.tokens[start].sentence
    for before, token in pairwise(reading.tokens):
        if token.sentence == end + 1 and before.raw == SEMICOLON:
            end += 1
    return [token for token in reading.tokens if number <= token.sentence <= end]


def _chooses(reading: Reading, grammar: Grammar) -> bool:
    """Whether it asks at its end which one of some things is meant ("they are in *which countries*?")."""
    last = reading.own[-1]
    choosing = (token.text in reading.words.choice for token in reading.tokens[last.start : last.end - 1])
    return any(choosing) and wishes(last, grammar.concepts)


def _said_of_wish(reading: Reading, grammar: Grammar) -> bool:
    """Whether the first auxiliary belongs to what is wished for ("total of people that IOM *has* moved").

    A figure beside it is to be confirmed after all ("the number of returnees is 71,000?").
    """
    first, tokens = reading.own[0], reading.tokens
    begin = tokens[first.start].sentence
    opening = (at for at, token in enumerate(tokens) if token.sentence >= begin and token.text in grammar.openers)
    place = next(opening, 0)
    between = tokens[first.end : place]
    joined = bool(between) and all(token.kind == "word" for token in between)
    valued = (item.start for item in reading.own if any(name.startswith(VALUES) for name in item.concepts))
    return joined and wishes(first, grammar.concepts) and not any(0 < at - place <= NEAR for at in valued)


def _without_relatives(reading: Reading, spoken: list[str], grammar: Grammar) -> list[str]:
    """The words of a sentence, less "which" and the like where they hardly ask.

    That is where it opens as a yes/no question and nothing is to be said or told: "was it the country *from which* most
    returned", but not "does it say which country".
    """
    requested = REQUEST in reading.marks
    telling = requested or any(SAY in item.concepts for item in reading.own)
    # A greeting may stand before it.
    asking = grammar.openers | grammar.interrogatives
    begins = next((place for place, word in enumerate(spoken[:OPENING]) if word in asking), 0)
    # In "my colleague is in Niger, which ..." it opens nothing.
    whose = spoken[begins - 2] if begins > 1 else ""
    if telling or not spoken or spoken[begins] not in grammar.openers or whose in reading.words.first_person:
        return spoken
    return [word for word in spoken if word not in grammar.relatives]
