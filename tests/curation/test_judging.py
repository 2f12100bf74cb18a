"""What a reply is worth."""

from __future__ import annotations

import pytest

from iombot.curation.judging import Expect, Expectation, Outcome, judge
from iombot.dialogue.reply import Reply, Status

FIGURE = Expectation("answer", required=(("56,045",), ("AVRR", "assisted voluntary return")), forbidden=("13,039",))


@pytest.mark.parametrize("status", ["answered", "partial"])
def test_an_answer_with_all_that_is_required_is_right(status: Status) -> None:
    assert judge(FIGURE, Reply(status, "Assisted voluntary return: 56,045 people")).outcome == "right"


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("56,045 people", "lacks AVRR or assisted voluntary return"),
        ("AVRR helped many", "lacks 56,045"),
        ("AVRR: 56,045 or 13,039", "says 13,039"),
    ],
)
def test_an_answer_that_lacks_something_or_says_too_much_is_wrong(text: str, why: str) -> None:
    verdict = judge(FIGURE, Reply("answered", text))
    assert (verdict.outcome, verdict.why) == ("wrong", why)


def test_an_answer_from_another_entry_is_wrong() -> None:
    expected = Expectation("answer", entries=("avrr-total", "avrr-vhr-total"))
    assert judge(expected, Reply("answered", "text", entries=("vhr-total", "avrr-total"))).outcome == "right"
    assert judge(expected, Reply("answered", "text", entries=("vhr-total",))).why == (
        "from vhr-total, not from avrr-total or avrr-vhr-total"
    )


@pytest.mark.parametrize(
    ("expect", "status", "outcome"),
    [
        ("answer", "unknown", "miss"),
        ("answer", "referral", "miss"),
        ("answer", "chat", "miss"),
        ("answer", "clarify", "clarify"),
        ("unknown", "unknown", "right"),
        ("unknown", "referral", "right"),
        ("unknown", "partial", "right"),
        ("unknown", "answered", "wrong"),
        ("unknown", "clarify", "clarify"),
        ("unknown", "chat", "miss"),
        ("gap", "unknown", "right"),
        ("gap", "partial", "right"),
        ("gap", "clarify", "clarify"),
        ("gap", "answered", "wrong"),
        ("gap", "chat", "wrong"),
        ("refer", "referral", "right"),
        ("refer", "unknown", "right"),
        ("refer", "clarify", "wrong"),
        ("refer", "answered", "wrong"),
        ("chat", "chat", "right"),
        ("chat", "answered", "wrong"),
        ("chat", "unknown", "miss"),
        ("chat", "clarify", "miss"),
    ],
)
def test_every_expectation_has_its_fair_replies(expect: Expect, status: Status, outcome: Outcome) -> None:
    assert judge(Expectation(expect), Reply(status, "text")).outcome == outcome


@pytest.mark.parametrize("kind", ["off-topic", "adversarial", "smalltalk"])
def test_small_talk_is_a_fair_reply_to_what_is_no_question(kind: str) -> None:
    assert judge(Expectation("unknown", kind), Reply("chat", "text")).outcome == "right"


def test_a_partial_answer_with_a_forbidden_figure_is_wrong() -> None:
    assert judge(Expectation("unknown", forbidden=("71,951",)), Reply("partial", "71 951 in all")).outcome == "wrong"
