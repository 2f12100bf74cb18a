"""A whole day of a bot, and not a word of it in the log, the metrics or the list of processes."""

from __future__ import annotations

import json
import socket
from pathlib import Path

import pytest
from aiohttp import ClientSession
from botapi import ME, TOKEN, BotApi
from botapi_faults import Fault
from processes import Start, ended
from updates import MENTION, Update, edited, joined, message, pressed, queried, said

PERSON = {
    "id": 777000222, "is_bot": False, "first_name": "Zebulon", "last_name": "Quaggason", "username": "zebulon_q",
    "language_code": "en",
}  # fmt: skip
CHAT = {"id": 777000222, "type": "private", "first_name": "Zebulon", "username": "zebulon_q"}
GROUP = {"id": -100777000333, "type": "supergroup", "title": "Okapi Press Room"}
SECRET = "webhook_secret-nobody_knows"  # noqa: S105 (of this test only)
TELLTALES = (
    "777000", "Zebulon", "zebulon", "Quagga", "Okapi", "giraffe", "Giraffe", "gnu-", "impala", "4930777", "55577700066",
    TOKEN.split(":")[1], SECRET,
)  # fmt: skip
IDS = {"777000222", "100777000333", "100777000334", "55577700066", "4930777000444", "123456"}
"""Of people, groups, queries and the bot, and a phone number."""
COMMANDS = ("/start gnu-link", "/start lamps-lit", "/contacts giraffe", "/nothing giraffe")
SHOWN = {
    "message_id": 5, "date": 1_700_000_000, "chat": CHAT, "from": ME, "text": "shown to giraffe",
    "reply_markup": {"inline_keyboard": [[{"text": "giraffe", "callback_data": "s:lamps-lit"}]]},
}  # fmt: skip
PRESSES = ("s:lamps-lit", "u:lamps-lit", "d:lamps-lit", "e:gnu-entry", "x:impala")


def press(data: str) -> Update:
    query = pressed(SHOWN, data)["callback_query"]
    return {"callback_query": query | {"from": PERSON, "id": "55577700066"}}


def day() -> list[Update]:
    """Everything that people do, with names, ids and words that stand out."""
    mine, ours = {"from": PERSON, "chat": CHAT}, {"from": PERSON, "chat": GROUP}
    question = said("how many lamps were lit, asks the giraffe", **mine)
    return [
        question,
        edited(question, "giraffe edits: how many spare lamps?"),
        *[said(text, **mine) for text in COMMANDS],
        said("giraffe " * 100, **mine),
        said(None, contact={"phone_number": "+4930777000444", "first_name": "Quaggason"}, **mine),
        said(None, voice={"file_id": "impala-file", "file_unique_id": "impala", "duration": 1}, **mine),
        said(f"{MENTION} giraffe?", **ours),
        said("among us, giraffe", **ours),
        joined(GROUP | {"id": -100777000334}, "left", "member"),
        joined(GROUP, "member", "kicked"),
        *map(press, PRESSES),
        {"inline_query": queried("giraffe")["inline_query"] | {"from": PERSON}},
        {"message": {"message_id": "giraffe", "date": "impala", "chat": CHAT, "from": PERSON, "text": "giraffe"}},
        {"message": message("giraffe", **mine) | {"entities": [{"type": "bot_command", "offset": 0}]}},
    ]


def faults(api: BotApi) -> None:
    """Everything that Telegram may do to a bot, with words that stand out."""
    api.fail(
        "sendMessage",
        Fault(400, f"Bad Request: giraffe at /bot{TOKEN}/"), Fault(403, "Forbidden: Zebulon blocked you"),
        Fault(drop=True), Fault(429, "Too Many Requests: giraffe", retry_after=1),
        Fault(502, body=f"<html>giraffe {TOKEN}</html>"),
    )  # fmt: skip
    api.fail("editMessageText", Fault(400, "Bad Request: giraffe"))
    api.fail("answerInlineQuery", Fault(400, "Bad Request: query is too old, giraffe"))
    api.fail("answerCallbackQuery", Fault(500, "giraffe"))
    api.fail("getUpdates", Fault(502, body="<html>giraffe</html>"), Fault(409, "Conflict: giraffe"))


