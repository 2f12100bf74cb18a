"""A question set measures a bot, and what a change did to it."""

from __future__ import annotations

from collections import Counter

from iombot.curation.evaluate import changes, evaluate, tally
from iombot.curation.judging import Expectation
from iombot.curation.questions import Case, Question
from iombot.dialogue.core import Bot, Turn
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState


class KnowsOneFigure(Bot):
    """Answers "figure?" only, and repeats the entries of the chat so far."""

    def __init__(self, figure: str) -> None:
        self.figure = figure

    def respond(self, utterance: str, state: ChatState) -> Turn:
        entries = (*state.entries, utterance)
        if utterance != "figure?":
            return Turn(Reply("unknown", "The releases do not say.", entries), ChatState(entries=entries), "")
        return Turn(Reply("answered", self.figure, entries), ChatState(entries=entries), "")


FIGURE = Case("f", (Question("f", "figure?", Expectation("answer", "fact", required=(("5",),))),))
WEATHER = Case("w", (Question("w", "weather?", Expectation("unknown", "off-topic")),))
TALK = Case(
    "t",
    (
        Question("t.1", "weather?", Expectation("unknown", "followup")),
        Question("t.2", "figure?", Expectation("answer", "followup", required=(("6",),))),
    ),
)


def test_the_turns_of_a_case_share_a_context_and_cases_do_not() -> None:
    results = evaluate(KnowsOneFigure("5"), [FIGURE, TALK, WEATHER])
    assert [result.reply.entries for result in results] == [
        ("figure?",),
        ("weather?",),
        ("weather?", "figure?"),
        ("weather?",),
    ]


def test_outcomes_are_counted_by_kind() -> None:
    results = evaluate(KnowsOneFigure("5"), [WEATHER, TALK, FIGURE])
    assert tally(results, lambda result: result.question.expected.kind) == {
        "fact": Counter(right=1),
        "followup": Counter(right=1, wrong=1),
        "off-topic": Counter(right=1),
    }


def test_a_change_fixes_and_breaks() -> None:
    cases = [FIGURE, WEATHER, TALK]
    fixed, broken = changes(evaluate(KnowsOneFigure("5"), cases), evaluate(KnowsOneFigure("6"), cases))
    assert [pair.after.question.id for pair in fixed] == ["t.2"]
    assert [pair.after.question.id for pair in broken] == ["f"]
