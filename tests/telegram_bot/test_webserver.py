"""What the web server does with whatever comes."""

from __future__ import annotations

import asyncio
import gzip
import logging
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus

import pytest
from aiohttp import ClientSession
from redis_server import free_port

from iombot.adapters import webserver
from iombot.adapters.routes import Answer, Asked, Route
from iombot.adapters.webserver import MAX_BODY, WebServer

POST = b"POST /echo HTTP/1.1\r\nHost: x\r\n"


async def echo(asked: Asked) -> Answer:
    return Answer(body=await asked.read())


async def fails(_: Asked) -> Answer:
    raise LookupError("Ada")


@asynccontextmanager
async def serving(answer: Callable[[Asked], Awaitable[Answer]] = echo) -> AsyncIterator[tuple[WebServer, int]]:
    """A server and its port."""
    server, port = WebServer([Route("/echo", ("POST",), answer), Route("/echo", ("GET",), fails)]), free_port()
    await server.listen(port, "127.0.0.1", "test")
    try:
        yield server, port
    finally:
        await server.stop()


async def told(port: int, *parts: bytes) -> bytes:
    """All that comes back for these bytes until the server closes."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    for part in parts:
        writer.write(part)
        await writer.drain()
    found = await reader.read()
    writer.close()
    return found


@pytest.mark.parametrize(
    ("asked", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"404"),
        (b"GET /echo HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", b"405"),
        (b"\x16\x03\x01\x02\x00\x01 no HTTP\r\n\r\n", b"400"),
        (b"GET /echo HTTP/1.1\r\nHost: x\r\n" + b"X: " + b"x" * 100_000 + b"\r\n\r\n", b"400"),
        (POST + b"Content-Length: -1\r\n\r\n", b"400"),
    ],
    ids=["unknown path", "other method", "no HTTP", "huge header", "no length"],
)
async def test_a_refusal_is_a_status_and_nothing_else(
    asked: bytes, status: bytes, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with serving() as (_, port):
        head, _, body = (await told(port, asked)).partition(b"\r\n\r\n")
    assert (head.split()[1], body) == (status, b"")
    assert [name for name in (b"aiohttp", b"python") if name in head.lower()] == []
    assert caplog.messages == []


async def test_a_fault_of_our_own_is_told_to_nobody_but_the_log(caplog: pytest.LogCaptureFixture) -> None:
    async with serving(fails) as (_, port):
        answer = await told(port, POST + b"Connection: close\r\n\r\n")
    assert (answer.split()[1], answer.partition(b"\r\n\r\n")[2]) == (b"500", b"")
    assert caplog.messages == ["A request could not be answered: LookupError"]


async def test_a_body_is_no_longer_than_allowed_whether_its_length_is_told_or_not() -> None:
    async def parts() -> AsyncIterator[bytes]:
        for _ in range(3):
            yield b" " * (MAX_BODY // 2)

    async with serving() as (_, port), ClientSession(f"http://127.0.0.1:{port}") as session:
        longest = await session.post("/echo", data=b" " * MAX_BODY)
        longer = [await session.post("/echo", data=body) for body in (b" " * (MAX_BODY + 1), parts())]
        assert (longest.status, len(await longest.read())) == (200, MAX_BODY)
        assert [answer.status for answer in longer] == [413, 413]


async def test_a_body_is_not_unpacked() -> None:
    packed = gzip.compress(b" " * 1000)
    async with serving() as (_, port), ClientSession(f"http://127.0.0.1:{port}") as session:
        answer = await session.post("/echo", data=packed, headers={"Content-Encoding": "gzip"})
        assert await answer.read() == packed


async def test_a_body_that_does_not_come_is_not_waited_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webserver, "ARRIVAL_SECONDS", 0.01)
    monkeypatch.setattr(webserver, "LINGER_SECONDS", 0.01)
    async with serving() as (_, port):
        answer = await told(port, POST + b"Content-Length: 10\r\n\r\n", b"part")
    assert answer.split()[1] == b"408"


async def trickle(port: int, head: bytes, once: bytes = b"x") -> bytes:
    """The status that comes back while a little is sent again and again, and never a whole request; empty for none."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port)
    answer = asyncio.create_task(reader.read(100))
    writer.write(head)
    with suppress(ConnectionError):
        while not answer.done():
            writer.write(once)
            await writer.drain()
            await asyncio.sleep(0.005)
    writer.close()
    try:
        return b"".join((await answer).split()[1:2])
    except ConnectionError:
        return b""


