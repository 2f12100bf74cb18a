"""The line in which updates wait: fair between chats, and bounded."""

from __future__ import annotations

import asyncio
from collections import deque
from collections.abc import Hashable
from contextlib import suppress

ROUNDS = 4
"""So many chats for each place are enough in the line: whoever comes next waits for all of them, here or elsewhere, and
each update that waits here takes five kilobytes."""


class Line:
    """Lets one update of a chat in at a time, chats in turn, up to `places` of them.

    Whatever is too much is dropped: the oldest update of a chat that has `chat_most` waiting; where `most` wait in
    all, the oldest of the chat with the most of them. Of equals, the chat that waits longest loses.
    """

    def __init__(self, places: int, chat_most: int, most: int) -> None:
        self._free = places
        self._enough = places * ROUNDS
        self._chat_most = chat_most
        self._most = most
        self._queues: dict[Hashable, deque[asyncio.Future[bool]]] = {}
        self._inside: set[Hashable] = set()
        self._ready: dict[Hashable, None] = {}
        """Chats whose next update waits for a place only, the longest waiting first."""
        self._room = asyncio.Event()
        self._room.set()
        self.waiting = 0
        """Updates that wait."""

    @property
    def inside(self) -> int:
        """Chats that have an update in hand."""
        return len(self._inside)

    async def enter(self, chat: Hashable) -> bool:
        """Wait for a turn; False if the update is dropped instead. After True, `leave` must follow."""
        turn: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._queues.setdefault(chat, deque()).append(turn)
        self.waiting += 1
        if chat not in self._inside:
            self._ready.setdefault(chat)
        self._admit()
        self._shed(chat)
        self._count()
        try:
            return await turn
        except asyncio.CancelledError:
            if not turn.cancelled() and turn.result():
                self.leave(chat)
            self._forget(chat, turn)
            raise

    def leave(self, chat: Hashable) -> None:
        """Give the place to the next."""
        self._inside.discard(chat)
        self._free += 1
        if chat in self._queues:
            self._ready.setdefault(chat)
        self._admit()
        self._count()

    async def room(self) -> None:
        """Wait until there is room: who fetches updates can leave them where they are until then.

        There is none while the line is half full, or while enough chats stand in it. A noisy chat is one of them,
        however much it sends, so that whoever comes behind it is still fetched.
        """
        await self._room.wait()

    def _admit(self) -> None:
        while self._free and self._ready:
            chat = next(iter(self._ready))
            del self._ready[chat]
            turn = self._next(chat)
            if not turn.cancelled():
                self._inside.add(chat)
                self._free -= 1
                turn.set_result(True)
            elif chat in self._queues:
                self._ready[chat] = None

    def _shed(self, chat: Hashable) -> None:
        if len(self._queues.get(chat, ())) > self._chat_most:
            self._drop(chat)
        elif self.waiting > self._most:
            self._drop(max(self._queues, key=lambda one: len(self._queues[one])))

    def _drop(self, chat: Hashable) -> None:
        turn = self._next(chat)
        if not turn.cancelled():
            turn.set_result(False)

    def _next(self, chat: Hashable) -> asyncio.Future[bool]:
        """The oldest update of a chat, taken out of the line."""
        turn = self._queues[chat].popleft()
        self._shrunk(chat)
        return turn

    def _forget(self, chat: Hashable, turn: asyncio.Future[bool]) -> None:
        with suppress(KeyError, ValueError):
            self._queues[chat].remove(turn)
            self._shrunk(chat)
            self._count()

    def _shrunk(self, chat: Hashable) -> None:
        self.waiting -= 1
        if not self._queues[chat]:
            del self._queues[chat]
            self._ready.pop(chat, None)

    def _count(self) -> None:
        if self.waiting * 2 >= self._most or len(self._queues) >= self._enough:
            self._room.clear()
        else:
            self._room.set()
