"""People in need: who is one, and what is a question on the releases beside a need or after it.

A cry for help is told from one who only mentions such things by three signs: who it is about (themselves or somebody
near, not a client or a story), whether a question on the releases stands beside it that is clear without it, and what
they are.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from iombot.dialogue.part import CLEAR, Part
from iombot.dialogue.state import ChatState
from iombot.knowledge.phrases import NEEDS
from iombot.understanding.clauses import Span
from iombot.understanding.needs import OCCUPATION
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PERSON
from iombot.understanding.terms import FIRST_PERSON, WHOM
from iombot.understanding.text import Token, first_word, is_marked

ABILITIES = "chat-abilities"
"""Intent that tells what can be asked."""
DANGER = "referral-danger"
"""Intent that answers somebody in danger."""
OWN = "own-case"
"""Mark of telling of one's own case."""
PERIL, CRY = "danger", "need-help"
"""Marks of danger, and of a call for help, which may be but a way of asking."""
WORKING = frozenset({"press", "only-curious", OCCUPATION})
"""Marks of somebody who asks for others, out of interest or at work; the lexicon declares them."""
SEVERAL = 2
"""As many of them speak of need even without the first person, or from a journalist."""
NEAR = frozenset({"he-him", "she-her"})
"""Marks of a question about somebody near."""
PLACE_OF = "ask-where"
"""Asking where something is: after a need, where help is."""
LEAST = 4
"""Words that a question after a need has: "which office?" is none on the releases."""
ENDING = frozenset(",;:.!?\n—–-")
"""Marks at which a need may end and a question begin."""


def needs_help(reading: Reading) -> bool:
    """Whether the person speaks of their own case: first person and need, or danger."""
    said = reading.marks
    own = FIRST_PERSON in said or _tells_own(reading)
    if own and PERIL in said:
        return True
    needs = said & NEEDS
    if "only-curious" in said or ("press" in said and len(needs) < SEVERAL):
        return False
    if OCCUPATION in said and only_cries(reading):
        return False
    return bool(needs) and (own or len(needs) >= SEVERAL or _states_danger(reading))


def _tells_own(reading: Reading) -> bool:
    """Whether a need is told in words that hold an "I" or "my" themselves ("help with *my* papers")."""
    spans = [reading.tokens[item.start : item.end] for item in reading.cries if OWN in item.concepts]
    return any(token.text in reading.words.first_person for span in spans for token in span)


def perhaps_in_need(reading: Reading) -> bool:
    """Whether a message that was not understood may tell of a need in words of its own: it speaks of its writer.

    No list of words for needs is complete, and nobody is harmed by being told where help is.
    """
    return FIRST_PERSON in reading.marks and not reading.marks & WORKING


def only_cries(reading: Reading) -> bool:
    """Whether the only sign of need is a call for help, which may just be a way of asking."""
    return reading.marks & NEEDS == {CRY}


def no_danger(reading: Reading) -> bool:
    """Whether a single sign of need, and none of danger, is all that the message holds."""
    return PERIL not in reading.marks and len(reading.marks & NEEDS) < SEVERAL


def in_danger(reading: Reading) -> bool:
    """Whether danger is told of somebody, and not just a word for it used ("I work with *suicidal* migrants")."""
    perils = [item for item in reading.cries if PERIL in item.concepts]
    return any(item.end > item.start + 1 or FIRST_PERSON in item.concepts for item in perils)


def gives_a_reason(reading: Reading) -> bool:
    """Whether a need is told as the reason for what is asked: "because I want to go home"."""
    said = [token.text for token in reading.tokens]
    return any(
        reading.words.subordinating.intersection(said[max(0, item.start - 2) : item.start]) for item in reading.cries
    )


def _states_danger(reading: Reading) -> bool:
    """Whether danger is told of in a sentence that asks for nothing ("men with guns are outside")."""
    perils = (item for item in reading.cries if PERIL in item.concepts and item.end > item.start + 1)
    return any(not _asks(reading, reading.tokens[item.start].sentence) for item in perils)


def _asks(reading: Reading, sentence: int) -> bool:
    """Whether a sentence opens with a word that asks, holds a polite request, or ends with a question mark."""
    places = [place for place, token in enumerate(reading.tokens) if token.sentence == sentence]
    tokens = [reading.tokens[place] for place in places]
    opens = first_word(tokens) in reading.words.interrogatives | reading.words.openers
    requested = any(place in reading.requests for place in places)
    return opens or requested or is_marked(tokens)


