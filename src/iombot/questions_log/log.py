"""What an adapter tells of its conversations, and what is kept of that."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from time import monotonic
from typing import Final, Protocol

from iombot.adapters.recent import Recent
from iombot.dialogue.core import Turn
from iombot.questions_log.recorder import today
from iombot.questions_log.records import DISLIKED, Record, keepable, unanswered

MOST_ANSWERS: Final = 5_000
"""Answers whose question is remembered; the oldest goes first."""


class Notes(Protocol):
    """What the log asks of `iombot.questions_log.recorder.Recorder`."""

    def note(self, record: Record) -> None:
        """Take a record; returns at once and never raises."""


class QuestionsLog:
    """Turns what happens in chats into records without chats; never raises, never waits."""

    def __init__(
        self,
        notes: Notes,
        minutes: float,
        *,
        clock: Callable[[], float] = monotonic,
        day: Callable[[], date] = today,
    ) -> None:
        """Records go to `notes`; a question is remembered beside its answer for `minutes`; `clock` tells seconds."""
        self._notes = notes
        self._day = day
        self._questions = Recent(MOST_ANSWERS, minutes * 60, clock)

    def heard(self, utterance: str, turn: Turn, version: str, answer: str | None) -> None:
        """Note a question if it was not answered.

        `version` is that of the knowledge base; `answer` the adapter's own key of the message that answers, for 👎.
        Not to be called for somebody who asked for help before.
        """
        question = keepable(utterance, turn)
        if question is None:
            return
        if answer:
            self._questions.put(answer, question.encode())
        record = unanswered(question, turn, version, self._day())
        if record:
            self._notes.note(record)

    def disliked(self, entry: str, version: str, answer: str) -> None:
        """Note 👎 for what an entry said in the message `answer`, with the question if it is still remembered."""
        question = (self._questions.pop(answer) or b"").decode()
        self._notes.note(Record(self._day(), DISLIKED, entry, version, question))
