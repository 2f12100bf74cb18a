"""The line in which updates wait."""

from __future__ import annotations

import asyncio

import pytest

from iombot.adapters.telegram.line import Line


async def settle() -> None:
    for _ in range(5):
        await asyncio.sleep(0)


class Crowd:
    """Updates in a line, each known by its chat and number."""

    def __init__(self, places: int, chat_most: int = 100, most: int = 1000) -> None:
        self.line = Line(places, chat_most, most)
        self.tasks: dict[str, asyncio.Task[bool]] = {}

    async def come(self, *names: str) -> None:
        for name in names:
            self.tasks[name] = asyncio.create_task(self.line.enter(name[0]))
        await settle()

    async def leave(self, *chats: str) -> None:
        for chat in chats:
            self.line.leave(chat)
        await settle()

    @property
    def outcomes(self) -> dict[str, bool]:
        tasks = self.tasks.items()
        return {name: task.result() for name, task in tasks if task.done() and not task.cancelled()}

    @property
    def let_in(self) -> list[str]:
        return [name for name, let_in in self.outcomes.items() if let_in]

    @property
    def dropped(self) -> list[str]:
        return [name for name, let_in in self.outcomes.items() if not let_in]


async def test_chats_take_turns_whatever_one_of_them_sends() -> None:
    crowd = Crowd(places=1)
    await crowd.come("a1", "a2", "a3", "b1", "c1")
    for chat in ("a", "b", "c", "a", "a"):
        await crowd.leave(chat)
    assert crowd.let_in == ["a1", "a2", "a3", "b1", "c1"]
    assert crowd.line.waiting == crowd.line.inside == 0


async def test_who_came_first_is_first_but_nobody_goes_twice_before_another() -> None:
    crowd = Crowd(places=1)
    await crowd.come("a1", "a2", "b1")
    await crowd.leave("a")
    assert crowd.let_in == ["a1", "b1"]


async def test_a_chat_with_too_many_loses_its_oldest_and_others_nothing() -> None:
    crowd = Crowd(places=1, chat_most=2)
    await crowd.come("a0", "b1", "a1", "a2", "a3", "a4")
    assert crowd.dropped == ["a1", "a2"]
    assert crowd.line.waiting == 3


async def test_a_full_line_drops_the_oldest_of_the_noisiest_chat() -> None:
    crowd = Crowd(places=1, most=4)
    await crowd.come("x0", "a1", "b1", "b2", "c1")
    assert crowd.dropped == []
    await crowd.come("d1")
    assert crowd.dropped == ["b1"]
    await crowd.come("e1")
    assert crowd.dropped == ["a1", "b1"]
    await crowd.leave("x")
    assert crowd.let_in == ["x0", "b2"]


async def test_the_update_in_hand_is_never_dropped() -> None:
    crowd = Crowd(places=1, chat_most=1)
    await crowd.come("a0", "a1", "a2", "a3")
    assert (crowd.let_in, crowd.dropped) == (["a0"], ["a1", "a2"])


async def test_there_is_room_until_the_line_is_half_full() -> None:
    crowd = Crowd(places=1, most=4)
    await crowd.come("x0", "a1")
    await asyncio.wait_for(crowd.line.room(), 5)
    await crowd.come("b1")
    waiting = asyncio.create_task(crowd.line.room())
    await settle()
    assert not waiting.done()
    await crowd.leave("x")
    await asyncio.wait_for(waiting, 5)


async def test_there_is_room_until_chats_enough_wait_however_much_one_of_them_sends() -> None:
    crowd = Crowd(places=1)
    await crowd.come("x0", *(f"a{number}" for number in range(20)), "b1", "c1")
    await asyncio.wait_for(crowd.line.room(), 5)
    await crowd.come("d1")  # the fourth for the one place
    waiting = asyncio.create_task(crowd.line.room())
    await settle()
    assert not waiting.done()
    await crowd.leave("x")
    await crowd.leave("a")  # now b is let in, and a stands in the line again
    await asyncio.wait_for(waiting, 5)


@pytest.mark.parametrize("gone", ["a1", "b1", "a2"])
async def test_who_goes_away_leaves_no_gap(gone: str) -> None:
    crowd = Crowd(places=1)
    await crowd.come("x0", "a1", "a2", "b1")
    crowd.tasks[gone].cancel()
    await crowd.leave("x")  # the place is given away before the one who goes has noticed
    for chat in ("a", "b", "a", "b"):
        if chat in crowd.line._inside:  # noqa: SLF001 (whose turn it is differs)
            await crowd.leave(chat)
    assert sorted(crowd.let_in) == sorted({"x0", "a1", "a2", "b1"} - {gone})
    assert crowd.line.waiting == crowd.line.inside == 0


async def test_who_goes_away_when_the_turn_has_come_gives_it_back() -> None:
    crowd = Crowd(places=1)
    await crowd.come("x0", "a1", "b1")
    crowd.line.leave("x")  # a1 has the turn, and does not know yet
    crowd.tasks["a1"].cancel()
    await settle()
    assert crowd.let_in == ["x0", "b1"]
    assert (crowd.line.waiting, crowd.line.inside) == (0, 1)
