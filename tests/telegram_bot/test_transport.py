"""Requests over aiohttp fail and succeed as the library's own do."""

from __future__ import annotations

import asyncio
import json
import os
import socket
import ssl
import sys
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from shutil import which
from subprocess import run

import pytest
from aiohttp import AddrInfoType, ClientConnectorError
from botapi import ME, TOKEN, BotApi
from botapi_faults import Fault
from processes import Start, ended
from telegram import Bot, InputFile
from telegram.error import BadRequest, Forbidden, NetworkError, TimedOut
from telegram.request import RequestData
from telegram.request._requestparameter import RequestParameter

from iombot.adapters.telegram import transport
from iombot.adapters.telegram.network import PATIENCE
from iombot.adapters.telegram.postman import NO_PREVIEW
from iombot.adapters.telegram.transport import Patience, Transport, environment_proxy, is_broken, is_unanswered

IMPATIENT = Patience(pool=0.1, connect=0.1, read=0.2, response=0.1, upload=0.1)
SECRET = TOKEN.partition(":")[2]
Behaviour = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


@pytest.fixture
async def bot(api: BotApi) -> AsyncIterator[Bot]:
    async with Bot(TOKEN, f"{api.url}/bot", request=Transport(2, Patience())) as ready:
        yield ready


@pytest.mark.skipif(not hasattr(socket, "TCP_USER_TIMEOUT"), reason="this system does not tell what was not heard")
async def test_a_connection_that_nobody_hears_counts_as_broken_before_the_wait_for_a_response_ends(
    api: BotApi, monkeypatch: pytest.MonkeyPatch
) -> None:
    made, make = list[socket.socket](), transport.new_socket

    def noted(address: AddrInfoType) -> socket.socket:
        made.append(make(address))
        return made[-1]

    monkeypatch.setattr(transport, "new_socket", noted)
    async with Bot(TOKEN, f"{api.url}/bot", request=Transport(2, Patience())) as bot:
        await bot.get_me()
        timeouts = [one.getsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT) for one in made]
    assert timeouts == [transport.UNHEARD]
    assert PATIENCE.read * 1000 > transport.UNHEARD


