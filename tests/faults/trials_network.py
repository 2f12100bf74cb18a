"""What a network does to a bot: refusals, errors, broken connections, slowness."""

from __future__ import annotations

import asyncio
from itertools import count

from botapi_faults import Fault
from botapi_rules import Params
from crowd import Rule
from scene import Outcome, Scene, Trial

FLOOD = Fault(429, "Too Many Requests: retry after 1", retry_after=1)
PAGE = "<html><head><title>502 Bad Gateway</title></head><body><h1>502 Bad Gateway</h1>nginx</body></html>"
SERVER_ERRORS = (Fault(502, body=PAGE), Fault(500), Fault(500, body=PAGE), Fault(503, body=PAGE))
DROPPED = Fault(drop=True)
DROPPED_LATE = Fault(drop=True, late=True)


async def _weathered(scene: Scene, rule: Rule) -> Outcome:
    """A fault of every call for a while, in which people ask."""
    crowd, scale = scene.crowd, scene.scale
    async with scene.awake():
        crowd.rule = rule
        await crowd.ask_for(scale.seconds, scale.people)
        crowd.rule = None
        return Outcome(crowd.strikes, await crowd.settled())


async def flood_control(scene: Scene) -> Outcome:
    return await _weathered(scene, lambda method, _: FLOOD if method == "sendMessage" else None)


async def flood_control_of_everything(scene: Scene) -> Outcome:
    return await _weathered(scene, lambda _, __: FLOOD)


async def server_errors(scene: Scene) -> Outcome:
    turn = count()
    return await _weathered(scene, lambda _, __: SERVER_ERRORS[next(turn) % len(SERVER_ERRORS)])


async def every_other_call_fails(scene: Scene) -> Outcome:
    turn = count()

    def rule(_: str, __: Params) -> Fault | None:
        number = next(turn)
        return SERVER_ERRORS[number % len(SERVER_ERRORS)] if number % 2 else None

    return await _weathered(scene, rule)


async def dropped(scene: Scene) -> Outcome:
    chance = scene.crowd.chance
    return await _weathered(scene, lambda _, __: DROPPED if chance.random() < 2 / 3 else None)


async def dropped_after_the_work(scene: Scene) -> Outcome:
    """Nobody but Telegram can know that the message is shown already."""
    chats: set[int] = set()

    def rule(method: str, params: Params) -> Fault | None:
        if method != "sendMessage" or params["chat_id"] in chats:
            return None
        chats.add(params["chat_id"])
        return DROPPED_LATE

    return await _weathered(scene, rule)


async def away(scene: Scene) -> Outcome:
    """Connections are refused."""
    crowd, scale = scene.crowd, scene.scale
    async with scene.awake():
        await crowd.ask(scale.people // 2)
        await crowd.leave()
        await crowd.ask_for(scale.seconds, scale.people // 2)
        await crowd.listen()
        return Outcome(1, await crowd.settled())


async def slow(scene: Scene) -> Outcome:
    crowd, scale = scene.crowd, scene.scale
    async with scene.awake():
        crowd.slowness = scale.slow
        await crowd.ask_for(scale.seconds, scale.people)
        crowd.slowness = 0
        outcome = Outcome(crowd.strikes, await crowd.settled())
        await asyncio.sleep(scale.slow)
        return Outcome(crowd.strikes, outcome.recovery)


TRIALS = (
    Trial("429 to every message", flood_control),
    Trial("429 to every call", flood_control_of_everything),
    Trial("500, 502 and 503 to every call, most as HTML", server_errors),
    Trial("the same to every other call", every_other_call_fails),
    Trial("two of three connections dropped", dropped),
    Trial("Telegram out of reach", away),
    Trial("slow replies", slow),
    Trial("connection dropped after the message was shown", dropped_after_the_work),
)