def listed(process: int) -> str:
    """What the system shows of a process to others and to its own account."""
    return "".join(Path(f"/proc/{process}/{name}").read_text("utf-8") for name in ("cmdline", "comm", "environ"))


def told(printed: str) -> list[str]:
    return [word for word in TELLTALES if word in printed]


def measured(metrics: str) -> list[str]:
    """The same of metrics: of their values whole ids, since a part of a second may have any digits."""
    samples = [line.rpartition(" ") for line in metrics.splitlines()]
    values = {f"{abs(float(value)):.0f}" for name, _, value in samples if not name.startswith("#")}
    return told("\n".join(name for name, _, _ in samples)) + sorted(values & IDS)


@pytest.fixture
def usual(tmp_path: Path, ports: list[str]) -> dict[str, str]:
    for name, text in {"token": TOKEN, "secret": SECRET}.items():
        (tmp_path / name).write_text(text, "utf-8")
    return {
        "IOMBOT_TELEGRAM_TOKEN": "",
        "IOMBOT_TELEGRAM_TOKEN_FILE": str(tmp_path / "token"),
        "IOMBOT_WEBHOOK_SECRET_FILE": str(tmp_path / "secret"),
        "IOMBOT_CHAT_LIMIT": "100",
        "IOMBOT_LOG_LEVEL": "debug",
        "IOMBOT_MONITOR_PORT": ports[0],
        "IOMBOT_QUESTIONS_URL": f"sqlite:///{tmp_path / 'questions'}",
    }


@pytest.fixture
def ports() -> list[str]:
    found = []
    for _ in range(2):
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            found.append(str(free.getsockname()[1]))
    return found


async def fetched(address: str) -> str:
    async with ClientSession() as session, session.get(address) as answer:
        return await answer.text()


@pytest.mark.parametrize("form", ["human", "json"])
async def test_no_word_name_id_or_secret_is_logged_measured_or_listed(
    api: BotApi, start: Start, usual: dict[str, str], form: str
) -> None:
    faults(api)
    api.messages[777000222, 5] = dict(SHOWN)
    async with start(**usual, IOMBOT_LOG_FORMAT=form) as running:
        await api.feed(*day())
        await api.until("answerCallbackQuery", 5)
        await api.until("answerInlineQuery")
        await api.until("sendMessage", 12)
        processes = listed(running.pid)
        metrics = await fetched(f"http://127.0.0.1:{usual['IOMBOT_MONITOR_PORT']}/metrics")
        running.terminate()
        code, printed = await ended(running)
    assert (code, told(printed), measured(metrics), told(processes)) == (0, [], [], [])
    assert "could not be answered: BadRequest" in printed
    assert "cannot be read and is passed over" in printed
    assert 'iombot_updates_total{kind="message"}' in metrics
    records = [json.loads(line) for line in printed.splitlines()] if form == "json" else []
    assert {key for record in records for key in record} <= {"time", "level", "logger", "event", "message"}


async def test_nor_when_updates_are_posted(api: BotApi, start: Start, usual: dict[str, str], ports: list[str]) -> None:
    hook = {"URL": "https://bot.example/hook", "PATH": "hook", "PORT": ports[1]}
    address = f"http://127.0.0.1:{ports[1]}/hook"
    async with start(**usual, **{f"IOMBOT_WEBHOOK_{name}": value for name, value in hook.items()}) as running:
        await api.until("setWebhook")
        api.fail("sendMessage", Fault(400, "Bad Request: giraffe"))
        statuses = [await api.post(update, address, SECRET) for update in day()]
        assert await api.post(said("giraffe"), address, "gnu-secret") == 403
        headers = {"X-Telegram-Bot-Api-Secret-Token": SECRET, "Content-Type": "application/json"}
        body = b'{"update_id": 1, "message": giraffe'
        async with ClientSession() as session, session.post(address, data=body, headers=headers) as answer:
            assert answer.status == 400
        metrics = await fetched(f"http://127.0.0.1:{ports[0]}/metrics")
        running.terminate()
        code, printed = await ended(running)
    assert set(statuses) == {200}
    assert (code, told(printed), measured(metrics)) == (0, [], [])
    assert "could not be answered: BadRequest" in printed
