"""The published phone numbers and e-mail addresses, to be found by a part of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal, NamedTuple

from rapidfuzz.distance import OSA

from iombot.knowledge.models import Contact
from iombot.lazy import load
from iombot.understanding.text import fold

LEAST_DIGITS = 2
"""Fewer digits than this single out nobody."""
LEAST_LETTERS = 3
"""Fewer letters of an e-mail address than this single out nobody."""
SLIPS = 2
"""Slips of the keyboard within which a whole address is still known; the published ones differ by more."""

Part = Literal["email", "first", "last"]
"""What of a contact an initial is given of."""
Place = Literal["anywhere", "first", "last"]
"""Where in a phone number digits stand."""


class Line(NamedTuple):
    """A published phone number."""

    digits: str
    """In international form, without the plus sign."""
    national: str
    """Without the code of the country."""
    id: str
    """The contact's."""


@dataclass(frozen=True)
class AddressBook:
    """The published phone numbers and e-mail addresses."""

    phones: tuple[Line, ...]
    emails: tuple[tuple[str, str], ...]
    """Folded addresses and the contact's id."""
    names: tuple[tuple[tuple[str, ...], str], ...] = ()
    """Words of a name and the contact's id, in the order of the lists; mailboxes without a name are left out."""

    @classmethod
    def of(cls, contacts: Iterable[Contact]) -> AddressBook:
        """The book of these contacts."""
        contacts = list(contacts)
        # What knows the codes of countries is slow to import, and a bot that was kept has no use for it.
        national = load("iombot.knowledge.phones:national")
        published = [(contact.phone.e164, contact.id) for contact in contacts if contact.phone]
        phones = [Line(digits_of(number), national(number), id) for number, id in published]
        emails = tuple((fold(contact.email), contact.id) for contact in contacts)
        names = tuple((tuple(fold(contact.name).split()), contact.id) for contact in contacts if contact.name)
        return cls(tuple(phones), emails, names)

    def by_phone(self, digits: str) -> list[str]:
        """Contacts with this number: international, with 00, in national form, or without its first digits."""
        plain = digits.removeprefix("00").lstrip("0")
        return [line.id for line in self.phones if len(plain) >= LEAST_DIGITS + 4 and line.digits.endswith(plain)]

    def by_digits(self, digits: str, place: Place = "anywhere") -> list[str]:
        """Contacts whose number has these digits there; anywhere: ends, else begins, else goes on with them."""
        plain = digits.lstrip("0") or digits
        if len(plain) < LEAST_DIGITS:
            return []
        last = [line.id for line in self.phones if line.digits.endswith(digits)]
        first = [line.id for line in self.phones if line.digits.startswith(plain) or line.national.startswith(plain)]
        if place != "anywhere":
            return first if place == "first" else last
        return last or first or [line.id for line in self.phones if plain in line.digits]

    def by_others(self, digits: str, place: Place) -> list[str]:
        """Contacts whose number does not have these digits there."""
        found = self.by_digits(digits, place)
        return [line.id for line in self.phones if line.id not in found] if found else []

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
        # Another end than the published one ("iom.org") is a slip, too.
        site, _, ending = domain.partition(".")
        same = f"{local}@{site}." if "." not in ending else text
        whole = [
            id
            for email, id in self.emails
            if email == text or (domain and (OSA.distance(email, text) <= SLIPS or email.startswith(same)))
        ]
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


def digits_of(text: str) -> str:
    """The digits of a number, however it is printed."""
    return "".join(char for char in text if char.isdigit())
