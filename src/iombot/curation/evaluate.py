"""How well the bot answers a question set, and what a change of the knowledge base does to that."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from iombot.curation.judging import Outcome, Verdict, judge
from iombot.curation.questions import Case, Question
from iombot.dialogue.core import Bot
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState

OUTCOMES: tuple[Outcome, ...] = ("right", "wrong", "miss", "clarify")


@dataclass(frozen=True)
class Result:
    """What a question got, and what that is worth."""

    question: Question
    reply: Reply
    verdict: Verdict

    @property
    def right(self) -> bool:
        """Whether nothing is to be done about it."""
        return self.verdict.outcome == "right"


@dataclass(frozen=True)
class Change:
    """One question under two knowledge bases."""

    before: Result
    after: Result


def evaluate(bot: Bot, cases: Iterable[Case]) -> Iterator[Result]:
    """Ask every question in the context of its own case, in order."""
    for case in cases:
        state = ChatState()
        for question in case.questions:
            turn = bot.respond(question.text, state)
            state = turn.state
            yield Result(question, turn.reply, judge(question.expected, turn.reply))


def tally(results: Iterable[Result], group: Callable[[Result], str]) -> dict[str, Counter[Outcome]]:
    """How often each outcome came up, by a property of the results, in the order of its values."""
    counts: dict[str, Counter[Outcome]] = {}
    for result in results:
        counts.setdefault(group(result), Counter())[result.verdict.outcome] += 1
    return dict(sorted(counts.items()))


def changes(before: Iterable[Result], after: Iterable[Result]) -> tuple[list[Change], list[Change]]:
    """What was fixed and what was broken; both are the results of the same cases."""
    pairs = [Change(old, new) for old, new in zip(before, after, strict=True)]
    fixed = [pair for pair in pairs if pair.after.right and not pair.before.right]
    broken = [pair for pair in pairs if pair.before.right and not pair.after.right]
    return fixed, broken
