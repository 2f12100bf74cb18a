"""What else is known beside the last answer: "tell me more", "anything else?"."""

from __future__ import annotations

from iombot.dialogue.memory import said_of
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.overlaps import within
from iombot.understanding.reading import Reading

MORE = "tell-more"
"""Mark of asking for more of the same; the lexicon declares it."""
MOST = 4
"""Choices offered at once: more are a burden on a phone."""


def asks_further(reading: Reading) -> bool:
    """Whether a message asks for more, and names nothing of which."""
    marks = [item for item in reading.aside if MORE in item.concepts]
    return bool(marks) and all(any(within(item, mark) for mark in marks) for item in reading.own)


def further(state: ChatState, knowledge: KnowledgeBase) -> list[str]:
    """What is related to the last answers and was not answered in this chat; the nearest first."""
    told = {said_of(answer)[0] for answer in state.earlier} | set(state.entries)
    last = [knowledge.entries[id] for id in state.entries if id in knowledge.entries]
    beside = dict.fromkeys(id for entry in last for id in entry.related)
    known = knowledge.entries.keys() | knowledge.contacts.keys()
    return [id for id in beside if id not in told and id in known][:MOST]
