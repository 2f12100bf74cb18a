"""A local Bot API server: real HTTP, Telegram's limits, and faults on demand."""

from __future__ import annotations

import asyncio
import json
import re
from collections import defaultdict, deque
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from itertools import count, islice
from types import TracebackType
from typing import Any, Self

from aiohttp import ClientSession, web
from botapi_faults import Fault, faulty, refusal_response
from botapi_listener import Listener, params_of
from botapi_rules import RULES, Params, Refused, need, shown_text

TOKEN = "123456:test-token_AAAAAAAAAAAAAAAAAAAAAAAAA"  # noqa: S105 (of this server only)
NAME = "TestIomBot"
ME = {"id": 123456, "is_bot": True, "first_name": "iombot", "username": NAME, "supports_inline_queries": True}
_CAPITAL = re.compile(r"[A-Z]")
PATIENCE = 30.0
"""Seconds until a test gives up waiting for a call, on a busy machine."""
LONGEST_POLL = 5.0
"""Seconds; a test never waits for it, since the bot stops or updates come."""


@dataclass(frozen=True)
class Call:
    """A request that the bot made, its fields decoded."""

    method: str
    params: Params


@dataclass
class BotApi(Listener):
    """The server; `async with` starts it on a free port of the loopback."""

    token: str = TOKEN
    calls: list[Call] = field(default_factory=list)
    messages: dict[tuple[int, int], Params] = field(default_factory=dict)
    """What every chat shows, by chat and message id."""
    waiting: asyncio.Event = field(default_factory=asyncio.Event)
    """Set once a call is held up."""
    webhook: Params | None = None
    profile: dict[tuple[str, str], Any] = field(default_factory=dict)
    _faults: dict[str, deque[Fault]] = field(default_factory=lambda: defaultdict(deque))
    _waiting: list[Params] = field(default_factory=list)
    _news: asyncio.Condition = field(default_factory=asyncio.Condition)
    _ids: count[int] = field(default_factory=lambda: count(1000))
    _update_ids: count[int] = field(default_factory=lambda: count(1))
    _pollers: int = 0

    async def __aenter__(self) -> Self:
        await self.listen()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.leave()

    def fail(self, method: str, *faults: Fault) -> None:
        """The next calls of `method` get these faults, one each."""
        self._faults[method].extend(faults)

    async def feed(self, *updates: Params) -> None:
        """Hand updates to the bot; those without an `update_id` get the next one."""
        async with self._news:
            for update in updates:
                self._waiting.append({"update_id": next(self._update_ids)} | update)
            self._news.notify_all()

    async def post(self, update: Params, address: str, secret: str | None) -> int:
        """Deliver an update to a webhook as Telegram does; the status that comes back."""
        headers = {"X-Telegram-Bot-Api-Secret-Token": secret} if secret else {}
        body = {"update_id": next(self._update_ids)} | update
        async with ClientSession() as session, session.post(address, json=body, headers=headers) as response:
            return response.status

    def made(self, method: str) -> list[Params]:
        """Fields of all calls of a method so far, refused ones included."""
        return [call.params for call in self.calls if call.method == method]

    async def until(self, method: str, times: int = 1) -> list[Params]:
        """Wait until a method was called so often; the fields of its calls."""
        async with asyncio.timeout(PATIENCE), self._news:
            await self._news.wait_for(lambda: len(self.made(method)) >= times)
        return self.made(method)

    async def _handle(self, request: web.Request) -> web.StreamResponse:
        method = request.match_info["method"]
        params = await params_of(request)
        fault = self._next_fault(method, params)
        try:
            if fault and fault.held:
                await self._hold(fault.held)
            elif fault and not fault.late:
                return faulty(fault, request)
            result = await self._carry_out(request.match_info["token"], method, params)
            if fault and fault.late:
                return faulty(fault, request)
        except Refused as refusal:
            return refusal_response(refusal)
        finally:
            async with self._news:
                self.calls.append(Call(method, params))
                self._news.notify_all()
        return web.json_response({"ok": True, "result": result})

    def _next_fault(self, method: str, _: Params) -> Fault | None:
        """What a call gets instead of its result."""
        return self._faults[method].popleft() if self._faults[method] else None

    async def _hold(self, until: asyncio.Event) -> None:
        """Wait for a test; it learns from `waiting` that somebody waits."""
        self.waiting.set()
        await until.wait()

    async def _carry_out(self, token: str, method: str, params: Params) -> object:
        if token != self.token:
            raise Refused("Unauthorized", 401) if ":" in token else Refused("Not Found", 404)
        carry_out: Callable[[Params], Awaitable[object]] | None = getattr(
            self, "_" + _CAPITAL.sub(r"_\g<0>", method).lower(), None
        )
        if carry_out is None:
            raise Refused("Not Found: method not found", 404)
        if method in RULES:
            RULES[method](params)
        return await carry_out(params)

    async def _get_me(self, _: Params) -> object:
        return ME

    async def _get_updates(self, params: Params) -> object:
        if self.webhook:
            raise Refused("Conflict: can't use getUpdates method while webhook is active", 409)
        self._pollers += 1
        mine = self._pollers
        async with self._news:
            self._waiting = [update for update in self._waiting if update["update_id"] >= params.get("offset", 0)]
            self._news.notify_all()
            try:
                async with asyncio.timeout(min(params.get("timeout", 0), LONGEST_POLL)):
                    await self._news.wait_for(lambda: self._waiting or mine != self._pollers)
            except TimeoutError:
                return []
            if mine != self._pollers:
                raise Refused("Conflict: terminated by other getUpdates request", 409)
            kinds = params.get("allowed_updates") or []
            wanted = (update for update in self._waiting if not kinds or update.keys() & kinds)
            return list(islice(wanted, 100))

    async def _send_message(self, params: Params) -> object:
        return self._keep(params, {"text": shown_text(params)})

    async def _send_contact(self, params: Params) -> object:
        contact = {name: params[name] for name in ("phone_number", "first_name", "vcard") if name in params}
        return self._keep(params, {"contact": contact})

    async def _send_photo(self, params: Params) -> object:
        photo = [{"file_id": "photo", "file_unique_id": "p", "width": 1, "height": 1}]
        return self._keep(params, {"photo": photo, "caption": shown_text(params, "caption", 1024)})

    async def _edit_message_text(self, params: Params) -> object:
        return self._change(params, {"text": shown_text(params), "reply_markup": params.get("reply_markup")})

    async def _edit_message_reply_markup(self, params: Params) -> object:
        return self._change(params, {"reply_markup": params.get("reply_markup")})

    async def _delete_message(self, params: Params) -> object:
        need(self.messages.pop((params["chat_id"], params["message_id"]), None), "message to delete not found")
        return True

    async def _send_chat_action(self, _: Params) -> object:
        return True

    async def _answer_callback_query(self, _: Params) -> object:
        return True

    async def _answer_inline_query(self, _: Params) -> object:
        return True

    async def _set_webhook(self, params: Params) -> object:
        self.webhook = params
        return True

    async def _delete_webhook(self, _: Params) -> object:
        self.webhook = None
        return True

    async def _set_my_commands(self, params: Params) -> object:
        self.profile[_scope(params)] = params["commands"]
        return True

    async def _get_my_commands(self, params: Params) -> object:
        return self.profile.get(_scope(params), [])

    async def _set_my_description(self, params: Params) -> object:
        self.profile["description", params.get("language_code", "")] = params.get("description", "")
        return True

    async def _get_my_description(self, params: Params) -> object:
        return {"description": self.profile.get(("description", params.get("language_code", "")), "")}

    async def _set_my_short_description(self, params: Params) -> object:
        self.profile["short", params.get("language_code", "")] = params.get("short_description", "")
        return True

    async def _get_my_short_description(self, params: Params) -> object:
        return {"short_description": self.profile.get(("short", params.get("language_code", "")), "")}

    def _keep(self, params: Params, content: Params) -> Params:
        need(isinstance(params.get("chat_id"), int), "chat_id is empty")
        chat = {"id": params["chat_id"], "type": "private" if params["chat_id"] > 0 else "supergroup", "title": "t"}
        message: Params = {"message_id": next(self._ids), "date": 1_700_000_000, "chat": chat, "from": ME} | content
        if params.get("message_thread_id"):
            message |= {"message_thread_id": params["message_thread_id"], "is_topic_message": True}
        if params.get("reply_markup"):
            message["reply_markup"] = params["reply_markup"]
        self.messages[params["chat_id"], message["message_id"]] = message
        return message

    def _change(self, params: Params, content: Params) -> Params:
        message = self.messages.get((params["chat_id"], params["message_id"]))
        if message is None:
            raise Refused("Bad Request: message to edit not found")
        new = {key: value for key, value in (message | content).items() if value is not None}
        need(new != message, "message is not modified: specified new message content and reply markup are exactly the "
             "same as a current content and reply markup of the message")  # fmt: skip
        self.messages[params["chat_id"], params["message_id"]] = new
        return new


def _scope(params: Params) -> tuple[str, str]:
    return json.dumps(params.get("scope", {})), params.get("language_code", "")
