"""Text to tokens: one normal form for every script, keyboard and habit of typing."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

MAX_CHARACTERS = 3_000
"""How much of a message is read. A question of 500 words fits; more would only cost time."""

LEAST_STEM = 3
"""Letters that stay of a word without its ending."""
SPELLED_OUT = 3
"""Single letters in a row that make an abbreviation."""

MAX_TOKENS = 400
"""How many words and marks of a message are read."""
Kind = Literal["word", "number", "email", "phone", "mark"]
WORDS = frozenset({"ordinal", "slashed", "sign"})
"""What is a word besides those of letters only."""
QUESTION_MARKS = ("?", "؟")

_TOKEN = re.compile(
    r"""
    (?P<email>[\w.+-]{0,64}@[\w.-]{0,255}\w|[\w.+-]{1,64}@)
  | (?P<phone>
        (?:\+|\b00)[\s(]?\d(?:[\s().\-/]{0,2}\d){5,}
      | \b0(?:[\s().\-/]{0,2}\d){8,}
      | \b\d{2,3}(?:[\s\-/]\d{2,4}){3,}(?![\d,]))
  | (?P<slashed>\b(?:w/(?:o|out)?|b/w)(?![\w/]))
  | (?P<ordinal>\b\d{1,2}[^\W\d_]{2,3}\b)
  | (?P<number>\b\d{1,3}(?:[,.\u00a0\u202f'’ ]\d{3})+(?!\d)(?:[.,]\d+)?|\d+(?:[.,]\d+)?)
  | (?P<word>[^\W\d_][^\W_]*(?:['’`´][^\W\d_]+)*)
  | (?P<sign>[@©])
  | (?P<mark>[.?!…;:\n,&+/()%=؟。—–"“”«»\[\]]|-(?=\s)|(?<=\s)-)
    """,
    re.VERBOSE,
)
_ENDINGS = frozenset(".?!…;\n؟。")
_INVISIBLE = {"Cf", "Cc", "Cs", "Co", "Cn"}
_DOTTED = re.compile(r"(?<![\w.@])((?:[^\W\d_]\.)+[^\W\d_])(?![\w@])(\.(?=\s*(?:[^\sA-Z]|$)))?")
"""An abbreviation of single letters with dots ("a.i.", "U.N."); its last dot may end a sentence, too."""
_SHORTENED = re.compile(
    r"(?<![\w.@])([^\W\d_]{1,2})\.(?=\s*\d)|(?<![\w.@])([A-Z])\.(?=\s+[a-z])|(?<![\w.@])([Vv][Ss]?)\.(?=\s+\w)"
)
"""A short word with a dot that ends no sentence: "No. 1", "Amber C. at IOM", "Mali vs. Guinea"."""
_QUOTED = re.compile(
    r"(?<!\w)['\u2018\u201a](?=\w)([^'\u2018\u2019]*(?:(?<=\w)['\u2019](?=\w)[^'\u2018\u2019]*)*)"
    r"(?<=[\w.!?,])['\u2019](?!\w)"
)
"""Words between single quotation marks, which are no apostrophes: "is it called 'Journey's end'?"."""
_POSSESSIVE = re.compile(r"['’`´]s$")
_APOSTROPHES = re.compile(r"['’`´]")


@dataclass(frozen=True)
class Token:
    """A word, number, address or mark of the utterance."""

    text: str
    """Folded: lower case, no accents, no apostrophes."""
    raw: str
    """As typed."""
    kind: Kind
    sentence: int
    """Which sentence it stands in, from 0."""

    @property
    def shouted(self) -> bool:
        """Whether it is written in capitals, as abbreviations are."""
        return len(self.raw) > 1 and self.raw.isupper()


def first_word(tokens: Iterable[Token]) -> str:
    """The first of some tokens that is a word, folded; empty where there is none."""
    return next((token.text for token in tokens if token.kind == "word"), "")


def is_marked(tokens: Iterable[Token]) -> bool:
    """Whether a question mark is among some tokens."""
    return any(token.raw in QUESTION_MARKS for token in tokens)


def fold(text: str) -> str:
    """Lower case without accents; `É` and `e` are the same to people who type in a hurry."""
    if text.isascii():
        return text.lower()
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in parts if not unicodedata.combining(char))


def clean(utterance: str) -> str:
    """At most `MAX_CHARACTERS`, in NFKC, with control and zero-width characters taken out."""
    # One character may become many (a ligature of a whole phrase), so the limit counts before and after.
    text = unicodedata.normalize("NFKC", utterance[:MAX_CHARACTERS])[:MAX_CHARACTERS]
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        char if char in "\n " or unicodedata.category(char) not in _INVISIBLE else " " if char == "\t" else ""
        for char in text
    )


def tokenize(utterance: str, joiners: Collection[str] = ()) -> tuple[Token, ...]:
    """Tokens in order, marks included. Never raises; an empty or unreadable text gives an empty tuple.

    `joiners` are the words that may stand before the last of several letters that are read out ("V, H *and* R").
    """
    tokens: list[Token] = []
    sentence, pending = 0, False
    text = _QUOTED.sub(r"“\1”", clean(utterance))
    for match in _TOKEN.finditer(_SHORTENED.sub(_unshortened, _DOTTED.sub(_undotted, text))):
        # The other groups are named as the kinds; "2nd", "w/o" and a lone "@" are words.
        kind: Kind = "word" if match.lastgroup in WORDS else match.lastgroup  # type: ignore[assignment]
        raw = match.group()
        if kind == "mark" and raw in _ENDINGS:
            pending = bool(tokens)
        elif kind != "mark" and pending:
            sentence, pending = sentence + 1, False
        if raw == "%" and not (tokens and tokens[-1].kind == "number"):
            kind = "word"
        text = word_form(raw) if kind == "word" else fold(raw)
        tokens.append(Token(text, raw, kind, sentence))
    return tuple(_spelled_out(tokens[:MAX_TOKENS], joiners))


def _undotted(match: re.Match[str]) -> str:
    """An abbreviation without its dots."""
    return match[1].replace(".", "")


def _unshortened(match: re.Match[str]) -> str:
    """A shortened word without its dot."""
    return match[1] or match[2] or match[3]


def _spelled_out(tokens: list[Token], joiners: Collection[str]) -> Iterator[Token]:
    """Abbreviations read out letter by letter ("v h r", "I.O.M.", "V, H and R") become one word."""
    place = 0
    while place < len(tokens):
        end = place
        while end < len(tokens) and (_letter(tokens[end]) or (end > place and _joins_letters(tokens, end, joiners))):
            end += 1
        letters = [token for token in tokens[place:end] if _letter(token)]
        if len(letters) >= SPELLED_OUT:
            text = "".join(token.text for token in letters)
            yield Token(text, text.upper(), "word", tokens[place].sentence)
            place = end
        else:
            yield tokens[place]
            place += 1


def _joins_letters(tokens: list[Token], place: int, joiners: Collection[str]) -> bool:
    """Whether a mark or a joiner stands between two letters that are read out."""
    if tokens[place].raw == ".":
        return True
    following = tokens[place + 1 : place + 3]
    if tokens[place].raw in ",&":
        return bool(following) and (_letter(following[0]) or (following[0].text in joiners and _letter(following[-1])))
    # "V, H and R" are one; in "A V R R and V H R" the letters after it are another.
    last = len(following) == 1 or (len(following) > 1 and not _letter(following[1]))
    return tokens[place].text in joiners and last and _letter(following[0])


def _letter(token: Token) -> bool:
    return token.kind == "word" and len(token.text) == 1


def plain(raw: str) -> str:
    """A word folded and without apostrophes, its ending kept."""
    return _APOSTROPHES.sub("", fold(raw))


def word_form(raw: str) -> str:
    """A word as it is compared: folded, without possessive ending and apostrophes."""
    return _APOSTROPHES.sub("", _POSSESSIVE.sub("", fold(raw)))


def named(raw: str) -> str:
    """A name as it is told back: as it was written, without possessive ending ("Switzerland's")."""
    return _POSSESSIVE.sub("", raw)


def words(text: str) -> tuple[str, ...]:
    """The words and numbers of a phrase from the knowledge base, as they are compared."""
    return tuple(token.text for token in tokenize(text) if token.kind != "mark")


def stem(word: str, suffixes: tuple[tuple[str, str], ...]) -> str:
    """The word without its inflection: the first suffix that fits is replaced, if three letters stay."""
    if len(word) <= LEAST_STEM:
        return word
    for suffix, replacement in suffixes:
        if word.endswith(suffix) and len(word) - len(suffix) >= LEAST_STEM:
            word = word[: -len(suffix)] + replacement
            break
    # "stopped" and "stop", "move" and "moving" meet only without the doubled letter and the final e.
    if len(word) > LEAST_STEM and word[-1] == word[-2] and word[-1] not in "aeiouls":
        word = word[:-1]
    return word[:-1] if len(word) > LEAST_STEM + 1 and word.endswith("e") else word
