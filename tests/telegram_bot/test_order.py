"""Which update is handled when."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Coroutine

import pytest
from telegram import Update
from updates import in_chat, queried

from iombot.adapters.states import InMemory, QueueBusyError
from iombot.adapters.telegram.order import Bounds, InOrder
from iombot.observability.meter import Meter
from iombot.observability.prometheus import PrometheusMeter


class Desk:
    """Handles updates for as long as their gates are closed, and notes what it did."""

    def __init__(self, chats: int) -> None:
        self.order = InOrder(Bounds(chats, 5000, 1000), InMemory(30), Meter())
        self.log: list[str] = []
        self.gates: dict[str, asyncio.Event] = {}
        self.tasks: list[asyncio.Task[None]] = []
        self.work: list[Coroutine[None, None, None]] = []

    def give(self, chat: int, name: str, *, closed: bool = False, failing: bool = False) -> None:
        gate = self.gates[name] = asyncio.Event()
        if not closed:
            gate.set()
        update = Update.de_json({"update_id": len(self.tasks), **in_chat(chat, name)}, None)
        self.work.append(self._handle(name, failing=failing))
        self.tasks.append(asyncio.create_task(self.order.process_update(update, self.work[-1])))

    async def _handle(self, name: str, *, failing: bool) -> None:
        self.log.append(f"{name} begins")
        await self.gates[name].wait()
        if failing:
            raise ValueError(name)
        self.log.append(f"{name} ends")


async def settle() -> None:
    """Let everything run that can."""
    for _ in range(20):
        await asyncio.sleep(0)


async def test_a_chat_is_answered_in_order_and_does_not_hold_up_another() -> None:
    desk = Desk(chats=8)
    desk.give(1, "a", closed=True)
    desk.give(1, "b")
    desk.give(2, "c")
    await settle()
    assert desk.log == ["a begins", "c begins", "c ends"]
    desk.gates["a"].set()
    await asyncio.gather(*desk.tasks)
    assert desk.log[3:] == ["a ends", "b begins", "b ends"]


async def test_a_flood_of_one_chat_takes_one_place_of_many() -> None:
    desk = Desk(chats=2)
    desk.give(1, "stuck", closed=True)
    for number in range(500):
        desk.give(1, f"flood {number}")
    desk.give(2, "other")
    await settle()
    assert desk.log == ["stuck begins", "other begins", "other ends"]
    desk.gates["stuck"].set()
    await asyncio.gather(*desk.tasks)
    assert [line for line in desk.log if line.startswith("flood") and line.endswith("ends")] == [
        f"flood {number} ends" for number in range(500)
    ]


async def test_what_is_shed_is_the_oldest_of_the_noisiest_chat_and_is_counted() -> None:
    meter, log, may_end = PrometheusMeter(), list[int](), asyncio.Event()
    order = InOrder(Bounds(chats=1, waiting=5), InMemory(30), meter)

    async def handle(number: int) -> None:
        await may_end.wait()
        log.append(number)

    chats = [9, 1, 1, 1, 2, 2, 1, 2]  # the last two are too many: each time the chat with the most loses
    updates = [Update.de_json({"update_id": n, **in_chat(chat, "x")}, None) for n, chat in enumerate(chats)]
    tasks = [asyncio.create_task(order.process_update(one, handle(n))) for n, one in enumerate(updates)]
    await settle()
    assert ("iombot_waiting 5.0" in shown(meter), dropped(meter)) == (True, 2)
    may_end.set()
    await asyncio.gather(*tasks)
    assert sorted(log) == [0, 3, 4, 5, 6, 7]
    assert ("iombot_waiting 0.0" in shown(meter), dropped(meter)) == (True, 2)


def shown(meter: PrometheusMeter) -> str:
    return meter.exposition()[1].decode()


def dropped(meter: PrometheusMeter) -> int:
    """How many updates were shed, as Prometheus is told."""
    (number,) = re.findall(r'^iombot_dropped_updates_total\{reason="queue"\} (\d+)', shown(meter), re.MULTILINE)
    return int(number)


async def test_no_more_chats_than_allowed_are_handled_at_a_time() -> None:
    desk = Desk(chats=2)
    for chat in (1, 2, 3):
        desk.give(chat, f"chat {chat}", closed=True)
    await settle()
    assert desk.log == ["chat 1 begins", "chat 2 begins"]
    desk.gates["chat 2"].set()
    await settle()
    assert desk.log[2:] == ["chat 2 ends", "chat 3 begins"]
    for gate in desk.gates.values():
        gate.set()
    await asyncio.gather(*desk.tasks)


async def test_a_failure_does_not_stop_the_chat() -> None:
    desk = Desk(chats=1)
    desk.give(1, "a", failing=True)
    desk.give(1, "b")
    outcomes = await asyncio.gather(*desk.tasks, return_exceptions=True)
    assert isinstance(outcomes[0], ValueError)
    assert desk.log == ["a begins", "b begins", "b ends"]


async def test_a_cancelled_update_leaves_its_place_to_the_next() -> None:
    desk = Desk(chats=1)
    desk.give(1, "a", closed=True)
    desk.give(1, "b")
    desk.give(1, "c")
    await settle()
    desk.tasks[1].cancel()
    desk.work[1].close()
    await settle()
    desk.gates["a"].set()
    await asyncio.gather(desk.tasks[0], desk.tasks[2])
    assert desk.log == ["a begins", "a ends", "c begins", "c ends"]


@pytest.mark.parametrize("update", [None, "error", Update(1)])
async def test_what_belongs_to_nobody_is_handled_at_once(update: object) -> None:
    done: list[bool] = []

    async def handle() -> None:
        done.append(True)

    await InOrder(Bounds(1, 100), InMemory(30), Meter()).process_update(update, handle())
    assert done == [True]


async def test_letters_typed_in_inline_mode_are_answered_in_order() -> None:
    order, log = InOrder(Bounds(4, 100), InMemory(30), Meter()), []
    first_may_end = asyncio.Event()

    async def handle(text: str) -> None:
        if text == "a":
            await first_may_end.wait()
        log.append(text)

    updates = [Update.de_json({"update_id": n, **queried(text)}, None) for n, text in enumerate(["a", "av"])]
    tasks = [asyncio.create_task(order.process_update(u, handle(text))) for u, text in zip(updates, "ab", strict=True)]
    await settle()
    assert log == []
    first_may_end.set()
    await asyncio.gather(*tasks)
    assert log == ["a", "b"]


async def test_what_waits_when_the_end_is_over_is_left_to_come_again() -> None:
    over = False
    order, log = InOrder(Bounds(1, 100), InMemory(30), Meter(), lambda: over), []
    gate = asyncio.Event()

    async def handle(name: str) -> None:
        await gate.wait()
        log.append(name)

    updates = [Update.de_json({"update_id": number, **in_chat(1, "x")}, None) for number in range(2)]
    tasks = [asyncio.create_task(order.process_update(update, handle(str(update.update_id)))) for update in updates]
    await settle()
    over = True
    gate.set()
    found = await asyncio.gather(*tasks, return_exceptions=True)
    assert (log, [type(one) for one in found]) == (["0"], [type(None), QueueBusyError])
