"""The console: one conversation, line by line, on a terminal or over a pipe."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import WordCompleter
from prompt_toolkit.formatted_text import FormattedText
from prompt_toolkit.history import InMemoryHistory
from rich.console import Console
from rich.text import Text

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase

TOPICS = ("help", "contacts", "sources", "about", "privacy", "start")
"""Commands that the core answers itself."""
NOTES = {"start": "console-welcome", "help": "console-help"}
"""Phrases that follow an answer of the core here, about what only the console can do."""
LEAVE = ("/quit", "/exit")
OFFERED = ("/help", "/contacts", "/sources", "/explain", "/about", "/privacy", "/quit")
"""What the terminal completes after a slash."""
PROMPT = FormattedText([("bold", "> ")])
WIDEST = 100
"""Columns; longer lines are hard to read, however wide the window is."""

Show = Callable[[str], None]


class Conversation:
    """One chat on the console: what its lines mean, and what is remembered between them."""

    def __init__(self, bot: Bot, knowledge: KnowledgeBase) -> None:
        self._bot = bot
        self._knowledge = knowledge
        self._state = ChatState()
        self._trace: object = None

    def take_up(self, bot: Bot) -> None:
        """Answer from another knowledge base from now on; what was spoken of is remembered."""
        self._bot, self._knowledge = bot, bot.knowledge

    def welcome(self) -> str:
        """What a person sees before the first question."""
        return self._command("start")

    def answer(self, line: str) -> str:
        """The answer to a question or to a /command; a /command that does not exist gets the help."""
        if line.startswith("/"):
            name, *_ = line[1:].casefold().split() or ["help"]
            return self._command(name if name in (*TOPICS, "explain") else "help")
        turn = self._bot.respond(line, self._state)
        self._state, self._trace = turn.state, turn.trace
        return turn.reply.text

    def _command(self, name: str) -> str:
        if name == "explain":
            return str(self._trace) if self._trace else self._knowledge.phrase("console-nothing-to-explain")
        text = self._bot.command(name).text
        return f"{text}\n\n{self._knowledge.phrase(NOTES[name])}" if name in NOTES else text


def converse(conversation: Conversation, lines: Iterable[str], show: Show) -> None:
    """Show an answer for every line until `/quit` or the end of the lines; an empty line gets none."""
    for line in lines:
        words = line.strip()
        if words.casefold() in LEAVE:
            return
        if words:
            show(conversation.answer(words))


def typed_lines() -> Iterator[str]:
    """Lines that a person types, with editing, completion of commands and history.

    The history is kept in memory only: whoever looks at the machine later finds no questions on it.
    Ctrl-C drops the line, Ctrl-D ends.
    """
    completer = WordCompleter(list(OFFERED), sentence=True)
    session: PromptSession[str] = PromptSession(history=InMemoryHistory(), completer=completer)
    while True:
        try:
            yield session.prompt(PROMPT)
        except KeyboardInterrupt:
            continue
        except EOFError:
            return


def terminal_printer() -> Show:
    """Prints an answer between words, with an empty line after it."""
    console = Console(highlight=False)

    def show(text: str) -> None:
        console.print(Text(text), width=min(console.width, WIDEST))
        console.print()

    return show
