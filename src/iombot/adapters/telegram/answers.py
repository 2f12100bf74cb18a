"""What is said to what a person said; decides, but sends nothing."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Final

from telegram import InlineKeyboardMarkup

from iombot.adapters.telegram.buttons import charts_keyboard, topic_keyboard, topic_of, topics_keyboard
from iombot.adapters.telegram.cards import owner_of
from iombot.adapters.telegram.desk import Edition
from iombot.adapters.telegram.incoming import Incoming
from iombot.dialogue.core import Turn
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState

COMMANDS: Final = ("start", "help", "contacts", "about", "privacy", "sources")
"""Commands with a reply of words alone."""
HELP_LINK: Final = "help"
"""Payload of the deep link to the help."""


@dataclass(frozen=True)
class Outgoing:
    """A reply with its buttons, and the chat's state after it."""

    reply: Reply
    keyboard: InlineKeyboardMarkup | None
    state: ChatState
    turn: Turn | None = None
    """How the core came to the reply, where it answers a question."""


def answer(said: Incoming, state: ChatState, edition: Edition) -> Outgoing | None:
    """The answer to what was said; None where the bot keeps quiet."""
    if said.kind == "question":
        # A group member who only names the bot wants to know what it is for.
        if not said.text:
            return _plain(edition, edition.core.command("help"), state)
        turn = edition.core.respond(said.text, state)
        return replace(_plain(edition, turn.reply, turn.state), turn=turn)
    if said.kind == "command":
        return _command(said, state, edition)
    if said.edited:
        return None
    if said.kind == "contact":
        return _shared_contact(said, state, edition)
    not_text = Outgoing(edition.say("not-text", said.language), None, state)
    return _after_need(said, state, edition) if state.need else not_text


def of_entry(entry: str, state: ChatState, edition: Edition) -> Outgoing | None:
    """What an entry or contact says; None where there is none of this id any more."""
    reply = edition.core.entry(entry)
    if reply is None:
        return None
    return _plain(edition, reply, replace(state, entries=reply.entries, options=()))


def of_topic(contact: str, state: ChatState, edition: Edition, language: str) -> Outgoing | None:
    """The contacts of one topic, given one of them; None where there is none of this id any more.

    All that stays of the state is a need that was told: it is not over because a button was pressed.
    """
    if contact not in edition.knowledge.contacts:
        return None
    contacts = edition.knowledge.contacts
    same = [other for other in contacts if topic_of(contacts[other]) == topic_of(contacts[contact])]
    replies = [reply for reply in map(edition.core.entry, same) if reply]
    reply = Reply(
        "answered",
        "\n\n".join(reply.text for reply in replies),
        tuple(entry for reply in replies for entry in reply.entries),
        tuple(source for reply in replies for source in reply.sources),
        confidence=1.0,
        language=language,
    )
    return Outgoing(reply, topic_keyboard(reply, edition.knowledge), ChatState(entries=reply.entries, need=state.need))


def _after_need(said: Incoming, state: ChatState, edition: Edition) -> Outgoing:
    """What is said to a picture or a voice message of somebody who told of a need."""
    turn = edition.core.respond("", state)
    unread = edition.say("not-read", said.language).text
    return Outgoing(replace(turn.reply, text=f"{unread}\n{turn.reply.text}"), None, turn.state)


def _command(said: Incoming, state: ChatState, edition: Edition) -> Outgoing | None:
    name, linked = said.command, said.text if said.command == "start" else ""
    if linked == HELP_LINK:
        name = "help"
    elif linked:
        return of_entry(linked, state, edition) or _plain(edition, edition.say("outdated", said.language), state)
    if name == "contacts":
        return Outgoing(edition.core.command(name), topics_keyboard(edition.knowledge, said.language), state)
    if name == "chart" and edition.charts:
        reply = edition.say("choose-chart", said.language)
        return Outgoing(reply, charts_keyboard(edition.charts, edition.knowledge, reply.language), state)
    if name in COMMANDS:
        return _plain(edition, edition.command(name, said.language), state)
    # In a group, an unknown command without the bot's name is meant for another bot.
    if not (said.private or said.named):
        return None
    return _plain(edition, edition.core.command("help"), state)


def _shared_contact(said: Incoming, state: ChatState, edition: Edition) -> Outgoing:
    owner = owner_of(said.text, edition.knowledge)
    known = of_entry(owner.id, state, edition) if owner else None
    return known or _plain(edition, edition.say("contact-unknown", said.language), state)


def _plain(edition: Edition, reply: Reply, state: ChatState) -> Outgoing:
    return Outgoing(reply, edition.keyboard(reply), state)
