""" "More than" before a number is said of what comes after it, wherever that stands."""

from __future__ import annotations

import pytest

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState


@pytest.mark.parametrize(
    ("claim", "holds"),
    [
        ("Did more than 13,000 return from Niger?", True),
        ("Did more than 14,000 return from Niger?", False),
        ("Were there more than 150 offices?", False),
        ("Did fewer than 70,000 migrants return?", False),
        ("Is it true that more than 50,000 went home with AVRR?", True),
        ("Were more than 60,000 helped by AVRR?", False),
        ("Did more than 40% of returns come from MENA?", False),
        ("Is 60,000 more than AVRR?", True),
    ],
)
def test_a_threshold_is_confirmed_or_denied(shipped: Bot, claim: str, holds: bool) -> None:  # noqa: FBT001 (a table)
    text = shipped.respond(claim, ChatState()).reply.text
    assert text.startswith("Yes." if holds else "No.")


@pytest.mark.parametrize(("claim", "denied"), [("Was it more than 50,000?", False), ("over 60,000?", True)])
def test_so_is_one_after_an_answer(shipped: Bot, claim: str, denied: bool) -> None:  # noqa: FBT001 (a table)
    state = shipped.respond("How many migrants did AVRR support?", ChatState()).state
    assert shipped.respond(claim, state).reply.text.startswith("No.") is denied
