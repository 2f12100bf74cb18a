"""Requests to the Bot API over aiohttp: bounded in time and size, and with less work than the library's own httpx."""

from __future__ import annotations

import json
import socket
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from ssl import SSLContext, get_default_verify_paths
from typing import Any, Final, Literal
from urllib.parse import urlsplit
from urllib.request import getproxies, proxy_bypass

import httpx
from aiohttp import (
    AddrInfoType,
    BytesPayload,
    ClientConnectionError,
    ClientError,
    ClientPayloadError,
    ClientResponse,
    ClientSession,
    ClientTimeout,
    DummyCookieJar,
    FormData,
    Payload,
    ServerTimeoutError,
    SocketTimeoutError,
    TCPConnector,
)
from aiohttp.abc import AbstractStreamWriter
from telegram.error import NetworkError, TimedOut
from telegram.request import BaseRequest, RequestData

from iombot.adapters.delivery import DELIVERY, Delivery
from iombot.errors import ConfigurationError

NEW_MESSAGES: Final = ("sendMessage", "sendContact", "sendPhoto")
"""Methods that show something twice when they are called twice."""
SCHEMES: Final = ("http", "https")
"""Of proxies that can be used."""
MAX_RESPONSE: Final = 20_000_000
"""Bytes. The longest is a hundred updates. Each is below 200 kB: a message and the one it answers, with up to 4,096
characters, written as six or twelve bytes, and 100 entities of a hundred bytes each."""

UNHEARD: Final = 10_000
"""Milliseconds after which a connection counts as broken whose bytes nobody has acknowledged, as where a firewall drops
them: less than any wait for a response, since only what was received may have been done."""

Response = tuple[int, bytes]
"""Status and content."""


@dataclass(frozen=True)
class Patience:
    """Seconds that the parts of a request may take; as many as the library gives its own unless said otherwise."""

    pool: float = 1.0
    """Until one of the connections is free."""
    connect: float = 5.0
    read: float = 5.0
    """Until the response begins, and between its parts."""
    response: float = 20.0
    """For the whole of a response, on top of everything else: one that trickles in is given up."""
    upload: float = 20.0
    """For a file, on top of everything else."""


class Transport(BaseRequest):
    """The library's requests. Errors are the library's, each with that of aiohttp as its cause."""

    def __init__(self, connections: int, patience: Patience, proxy: str | None = None) -> None:
        """Keep so many connections at most, through `proxy` if there is one."""
        self._connections = connections
        self._patience = patience
        self._proxy = proxy
        self._session: ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        """See `telegram.request.BaseRequest.read_timeout`."""
        return self._patience.read

    async def initialize(self) -> None:
        """See `telegram.request.BaseRequest.initialize`."""
        if self._session is None:
            self._session = ClientSession(
                connector=TCPConnector(limit=self._connections, ssl=_certificates(), socket_factory=new_socket),
                cookie_jar=DummyCookieJar(),
                headers={"User-Agent": self.USER_AGENT},
                proxy=self._proxy,
            )

    async def shutdown(self) -> None:
        """See `telegram.request.BaseRequest.shutdown`."""
        session, self._session = self._session, None
        if session:
            await session.close()

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        *_: Any,  # noqa: ANN401 (of the library's signature, where each timeout has a place)
        **timeouts: Any,  # noqa: ANN401 (the same; the library gives them by name)
    ) -> Response:
        """See `telegram.request.BaseRequest.do_request`."""
        if self._session is None:
            raise RuntimeError("This request is not initialized.")
        body = await _body(url, request_data) if request_data else None
        uploads = request_data is not None and request_data.contains_files
        timeout = self._timeout(timeouts, uploads=uploads)
        # Of an error only the class is told: its text may hold the address, and with it the token.
        try:
            asking = self._session.request(method, url, data=body, timeout=timeout, allow_redirects=False)
            async with asking as response:
                return response.status, await _content(response)
        except TimeoutError as error:
            # Past the time for everything, what is small had left long before; only a file may not have.
            late = error if uploads or isinstance(error, ServerTimeoutError) else SocketTimeoutError()
            raise TimedOut(f"Timed out (aiohttp.{type(late).__name__})") from late
        except (ClientError, OSError) as error:
            raise NetworkError(f"aiohttp.{type(error).__name__}") from error

    def _timeout(self, timeouts: dict[str, Any], *, uploads: bool) -> ClientTimeout:
        asked = {name: seconds for name, seconds in timeouts.items() if seconds is not BaseRequest.DEFAULT_NONE}
        usual = self._patience
        connect = asked.get("connect_timeout", usual.connect)
        pool, read = asked.get("pool_timeout", usual.pool), asked.get("read_timeout", usual.read)
        total = pool + connect + (usual.upload if uploads else 0) + read + usual.response
        return ClientTimeout(total=total, connect=pool + connect, sock_connect=connect, sock_read=read)


