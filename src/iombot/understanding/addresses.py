"""Whose number or address is this: phone numbers and e-mail addresses in a question, whole or in part."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from rapidfuzz.distance import OSA

from iombot.knowledge.models import Contact
from iombot.understanding.entities import entity
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence
from iombot.understanding.text import fold

LEAST_DIGITS = 2
"""Fewer digits than this single out nobody."""
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


@dataclass(frozen=True)
class AddressBook:
    """The published phone numbers and e-mail addresses."""

    phones: tuple[tuple[str, str], ...]
    """Digits in international form without the plus sign, and the contact's id."""
    emails: tuple[tuple[str, str], ...]
    """Folded addresses and the contact's id."""

    @classmethod
    def of(cls, contacts: Iterable[Contact]) -> AddressBook:
        """The book of these contacts."""
        contacts = list(contacts)
        phones = [(_digits(contact.phone.e164), contact.id) for contact in contacts if contact.phone]
        return cls(tuple(phones), tuple((fold(contact.email), contact.id) for contact in contacts))

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
        return [
            id
            for email, id in self.emails
            if email.split("@")[0].startswith(local) and email.split("@")[1].startswith(domain.rstrip("."))
        ]


def resolve(reading: Reading, book: AddressBook) -> Reading:
    """The reading with phone numbers, addresses and fragments of them replaced by the persons they belong to."""
    if not reading.evidence:
        return reading
    fragments = FRAGMENT in reading.concepts
    # Beside an e-mail address, "the address" is that one and no street.
    typed = any(name.startswith("email:") for name in reading.concepts)
    named = [item for item in reading.evidence if not (typed and ADDRESS in item.concepts)]
    evidence = tuple(_resolve(tuple(named), book, fragments=fragments))
    return replace(reading, evidence=evidence)


def _resolve(evidence: tuple[Evidence, ...], book: AddressBook, *, fragments: bool) -> Iterator[Evidence]:
    position = 0
    while position < len(evidence):
        item = evidence[position]
        last = position
        kind, _, value = _value(item)
        if kind == "phone":
            yield _reached(item, book.by_phone(value))
        elif kind == "email":
            yield _email(item, value, book)
        elif fragments and kind in ("number", "year"):
            digits = _digits(item.text)
            while last + 1 < len(evidence) and _value(evidence[last + 1])[0] in ("number", "year"):
                last += 1
                digits += _digits(evidence[last].text)
            yield _reached(replace(item, end=evidence[last].end), book.by_digits(digits))
        elif _odd(item) and len(item.text) >= (LEAST_LETTERS if fragments else SURE_LETTERS):
            yield _reached(item, book.by_local(fold(item.text)))
        else:
            yield item
        position = last + 1


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
