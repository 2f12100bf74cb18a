"""What a web server of ours is asked and answers, without the server: that one is loaded only where it is to listen."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from http import HTTPStatus


@dataclass(frozen=True)
class Asked:
    """A request for a path and a method that are known."""

    headers: Mapping[str, str]
    """Their names in any case."""
    read: Callable[[], Awaitable[bytes]]
    """The body, of bounded size; the server answers for one that is too long, too slow or broken off."""


@dataclass(frozen=True)
class Answer:
    """A response."""

    status: HTTPStatus = HTTPStatus.OK
    body: bytes = b""
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Route:
    """A path, and who answers there."""

    path: str
    """The whole path, from its slash on."""
    methods: tuple[str, ...]
    answer: Callable[[Asked], Awaitable[Answer]]
