"""The sentence that an answer begins with where a question asks which release mentions a place."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from iombot.dialogue.compose import Composer
from iombot.dialogue.decision import Decision
from iombot.dialogue.mentioned import UNMENTIONED
from iombot.dialogue.reply import Reply, SourceRef
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.cldr import written_list
from iombot.understanding.reading import Reading


def denying(reply: Reply, decision: Decision, reading: Reading, knowledge: KnowledgeBase) -> Reply:
    """The reply with a plain No where a question is whether a place is mentioned, and none is.

    That is answered, and what might be said of the place is not in the releases.
    """
    if decision.unsound != UNMENTIONED or not reading.claim:
        return reply
    return replace(reply, status="partial", text=knowledge.phrase("claim-no", reply.language, answer=reply.text))


def led(decision: Decision, text: str, sources: Sequence[SourceRef], composer: Composer) -> str:
    """The answer after a sentence that tells which releases mention what it is about."""
    labels = dict.fromkeys(composer.label(source.release) for source in sources)
    releases = written_list(list(labels), composer.language)
    return composer.knowledge.phrase(
        decision.lead, composer.language, what=decision.blame, releases=releases, answer=text
    )