@pytest.mark.parametrize(
    ("head", "once", "answered"),
    [
        (POST, b"X", b""),
        (POST, b"X: y\r\n", b""),
        (b"P", b"", b""),
        (POST + b"Content-Length: 1000000\r\n\r\n", b"x", b"408"),
        (POST + b"Transfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n", b"408"),
    ],
    ids=["a line of the head", "lines of the head", "one letter and silence", "body", "body in chunks"],
)
async def test_who_trickles_is_cut_off_and_holds_up_nobody(
    monkeypatch: pytest.MonkeyPatch, head: bytes, once: bytes, answered: bytes
) -> None:
    monkeypatch.setattr(webserver, "ARRIVAL_SECONDS", 0.2)
    monkeypatch.setattr(webserver, "LINGER_SECONDS", 0.01)
    async with serving() as (_, port):
        slow = [asyncio.create_task(trickle(port, head, once)) for _ in range(50)]
        await asyncio.sleep(0.05)
        others = [await told(port, POST + b"Content-Length: 2\r\nConnection: close\r\n\r\n", b"hi") for _ in range(5)]
        still = sum(not one.done() for one in slow)
        async with asyncio.timeout(20):  # or an idle connection's end would come first
            ended = await asyncio.gather(*slow)
    assert [(other.split()[1], other[-2:]) for other in others] == [(b"200", b"hi")] * 5
    assert still == 50
    assert set(ended) == {answered}


async def test_a_connection_is_kept_for_the_next_request_however_slowly_the_first_came(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(webserver, "ARRIVAL_SECONDS", 0.05)
    async with serving() as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for _ in range(3):
            for part in (POST, b"Content-Length: 2\r\n\r\n", b"hi"):
                writer.write(part)
                await writer.drain()
                await asyncio.sleep(0.01)
            assert (await reader.readuntil(b"hi")).split()[1] == b"200"
            await asyncio.sleep(0.1)
        writer.close()


CAREFUL = POST + b"Expect: 100-continue\r\nConnection: close\r\n"
"""From a sender that keeps its body back until it is asked for."""


async def test_who_waits_to_be_asked_for_the_body_is_asked() -> None:
    async with serving() as (_, port):
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(CAREFUL + b"Content-Length: 2\r\n\r\n")
        assert await asyncio.wait_for(reader.readuntil(b"\r\n\r\n"), 5) == b"HTTP/1.1 100 Continue\r\n\r\n"
        writer.write(b"hi")
        answer = await reader.read()
        writer.close()
    assert (answer.split()[1], answer[-2:]) == (b"200", b"hi")


async def test_a_body_that_is_too_long_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webserver, "LINGER_SECONDS", 0.01)
    async with serving() as (_, port):
        answer = await asyncio.wait_for(told(port, CAREFUL + b"Content-Length: %d\r\n\r\n" % (MAX_BODY + 1)), 10)
    assert answer.split()[1] == b"413"


async def test_a_body_that_nobody_reads_is_not_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webserver, "LINGER_SECONDS", 0.01)

    async def refuses(_: Asked) -> Answer:
        return Answer(HTTPStatus.FORBIDDEN)

    async with serving(refuses) as (_, port):
        answer = await asyncio.wait_for(told(port, CAREFUL + b"Content-Length: 2\r\n\r\n"), 10)
    assert answer.split()[1] == b"403"


async def test_a_request_that_breaks_off_is_no_fault_of_ours(caplog: pytest.LogCaptureFixture) -> None:
    ended = asyncio.Event()

    async def reads(asked: Asked) -> Answer:
        try:
            return await echo(asked)
        finally:
            ended.set()

    async with serving(reads) as (_, port):
        _, writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(POST + b"Content-Length: 10\r\n\r\npart")
        await writer.drain()
        writer.close()
        await ended.wait()
        assert (await told(port, POST + b"Connection: close\r\n\r\n")).split()[1] == b"200"
    assert caplog.messages == []


async def test_the_end_waits_for_requests_in_hand_and_for_no_idle_connection() -> None:
    begun, may_end = asyncio.Event(), asyncio.Event()

    async def held(_: Asked) -> Answer:
        begun.set()
        await may_end.wait()
        return Answer(body=b"done")

    async with serving(held) as (server, port):
        idle, idle_writer = await asyncio.open_connection("127.0.0.1", port)
        asking = asyncio.create_task(told(port, POST + b"Content-Length: 0\r\n\r\n"))
        await begun.wait()
        stopping = asyncio.create_task(server.stop())
        assert await idle.read() == b""
        idle_writer.close()
        with pytest.raises(ConnectionRefusedError):
            await asyncio.open_connection("127.0.0.1", port)
        assert (stopping.done(), server.listening) == (False, True)
        may_end.set()
        await stopping
        assert ((await asking).endswith(b"done"), server.listening) == (True, False)
