"""A bot whose answers are known beforehand, for what an adapter does with them."""

from __future__ import annotations

from iombot.dialogue.core import Bot, Turn
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState


class CountingBot(Bot):
    """Answers with how many questions the chat has asked so far, and remembers that in the chat's state only."""

    def __init__(self) -> None:
        """Needs no knowledge base."""

    def respond(self, utterance: str, state: ChatState) -> Turn:
        asked = (*state.entries, "asked")
        text = f"{len(asked)}: {utterance}"
        return Turn(Reply("answered", text, entries=asked), ChatState(entries=asked), trace=f"trace of {utterance}")

    def command(self, name: str) -> Reply:
        return Reply("chat", f"text of {name}")
