"""Whom to ask about the last answer: "who can I write to for the rest of it?"."""

from __future__ import annotations

from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.pointing import OTHERS
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.reading import Reading
from iombot.understanding.terms import ANAPHORA, REST, SAY, WHICH, WHO, WHOM, Terms

TURNING = WHOM - {"ask-phone"}
"""Wishes for somebody to ask; a number alone is asked of somebody who was named."""
AROUND = TURNING | {"contact", "email", "press", SAY, "ask-where", "ask-list", REST, WHICH, WHO}
"""What may be said around them, like all that may stand beside a contact."""


def whom_to_ask(question: Reading, state: ChatState, knowledge: KnowledgeBase, terms: Terms) -> str | None:
    """The contact, or the release with its contacts, for what the last answer was about; None for another question."""
    rest_of = [item for item in heard(question) if OTHERS in item.concepts]
    if not (ANAPHORA in question.marks or rest_of) or state.persons:
        return None
    rest = without(question, rest_of)
    target = terms.targets.by_id.get(state.entries[0])
    if target is None or not TURNING & rest.own_concepts or not bare(rest, AROUND | terms.beside["contact"], terms):
        return None
    release = min(target.paragraphs, default="").partition(":")[0]
    listed = [id for id, contact in knowledge.contacts.items() if contact.source.release == release]
    return listed[0] if len(listed) == 1 else release if listed else None
