"""Buttons below messages. What a button does stands in its data, so it works after a restart and on a new edition."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from enum import StrEnum
from typing import Any, Final

from telegram import CopyTextButton, InlineKeyboardButton, InlineKeyboardMarkup

from iombot.adapters.telegram.rendering import shorten
from iombot.dialogue.compose import Composer
from iombot.dialogue.reply import Reply
from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.models import Contact

LABEL: Final = 40
"""Characters of a button that a phone shows in one line."""
MOST: Final = 6
"""Entries of one kind offered below a message: more would fill a phone's screen."""

MOST_CHARTS: Final = 30
"""Charts that `/chart` offers."""

Row = list[InlineKeyboardButton]


class Keyboard(InlineKeyboardMarkup):
    """Buttons that stand below many messages: taken apart for sending only once."""

    __slots__ = ("_taken_apart",)

    def to_dict(self, recursive: bool = True) -> dict[str, Any]:  # noqa: FBT001, FBT002 (the library's signature)
        """See `telegram.TelegramObject.to_dict`; not to be changed."""
        if not recursive:
            return super().to_dict(recursive)
        if not hasattr(self, "_taken_apart"):
            self._taken_apart = super().to_dict()
        return self._taken_apart


class Action(StrEnum):
    """What pressing a button does with its entry."""

    ANSWER = "e"
    SOURCE = "s"
    RELATED = "r"
    BACK = "b"
    TOPIC = "t"
    CONTACTS = "l"
    CHART = "c"
    GOOD = "u"
    BAD = "d"


def pack(action: Action, entry: str) -> str:
    """Data of a button, at most 50 of Telegram's 64 bytes since an id has at most 48."""
    return f"{action}:{entry}"


def unpack(data: str) -> tuple[Action, str] | None:
    """What a button's data stand for; None for those of a version that is no more."""
    action, _, entry = data.partition(":")
    return (Action(action), entry) if entry and action in set(Action) else None


def answer_keyboard(reply: Reply, knowledge: KnowledgeBase, charts: Collection[str] = ()) -> Keyboard | None:
    """The buttons that belong below a reply, `charts` being the entries that can be drawn; None if there are none."""
    rows = [[_button(option.label, Action.ANSWER, option.id)] for option in reply.options]
    rows += _contact_rows(reply, knowledge)
    facts = [entry for entry in reply.entries if entry in knowledge.entries]
    rows += _fact_rows(facts[:MOST], knowledge, reply.language, charts)
    about = [entry for entry in reply.entries if entry in knowledge.entries or entry in knowledge.contacts]
    if about and reply.status in ("answered", "partial"):
        rows.append(_feedback_row(about[0], knowledge, reply.language))
    return Keyboard(rows) if rows else None


def without_feedback(keyboard: InlineKeyboardMarkup | None) -> InlineKeyboardMarkup | None:
    """The same buttons without the thumbs."""
    return _without(keyboard, {Action.GOOD, Action.BAD})


def without_source(keyboard: InlineKeyboardMarkup | None, entry: str) -> InlineKeyboardMarkup | None:
    """The same buttons without the one that shows where `entry` stands."""
    return _without(keyboard, {Action.SOURCE}, entry)


def related_keyboard(entry: str, knowledge: KnowledgeBase, language: str) -> InlineKeyboardMarkup:
    """Buttons for what is related to an entry, and one back to the entry's own."""
    rows = [[_button(label, Action.ANSWER, other)] for other, label in related(entry, knowledge, language)]
    back = _button(knowledge.phrase("telegram-back", language), Action.BACK, entry)
    return InlineKeyboardMarkup([*rows, [back]])


def related(entry: str, knowledge: KnowledgeBase, language: str) -> list[tuple[str, str]]:
    """Ids and labels of the entries and contacts that an entry names as related, at most `MOST`."""
    composer = Composer(knowledge, language)
    named = knowledge.entries[entry].related if entry in knowledge.entries else []
    known = [other for other in named if other in knowledge.entries or other in knowledge.contacts]
    return [(other, composer.label(other)) for other in known[:MOST]]


