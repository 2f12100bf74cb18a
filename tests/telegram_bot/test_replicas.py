"""Two bots behind a webhook with a Redis between them, all of them real."""

from __future__ import annotations

import asyncio
import signal
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from botapi import PATIENCE, BotApi
from botapi_faults import Fault
from botapi_rules import Params
from core_fake import SHIPPED
from processes import Start, ended
from redis.asyncio import Redis
from redis_server import RedisServer
from replicas import SECRET, Replicas, replicas
from updates import edited, in_chat

TALK = ("Who is Ben Ode?", "And his number?", "And his e-mail?")
"""Only the first question says who is meant."""
CHAT = 987_654_321
TRIES = 100
"""How often a test looks whether something has come back."""


@dataclass
class HeldApi(BotApi):
    """Lets a message appear at once, and says so only when the gate is open."""

    gate: asyncio.Event = field(default_factory=asyncio.Event)

    async def until_shown(self, messages: int) -> None:
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: len(self.messages) >= messages)

    async def _send_message(self, params: Params) -> object:
        shown = await super()._send_message(params)
        async with self._news:
            self._news.notify_all()
        await self.gate.wait()
        return shown


@pytest.fixture
async def api() -> AsyncIterator[HeldApi]:
    async with HeldApi() as server:
        server.gate.set()
        yield server


@pytest.fixture
async def bots(api: BotApi, start: Start, redis: RedisServer, tmp_path: Path) -> AsyncIterator[Replicas]:
    """Both understand English, but not all of its words: to read these takes longer than these tests."""
    for name in ("language-en.yaml", "lexicon/asks.yaml"):
        lines = (SHIPPED / name).read_text("utf-8").splitlines(keepends=True)
        known = [line for line in lines if "words/en" not in line]
        (tmp_path / "knowledge" / Path(name).name).write_text("".join(known), "utf-8")
    async with replicas(start, api, 2, IOMBOT_STATE_URL=redis.url) as running:
        yield running


def answers(api: BotApi, chat: int = CHAT) -> list[str]:
    """What a chat shows of the bot, without contact cards."""
    return [shown["text"] for (where, _), shown in api.messages.items() if where == chat and "text" in shown]


def knows(answer: str) -> list[str]:
    """Who an answer is about; without context, it is about everybody."""
    return [name for name in ("Anna", "Ben") if name in answer]


async def talk(bots: Replicas, chat: int, *questions: str) -> None:
    """One question after the other, each to the other bot."""
    for number, question in enumerate(questions):
        await bots.post(in_chat(chat, question), first=number % 2)


async def talks_again(api: BotApi, bots: Replicas) -> bool:
    """Whether both bots soon know what was said before, in chats of their own."""
    for chat in range(1, TRIES):
        await talk(bots, chat, *TALK)
        if [knows(answer) for answer in answers(api, chat)] == [["Ben"]] * 3:
            return True
        await asyncio.sleep(0.1)
    return False


async def until_gone(redis: RedisServer, keys: str) -> None:
    async with asyncio.timeout(PATIENCE), Redis.from_url(redis.url) as inside:
        while [key async for key in inside.scan_iter(keys)]:  # noqa: ASYNC110
            await asyncio.sleep(0.01)  # Redis tells nobody


async def test_a_conversation_hops_between_the_bots(api: BotApi, bots: Replicas) -> None:
    await talk(bots, CHAT, *TALK)
    assert [knows(answer) for answer in answers(api)] == [["Ben"]] * 3


async def test_an_edited_question_changes_the_answer_that_another_bot_gave(api: BotApi, bots: Replicas) -> None:
    question = in_chat(CHAT, TALK[0])
    await bots.post(question, first=0)
    (before,) = answers(api)
    await bots.post(edited(question, "Who is Anna Öberg?"), first=1)
    (after,) = answers(api)
    assert (knows(before), knows(after)) == (["Ben"], ["Anna"])


async def test_an_update_that_both_get_is_answered_once(api: BotApi, bots: Replicas) -> None:
    updates = [{"update_id": chat} | in_chat(chat, "hello") for chat in range(1, 21)]
    both = [(update, bot) for update in updates for bot in bots.all]
    statuses = await asyncio.gather(*(bots.post_once(update, bot) for update, bot in both))
    later = await asyncio.gather(*(bots.post_once(update, bot) for update, bot in both))
    assert set(statuses + later) == {200}
    assert Counter(sent["chat_id"] for sent in api.made("sendMessage")) == dict.fromkeys(range(1, 21), 1)


async def test_a_chat_over_its_limit_is_told_so_once_whoever_gets_its_questions(
    api: BotApi, start: Start, redis: RedisServer
) -> None:
    settings = {"IOMBOT_STATE_URL": redis.url, "IOMBOT_CHAT_LIMIT": "4"}
    async with replicas(start, api, 2, **settings) as bots:
        for number in range(12):
            await bots.post(in_chat(CHAT, "how many lamps were lit"), first=number % 2)
        await bots.post(in_chat(CHAT + 1, "how many lamps were lit"))
    refusals = [answer for answer in answers(api) if answer.startswith("That was a lot at once")]
    assert (len(answers(api)), len(refusals), len(answers(api, CHAT + 1))) == (5, 1, 1)