def stands_clear(reading: Reading, parts: Sequence[Part], state: ChatState, wishes: frozenset[str]) -> bool:
    """Whether a message after a need is a question on the releases, and about nobody near."""
    if reading.marks & WORKING:
        return True
    sure = CLEAR if DANGER in state.need else 0.0
    named = any(name.startswith(PERSON) for name in reading.concepts)
    wished = reading.concepts & (wishes if named else wishes - {PLACE_OF}) and reading.length >= LEAST
    if not wished and DANGER not in state.need and reading.length >= LEAST and asks_of_others(reading, reading.tokens):
        # "What do they teach refugees?" wishes for nothing by name.
        wished, sure = reading.own_concepts, CLEAR
    answered = all(part.decision.verdict in ("answer", "gap") and part.decision.confidence >= sure for part in parts)
    contacts = any(fit.target.kind == "contact" for part in parts for fit in part.decision.fits)
    return bool(wished or all(map(_claims, parts))) and answered and not contacts and impersonal(reading)


def asks_of_others(reading: Reading, tokens: Iterable[Token]) -> bool:
    """Whether these words of a message ask what or how, and say nothing of the asker."""
    said = {token.text for token in tokens}
    return bool(said & reading.words.interrogatives) and not said & reading.words.first_person


def impersonal(reading: Reading) -> bool:
    """Whether a question is not about somebody near and does not ask whom to call."""
    if reading.marks & WORKING or any(name.startswith(PERSON) for name in reading.concepts):
        return True
    return not reading.marks & NEAR and not reading.own_concepts & WHOM


def _claims(part: Part) -> bool:
    return part.reading.claim and any(part.reading.values(kind) for kind in ("number", "percent", "person"))


def without_need(reading: Reading) -> str:
    """The last words of a message in a row that hold no need and nothing of oneself; empty where there are none."""
    if only_cries(reading):
        wished = (_after_with(reading), len(reading.tokens))
        return "" if _of_oneself(reading, wished) else _text(reading, [wished])
    spans: list[Span] = []
    for span in _clauses(reading) if reading.cries else ():
        if not _of_oneself(reading, span):
            spans = [*spans, span] if spans and spans[-1][1] == span[0] else [span]
    return _text(reading, spans)


def asks_besides(reading: Reading, asked: Reading, wishes: frozenset[str]) -> bool:
    """Whether what is left of a message without its need asks for something, and for nothing of oneself."""
    if asked.cries or not impersonal(replace(asked, marks=asked.marks | reading.marks & WORKING)):
        return False
    marked = is_marked(asked.tokens)
    # "Does IOM help?" is still about the need.
    questioned = marked and asked.length > LEAST and "second-person" not in asked.marks
    return bool(asked.concepts & wishes) or questioned or only_cries(reading)


def _of_oneself(reading: Reading, span: Span) -> bool:
    """Whether a clause tells of a need, or says I or my other than in "give me" or "I want to know"."""
    start, end = span
    crying = any(item.start < end and start < item.end for item in reading.cries)
    asked = max((place for place in reading.requests if start < place <= end), default=start)
    return crying or any(token.text in reading.words.first_person for token in reading.tokens[asked:end])


def helps_with(reading: Reading) -> bool:
    """Whether a cry is for help *with* something, which is then what is wanted."""
    return only_cries(reading) and any(
        token.text in reading.words.accompanying for token in reading.tokens[: _after_with(reading)][-1:]
    )


def _after_with(reading: Reading) -> int:
    """Where what follows on a cry begins: "help me *with* ..."."""
    end = max((item.end for item in reading.cries), default=0)
    while end < len(reading.tokens) and (
        reading.tokens[end].raw in ENDING or reading.tokens[end].text in reading.words.accompanying
    ):
        end += 1
    return end


def _clauses(reading: Reading) -> list[Span]:
    """The clauses of a message: cut at marks, and at an "and" before a question word."""
    asking = reading.words.interrogatives | reading.words.openers
    tokens, bounds = reading.tokens, [0]
    for place, token in enumerate(tokens):
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        joins = token.text in reading.words.conjunctions and following in asking
        if token.raw in ENDING or token.raw == "&" or joins:
            bounds.append(place + 1)
    return [(first, last) for first, last in zip(bounds, [*bounds[1:], len(tokens)], strict=True) if last > first]


def _text(reading: Reading, spans: Sequence[Span]) -> str:
    said = [token.raw for start, end in spans for token in reading.tokens[start:end] if token.raw]
    return " ".join(said) if any(word not in ENDING for word in said) else ""
