"""What operators ask of a running bot."""

from __future__ import annotations

import asyncio
import json
import re
import sys
from pathlib import Path

import pytest
from aiohttp import ClientSession
from botapi import PATIENCE, BotApi
from botapi_faults import Fault
from processes import Start, ended
from prometheus_client.parser import text_string_to_metric_families
from redis_server import free_port as unused_port
from updates import in_chat, pressed, queried, said

from iombot.adapters.monitor import find_meter
from iombot.adapters.telegram.app import AWAY
from iombot.observability.health import AWAY as OUT_OF_REACH
from iombot.observability.health import ENDING_SECONDS, STARTING, STOPPING, Health
from iombot.observability.prometheus import GAUGES, PrometheusMeter

DASHBOARD = Path(__file__).resolve().parents[2] / "deploy/grafana-dashboard.json"


class Page:
    """The monitor of a bot that is started with `port`."""

    def __init__(self, port: str) -> None:
        self.port = port

    async def get(self, path: str) -> tuple[int, str]:
        async with ClientSession(f"http://127.0.0.1:{self.port}") as session, session.get(path) as answer:
            return answer.status, await answer.text()

    async def unready(self) -> str:
        """Wait until work is to be sent elsewhere; why."""
        async with asyncio.timeout(PATIENCE):
            while True:
                status, reason = await self.get("/readyz")
                if status == 503:
                    return reason
                await asyncio.sleep(0.02)

    async def until(self, name: str, value: float) -> dict[str, float]:
        """Wait until something is measured as that; all that is measured then."""
        async with asyncio.timeout(PATIENCE):
            while True:
                sums = await self.sums()
                if sums[name] == value:
                    return sums
                await asyncio.sleep(0.02)

    async def sums(self) -> dict[str, float]:
        """Every value by its name and labels, labels in order."""
        _, text = await self.get("/metrics")
        samples = [sample for family in text_string_to_metric_families(text) for sample in family.samples]
        return {
            " ".join([sample.name, *sorted(filter(None, sample.labels.values()))]): sample.value for sample in samples
        }


@pytest.fixture
def page(free_port: str) -> Page:
    return Page(free_port)


async def test_a_bot_that_polls_tells_how_it_is_and_what_it_did(api: BotApi, start: Start, page: Page) -> None:
    api.fail("sendMessage", Fault(400, "Bad Request"))
    async with start(IOMBOT_MONITOR_PORT=page.port, IOMBOT_CHAT_LIMIT="3") as running:
        await api.feed(*[in_chat(2, "hello there")] * 4, said("/start lamps-lit"), queried("lamp"))
        await api.until("answerInlineQuery")
        await api.until("sendMessage", 5)
        shown = api.messages[1, max(id_ for chat, id_ in api.messages if chat == 1)]
        await api.feed(pressed(shown, "s:lamps-lit"), pressed(shown, "d:lamps-lit"))
        await api.until("answerCallbackQuery", 2)
        await api.feed(in_chat(3, "end"))
        await api.until("sendMessage", 6)
        assert [await page.get(path) for path in ("/healthz", "/readyz")] == [(200, "alive"), (200, "ready")]
        sums = await page.sums()
        running.terminate()
        code, _ = await ended(running)
    assert code == 0
    expected = {
        "iombot_updates_total message": 6, "iombot_updates_total inline_query": 1,
        "iombot_updates_total callback_query": 2, "iombot_update_seconds_count inline_query": 1,
        "iombot_replies_total answered": 1, "iombot_telegram_errors_total 400 sendMessage": 1,
        "iombot_telegram_seconds_count answerInlineQuery": 1, "iombot_dropped_updates_total chat-limit": 1,
        "iombot_thumbs_total down": 1, "iombot_dropped_records_total": 0, "iombot_waiting": 0, "iombot_ready": 1,
    }  # fmt: skip
    assert {name: sums.get(name) for name in expected} == expected
    assert len([name for name in sums if re.fullmatch(r"iombot_knowledge_info [0-9a-f]{12}", name)]) == 1


async def test_there_is_nothing_else_to_see(api: BotApi, start: Start, page: Page) -> None:
    paths = ("/", "/metrics/", "/healthz/x", "/../etc/passwd", "/telegram")
    async with start(IOMBOT_MONITOR_PORT=page.port):
        await api.until("getUpdates")
        assert [await page.get(path) for path in paths] == [(404, "")] * len(paths)


async def test_a_bot_that_waits_for_telegram_is_alive_but_not_ready(api: BotApi, start: Start, page: Page) -> None:
    api.fail("getMe", *[Fault(500)] * 40)
    async with start(IOMBOT_MONITOR_PORT=page.port):
        await api.until("getMe", 2)
        assert [await page.get(path) for path in ("/healthz", "/readyz")] == [(200, "alive"), (503, STARTING)]


