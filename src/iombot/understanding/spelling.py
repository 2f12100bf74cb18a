"""Tokens as they were meant: SMS spellings written out, words typed as one taken apart, small words corrected.

What is left are slips in the words of the knowledge base: the lexicon tells those when forms are looked for.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from rapidfuzz import process
from rapidfuzz.distance import OSA

from iombot.understanding.text import Token, plain
from iombot.understanding.vocabulary import Vocabulary

SHOUTED = 4
"""Letters below which a word in capitals is an abbreviation rather than SMS spelling."""
LEAST_SAID = 3
"""Words besides sounds from which a message is more than such a sound."""
MOST_TWICE = 3
"""Words that somebody starts twice."""
LEAST_SPLIT, LEAST_HEARD = 5, 6
"""Letters of a name that was heard as several words, letter by letter and misheard; fewer are heard everywhere."""
MOST_WORDS = 3
"""Words that a name may be heard as: "get a chew"."""
MISHEARD = 1.2
"""Cost of slips up to which words that make no sense are a name that was misheard."""
LEAST_LETTERS = 3
"""Letters of an abbreviation that an article before it was taken for another one of."""


def spelled(tokens: Sequence[Token], vocabulary: Vocabulary) -> tuple[Token, ...]:
    """The tokens with everything that was typed in haste put right; words that nothing explains stay as they are."""
    tokens = tuple(_paired(tokens, vocabulary))
    words = [token for token in tokens if token.kind == "word"]
    shouting = sum(token.shouted for token in words) * 2 > len(words)
    heard = tuple(_heard(tuple(_fluent(tokens, vocabulary)), vocabulary))
    return tuple(_written_out(_meant(heard, vocabulary, shouting=shouting), vocabulary, shouting=shouting))


def _paired(tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Token]:
    """The tokens with each word corrected that the one after it shows to stand for another ("safa an of ...")."""
    for place, token in enumerate(tokens):
        pair = tuple(other.text for other in tokens[place : place + 2])
        meant = vocabulary.pairs.get(pair)
        yield replace(token, text=meant[0]) if meant else token


def _fluent(tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Token]:
    """Spoken words without the sounds between them and without what was started twice ("how many how many")."""
    words = [token for token in tokens if not (token.kind == "word" and token.text in vocabulary.hesitations)]
    if len(words) < LEAST_SAID:
        yield from tokens
        return
    usual = vocabulary.spotter.lexicon.language.usual
    place = 0
    while place < len(words):
        for length in range(MOST_TWICE, 0, -1):
            said = [_spoken(token, vocabulary) for token in words[place : place + length]]
            again = [_spoken(token, vocabulary) for token in words[place + length : place + 2 * length]]
            # A single word said twice may be meant ("bye bye"), unless it is one of the smallest.
            if all(said) and said == again and (length > 1 or said[0] in usual):
                place += length
                break
        else:
            yield words[place]
            place += 1


def _spoken(token: Token, vocabulary: Vocabulary) -> str:
    """The word, if it may be said twice by accident; digits that are read out are not."""
    return token.text if token.kind == "word" and token.text not in vocabulary.numerals.numbers else ""


def _heard(tokens: Sequence[Token], vocabulary: Vocabulary) -> Iterator[Token]:
    """Names that a machine heard as other words ("get a chew", "oth man") made whole."""
    place = 0
    while place < len(tokens):
        for end in range(min(place + MOST_WORDS, len(tokens)), place + 1, -1):
            name = _name(tokens[place:end], vocabulary)
            if name:
                yield replace(tokens[place], text=name, raw=" ".join(token.raw for token in tokens[place:end]))
                place = end
                break
        else:
            yield tokens[place]
            place += 1


def _name(tokens: Sequence[Token], vocabulary: Vocabulary) -> str | None:
    """The name that several words sound like; words that are all known must make it letter by letter."""
    joined = "".join(token.text for token in tokens)
    if len(joined) < LEAST_SPLIT or any(token.kind != "word" for token in tokens):
        return None
    if joined in vocabulary.names:
        return joined
    if len(joined) < LEAST_HEARD:
        return None
    known = vocabulary.spotter.lexicon.known
    sensible = all(known(token.text) for token in (tokens[0], tokens[-1]))
    if sensible or any(token.text in vocabulary.names for token in tokens):
        return None
    near = process.extract(joined, vocabulary.names, scorer=OSA.distance, score_cutoff=2, limit=3)
    slips = vocabulary.spotter.lexicon.language.slips
    ranked = sorted((slips.cost(joined, name), name) for name, _, _ in near)
    return ranked[0][1] if ranked and ranked[0][0] <= MISHEARD else None


def _meant(tokens: Sequence[Token], vocabulary: Vocabulary, *, shouting: bool) -> Iterator[Token]:
    """Words typed as one taken apart, and small words corrected."""
    lexicon = vocabulary.spotter.lexicon
    for place, token in enumerate(tokens):
        odd = token.kind == "word" and token.raw.isascii() and plain(token.raw) not in vocabulary.short
        if not odd or token.text in vocabulary.short or lexicon.known(token.text):
            yield token
        elif token.shouted and not shouting:
            # "A VHR" read out letter by letter.
            rest = token.text[1:]
            led = token.text[0] in vocabulary.skip and len(rest) >= LEAST_LETTERS and lexicon.holds(rest)
            yield replace(token, text=rest) if led else token
        elif token.text[:-1] in vocabulary.places and token.text[-1] in vocabulary.function_words.plurals:
            # "Malis share" lacks an apostrophe.
            yield replace(token, text=token.text[:-1])
        else:
            # What is written like a name, or may be the beginning of one, is left alone.
            named = token.raw.istitle() and place > 0 and tokens[place - 1].kind == "word"
            named = named or any(name.startswith(token.text) for name in vocabulary.names)
            yield from _parted(token, (None if named else lexicon.respell(token.text)) or [token.text])


def _parted(token: Token, words: Sequence[str]) -> Iterator[Token]:
    """One token for each word; what was typed stays with the first."""
    yield from (replace(token, text=word, raw=token.raw if not place else "") for place, word in enumerate(words))


def _written_out(tokens: Iterator[Token], vocabulary: Vocabulary, *, shouting: bool) -> Iterator[Token]:
    """SMS spellings written out."""
    for token in tokens:
        # "What's" is looked up whole before its ending is taken for a possessive.
        whole = vocabulary.short.get(plain(token.raw)) or vocabulary.short.get(token.text)
        abbreviated = token.shouted and len(token.text) < SHOUTED and not shouting
        long = whole if token.kind == "word" and not abbreviated else None
        if long is None:
            yield token
        else:
            yield from _parted(token, long)
