"""Who is answered, and how often."""

from __future__ import annotations

import pytest

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.admission import LONG, QUERIES, TOLD, WINDOW, Admission, Policy
from iombot.observability.meter import Meter
from iombot.settings import Settings


class Door:
    """An admission with a clock to turn."""

    def __init__(self, policy: Policy) -> None:
        self.now = 0.0
        self.meter = Meter()
        memory = InMemory(30, lambda: self.now)
        self.admission = Admission(policy, memory, self.meter)
        self.other_replica = Admission(policy, memory, self.meter)

    async def knock(self, chat: int, times: int = 1) -> list[str]:
        """What a chat gets for each update: `in`, the sentence that it is told, or `-` for silence."""
        refusals = [await self.admission.refusal(chat) for _ in range(times)]
        return ["in" if one is None else one.phrase if one.tell else "-" for one in refusals]


async def test_a_chat_over_its_limit_is_told_once_and_then_left_alone() -> None:
    door = Door(Policy(chat=3))
    assert await door.knock(1, 6) == ["in", "in", "in", "slow-down", "-", "-"]
    assert await door.knock(2) == ["in"]
    assert door.meter.drops == {"chat-limit": 3}


async def test_after_a_minute_it_is_answered_again_and_told_again_only_after_ten() -> None:
    door = Door(Policy(chat=1))
    assert await door.knock(1, 2) == ["in", "slow-down"]
    door.now = WINDOW + 1
    assert await door.knock(1, 2) == ["in", "-"]
    door.now = TOLD + 1
    assert await door.knock(1, 2) == ["in", "slow-down"]


async def test_a_group_is_answered_no_more_often_than_telegram_lets_a_bot_write_there() -> None:
    door = Door(Policy(chat=30))
    assert (await door.knock(-1, 22))[19:] == ["in", "slow-down", "-"]
    assert (await door.knock(1, 22))[19:] == ["in"] * 3


async def test_all_together_have_a_limit_too() -> None:
    door = Door(Policy(total=2))
    assert [await door.knock(chat) for chat in (1, 2, 3, 3)] == [["in"], ["in"], ["busy"], ["-"]]
    assert door.meter.drops == {"total-limit": 2}


async def test_where_many_are_turned_away_few_are_told_so_that_answers_still_get_through() -> None:
    door = Door(Policy(total=20))
    found = [(await door.knock(chat))[0] for chat in range(1, 101)]
    assert found == ["in"] * 20 + ["busy"] * 2 + ["-"] * 78


async def test_a_chat_over_its_limit_does_not_use_up_that_of_all() -> None:
    door = Door(Policy(chat=1, total=3))
    await door.knock(1, 50)
    assert [await door.knock(chat) for chat in (2, 3, 4)] == [["in"], ["in"], ["busy"]]


async def test_replicas_count_together() -> None:
    door = Door(Policy(chat=2))
    await door.knock(1)
    assert await door.other_replica.refusal(1) is None
    assert await door.knock(1) == ["slow-down"]


async def test_letters_typed_in_inline_mode_count_by_themselves() -> None:
    door = Door(Policy(chat=1))
    queries = [await door.admission.refusal(1, "query") for _ in range(QUERIES + 1)]
    assert [refusal is None for refusal in queries] == [True] * QUERIES + [False]
    assert await door.knock(1) == ["in"]


async def test_few_long_messages_are_thought_about() -> None:
    door = Door(Policy(chat=100))
    found = [await door.admission.refusal(1, long=True) for _ in range(LONG + 1)]
    assert [refusal is None for refusal in found] == [True] * LONG + [False]
    assert await door.knock(1) == ["in"]


async def test_without_limits_everything_is_answered() -> None:
    door = Door(Policy())
    assert set(await door.knock(1, 500)) == {"in"}
    assert await door.admission.refusal(1, long=True) is None


async def test_strangers_are_told_once_a_day_and_members_answered() -> None:
    door = Door(Policy(allowed={7, -100}))
    assert await door.knock(7) == await door.knock(-100) == ["in"]
    assert await door.knock(8, 3) == ["members-only", "-", "-"]
    assert door.meter.drops == {"stranger": 3}


@pytest.mark.parametrize(
    ("environment", "expected"),
    [
        ({}, Policy(30, 1800)),
        ({"messages_per_second": 0}, Policy(30, 0)),
        ({"chat_limit": 5, "total_limit": 9}, Policy(5, 9)),
        ({"allowed_chats": "-100123, 42"}, Policy(30, 1800, frozenset({-100123, 42}))),
        ({"allowed_chats": "1", "staff_chats": "2 3"}, Policy(30, 1800, frozenset({1, 2, 3}), frozenset({2, 3}))),
        ({"staff_chats": "2"}, Policy(30, 1800, None, frozenset({2}))),
    ],
)
def test_the_policy_is_that_of_the_settings(environment: dict[str, object], expected: Policy) -> None:
    found = Policy.of(Settings.of(environment))
    assert (found.chat, found.total, found.allowed, set(found.staff)) == (
        expected.chat, expected.total, expected.allowed, set(expected.staff),
    )  # fmt: skip