def charts_keyboard(charts: Mapping[str, str], knowledge: KnowledgeBase, language: str) -> InlineKeyboardMarkup:
    """A button for each chart there is, at most as many as Telegram takes below one message."""
    composer = Composer(knowledge, language)
    subjects = list(dict.fromkeys(charts.values()))[:MOST_CHARTS]
    return InlineKeyboardMarkup([[_button(composer.label(subject), Action.CHART, subject)] for subject in subjects])


def topics_keyboard(knowledge: KnowledgeBase, language: str) -> InlineKeyboardMarkup:
    """A button for each topic of each release, named by the first contact who answers for it."""
    first: dict[tuple[str | None, str], Contact] = {}
    for contact in knowledge.contacts.values():
        first.setdefault(topic_of(contact), contact)
    composer, rows = Composer(knowledge, language), []
    for (release, _), contact in first.items():
        topic = in_language(contact.topic, language)
        label = f"{topic} ({composer.label(release)})" if release else topic
        rows.append([_button(label, Action.TOPIC, contact.id)])
    return InlineKeyboardMarkup(rows)


def topic_keyboard(reply: Reply, knowledge: KnowledgeBase) -> InlineKeyboardMarkup:
    """The buttons below the contacts of one topic: copy their details, or go back to all topics."""
    back = _button(knowledge.phrase("telegram-all-contacts", reply.language), Action.CONTACTS, "all")
    return InlineKeyboardMarkup([*_contact_rows(reply, knowledge), [back]])


def topic_of(contact: Contact) -> tuple[str | None, str]:
    """Release and topic that a contact answers for; equal for contacts of one topic."""
    return contact.source.release, in_language(contact.topic, "en")


def _contact_rows(reply: Reply, knowledge: KnowledgeBase) -> list[Row]:
    named = [knowledge.contacts[entry] for entry in reply.entries if entry in knowledge.contacts]
    return [_copy_row(contact, knowledge, reply.language) for contact in named[:MOST]]


def _copy_row(contact: Contact, knowledge: KnowledgeBase, language: str) -> Row:
    details = ([contact.phone.printed] if contact.phone else []) + [contact.email]
    labels = [knowledge.phrase("telegram-copy", language, value=detail) for detail in details]
    return [
        InlineKeyboardButton(shorten(label, LABEL), copy_text=CopyTextButton(detail))
        for label, detail in zip(labels, details, strict=True)
    ]


def _fact_rows(facts: list[str], knowledge: KnowledgeBase, language: str, charts: Collection[str]) -> list[Row]:
    source = knowledge.phrase("telegram-source", language)
    if len(facts) != 1:
        labels = [in_language(knowledge.entries[fact].label, language) for fact in facts]
        return [[_button(f"{source}: {label}", Action.SOURCE, fact)] for fact, label in zip(facts, labels, strict=True)]
    fact = facts[0]
    row = [_button(source, Action.SOURCE, fact)]
    if related(fact, knowledge, language):
        row.append(_button(knowledge.phrase("telegram-related", language), Action.RELATED, fact))
    if fact in charts:
        row.append(_button(knowledge.phrase("telegram-chart", language), Action.CHART, fact))
    return [row]


def _feedback_row(entry: str, knowledge: KnowledgeBase, language: str) -> Row:
    return [
        _button(knowledge.phrase("telegram-good", language), Action.GOOD, entry),
        _button(knowledge.phrase("telegram-bad", language), Action.BAD, entry),
    ]


def _button(label: str, action: Action, entry: str) -> InlineKeyboardButton:
    return InlineKeyboardButton(shorten(label, LABEL), callback_data=pack(action, entry))


def _without(
    keyboard: InlineKeyboardMarkup | None, actions: set[Action], entry: str | None = None
) -> InlineKeyboardMarkup | None:
    def stays(button: InlineKeyboardButton) -> bool:
        does = unpack(str(button.callback_data or ""))
        return does is None or does[0] not in actions or (entry is not None and does[1] != entry)

    rows = [[button for button in row if stays(button)] for row in (keyboard.inline_keyboard if keyboard else ())]
    rows = [row for row in rows if row]
    return InlineKeyboardMarkup(rows) if rows else None
