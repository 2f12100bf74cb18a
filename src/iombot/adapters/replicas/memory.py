"""The memory that replicas share; without Redis, each answers on its own and without context."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from time import monotonic
from typing import Final

from cachetools import TTLCache
from redis.asyncio import Redis

from iombot.adapters.delivery import DELIVERY
from iombot.adapters.replicas.codec import pack_answer, pack_state, unpack_answer, unpack_state
from iombot.adapters.replicas.link import Keys, Link
from iombot.adapters.replicas.scripts import COUNT
from iombot.adapters.replicas.turn import Kept, Turn, milliseconds
from iombot.adapters.replicas.turns import Outcome, Turns
from iombot.adapters.states import (
    ANSWER_SECONDS,
    MAX_CHATS,
    SEEN_SECONDS,
    Answer,
    ChatMemory,
    InMemory,
    QueueBusyError,
)
from iombot.dialogue.state import ChatState
from iombot.secret import SecretStr

NOTHING: Final = b""
"""What Redis has where it has nothing, to be told from a Redis that is away."""


class SharedMemory(ChatMemory):
    """Memory in Redis. Keys are hashes, values are ids of the knowledge base and of the bot's messages; all expire."""

    def __init__(
        self,
        url: SecretStr,
        secret: SecretStr,
        context_minutes: float,
        clock: Callable[[], float] = monotonic,
        *,
        alone: bool = False,
    ) -> None:
        """`secret` hides which chats are meant, see `Keys`; `clock` tells seconds; `alone`: there are no replicas.

        Raises `ValueError` for what is no address of a Redis.
        """
        self._link = Link(url, clock)
        self._link.on_return = self._drop_outdated
        self._keys = Keys(secret)
        self._turns = Turns(self._link, self._keys, clock, alone=alone)
        self._seconds = context_minutes * 60
        # Counts and events of this replica, for as long as Redis is away. Contexts are not kept here: the one of
        # another replica may be newer, and an answer that follows up on the wrong question is a wrong answer.
        self._own = InMemory(context_minutes, clock)
        self._outdated: TTLCache[str, bool, float] = TTLCache(MAX_CHATS, ttl=self._seconds, timer=clock)
        """Keys of what could not be brought up to date while Redis was away."""

    async def state(self, chat: str) -> ChatState:
        """See `ChatMemory.state`."""
        return unpack_state(await self._read(self._keys.of("state", chat)))

    async def keep_state(self, chat: str, state: ChatState) -> None:
        """See `ChatMemory.keep_state`."""
        await self._keep(self._keys.of("state", chat), Kept(pack_state(state), self._seconds))

    async def forget(self, chat: str) -> None:
        """See `ChatMemory.forget`."""
        await self._keep(self._keys.of("state", chat), Kept(None, self._seconds))

    async def keep_need(self, chat: str) -> None:
        """See `ChatMemory.keep_need`."""
        await self._own.keep_need(chat)
        await self._keep(self._keys.of("need", chat), Kept(b"1", self._seconds))

    async def in_need(self, chat: str) -> bool:
        """See `ChatMemory.in_need`. Where Redis is away, somebody may have asked another replica for help."""
        if await self._own.in_need(chat):
            return True
        return await self._find(self._keys.of("need", chat)) != NOTHING

    async def answer(self, chat: str, question: int) -> Answer | None:
        """See `ChatMemory.answer`."""
        return unpack_answer(await self._read(self._keys.of("answer", f"{chat} {question}")))

    async def keep_answer(self, chat: str, question: int, answer: Answer) -> None:
        """See `ChatMemory.keep_answer`."""
        await self._keep(self._keys.of("answer", f"{chat} {question}"), Kept(pack_answer(answer), ANSWER_SECONDS))

    async def first_time(self, event: str) -> bool:
        """See `ChatMemory.first_time`."""
        is_new_here = await self._own.first_time(event)
        key, turn = self._keys.of("event", event), self._turn()
        # An update that is handled anew, because a replica died over it, meets its own events again.
        owner = (turn.place.update if turn else secrets.token_hex(8)).encode()

        async def claim(redis: Redis) -> bytes:
            async with redis.pipeline(transaction=True) as commands:
                commands.set(key, owner, nx=True, ex=SEEN_SECONDS)
                commands.get(key)
                return bytes((await commands.execute())[1] or NOTHING)

        holder = await self._link.ask(claim)
        return is_new_here if holder is None else holder == owner

    async def again(self, event: str) -> None:
        """See `ChatMemory.again`."""
        await self._own.again(event)
        key = self._keys.of("event", event)
        await self._link.ask(lambda redis: redis.delete(key))

    async def count(self, name: str, seconds: float) -> int:
        """See `ChatMemory.count`."""
        here = await self._own.count(name, seconds)
        key = self._keys.of("count", name)

        async def add(redis: Redis) -> int:
            return int(await redis.eval(COUNT, 1, key, milliseconds(seconds)))

        return await self._link.ask(add) or here

    @asynccontextmanager
    async def turn(self, queue: str | None, update: int) -> AsyncIterator[bool]:
        """See `ChatMemory.turn`."""
        async with self._own.turn(queue, update) as is_new_here:
            turn = await self._turns.enter(queue, update) if is_new_here else Outcome.DONE
            if isinstance(turn, Outcome):
                yield turn is Outcome.AWAY
                return
            before = DELIVERY.set(turn)
            try:
                yield True
            except BaseException:
                await turn.abandon()
                raise
            else:
                await self._leave(turn)
            finally:
                DELIVERY.reset(before)
                self._turns.release(turn)

    async def close(self) -> None:
        """See `ChatMemory.close`."""
        await self._turns.close()
        await self._link.close()

    async def _leave(self, turn: Turn) -> None:
        left = await turn.leave()
        if left is None:
            self._outdated.update(dict.fromkeys(turn.kept, True))
        elif not left:
            raise QueueBusyError("Another replica has taken over the update.")

    async def _read(self, key: str) -> bytes | None:
        """What is kept under a key; None where there is nothing, or Redis is away."""
        return await self._find(key) or None

    async def _find(self, key: str) -> bytes | None:
        """The same, but `NOTHING` where there is nothing, and None where Redis is away."""
        turn = self._turn()
        if turn and key in turn.kept:
            return turn.kept[key].value or NOTHING

        async def read(redis: Redis) -> bytes:
            found = await redis.get(key)
            return found if isinstance(found, bytes) else NOTHING

        return await self._link.ask(read)

    async def _keep(self, key: str, kept: Kept) -> None:
        turn = self._turn()
        if turn:
            turn.kept[key] = kept
            return

        async def keep(redis: Redis) -> bool:
            if kept.value is None:
                await redis.delete(key)
            else:
                await redis.set(key, kept.value, px=kept.milliseconds)
            return True

        if not await self._link.ask(keep):
            self._outdated[key] = True

    def _turn(self) -> Turn | None:
        """The turn in which we are asked; None outside of one, and where Redis was away when it began."""
        delivery = DELIVERY.get()
        return delivery if isinstance(delivery, Turn) and delivery.link is self._link else None

    async def _drop_outdated(self, redis: Redis) -> None:
        """Drop what an answer given without Redis has outdated, before anything is read again."""
        keys = tuple(self._outdated)
        if keys:
            await redis.delete(*keys)
            for key in keys:
                self._outdated.pop(key, None)
