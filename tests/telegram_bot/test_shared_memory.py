"""What replicas share, in a real Redis."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from typing import cast
from urllib.parse import quote

import pytest
from clock import Clock
from redis.asyncio import Redis
from redis_server import PATIENCE, RedisServer

from iombot.adapters.delivery import DELIVERY, TurnLostError
from iombot.adapters.replicas.link import AWAY_SECONDS, Keys, Link
from iombot.adapters.replicas.memory import SharedMemory
from iombot.adapters.replicas.turn import LEASE_SECONDS
from iombot.adapters.replicas.turns import WAITER_SECONDS, Turns
from iombot.adapters.states import Answer, QueueBusyError
from iombot.dialogue.state import ChatState
from iombot.secret import SecretStr

SOME = ChatState(entries=("lamps-lit",), concepts=("lamp",))
OTHER = ChatState(entries=("lamps-spare",))
KEY = SecretStr("of all replicas")


class BrokenOffError(Exception):
    """An update is not handled to its end."""


@pytest.fixture
async def ours(redis: RedisServer, clock: Clock) -> AsyncIterator[SharedMemory]:
    memory = SharedMemory(SecretStr(redis.url), KEY, 30, clock)
    yield memory
    await memory.close()


@pytest.fixture
async def theirs(redis: RedisServer) -> AsyncIterator[SharedMemory]:
    memory = SharedMemory(SecretStr(redis.url), KEY, 30)
    yield memory
    await memory.close()


async def ages(redis: RedisServer) -> dict[str, int]:
    """Milliseconds until each key is gone, by kind."""
    async with Redis.from_url(redis.url) as inside:
        keys = [key async for key in inside.scan_iter()]
        return {key.decode().split(":")[1]: await inside.pttl(key) for key in keys}


async def lose_turn(redis: RedisServer) -> None:
    """Time passes for Redis: leases and notes of who holds them are gone."""
    async with Redis.from_url(redis.url) as inside:
        async for key in inside.scan_iter("iombot:lock:*"):
            await inside.delete(key)


ODD = "p@ss/w:r#d?100%"
"""A password of all that means something else in an address."""


async def test_user_and_password_of_an_address_are_decoded(redis: RedisServer) -> None:
    async with Redis.from_url(redis.url) as inside:
        await inside.acl_setuser("bot@iom", enabled=True, passwords=[f"+{ODD}"], keys=["*"], commands=["+@all"])
    address = redis.url.replace("//", f"//{quote('bot@iom', safe='')}:{quote(ODD, safe='')}@")
    memory = SharedMemory(SecretStr(address), KEY, 30)
    await memory.keep_state("1", SOME)
    await memory.close()
    assert list(await ages(redis)) == ["state"]


async def test_what_one_keeps_the_other_knows(ours: SharedMemory, theirs: SharedMemory) -> None:
    await ours.keep_state("1", SOME)
    await ours.keep_answer("1", 5, Answer((6, 7), (8,)))
    assert (await theirs.state("1"), await theirs.answer("1", 5)) == (SOME, Answer((6, 7), (8,)))
    assert (await theirs.state("2"), await theirs.answer("1", 6)) == (ChatState(), None)
    await theirs.forget("1")
    assert await ours.state("1") == ChatState()


async def test_everything_expires(ours: SharedMemory, theirs: SharedMemory, redis: RedisServer) -> None:
    async with ours.turn("1", 7):
        await ours.keep_state("1", SOME)
        await ours.keep_answer("1", 5, Answer((6,)))
        await ours.keep_need("1")
        await ours.first_time("album 1")
        await ours.count("chat 1", 60)
        other = asyncio.create_task(theirs.turn("1", 8).__aenter__())
        async with asyncio.timeout(PATIENCE):
            while "waiting" not in await ages(redis):  # noqa: ASYNC110 (Redis tells nobody)
                await asyncio.sleep(0.01)
        at_work = await ages(redis)
        other.cancel()
    second, hour = 1000, 3600 * 1000
    longest = {"state": hour / 2, "need": hour / 2, "answer": 48 * hour, "event": 24 * hour, "update": 24 * hour,
               "count": hour / 60, "lock": LEASE_SECONDS * second, "waiting": WAITER_SECONDS * second,
               "alive": WAITER_SECONDS * second}  # fmt: skip
    found = at_work | await ages(redis)
    assert found.keys() == longest.keys()
    assert [kind for kind in longest if not 0 < found[kind] <= longest[kind]] == []


async def test_who_asked_one_for_help_is_known_to_the_other(ours: SharedMemory, theirs: SharedMemory) -> None:
    await ours.keep_need("1")
    assert (await theirs.in_need("1"), await theirs.in_need("2")) == (True, False)


async def test_where_nobody_knows_who_asked_for_help_anybody_may_have(ours: SharedMemory, redis: RedisServer) -> None:
    redis.stop()
    assert await ours.in_need("1")


async def test_an_empty_context_takes_the_place_of_the_one_before(ours: SharedMemory, theirs: SharedMemory) -> None:
    await ours.keep_state("1", SOME)
    await ours.keep_state("1", ChatState())
    assert await theirs.state("1") == ChatState()


async def test_another_secret_knows_other_chats(ours: SharedMemory, redis: RedisServer) -> None:
    await ours.keep_state("1", SOME)
    stranger = SharedMemory(SecretStr(redis.url), SecretStr("of another bot"), 30)
    assert await stranger.state("1") == ChatState()
    await stranger.close()


async def test_all_count_together(ours: SharedMemory, theirs: SharedMemory) -> None:
    memories = [ours, theirs, ours, theirs]
    assert sorted([await memory.count("chat 1", 60) for memory in memories]) == [1, 2, 3, 4]
    assert sorted(await asyncio.gather(*(memory.count("chat 2", 60) for memory in memories))) == [1, 2, 3, 4]
    await ours.count("chat 3", 0.05)
    await asyncio.sleep(0.1)
    assert await theirs.count("chat 3", 60) == 1


async def set_clock_back(redis: RedisServer, milliseconds: int) -> None:
    """What a Redis makes of it when the clock of its machine is set back: everything lasts for so much longer."""
    async with Redis.from_url(redis.url) as inside:
        async for key in inside.scan_iter():
            await inside.pexpire(key, await inside.pttl(key) + milliseconds)
        async for key in inside.scan_iter("iombot:alive:*"):
            for number in cast("list[bytes]", await inside.zrange(key, 0, -1)):
                await inside.zincrby(key, milliseconds, number)


async def test_a_clock_that_is_set_back_keeps_nobody_out(
    ours: SharedMemory, theirs: SharedMemory, redis: RedisServer
) -> None:
    assert [await ours.count("all", 60) for _ in range(3)] == [1, 2, 3]
    await set_clock_back(redis, 3600 * 1000)
    assert [await theirs.count("all", 60) for _ in range(2)] == [1, 2]


async def test_a_clock_that_is_set_back_keeps_no_turn_for_a_bot_that_died(
    theirs: SharedMemory, redis: RedisServer
) -> None:
    link = Link(SecretStr(redis.url))
    dead = Turns(link, Keys(KEY))
    await dead.enter("1", 7)
    waiting = asyncio.create_task(dead.enter("1", 8))
    async with asyncio.timeout(PATIENCE):
        while "alive" not in await ages(redis):  # noqa: ASYNC110 (Redis tells nobody)
            await asyncio.sleep(0.01)
    waiting.cancel()
    await dead.close()
    await set_clock_back(redis, 3600 * 1000)
    async with asyncio.timeout(PATIENCE), theirs.turn("1", 9) as is_mine:
        assert is_mine
    await link.close()


async def test_an_event_is_new_to_one_alone(ours: SharedMemory, theirs: SharedMemory) -> None:
    found = await asyncio.gather(*(memory.first_time("album 1") for memory in [ours, theirs] * 5))
    assert found.count(True) == 1
    assert await theirs.first_time("album 2")


async def test_an_update_that_is_handled_anew_meets_its_own_events(ours: SharedMemory, theirs: SharedMemory) -> None:
    with suppress(BrokenOffError):
        async with ours.turn("1", 7):
            assert await ours.first_time("album 1")
            raise BrokenOffError
    async with theirs.turn("1", 7) as is_mine:
        assert (is_mine, await theirs.first_time("album 1")) == (True, True)
    async with theirs.turn("1", 8):
        assert not await theirs.first_time("album 1")


async def test_an_update_is_handled_once_whoever_gets_it(ours: SharedMemory, theirs: SharedMemory) -> None:
    async def handle(memory: SharedMemory, update: int) -> bool:
        async with memory.turn("1", update) as is_mine:
            await asyncio.sleep(0.01)
        return is_mine

    both = await asyncio.gather(handle(ours, 7), handle(theirs, 7))
    assert (sorted(both), await handle(ours, 7), await handle(theirs, 7)) == ([False, True], False, False)


async def test_the_earlier_of_two_that_wait_goes_first(ours: SharedMemory, theirs: SharedMemory) -> None:
    log: list[int] = []

    async def handle(memory: SharedMemory, update: int) -> None:
        async with memory.turn("1", update):
            log.append(update)

    async with ours.turn("1", 1):
        later = asyncio.create_task(handle(ours, 3))
        await asyncio.sleep(0.2)
        earlier = asyncio.create_task(handle(theirs, 2))
        await asyncio.sleep(0.2)
    await asyncio.gather(later, earlier)
    assert log == [2, 3]


async def test_one_chat_does_not_hold_up_another(ours: SharedMemory, theirs: SharedMemory) -> None:
    async with ours.turn("1", 1), theirs.turn("2", 2) as is_mine, theirs.turn(None, 3) as is_nobodys:
        assert (is_mine, is_nobodys) == (True, True)


async def test_a_context_is_kept_with_the_turn_and_not_before(ours: SharedMemory, theirs: SharedMemory) -> None:
    await ours.keep_state("1", SOME)
    with suppress(BrokenOffError):
        async with ours.turn("1", 7):
            await ours.keep_state("1", OTHER)
            assert (await ours.state("1"), await theirs.state("1")) == (OTHER, SOME)
            raise BrokenOffError
    assert await theirs.state("1") == SOME
    async with ours.turn("1", 7):
        await ours.keep_state("1", OTHER)
    assert await theirs.state("1") == OTHER


async def test_an_answer_on_its_way_is_noted_with_the_context(ours: SharedMemory, redis: RedisServer) -> None:
    async with ours.turn("1", 7):
        await ours.keep_state("1", SOME)
        delivery = DELIVERY.get()
        assert delivery is not None
        await delivery.before()
        await delivery.under_way()
        # The bot stops here for ever; the other one gets the update again.
        async with asyncio.timeout(PATIENCE):
            while "update" not in await ages(redis):  # noqa: ASYNC110 (Redis tells nobody)
                await asyncio.sleep(0.01)
        await lose_turn(redis)
        after = SharedMemory(SecretStr(redis.url), KEY, 30)
        async with after.turn("1", 7) as is_mine:
            assert (is_mine, await after.state("1")) == (False, SOME)
        await delivery.after(taken=True)
        await after.close()


async def test_an_answer_that_was_refused_is_not_noted(ours: SharedMemory, redis: RedisServer) -> None:
    async with ours.turn("1", 7):
        delivery = DELIVERY.get()
        assert delivery is not None
        await delivery.before()
        await delivery.under_way()
        await delivery.after(taken=False)
        assert (await ages(redis)).keys() == {"lock"}
        await delivery.before()
        await delivery.under_way()
        await delivery.after(taken=True)
        # A card after the answer is refused; the answer stays given.
        await delivery.before()
        await delivery.under_way()
        await delivery.after(taken=False)
        assert (await ages(redis)).keys() == {"lock", "update"}


async def test_who_stood_still_sends_nothing_that_another_has_taken_over(
    ours: SharedMemory, theirs: SharedMemory, redis: RedisServer, clock: Clock
) -> None:
    with pytest.raises(QueueBusyError):  # noqa: PT012 (it is raised at the end of the block)
        async with ours.turn("1", 7):
            await ours.keep_state("1", OTHER)
            delivery = DELIVERY.get()
            assert delivery is not None
            clock.now += LEASE_SECONDS
            await lose_turn(redis)
            async with theirs.turn("1", 7):
                await theirs.keep_state("1", SOME)
            with pytest.raises(TurnLostError):
                await delivery.before()
    assert await theirs.state("1") == SOME


async def test_who_stood_still_leaves_alone_what_another_has_in_hand(
    ours: SharedMemory, theirs: SharedMemory, redis: RedisServer, clock: Clock
) -> None:
    with pytest.raises(QueueBusyError):  # noqa: PT012 (it is raised at the end of the block)
        async with ours.turn("1", 7):
            delivery = DELIVERY.get()
            assert delivery is not None
            clock.now += LEASE_SECONDS
            await lose_turn(redis)
            async with theirs.turn("1", 7):
                with pytest.raises(TurnLostError):
                    await delivery.before()
            # Nor does it take the update for handled because nobody can be asked any more.
            redis.stop()


async def test_who_stood_still_goes_on_where_nobody_has_taken_over(
    ours: SharedMemory, theirs: SharedMemory, redis: RedisServer, clock: Clock
) -> None:
    async with ours.turn("1", 7):
        await ours.keep_state("1", SOME)
        delivery = DELIVERY.get()
        assert delivery is not None
        clock.now += LEASE_SECONDS
        await lose_turn(redis)
        await delivery.before()
        await delivery.after(taken=True)
    assert await theirs.state("1") == SOME


async def test_without_replicas_nobody_has_taken_over_and_what_is_in_hand_is_sent(
    redis: RedisServer, clock: Clock
) -> None:
    alone = SharedMemory(SecretStr(redis.url), KEY, 30, clock, alone=True)
    async with alone.turn("1", 7):
        delivery = DELIVERY.get()
        assert delivery is not None
        clock.now += LEASE_SECONDS
        redis.stop()
        await delivery.before()
        await delivery.after(taken=True)
    await alone.close()


async def test_an_event_that_led_to_nothing_is_new_to_all_again(ours: SharedMemory, theirs: SharedMemory) -> None:
    assert await ours.first_time("chart 1")
    assert not await theirs.first_time("chart 1")
    await ours.again("chart 1")
    assert [await theirs.first_time("chart 1"), await ours.first_time("chart 1")] == [True, False]


async def test_without_redis_there_is_no_context_and_counts_are_our_own(ours: SharedMemory, redis: RedisServer) -> None:
    await ours.keep_state("1", SOME)
    redis.stop()
    async with ours.turn("1", 7) as is_mine:
        assert (is_mine, await ours.state("1"), await ours.answer("1", 5)) == (True, ChatState(), None)
        await ours.keep_state("1", SOME)
        assert await ours.state("1") == ChatState()
    async with ours.turn("1", 7) as is_mine:
        assert not is_mine
    assert [await ours.count("chat 1", 60) for _ in range(3)] == [1, 2, 3]
    assert [await ours.first_time("album 1") for _ in range(2)] == [True, False]


async def test_redis_is_left_alone_for_a_while_and_found_again(
    ours: SharedMemory, redis: RedisServer, clock: Clock
) -> None:
    redis.stop()
    await ours.keep_state("1", SOME)
    redis.start()
    await ours.keep_state("1", SOME)
    assert await ages(redis) == {}
    clock.now += AWAY_SECONDS
    await ours.keep_state("1", SOME)
    assert (await ages(redis)).keys() == {"state"}


async def test_a_redis_that_gave_its_place_to_another_is_asked_for_by_a_new_connection(
    ours: SharedMemory, redis: RedisServer, clock: Clock
) -> None:
    await ours.keep_state("1", SOME)
    async with Redis.from_url(redis.url) as inside:
        before = {client["id"] for client in await inside.client_list()}
        await inside.replicaof("127.0.0.1", "1")  # it takes nothing any more
        await ours.keep_state("1", OTHER)
        await inside.replicaof("NO", "ONE")
        clock.now += AWAY_SECONDS
        await ours.keep_state("1", OTHER)
        after = {client["id"] for client in await inside.client_list()}
        own = str(await inside.client_id())
    assert (before & after, await ours.state("1")) == ({own}, OTHER)


async def test_a_context_that_was_outdated_while_redis_was_away_is_dropped(
    ours: SharedMemory, theirs: SharedMemory, redis: RedisServer, clock: Clock
) -> None:
    await ours.keep_state("1", SOME)
    await ours.keep_state("2", SOME)
    redis.freeze()
    await ours.keep_state("1", OTHER)
    redis.thaw()
    clock.now += AWAY_SECONDS
    assert (await ours.state("2"), await ours.state("1")) == (SOME, ChatState())
    assert await theirs.state("1") == ChatState()


async def test_a_redis_that_hangs_is_waited_for_once(ours: SharedMemory, redis: RedisServer) -> None:
    redis.freeze()
    try:
        async with asyncio.timeout(20):
            for _ in range(1000):
                await ours.state("1")
    finally:
        redis.thaw()


async def test_any_number_at_the_same_time_wait_for_each_other(ours: SharedMemory, theirs: SharedMemory) -> None:
    chats = [str(chat) for chat in range(200)]
    await asyncio.gather(*(ours.keep_state(chat, SOME) for chat in chats))
    assert await asyncio.gather(*(theirs.state(chat) for chat in chats)) == [SOME] * 200


async def test_what_nobody_can_read_is_no_context(ours: SharedMemory, redis: RedisServer) -> None:
    await ours.keep_state("1", SOME)
    async with Redis.from_url(redis.url) as inside:
        (key,) = [key async for key in inside.scan_iter()]
        for other in (b"", b"\xff", b"[]", b'{"entries": "text"}', b'{"entries": [], "new-field": ["x"]}'):
            await inside.set(key, other, ex=60)
            assert await ours.state("1") == ChatState()
        await inside.delete(key)
        await inside.lpush(key, "a list")
        await inside.expire(key, 60)
        assert await ours.state("1") == ChatState()
