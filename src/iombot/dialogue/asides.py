"""What stands beside small talk in a message: other clauses, other sentences, and what is set against it."""

from __future__ import annotations

from iombot.understanding.reading import Reading
from iombot.understanding.spotting import PLACE, Evidence
from iombot.understanding.text import first_word, is_marked


def of_one_clause(reading: Reading, one: Evidence, other: Evidence) -> bool:
    """Whether no mark stands between two pieces of evidence."""
    first, second = sorted((one, other), key=lambda item: item.start)
    return all(token.kind != "mark" for token in reading.tokens[first.end : second.start])


def asks(reading: Reading, item: Evidence) -> bool:
    """Whether the sentence of a piece of evidence ends in a question mark, or begins with a word that asks."""
    sentence = reading.sentence_of(item)
    said = [token for token in reading.tokens if token.sentence == sentence]
    return is_marked(said) or first_word(said) in reading.words.interrogatives


def goes_on(reading: Reading, end: int, *, own: bool = True) -> bool:
    """Whether something is set against small talk that ends at a place, or (`own`) the next clauses tell of oneself."""
    words, others = reading.words, False
    for token in reading.tokens[end:]:
        others = others or token.kind == "mark"
        if token.text in words.contrasting or (own and others and token.text in words.first_person):
            return True
    return False


def moves(reading: Reading, start: int, end: int) -> bool:
    """Whether words on oneself go on to a place: "I will be back *in Mali*" is no goodbye."""
    own = any(token.text in reading.words.first_person for token in reading.tokens[start:end])
    places = {item.start for item in reading.evidence if any(name.startswith(PLACE) for name in item.concepts)}
    locating = end < len(reading.tokens) and reading.tokens[end].text in reading.words.locating
    return own and locating and bool(places & {end + 1, end + 2})
