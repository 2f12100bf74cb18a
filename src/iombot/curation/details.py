"""Press contacts whose details differ between releases."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from iombot.curation.whereabouts import Spot, Whereabouts
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Contact
from iombot.understanding.text import words


def check_details(base: KnowledgeBase, where: Whereabouts) -> Iterator[Finding]:
    """A person with another e-mail or phone in another release, or an address that belongs to somebody else there.

    Each release is right about its own day, so this is a warning; told at the contact that stands later.
    """
    for first, second in combinations(base.contacts.values(), 2):
        if first.source.release != second.source.release:
            yield from _differences(first, second, where.spot("contacts", second.id))


def _differences(first: Contact, second: Contact, spot: Spot) -> Iterator[Finding]:
    there = f"of {first.id!r} in release {first.source.release!r}"
    same_mailbox = first.email.lower() == second.email.lower()
    if _name(first) and _name(first) == _name(second):
        if not same_mailbox:
            yield spot.at("email").warning(f"{second.email} differs from {first.email} {there}, of the same name")
        if _phone(first) != _phone(second):
            told = f"{_phone(second) or 'no phone'} differs from {_phone(first) or 'no phone'}"
            yield spot.at("phone").warning(f"{told} {there}, of the same name")
    elif same_mailbox:
        yield spot.at("email").warning(f"{second.email} is the address {there} too, under another name")


def _name(contact: Contact) -> frozenset[str]:
    """The parts of a name, whatever their order, capitals and accents."""
    return frozenset(words(contact.name or ""))


def _phone(contact: Contact) -> str:
    return contact.phone.e164 if contact.phone else ""
