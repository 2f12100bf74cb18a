"""What is remembered between updates, and for how long."""

from __future__ import annotations

import pytest
from clock import Clock

from iombot.adapters.recent import Numbers, Recent
from iombot.adapters.states import ANSWER_SECONDS, MAX_CHATS, SEEN_SECONDS, Answer, InMemory, once
from iombot.dialogue.state import ChatState

SOME = ChatState(entries=("lamps-lit",))


@pytest.fixture
def memory(clock: Clock) -> InMemory:
    return InMemory(30, clock)


async def test_a_context_is_kept_for_its_minutes_and_not_longer(memory: InMemory, clock: Clock) -> None:
    await memory.keep_state("1", SOME)
    clock.now = 30 * 60 - 1
    assert await memory.state("1") == SOME
    clock.now = 30 * 60
    assert await memory.state("1") == ChatState()


async def test_every_question_prolongs_the_context(memory: InMemory, clock: Clock) -> None:
    for minute in range(0, 100, 20):
        clock.now = minute * 60
        await memory.keep_state("1", SOME)
    clock.now += 29 * 60
    assert await memory.state("1") == SOME


async def test_a_chat_knows_nothing_of_another_and_can_be_forgotten(memory: InMemory) -> None:
    await memory.keep_state("1", SOME)
    assert await memory.state("2") == ChatState()
    await memory.forget("1")
    await memory.forget("1")
    assert await memory.state("1") == ChatState()


async def test_the_chats_longest_unused_give_way(memory: InMemory) -> None:
    for chat in range(MAX_CHATS + 1):
        await memory.keep_state(str(chat), SOME)
    assert await memory.state("0") == ChatState()
    assert await memory.state(str(MAX_CHATS)) == SOME


async def test_an_answer_can_be_changed_as_long_as_telegram_allows(memory: InMemory, clock: Clock) -> None:
    await memory.keep_answer("1", 5, Answer((6, 7), (8,)))
    assert await memory.answer("1", 5) == Answer((6, 7), (8,))
    assert await memory.answer("2", 5) is None
    clock.now = ANSWER_SECONDS
    assert await memory.answer("1", 5) is None


async def test_an_event_is_new_once_until_telegram_has_dropped_it(memory: InMemory, clock: Clock) -> None:
    assert [await memory.first_time("update 1") for _ in range(3)] == [True, False, False]
    assert await memory.first_time("update 2")
    clock.now = SEEN_SECONDS
    assert await memory.first_time("update 1")


async def test_an_event_that_led_to_nothing_is_new_again(memory: InMemory) -> None:
    with pytest.raises(OSError, match="no picture"):
        async with once(memory, "chart 1") as is_first:
            raise OSError("no picture")
    assert is_first
    async with once(memory, "chart 1") as is_first:
        assert is_first
    with pytest.raises(OSError, match="again"):
        async with once(memory, "chart 1"):
            raise OSError("again")
    assert not await memory.first_time("chart 1")


async def test_counts_begin_anew_when_their_window_ends(memory: InMemory, clock: Clock) -> None:
    assert [await memory.count("chat 1", 60) for _ in range(3)] == [1, 2, 3]
    clock.now = 59
    assert (await memory.count("chat 1", 60), await memory.count("chat 2", 60)) == (4, 1)
    clock.now = 60
    assert (await memory.count("chat 1", 60), await memory.count("chat 2", 60)) == (1, 2)


async def test_windows_of_different_lengths_end_each_in_its_time(memory: InMemory, clock: Clock) -> None:
    for name, seconds in (("long", 600), ("short", 60)):
        assert await memory.count(name, seconds) == 1
    clock.now = 60
    assert (await memory.count("long", 600), await memory.count("short", 60)) == (2, 1)
    clock.now = 600
    assert await memory.count("long", 600) == 1


async def test_an_update_is_handled_once_however_often_it_comes(memory: InMemory) -> None:
    for expected in (True, False, False):
        async with memory.turn("1", 7) as is_mine:
            assert is_mine is expected


async def test_an_update_that_was_not_handled_to_the_end_is_handled_anew(memory: InMemory) -> None:
    with pytest.raises(ValueError, match="broken off"):
        async with memory.turn("1", 7):
            raise ValueError("broken off")
    async with memory.turn("1", 7) as is_mine:
        assert is_mine


def test_of_too_many_events_the_oldest_give_way_and_one_that_comes_again_is_not_old(clock: Clock) -> None:
    events = Recent(3, 60, clock)
    for name in ("a", "b", "c", "a", "d"):
        events.put(name, b"7")
    assert [name for name in "abcd" if name in events] == ["a", "c", "d"]


def test_events_that_are_over_take_no_room(clock: Clock) -> None:
    events = Recent(1000, 60, clock)
    for number in range(100):
        events.put(number)
    clock.now = 60
    for number in range(100, 200):
        events.put(number)
    assert len(events) == 100


def test_an_event_that_is_changed_ends_when_it_would_have_ended_and_one_taken_out_is_gone(clock: Clock) -> None:
    events = Recent(3, 60, clock)
    for name in ("a", "b"):
        events.put(name, b"old")
    clock.now = 59
    events.change("a", b"new")
    assert (events.get("a"), events.pop("b"), events.pop("b")) == (b"new", b"old", None)
    clock.now = 60
    assert events.get("a") is None


def test_numbers_in_a_row_take_the_room_of_one(clock: Clock) -> None:
    met = Numbers(2, 60, clock)
    for number in (*range(512), 513):
        met.add(number)
    assert [number in met for number in (0, 255, 256, 511, 512, 513, 514)] == [
        False,
        False,
        True,
        True,
        False,
        True,
        False,
    ]
    clock.now = 59
    met.add(256)
    clock.now = 60
    assert [number in met for number in (257, 513)] == [True, False]
