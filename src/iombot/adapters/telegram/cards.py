"""Contact cards: a phone saves them with one tap.

The libraries for cards and phone numbers are imported at the first use: many a bot has none, and each takes megabytes.
"""

from __future__ import annotations

import logging
from typing import Final

from telegram import Bot
from telegram.constants import ContactLimit
from telegram.error import TelegramError

from iombot.adapters.telegram.postman import Place
from iombot.adapters.telegram.rendering import shorten
from iombot.dialogue.reply import Reply
from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.models import Contact
from iombot.lazy import load

MOST: Final = 3
"""Cards sent after one answer."""
VCARD_BYTES: Final = int(ContactLimit.VCARD)
NAME: Final = 64
"""Longest first name of a contact that Telegram takes, in characters."""
NOTE: Final = 300
"""Longest note on a card, in characters: escaped and folded it stays far below `VCARD_BYTES`."""

_LOG = logging.getLogger(__name__)


async def send_cards(bot: Bot, place: Place, reply: Reply, knowledge: KnowledgeBase) -> tuple[int, ...]:
    """Send a card for each contact that a reply names and that has a phone; ids of the messages.

    A card that cannot be sent is left out: the text before it says the same.
    """
    contacts = [knowledge.contacts[entry] for entry in reply.entries if entry in knowledge.contacts]
    sent = []
    for contact in [contact for contact in contacts if contact.phone][:MOST]:
        try:
            message = await bot.send_contact(
                place.chat,
                phone_number=phone_of(contact),
                first_name=shorten(contact.name or contact.email, NAME),
                vcard=vcard_of(contact, knowledge, reply.language),
                message_thread_id=place.thread,
            )
        except TelegramError as error:
            _LOG.warning("A contact card could not be sent: %s", type(error).__name__)
        else:
            sent.append(message.message_id)
    return tuple(sent)


def phone_of(contact: Contact) -> str:
    """E.164 form of a contact's phone (`+41791235087`); empty where none is published."""
    return contact.phone.e164 if contact.phone else ""


def e164(number: str) -> str | None:
    """E.164 form of a number with its country code, the leading + or not; None for anything else."""
    text = number.strip()
    found: str | None = load("iombot.knowledge.phones:international")(text if text.startswith("+") else f"+{text}")
    return found


def owner_of(number: str, knowledge: KnowledgeBase) -> Contact | None:
    """The press contact with this phone number, however it is written."""
    wanted = e164(number)
    owners = (contact for contact in knowledge.contacts.values() if wanted and phone_of(contact) == wanted)
    return next(owners, None)


def vcard_of(contact: Contact, knowledge: KnowledgeBase, language: str) -> str:
    """A vCard 3.0 of at most 2,048 bytes: name, phone, e-mail, and a note on where this was published."""
    name = contact.name or contact.email
    release = knowledge.releases.get(contact.source.release or "")
    note = knowledge.phrase(
        "telegram-card-note",
        language,
        topic=in_language(contact.topic, language),
        release=in_language(release.label, language) if release else "",
    )
    card = load("vobject:vCard")()
    # What is the family name is not in the knowledge base, and no rule tells it for all the world's names.
    card.add("n").value = load("vobject.vcard:Name")(given=name)
    card.add("fn").value = name
    phone = card.add("tel")
    phone.value = phone_of(contact)
    phone.type_param = "WORK"
    card.add("email").value = contact.email
    card.add("note").value = shorten(note, NOTE)
    text: str = card.serialize()
    if len(text.encode()) <= VCARD_BYTES:
        return text
    card.note.value = ""
    return str(card.serialize())
