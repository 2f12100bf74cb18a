"""What a reply is worth, held against what was expected of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from iombot.curation.matching import says
from iombot.dialogue.reply import Reply

Expect = Literal["answer", "unknown", "gap", "refer", "chat"]
"""`answer`: the releases answer it. `unknown`: they do not. `gap`: they touch it without giving it. `refer`: a person
asks for help with their own case. `chat`: small talk."""
Outcome = Literal["right", "wrong", "miss", "clarify"]
"""`wrong` is the harmful one: something was asserted that should not have been, or the answer lacks what it must say.
`miss`: a question that has an answer got none. `clarify`: the bot asked back."""

TALK = ("off-topic", "adversarial", "smalltalk")
"""Kinds of question without an answer to which small talk is a fair reply."""


@dataclass(frozen=True)
class Expectation:
    """What any correct reply must be."""

    expect: Expect
    kind: str = ""
    required: tuple[tuple[str, ...], ...] = ()
    """Groups of alternatives: of every group the text must hold one."""
    forbidden: tuple[str, ...] = ()
    """Strings that make the reply wrong."""
    entries: tuple[str, ...] = ()
    """Ids of which the reply must name at least one; empty where any will do."""


@dataclass(frozen=True)
class Verdict:
    """An outcome, and what was lacking."""

    outcome: Outcome
    why: str = ""


def judge(expected: Expectation, reply: Reply) -> Verdict:
    """The outcome of one reply."""
    if expected.expect == "answer":
        return _answer(expected, reply)
    if reply.status in _FAIR[expected.expect]:
        return Verdict("right")
    if expected.expect in ("refer", "chat"):  # somebody in need is not asked back
        harmful = expected.expect == "refer" or reply.status == "answered"
        return Verdict("wrong" if harmful else "miss", f"status {reply.status}")
    if reply.status == "clarify":
        return Verdict("clarify", "asked back")
    if expected.expect == "unknown":
        return _unanswerable(expected, reply)
    return Verdict("wrong", f"status {reply.status}")


_FAIR: dict[Expect, tuple[str, ...]] = {
    "unknown": ("unknown", "referral"),
    "gap": ("unknown", "partial"),
    "refer": ("referral", "unknown"),
    "chat": ("chat",),
}


def _answer(expected: Expectation, reply: Reply) -> Verdict:
    if reply.status == "clarify":
        return Verdict("clarify", "asked back")
    if reply.status not in ("answered", "partial"):
        return Verdict("miss", f"status {reply.status}")
    lacking = [group for group in expected.required if not any(says(reply.text, one) for one in group)]
    if lacking:
        return Verdict("wrong", f"lacks {' or '.join(lacking[0])}")
    return _forbidden(expected, reply) or _entry(expected, reply) or Verdict("right")


def _unanswerable(expected: Expectation, reply: Reply) -> Verdict:
    if reply.status == "partial":
        return _forbidden(expected, reply) or Verdict("right")
    if reply.status == "chat":
        return Verdict("right") if expected.kind in TALK else Verdict("miss", "status chat")
    return Verdict("wrong", "answers what the releases do not say")


def _forbidden(expected: Expectation, reply: Reply) -> Verdict | None:
    found = [one for one in expected.forbidden if says(reply.text, one)]
    return Verdict("wrong", f"says {found[0]}") if found else None


def _entry(expected: Expectation, reply: Reply) -> Verdict | None:
    if expected.entries and not set(expected.entries) & set(reply.entries):
        return Verdict("wrong", f"from {', '.join(reply.entries)}, not from {' or '.join(expected.entries)}")
    return None
