"""Whose number or address is this: phone numbers and e-mail addresses in a question, whole or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from rapidfuzz.distance import OSA

from iombot.knowledge.models import Contact
from iombot.understanding.entities import entity
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.terms import WHO
from iombot.understanding.text import fold

LEAST_DIGITS = 2
"""Fewer digits than this single out nobody."""
TRUNK = "0"
"""What a number begins with that is dialled inside its country."""
WHOLE_DIGITS = 7
"""As many digits are a phone number without its beginning, whatever the words around them."""
TAIL_DIGITS = 4
"""As many are the end of one where somebody asks whose it is or speaks of a phone."""
LEAST_LETTERS = 3
"""Fewer letters of an e-mail address than this single out nobody."""
SURE_LETTERS = 5
"""As many letters of an address single somebody out even if nothing says that they are a fragment."""
GUESSED = 0.99
"""Likeness below which a word was corrected."""
SLIPS = 2
"""Slips of the keyboard within which a whole address is still known; the published ones differ by more."""
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

Part = Literal["email", "first", "last"]
"""What of a contact an initial is given of."""


@dataclass(frozen=True)
class AddressBook:
    """The published phone numbers and e-mail addresses."""

    phones: tuple[tuple[str, str], ...]
    """Digits in international form without the plus sign, and the contact's id."""
    emails: tuple[tuple[str, str], ...]
    """Folded addresses and the contact's id."""
    names: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Words of a name and the contact's id, in the order of the lists; mailboxes without a name are left out."""

    @classmethod
    def of(cls, contacts: Iterable[Contact]) -> AddressBook:
        """The book of these contacts."""
        contacts = list(contacts)
        phones = [(_digits(contact.phone.e164), contact.id) for contact in contacts if contact.phone]
        emails = tuple((fold(contact.email), contact.id) for contact in contacts)
        names = tuple((tuple(fold(contact.name).split()), contact.id) for contact in contacts if contact.name)
        return cls(tuple(phones), emails, names)

    def by_phone(self, digits: str) -> list[str]:
        """Contacts with this number: international, with 00, in national form, or without its first digits."""
        plain = digits.removeprefix("00").lstrip("0")
        return [id for number, id in self.phones if len(plain) >= LEAST_DIGITS + 4 and number.endswith(plain)]

    def by_digits(self, digits: str) -> list[str]:
        """Contacts whose number ends, else begins, else goes on with these digits."""
        plain = digits.lstrip("0") or digits
        if len(plain) < LEAST_DIGITS:
            return []
        for test in (str.endswith, str.startswith, str.__contains__):
            found = [id for number, id in self.phones if test(number, digits) or test(number, plain)]
            if found:
                return found
        return []

    def by_local(self, text: str) -> list[str]:
        """Contacts whose address begins with these letters, or else holds them before the @."""
        for test in (str.startswith, str.__contains__):
            found = [id for email, id in self.emails if test(email.split("@")[0], text)]
            if found:
                return found
        return []

    def by_email(self, text: str) -> list[str]:
        """Contacts whose address this is, or whose address begins with what stands before the @."""
        local, _, domain = text.partition("@")
        whole = [id for email, id in self.emails if email == text or (domain and OSA.distance(email, text) <= SLIPS)]
        if whole or len(local) < LEAST_LETTERS:
            return whole
        begun = [
            id
            for email, id in self.emails
            if email.split("@")[0].startswith(local) and email.split("@")[1].startswith(domain.rstrip("."))
        ]
        own = not domain or any(OSA.distance(email.split("@")[1], domain) <= SLIPS for email, _ in self.emails)
        return begun or (self._by_name_within(local) if own else [])

    def _by_name_within(self, local: str) -> list[str]:
        """Contacts whose name stands in what was guessed to be their address ("jamal.alfakhouri@")."""
        return [id for words, id in self.names if any(len(word) > LEAST_LETTERS and word in local for word in words)]

    def by_initial(self, letter: str, part: Part) -> list[str]:
        """Contacts whose address, first name or last name begins with a letter."""
        if part == "email":
            return [id for email, id in self.emails if email.startswith(letter)]
        return [id for words, id in self.names if words[0 if part == "first" else -1].startswith(letter)]


def resolve(reading: Reading, book: AddressBook) -> Reading:
    """The reading with phone numbers, addresses and fragments of them replaced by the persons they belong to."""
    if not reading.evidence:
        return reading
    # Beside an e-mail address, "the address" is that one and no street.
    typed = any(name.startswith("email:") for name in reading.concepts)
    named = [item for item in reading.evidence if not (typed and ADDRESS in item.concepts)]
    named = [item for item in named if not _set_apart(item, reading)]
    return replace(reading, evidence=tuple(_resolve(tuple(named), book, reading.concepts)))


def _resolve(evidence: tuple[Evidence, ...], book: AddressBook, said: frozenset[str]) -> Iterator[Evidence]:
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
            found = book.by_digits(digits) if _may_be_phone(digits, said) else []
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
    return _digits(item.text) or _value(item)[2].zfill(len(item.text.split()))


def _set_apart(item: Evidence, reading: Reading) -> bool:
    """Whether digits are those that a number does not have ("22 instead of 79")."""
    asked = any(FRAGMENT in other.concepts for other in reading.evidence)
    return asked and _value(item)[0] in NUMERIC and reading.follows(item, reading.words.dismissive)


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


def _digits(text: str) -> str:
    return "".join(char for char in text if char.isdigit())