@pytest.mark.parametrize("webhook", [False, True], ids=["polling", "webhook"])
async def test_a_bot_that_finishes_what_is_in_hand_is_alive_but_not_ready(
    api: BotApi, start: Start, page: Page, *, webhook: bool
) -> None:
    may_end = asyncio.Event()
    api.fail("sendMessage", Fault(held=may_end))
    port = str(unused_port())
    settings = {"URL": "https://bot.example/telegram", "SECRET": "only-Telegram_knows", "PORT": port}
    given = {f"IOMBOT_WEBHOOK_{name}": value for name, value in settings.items()} if webhook else {}
    async with start(IOMBOT_MONITOR_PORT=page.port, **given) as running:
        posting = None
        if webhook:
            await api.until("setWebhook")
            address = f"http://127.0.0.1:{port}/telegram"
            posting = asyncio.create_task(api.post(said("hello"), address, settings["SECRET"]))
        else:
            await api.feed(said("hello"))
        await api.waiting.wait()
        running.terminate()
        assert (await page.unready(), await page.get("/healthz")) == (STOPPING, (200, "alive"))
        may_end.set()
        assert (await ended(running))[0] == 0
        assert posting is None or await posting == 200


async def test_a_knowledge_base_that_is_broken_while_the_bot_runs_is_seen_and_the_bot_stays_ready(
    api: BotApi, start: Start, page: Page, tmp_path: Path
) -> None:
    file = tmp_path / "knowledge/lamps.yaml"
    good = file.read_text("utf-8")
    async with start(IOMBOT_MONITOR_PORT=page.port, IOMBOT_RELOAD_SECONDS="0.05"):
        await api.until("getUpdates")
        before = await page.sums()
        file.write_text(good.replace("number: 5100", "number: many"), "utf-8")
        broken = await page.until("iombot_outdated", 1)
        assert await page.get("/readyz") == (200, "ready")
        await api.feed(in_chat(1, "/start lamps-lit"))
        (answer,) = await api.until("sendMessage")
        assert answer["text"].startswith("5,100 lamps were lit.")
        file.write_text(good.replace("5100", "6200"), "utf-8")
        mended = await page.until("iombot_outdated", 0)
    versions = [{name for name in sums if "knowledge_info" in name} for sums in (before, broken, mended)]
    assert (before["iombot_outdated"], versions[0] == versions[1], versions[1] == versions[2]) == (0, True, False)


async def test_without_a_port_nothing_is_opened_and_nothing_measured(api: BotApi, start: Start, page: Page) -> None:
    async with start():
        await api.until("getUpdates")
        with pytest.raises(OSError, match="Cannot connect"):
            await page.get("/healthz")
    assert type(find_meter(wanted=False)[0]).__name__ == "Meter"


async def test_a_taken_port_is_one_plain_sentence(api: BotApi, start: Start) -> None:
    taken = api.url.rpartition(":")[2]
    async with start(IOMBOT_MONITOR_PORT=taken) as running:
        code, printed = await ended(running)
    sentence = printed.splitlines()[-1].partition(":")[0]
    assert (code, sentence) == (2, f"The monitor cannot listen on 127.0.0.1, port {taken}")


def test_readiness_is_promised_for_a_time_and_ends_for_good() -> None:
    now = 0.0
    health = Health(lambda: now)
    found = [health.obstacle]
    health.renew(AWAY)
    found.append(health.obstacle)
    now = AWAY + 1
    found.append(health.obstacle)
    health.renew()
    now = 1e9
    found.append(health.obstacle)
    health.stop()
    health.renew()
    assert [*found, health.obstacle] == [STARTING, "", OUT_OF_REACH, "", STOPPING]


def test_the_end_waits_for_a_while_and_is_over_then() -> None:
    now = 5.0
    health = Health(lambda: now)
    now = 1000.0
    found = [(health.is_ending, health.is_over)]
    health.stop()
    now += ENDING_SECONDS
    health.stop()  # as when a second signal comes
    found.append((health.is_ending, health.is_over))
    now += 1
    assert [*found, (health.is_ending, health.is_over)] == [(False, False), (True, False), (True, True)]


def test_without_the_extra_there_is_no_page_of_metrics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "prometheus_client", None)
    meter, routes = find_meter(wanted=True)
    assert (type(meter).__name__, routes) == ("Meter", [])


def test_every_metric_of_the_dashboard_is_measured() -> None:
    meter = PrometheusMeter()
    for name in GAUGES:
        meter.watch(name, lambda: 0)
    meter.uses("0" * 12)
    meter.received(None)
    meter.handled(None, 1)
    meter.replied("answered", None, 1)
    meter.called("getMe", "500", 1)
    meter.dropped("queue")
    meter.thumbed(up=True)
    measured = {
        sample.name
        for family in text_string_to_metric_families(meter.exposition()[1].decode())
        for sample in family.samples
    }
    panels = json.loads(DASHBOARD.read_text("utf-8"))["panels"]
    asked = " ".join(target["expr"] for panel in panels for target in panel["targets"])
    names = set(re.findall(r"\b(?:iombot|process)_\w+", asked))
    assert len(names) > 8
    assert names - measured == set()


def test_the_dashboard_asks_whatever_source_it_is_given() -> None:
    dashboard = json.loads(DASHBOARD.read_text("utf-8"))
    sources = {panel["datasource"]["uid"] for panel in dashboard["panels"]}
    assert sources == {"${datasource}"}
    assert [variable["name"] for variable in dashboard["templating"]["list"]] == ["datasource", "job"]
    places = [tuple(panel["gridPos"].values()) for panel in dashboard["panels"]]
    assert len(set(places)) == len(places)