def clear_proxies(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in [name for name in os.environ if name.casefold().endswith("_proxy")]:
        monkeypatch.delenv(name)


@asynccontextmanager
async def asking(patience: Patience, proxy: str | None = None) -> AsyncIterator[Transport]:
    request = Transport(1, patience, proxy)
    await request.initialize()
    try:
        yield request
    finally:
        await request.shutdown()


@asynccontextmanager
async def serving(behaviour: Behaviour, tls: ssl.SSLContext | None = None) -> AsyncIterator[str]:
    """Address of a server that behaves like that; every connection is closed before it ends."""
    connections = set[asyncio.Task[None] | None]()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        connections.add(asyncio.current_task())
        with suppress(OSError, asyncio.IncompleteReadError):
            await behaviour(reader, writer)
        writer.close()
        with suppress(OSError):
            await writer.wait_closed()

    server = await asyncio.start_server(serve, "127.0.0.1", ssl=tls)
    yield "{}://{}:{}/bot{}/sendMessage".format("https" if tls else "http", *server.sockets[0].getsockname(), TOKEN)
    server.close()
    await asyncio.gather(*filter(None, connections))


async def silent(reader: asyncio.StreamReader, _: asyncio.StreamWriter) -> None:
    await reader.read()


async def half(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b'HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{"ok": ')


async def dribble(writer: asyncio.StreamWriter, head: bytes) -> None:
    """Never a long silence, and never an end."""
    writer.write(head)
    while not writer.transport.is_closing():
        writer.write(b"x")
        await writer.drain()
        await asyncio.sleep(0.01)


async def slow_head(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    await dribble(writer, b"HTTP/1.1 200 OK\r\nX: ")


async def slow_body(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    await dribble(writer, b"HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n")


async def whole(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    await reader.readuntil(b"\r\n\r\n")
    writer.write(b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n{}")


async def failed(address: str, patience: Patience = IMPATIENT, photo: bytes = b"") -> NetworkError:
    """How a request to that address fails, perhaps one with a file."""
    file = RequestData([RequestParameter("photo", None, [InputFile(photo, filename="chart.png")])]) if photo else None
    async with asking(patience) as request:
        with pytest.raises(NetworkError) as failure:
            await request.do_request(address, "POST", file)
    assert SECRET not in str(failure.value)
    return failure.value


async def test_texts_keyboards_and_files_arrive_as_they_are(api: BotApi, bot: Bot) -> None:
    text = "Retour : 56 045 – عودة 👍 & <more> %20+"
    await bot.send_message(7, text, link_preview_options=NO_PREVIEW)
    await bot.send_photo(7, b"\x89PNG" + b"\0\xff\r\n" * 100_000, caption=text, filename="chart.png")
    (message,), (photo,) = api.made("sendMessage"), api.made("sendPhoto")
    assert message == {"chat_id": 7, "text": text, "link_preview_options": {"is_disabled": True}}
    assert photo == {"chat_id": 7, "caption": text, "photo": b"\x89PNG" + b"\0\xff\r\n" * 100_000}


async def test_what_telegram_refuses_is_the_librarys_error(api: BotApi, bot: Bot) -> None:
    api.fail("getMe", Fault(403, "Forbidden"), Fault(400, "Bad Request: no"))
    with pytest.raises(Forbidden):
        await bot.get_me()
    with pytest.raises(BadRequest):
        await bot.get_me()
    assert (await bot.get_me()).id == ME["id"]


async def test_a_connection_that_breaks_before_a_response_is_broken(api: BotApi, bot: Bot) -> None:
    api.fail("getMe", Fault(drop=True))
    with pytest.raises(NetworkError) as failure:
        await bot.get_me()
    assert (is_broken(failure.value), is_unanswered(failure.value)) == (True, False)


async def test_where_nobody_listens_there_is_no_connection(free_port: str) -> None:
    error = await failed(f"http://127.0.0.1:{free_port}/bot{TOKEN}/getMe")
    assert isinstance(error.__cause__, ClientConnectorError)
    assert (is_broken(error), is_unanswered(error)) == (True, False)


async def test_a_response_that_does_not_come_in_time_leaves_a_request_unanswered() -> None:
    async with serving(silent) as address:
        error = await failed(address)
    assert (type(error), is_broken(error), is_unanswered(error)) == (TimedOut, False, True)


async def test_a_response_that_breaks_off_was_one() -> None:
    async with serving(half) as address:
        error = await failed(address)
    assert (type(error), is_broken(error), is_unanswered(error)) == (NetworkError, False, True)


@pytest.mark.parametrize(("behaviour", "photo"), [(slow_head, b""), (slow_body, b""), (slow_body, b"\x89PNG")])
async def test_a_response_that_trickles_in_is_given_up_after_a_while(behaviour: Behaviour, photo: bytes) -> None:
    async with serving(behaviour) as address:
        error = await failed(address, photo=photo)
    assert (type(error), is_broken(error), is_unanswered(error)) == (TimedOut, False, True)


def of_length(length: int) -> Behaviour:
    async def answer(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.readuntil(b"\r\n\r\n")
        # Without its length, which only its end tells.
        writer.write(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n" + b" " * length)
        await writer.drain()

    return answer


async def test_a_response_is_no_longer_than_the_longest_updates(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transport, "MAX_RESPONSE", 300_000)
    async with serving(of_length(300_001)) as address:
        error = await failed(address, Patience())
    async with serving(of_length(300_000)) as address, asking(Patience()) as request:
        status, content = await request.do_request(address, "POST")
    assert (type(error), is_broken(error), is_unanswered(error)) == (NetworkError, False, True)
    assert (status, len(content)) == (200, 300_000)


# Charts are smaller than what is warned of, and fit into the buffers of the loopback.
@pytest.mark.filterwarnings("ignore:Sending a large body:ResourceWarning")
async def test_a_file_that_gets_stuck_on_its_way_is_given_up() -> None:
    with socket.create_server(("127.0.0.1", 0)) as deaf:
        address = "http://{}:{}/bot{}/sendPhoto".format(*deaf.getsockname(), TOKEN)
        error = await failed(address, photo=b"\0" * 30_000_000)
    assert (type(error), is_broken(error), is_unanswered(error)) == (TimedOut, False, False)


async def test_a_connection_that_never_becomes_free_is_as_good_as_none(api: BotApi) -> None:
    gate = asyncio.Event()
    api.fail("getMe", Fault(held=gate))
    async with asking(IMPATIENT) as request:
        first = asyncio.create_task(request.do_request(f"{api.url}/bot{TOKEN}/getMe", "POST", read_timeout=30))
        await api.waiting.wait()
        with pytest.raises(TimedOut) as failure:
            await request.do_request(f"{api.url}/bot{TOKEN}/getMe", "POST")
        gate.set()
        assert (await first)[0] == 200
    assert (is_broken(failure.value), is_unanswered(failure.value)) == (True, False)


async def test_requests_go_through_the_proxy_of_the_environment(api: BotApi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTP_PROXY", api.url.removeprefix("http://"))
    proxy = environment_proxy("http://api.invalid")
    async with asking(Patience(), proxy) as request:
        status, content = await request.do_request(f"http://api.invalid/bot{TOKEN}/getMe", "POST")
    assert (status, json.loads(content)["result"]) == (200, ME)


@pytest.mark.parametrize(
    ("environment", "proxy"),
    [
        ({}, None),
        ({"HTTPS_PROXY": "http://one:1"}, "http://one:1"),
        ({"https_proxy": "http://one:1", "ALL_PROXY": "http://two:2"}, "http://one:1"),
        ({"ALL_PROXY": "http://two:2", "HTTP_PROXY": "http://one:1"}, "http://two:2"),
        ({"ALL_PROXY": "http://two:2", "NO_PROXY": "other.example,example.org"}, None),
        ({"ALL_PROXY": "http://two:2", "NO_PROXY": "example.com"}, "http://two:2"),
    ],
)
def test_the_environment_names_the_proxy(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], proxy: str | None
) -> None:
    clear_proxies(monkeypatch)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    assert environment_proxy("https://api.example.org/bot") == proxy


async def test_a_proxy_of_another_kind_is_said_at_the_start(start: Start) -> None:
    async with start(IOMBOT_API_BASE_URL="", HTTPS_PROXY="socks5://127.0.0.1:1") as running:
        code, printed = await ended(running)
    assert (code, "The proxy that the environment names cannot be used" in printed) == (2, True)


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    """With its key in the same file."""
    if not which("openssl"):
        pytest.skip("a certificate is made with openssl, which is not installed")
    file = tmp_path / "certificate.pem"
    run(
        ["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "2", "-subj", "/CN=api.example",
         "-addext", "subjectAltName=IP:127.0.0.1", "-out", file, "-keyout", tmp_path / "key.pem"],
        check=True, capture_output=True,
    )  # fmt: skip
    file.write_text(file.read_text("ascii") + (tmp_path / "key.pem").read_text("ascii"), "ascii")
    return file


ASK = """
import asyncio, sys
from iombot.adapters.telegram.transport import Patience, Transport

async def ask():
    request = Transport(1, Patience())
    await request.initialize()
    try:
        print(*await request.do_request(sys.argv[1], "POST"))
    except Exception as error:
        print(type(error.__cause__).__name__)
    await request.shutdown()

asyncio.run(ask())
"""


async def told(address: str, **environment: str) -> str:
    """What a program of its own gets from an address: authorities are read as it starts."""
    asking = await asyncio.create_subprocess_exec(
        sys.executable, "-c", ASK, address, env=os.environ | environment, stdout=asyncio.subprocess.PIPE
    )
    printed, _ = await asking.communicate()
    return printed.decode().strip()


async def test_only_a_server_with_a_trusted_certificate_is_asked(certificate: Path) -> None:
    tls = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    tls.load_cert_chain(certificate)
    async with serving(whole, tls) as address:
        answers = [await told(address), await told(address, SSL_CERT_FILE=str(certificate))]
    assert answers == ["ClientConnectorCertificateError", "200 b'{}'"]


def test_where_the_system_knows_no_authority_there_are_some_all_the_same(tmp_path: Path) -> None:
    nowhere = {"SSL_CERT_FILE": str(tmp_path / "none.pem"), "SSL_CERT_DIR": str(tmp_path)}
    counted = "from iombot.adapters.telegram.transport import _certificates as ours; print(ours().get_ca_certs())"
    done = run([sys.executable, "-c", counted], env=os.environ | nowhere, capture_output=True, text=True, check=True)
    assert "commonName" in done.stdout
