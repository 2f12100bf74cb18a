"""Takes up a changed knowledge base in the middle of a conversation on the console."""

from __future__ import annotations

import signal
from collections.abc import Callable, Iterable, Iterator
from types import FrameType

from iombot.adapters.console import Conversation
from iombot.dialogue.core import Bot
from iombot.errors import KnowledgeError
from iombot.knowledge.watch import Watch

Tell = Callable[[str], None]


class Renewal:
    """Looks at the files before each line is answered; after SIGHUP they are read even if they look the same."""

    def __init__(self, conversation: Conversation, watch: Watch, tell: Tell) -> None:
        """Say through `tell` what happened; a broken knowledge base changes nothing."""
        self._conversation = conversation
        self._watch = watch
        self._tell = tell
        self._asked = False

    def ask(self, _signal: int = 0, _frame: FrameType | None = None) -> None:
        """Read the files anew before the next answer; the form of a signal handler."""
        self._asked = True

    def listen(self) -> None:
        """Let SIGHUP ask, where the system has it. A terminal that closes ends the conversation all the same."""
        if hasattr(signal, "SIGHUP"):
            signal.signal(signal.SIGHUP, self.ask)

    def before_each(self, lines: Iterable[str]) -> Iterator[str]:
        """The lines; each is handed on when the conversation is up to date."""
        for line in lines:
            if self._asked or self._watch.changed():
                self._asked = False
                self._renew()
            yield line

    def _renew(self) -> None:
        try:
            bot = Bot(self._watch.take())
        except KnowledgeError as error:
            self._tell(f"{error}\nThe changed knowledge base cannot be used; this conversation goes on as before.")
            return
        self._conversation.take_up(bot)
        self._tell(f"The knowledge base changed: version {bot.knowledge.version} answers from here on.")
