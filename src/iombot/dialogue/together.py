"""The replies to the parts of a message as one."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.part import Part
from iombot.dialogue.reply import Reply, Status
from iombot.knowledge.base import KnowledgeBase

LONGEST = 12
"""Words of a part that is not answered up to which all of them are said again."""


def beside_others(part: Part, reply: Reply, knowledge: KnowledgeBase) -> Reply:
    """The reply to a part of several; one that is not answered says which it is about."""
    words = part.words.split()
    if part.decision.verdict != "unknown" or not words:
        return reply
    what = " ".join(words if len(words) <= LONGEST else [*words[:LONGEST], "…"])
    return replace(reply, text=knowledge.phrase("part-open", reply.language, what=what, answer=reply.text))


def together(replies: list[Reply], knowledge: KnowledgeBase) -> Reply:
    """One reply of several, those that answer first."""
    answered = [reply for reply in replies if reply.status == "answered"]
    others = [reply for reply in replies if reply.status != "answered"]
    if not answered:
        return _open(replies, knowledge)
    status: Status = "partial" if others else "answered"
    return Reply(
        status,
        _texts([*answered, *others], knowledge),
        tuple(id for reply in answered for id in reply.entries),
        tuple(dict.fromkeys(source for reply in answered for source in reply.sources)),
        reason=others[0].reason if others else None,
        confidence=min(reply.confidence for reply in answered),
        language=replies[0].language,
    )


def _open(replies: list[Reply], knowledge: KnowledgeBase) -> Reply:
    """One reply to several parts none of which is answered: each that was understood is named."""
    known = [reply for reply in replies if reply.status == "unknown" and reply.reason != "not-understood"]
    if len(known) < len(replies):
        return replies[0]
    sources = tuple(dict.fromkeys(source for reply in known for source in reply.sources))
    ids = tuple(dict.fromkeys(id for reply in known for id in reply.entries))
    return replace(known[0], text=_texts(known, knowledge), entries=ids, sources=sources)


def _texts(replies: list[Reply], knowledge: KnowledgeBase) -> str:
    """The texts of several replies, each once; whom to ask is told in the last that tells it."""
    texts = list(dict.fromkeys(reply.text for reply in replies))
    contacts = "\n" + knowledge.phrase("ask-contacts", replies[0].language)
    told = [place for place, text in enumerate(texts) if text.endswith(contacts)]
    return "\n\n".join(text.removesuffix(contacts) if place in told[:-1] else text for place, text in enumerate(texts))
