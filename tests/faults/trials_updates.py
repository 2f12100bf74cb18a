"""What may be wrong with the updates themselves."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack

from botapi_rules import Params
from crowd import Batch
from replicas import Replicas
from scene import Outcome, Scene, Trial
from updates import PERSON, PRIVATE, Update, said

MALFORMED: tuple[Params, ...] = (
    {"message": {}},
    {"message": None},
    {"message": 7},
    {"message": [1, 2]},
    {"message": {"message_id": "x", "date": "yesterday", "chat": PRIVATE, "from": PERSON, "text": "hello"}},
    {"message": {"message_id": 1, "date": 10**30, "chat": PRIVATE, "from": PERSON, "text": "hello"}},
    {"message": {"message_id": 1, "date": 1, "chat": 5, "from": PERSON, "text": "hello"}},
    {"message": {"message_id": 1, "date": 1, "chat": {"id": None, "type": "private"}, "from": PERSON, "text": "hello"}},
    said("hello", entities=[{"type": "bot_command", "offset": 400, "length": -3}]),
    said("hello", entities=[{"type": "bot_command"}]),
    said("🙂 hello", entities=[{"type": "mention", "offset": 1, "length": 1}]),
    said("hello", **{"from": {"id": 1}}),
    said("hello", reply_to_message={"message_id": 1}),
    said("hello", photo=[{}]),
    {"callback_query": {"id": "1"}},
    {"callback_query": {"id": 1, "from": PERSON, "message": {"chat": {}}, "data": ["x"]}},
    {"inline_query": {"id": "1", "from": PERSON}},
    {"inline_query": {"id": "1", "from": {}, "query": 5, "offset": -1}},
    {"my_chat_member": {"chat": PRIVATE, "from": PERSON, "date": 1, "old_chat_member": {}, "new_chat_member": {}}},
    {"never_heard_of": {"x": 1}},
    {},
)
"""Updates that the schema of the Bot API does not allow."""


async def repeated(scene: Scene) -> Outcome:
    """Every update comes three times, the last time with those that follow."""
    crowd, before = scene.crowd, Batch()

    def deliver(batch: Batch) -> Batch:
        old, before[:] = list(before), batch
        crowd.strikes += len(old) + len(batch)
        return [*old, *batch, *batch]

    return await _delivered(scene, deliver)


async def shuffled(scene: Scene) -> Outcome:
    crowd = scene.crowd

    def deliver(batch: Batch) -> Batch:
        mixed = crowd.chance.sample(batch, len(batch))
        crowd.strikes += sum(one is not other for one, other in zip(mixed, batch, strict=True))
        return mixed

    return await _delivered(scene, deliver)


async def malformed(scene: Scene) -> Outcome:
    crowd, scale = scene.crowd, scene.scale
    async with scene.awake():
        for round_ in range(scale.people):
            bad = [MALFORMED[place % len(MALFORMED)] for place in range(round_ * 3, round_ * 3 + 3)]
            crowd.strikes += len(bad)
            await crowd.feed(*bad, crowd.question())
            await asyncio.sleep(scale.seconds / scale.people / 2)
        return Outcome(crowd.strikes, await crowd.settled())


async def posted_twice(scene: Scene) -> Outcome:
    """By webhook: twice at the same time, and a third time after that; out of order, too."""
    crowd, people = scene.crowd, scene.scale.people
    async with AsyncExitStack() as stack:
        bots = await stack.enter_async_context(scene.behind_webhook())
        updates = [{"update_id": number} | crowd.question() for number in range(1, people + 1)]
        mixed = crowd.chance.sample(updates * 2, people * 2)
        await asyncio.gather(*(_post(bots, update) for update in mixed))
        recovery = await crowd.settled()
        await asyncio.gather(*(_post(bots, update) for update in updates))
        await crowd.settled()
    return Outcome(people * 2, recovery)


async def malformed_by_webhook(scene: Scene) -> Outcome:
    crowd, people = scene.crowd, scene.scale.people
    async with scene.behind_webhook() as bots:
        for place in range(people * 3):
            bad = MALFORMED[place % len(MALFORMED)]
            crowd.strikes += 1
            await _post(bots, {"update_id": 10_000 + place} | bad)
            if place % 3 == 0:
                await _post(bots, {"update_id": 1 + place} | crowd.question())
        return Outcome(crowd.strikes, await crowd.settled())


async def _post(bots: Replicas, update: Update) -> None:
    await bots.post(update)


async def _delivered(scene: Scene, deliver: Callable[[Batch], Batch]) -> Outcome:
    crowd, scale = scene.crowd, scene.scale
    async with scene.awake():
        crowd.deliver = deliver
        for _ in range(2):
            await crowd.ask_for(scale.seconds / 4, scale.people // 4)
            await crowd.ask(scale.people // 4)
        recovery = await crowd.settled()
        crowd.deliver = list
    return Outcome(crowd.strikes, recovery)


TRIALS = (
    Trial("updates that come three times", repeated),
    Trial("updates out of order", shuffled),
    Trial("updates posted three times and out of order, by webhook", posted_twice),
    Trial("malformed updates", malformed),
    Trial("malformed updates, by webhook", malformed_by_webhook),
)
