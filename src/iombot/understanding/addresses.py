"""Whose number or address is this: phone numbers and e-mail addresses in a question, whole or in part."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from iombot.understanding.address_book import LEAST_DIGITS, LEAST_LETTERS, AddressBook, Place, digits_of
from iombot.understanding.entities import entity
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence, in_order
from iombot.understanding.terms import WHO
from iombot.understanding.text import fold

TRUNK = "0"
"""What a number begins with that is dialled inside its country."""
WHOLE_DIGITS = 7
"""As many digits are a phone number without its beginning, whatever the words around them."""
TAIL_DIGITS = 4
"""As many are the end of one where somebody asks whose it is or speaks of a phone."""
SURE_LETTERS = 5
"""As many letters of an address single somebody out even if nothing says that they are a fragment."""
GUESSED = 0.99
"""Likeness below which a word was corrected."""
ADDRESS = "address"
"""Asking for a place to go or send things to."""
FRAGMENT = "fragment"
"""The concept of words such as "ends in", which make a stray number a piece of an address."""
REACHED = "reached"
"""The concept that joins a person found by phone number or e-mail address."""
PHONE_WORDS = frozenset({FRAGMENT, REACHED, "phone", "ask-phone"})
"""Concepts of speaking of a phone number, or of asking whose something is."""
NUMERIC = ("number", "year")
"""Kinds of recognised values that may be digits of a phone number."""

NOBODY = "nobody"
"""Stands for the contact where a number is asked for that none of them has."""
BEGINNING, ENDING = "digits-first", "digits-last"
"""Marks of words such as "begins with" and "ends in", which tell where in a number its digits are."""
PLACES = frozenset({BEGINNING, ENDING})


def resolve(reading: Reading, book: AddressBook) -> Reading:
    """The reading with phone numbers, addresses and fragments of them replaced by the persons they belong to."""
    if not reading.evidence:
        return reading
    # Beside an e-mail address, "the address" is that one and no street.
    typed = any(name.startswith("email:") for name in reading.concepts)
    named = [item for item in reading.evidence if not (typed and ADDRESS in item.concepts)]
    apart = [item for item in named if _set_apart(item, reading)]
    others = [item for item in named if item not in apart]
    place = _place(reading)
    if apart and not any(_value(item)[0] in NUMERIC for item in others):
        # "Whose number does *not* begin with 79?" asks for all the others.
        found = book.by_others("".join(map(_typed, apart)), place)
        others = [*in_order([*others, _reached(apart[0], found or [NOBODY])])]
    return replace(reading, evidence=tuple(_resolve(tuple(others), book, reading.concepts, place)))


def _place(reading: Reading) -> Place:
    """Where in a number its digits are said to be."""
    said = reading.marks & PLACES
    return "anywhere" if len(said) != 1 else "first" if BEGINNING in said else "last"


def _resolve(
    evidence: tuple[Evidence, ...], book: AddressBook, said: frozenset[str], place: Place
) -> Iterator[Evidence]:
    least = LEAST_LETTERS if FRAGMENT in said else SURE_LETTERS
    position = 0
    while position < len(evidence):
        item = evidence[position]
        last = position
        kind, _, value = _value(item)
        if kind == "phone":
            yield _reached(item, book.by_phone(value))
        elif kind == "email":
            yield _email(item, value, book)
        elif kind in NUMERIC:
            last = _run(evidence, position)
            digits = "".join(_typed(part) for part in evidence[position : last + 1])
            found = book.by_digits(digits, place) if _may_be_phone(digits, said) else []
            if not found:
                last = position
            yield _reached(replace(item, end=evidence[last].end), found)
        elif _said_after_fragment(evidence, position) or (_odd(item) and len(item.text) >= least):
            yield _reached(item, book.by_local(fold(item.text)))
        else:
            yield item
        position = last + 1


def _run(evidence: tuple[Evidence, ...], first: int) -> int:
    """Index of the last of several numbers in a row."""
    last = first
    while last + 1 < len(evidence) and _value(evidence[last + 1])[0] in NUMERIC:
        last += 1
    return last


def _may_be_phone(digits: str, said: frozenset[str]) -> bool:
    """Whether digits may be those of a phone number, by their length and by what is said around them."""
    if len(digits) >= WHOLE_DIGITS or FRAGMENT in said:
        return True
    if digits.startswith(TRUNK) and len(digits) >= len(TRUNK) + LEAST_DIGITS:
        # "The 022 number" begins as it is dialled at home; no figure of five digits begins with 0.
        return len(digits) > TAIL_DIGITS or bool(said & (PHONE_WORDS | {"contact", "digits"}))
    return len(digits) >= TAIL_DIGITS and bool(said & (PHONE_WORDS | {WHO}))


def _typed(item: Evidence) -> str:
    """The digits of a number, be it in words: "zero eight" is 08."""
    return digits_of(item.text) or _value(item)[2].zfill(len(item.text.split()))


def _set_apart(item: Evidence, reading: Reading) -> bool:
    """Whether digits are those that a number does not have ("22 instead of 79", "does not begin with 79")."""
    if _value(item)[0] not in NUMERIC or not reading.concepts & PHONE_WORDS:
        return False
    # "... with +41" has a sign before its digits.
    signs = reading.tokens[item.start - 1 : item.start]
    start = item.start - sum(token.kind == "mark" for token in signs)
    verbs = (mark for mark in reading.aside if mark.concepts & PLACES and mark.end == start)
    return any(reading.follows(one, reading.words.dismissive) for one in (item, *verbs))


def _said_after_fragment(evidence: tuple[Evidence, ...], position: int) -> bool:
    """Whether a word that nothing explains stands directly after "begins with"."""
    item, before = evidence[position], evidence[position - 1] if position else None
    piece = item.text.isalpha() and len(item.text) >= LEAST_LETTERS and not item.concepts
    return piece and before is not None and FRAGMENT in before.concepts


def _odd(item: Evidence) -> bool:
    """Whether it is a word that the language does not have, or was only guessed at."""
    return item.text.isalpha() and (item.similarity < GUESSED or (not item.concepts and item.weight >= 1))


def _value(item: Evidence) -> tuple[str, str, str]:
    return next(iter(item.concepts)).partition(":") if len(item.concepts) == 1 else ("", "", "")


def _email(item: Evidence, text: str, book: AddressBook) -> Evidence:
    local, _, domain = text.partition("@")
    if not local and any(email.endswith("@" + domain) for email, _ in book.emails):
        # The organisation's domain alone says only that an e-mail address is meant.
        return replace(item, concepts=frozenset({"email"}))
    return _reached(item, book.by_email(text))


def _reached(item: Evidence, ids: list[str]) -> Evidence:
    """The persons reached, as one of several meanings; what reaches nobody stays as it was."""
    if not ids:
        return item
    return replace(item, concepts=frozenset({REACHED, *(entity("person", id) for id in ids)}))