async def test_questions_of_a_chat_are_answered_in_order_whoever_gets_them(api: HeldApi, bots: Replicas) -> None:
    questions = {"/contacts": ["Anna", "Ben"], "Who is Anna Öberg?": ["Anna"], "/about": [], TALK[0]: ["Ben"]}
    api.gate.clear()
    posting = []
    for number, question in enumerate([*questions, *questions]):
        posting.append(asyncio.create_task(bots.post(in_chat(CHAT, question), first=number % 2)))
        await api.until_shown(1)
        await asyncio.sleep(0.1)
    # Whoever got the others, they wait for the first.
    assert len(answers(api)) == 1
    api.gate.set()
    await asyncio.gather(*posting)
    assert [knows(answer) for answer in answers(api)] == [*questions.values(), *questions.values()]


async def test_a_bot_that_is_killed_loses_no_question_and_doubles_no_answer(
    api: HeldApi, start: Start, redis: RedisServer
) -> None:
    chats = range(1, 61)
    settings = {"IOMBOT_STATE_URL": redis.url, "IOMBOT_CONCURRENT_CHATS": "5"}
    async with replicas(start, api, 2, **settings) as bots:
        api.gate.clear()
        asking = [asyncio.create_task(bots.post(in_chat(chat, "hello"), first=chat % 2)) for chat in chats]
        # Of the sixty, each bot has sent five answers and waits to hear that they arrived; the others wait for a place.
        await api.until_shown(10)
        bots.all[0].process.kill()
        api.gate.set()
        await asyncio.gather(*asking)
    assert 0 in bots.tries
    assert Counter(chat for chat, _ in api.messages) == dict.fromkeys(chats, 1)


async def test_a_bot_that_stood_still_does_not_repeat_what_another_took_over(
    api: BotApi, bots: Replicas, redis: RedisServer
) -> None:
    api.fail("sendMessage", Fault(429, "Too Many Requests: retry after 5", retry_after=5))
    update = {"update_id": 1} | in_chat(CHAT, "hello")
    first, second = bots.all
    stuck = asyncio.create_task(bots.post_once(update, first))
    await api.until("sendMessage")
    await until_gone(redis, "iombot:update:*")
    # It waits now, as Telegram asked, and takes its turn for its own.
    first.process.send_signal(signal.SIGSTOP)
    try:
        assert await bots.post_once(update, second) == 200
    finally:
        first.process.send_signal(signal.SIGCONT)
    assert (await stuck, await bots.post_once(update, first), len(answers(api))) == (503, 200, 1)


async def test_without_redis_the_bots_answer_without_context_and_find_it_again(
    api: BotApi, bots: Replicas, redis: RedisServer
) -> None:
    await talk(bots, CHAT, *TALK[:2])
    redis.stop()
    await talk(bots, CHAT, TALK[2], *TALK)
    # The first question needs no context, what follows up on it is not guessed.
    assert [knows(answer) == ["Ben"] for answer in answers(api)] == [True, True, False, True, False, False]
    redis.start()
    assert await talks_again(api, bots)


async def test_what_was_asked_while_redis_hung_is_not_mistaken_for_something_older(
    api: BotApi, bots: Replicas, redis: RedisServer
) -> None:
    await talk(bots, CHAT, *TALK[:2])
    redis.freeze()
    try:
        await talk(bots, CHAT, "Who is Anna Öberg?", "Who is Anna Öberg?")
    finally:
        redis.thaw()
    assert await talks_again(api, bots)
    await talk(bots, CHAT, TALK[1])
    assert [knows(answer) == ["Ben"] for answer in answers(api)] == [True, True, False, False, False]


async def test_redis_holds_no_chat_and_no_word_and_nothing_for_ever(
    api: BotApi, bots: Replicas, redis: RedisServer
) -> None:
    await talk(bots, CHAT, "Please tell Zebra: who is Ben Ode?", *TALK[1:])
    assert knows(answers(api)[-1]) == ["Ben"]
    async with Redis.from_url(redis.url) as inside:
        keys = [key async for key in inside.scan_iter()]
        dumps = [await inside.dump(key) or b"" for key in keys]
        ages = [await inside.pttl(key) for key in keys]
    everything = b" ".join([*keys, *dumps]).lower()
    kinds = {key.split(b":")[1] for key in keys}
    assert kinds == {b"state", b"answer", b"update", b"count"}
    assert [word for word in (b"zebra", b"please", b"987654321") if word in everything] == []
    assert 0 < min(ages) <= max(ages) <= 48 * 3600 * 1000


async def test_an_address_of_no_use_is_one_sentence_without_the_password(api: BotApi, start: Start) -> None:
    for url in (
        "http://:hunter2@127.0.0.1", "redis://:hunter2@127.0.0.1:port/0", "hunter2",
        "redis://user:12#hunter2@127.0.0.1", "redis://user:12/hunter2@127.0.0.1", "redis://:12?hunter2@127.0.0.1",
    ):  # fmt: skip
        async with start(IOMBOT_STATE_URL=url) as running:
            code, printed = await ended(running)
        sentence = printed.splitlines()[-1]
        assert (code, "hunter2" in printed, sentence[:38]) == (2, False, "IOMBOT_STATE_URL is no address of a Re")
        assert "# as %23" in sentence
    assert api.calls == []


async def test_a_bot_starts_and_answers_where_redis_never_was(api: BotApi, start: Start) -> None:
    url = "redis://:hunter2@127.0.0.1:1/0"
    async with replicas(start, api, 1, IOMBOT_STATE_URL=url, IOMBOT_LOG_LEVEL="debug") as alone:
        await alone.post(in_chat(CHAT, "how many lamps were lit"))
        alone.all[0].process.terminate()
        code, printed = await ended(alone.all[0].process)
    assert (code, len(answers(api)), printed.count("The shared memory is away")) == (0, 1, 1)
    assert [word for word in ("hunter2", SECRET, "lamps", str(CHAT)) if word in printed] == []