def environment_proxy(url: str) -> str | None:
    """The proxy that the environment names for an address, by HTTPS_PROXY, ALL_PROXY and so on; None for none.

    Raises `ConfigurationError` where it is of another kind than HTTP.
    """
    address, proxies = urlsplit(url), getproxies()
    proxy = proxies.get(address.scheme) or proxies.get("all")
    if not proxy or proxy_bypass(address.netloc):
        return None
    proxy = proxy if "://" in proxy else f"http://{proxy}"
    if urlsplit(proxy).scheme not in SCHEMES:
        raise ConfigurationError("The proxy that the environment names cannot be used: it has to be one for HTTP.")
    return proxy


def is_broken(error: NetworkError) -> bool:
    """Whether there was no connection, or it broke before the first byte of a response, as an idle one does.

    A server that broke off after its work would do it twice; that is rarer than a lost answer, and less bad.
    """
    cause = error.__cause__
    return isinstance(cause, ClientConnectionError) and not isinstance(cause, SocketTimeoutError)


def is_unanswered(error: BaseException | None) -> bool:
    """Whether a request was sent whole, and only its response did not come, or not whole."""
    return isinstance(error and error.__cause__, SocketTimeoutError | ClientPayloadError)


def makes_message(url: str) -> bool:
    """Whether what is asked for there shows something twice when it is asked for twice."""
    return url.rpartition("/")[2] in NEW_MESSAGES


def new_socket(address: AddrInfoType) -> socket.socket:
    """A socket that notices where nobody hears it, on systems that can tell."""
    family, kind, protocol, *_ = address
    made = socket.socket(family, kind, protocol)
    option = getattr(socket, "TCP_USER_TIMEOUT", None)
    if option is not None:
        made.setsockopt(socket.IPPROTO_TCP, option, UNHEARD)
    return made


class _Followed(BytesPayload):
    """A new message, whose delivery is told the moment before it leaves; a server acts on whole requests alone."""

    def __init__(self, content: bytes, kind: str, delivery: Delivery) -> None:
        super().__init__(content, content_type=kind)
        self._delivery = delivery

    async def write_with_length(self, writer: AbstractStreamWriter, content_length: int | None) -> None:
        """See `aiohttp.Payload.write_with_length`."""
        await self._delivery.under_way()
        await super().write_with_length(writer, content_length)


async def _body(url: str, request: RequestData) -> BytesPayload:
    if request.contains_files:
        form = _form(request)
        content, kind = await form.as_bytes(), form.content_type
    else:
        content, kind = json.dumps(request.parameters).encode(), "application/json"
    delivery = DELIVERY.get()
    if delivery is None or not makes_message(url):
        return BytesPayload(content, content_type=kind)
    return _Followed(content, kind, delivery)


async def _content(response: ClientResponse) -> bytes:
    """The body of a response. Raises `ClientPayloadError` where it is too long, `SocketTimeoutError` if too slow."""
    content = bytearray()
    try:
        async for part in response.content.iter_any():
            content += part
            if len(content) > MAX_RESPONSE:
                raise ClientPayloadError("The response is too long.")
    except TimeoutError as error:
        raise SocketTimeoutError from error
    return bytes(content)


def _form(request: RequestData) -> Payload:
    form = FormData()
    for name, value in request.json_parameters.items():
        form.add_field(name, value)
    for name, (file, content, kind) in request.multipart_data.items():
        form.add_field(name, content, filename=file, content_type=kind)
    return form()


@cache
def _certificates() -> SSLContext | Literal[True]:
    """By which authorities servers are trusted: True for those of the system, or of SSL_CERT_FILE or SSL_CERT_DIR.

    aiohttp has read them when it was imported; a second time would take memory and a part of the start. Where there are
    none, as in a system of little else than Python, those that come with httpx.
    """
    system = get_default_verify_paths()
    folder = Path(system.capath) if system.capath else None
    return True if system.cafile or (folder and any(folder.iterdir())) else httpx.create_ssl_context(trust_env=False)
