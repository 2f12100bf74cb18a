"""What happens to the bot itself: a second one, its token, its clock, its disk, its knowledge base, its end."""

from __future__ import annotations

import asyncio
import signal
import time
from itertools import count, cycle, islice
from pathlib import Path

from botapi import TOKEN
from replicas import Replicas
from scene import NotPossibleError, Outcome, Scene, Trial, until
from small_disk import fill, mounted
from updates import Update

BUSY = 0.5
"""Seconds until Telegram tells a bot that its message is shown, so that there is always something in hand."""
REVOKED = 2
ACKNOWLEDGED = 200
NEW_TOKEN = "123456:new-token_BBBBBBBBBBBBBBBBBBBBBBBBBBB"  # noqa: S105 (of this server only)
CLOCKS = ("+1h", "-1h", "-400d", "+3650d", "+0")
"""Where the clock jumps to, from the true time."""
FAKE_CLOCK = tuple(Path("/usr/lib").glob("*/faketime/libfaketimeMT.so.1"))
"""The library that stands between a process and its clock."""
BROKEN = ("entries: [", "entries:\n  - id: 7\n", "", "\x00\x01", "release: {id: rr}\nentries: all\n")
"""What a file of the knowledge base holds after an accident."""


async def two_pollers(scene: Scene) -> Outcome:
    """Another bot with the same token begins to fetch updates; one of the two has to end."""
    crowd, scale, recoveries = scene.crowd, scene.scale, []
    for _ in range(scale.rounds):
        async with scene.awake() as first, scene.bot() as second:
            asking = asyncio.create_task(crowd.ask_for(scale.seconds / 4, scale.people // scale.rounds))
            ends = [asyncio.create_task(one.wait()) for one in (first, second)]
            await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
            ended = time.monotonic()
            await asking
            recoveries.append(await crowd.settled(ended))
            for end in ends:
                end.cancel()
            if None not in {first.returncode, second.returncode}:
                raise RuntimeError("both ended")
    return Outcome(scale.rounds, max(recoveries))


async def revoked(scene: Scene) -> Outcome:
    """The token is revoked while people ask; the operator sets the new one."""
    crowd, scale, recoveries, token = scene.crowd, scene.scale, [], TOKEN
    for round_ in range(scale.rounds):
        crowd.token = token
        async with scene.awake(IOMBOT_TELEGRAM_TOKEN=token) as running:
            asking = asyncio.create_task(crowd.ask_for(scale.seconds / scale.rounds, scale.people // scale.rounds))
            await asyncio.sleep(scale.seconds / scale.rounds / 2)
            crowd.token = token = f"{NEW_TOKEN}{round_}"
            if await running.wait() != REVOKED:
                raise RuntimeError("the bot did not end as it should")
            await asking
        begin = time.monotonic()
        async with scene.bot(IOMBOT_TELEGRAM_TOKEN=token):
            recoveries.append(await crowd.settled(begin))
    return Outcome(scale.rounds, max(recoveries))


async def clock_jumps(scene: Scene) -> Outcome:
    if not FAKE_CLOCK:
        raise NotPossibleError("libfaketime is not installed: apt-get install libfaketime")
    crowd, scale, clock = scene.crowd, scene.scale, scene.folder / "clock"
    clock.write_text("+0\n", "utf-8")
    fake = {
        "LD_PRELOAD": str(FAKE_CLOCK[0]), "FAKETIME_TIMESTAMP_FILE": str(clock), "FAKETIME_NO_CACHE": "1",
        "FAKETIME_DONT_FAKE_MONOTONIC": "1", "DONT_FAKE_MONOTONIC": "1",
    }  # fmt: skip
    async with scene.awake(**fake):
        recoveries = []
        for jump in islice(cycle(CLOCKS), scale.rounds * 2):
            await crowd.ask(2)
            clock.write_text(f"{jump}\n", "utf-8")
            jumped = time.monotonic()
            await crowd.ask_for(scale.seconds / scale.rounds / 2, scale.people // scale.rounds // 2)
            recoveries.append(await crowd.settled(jumped))
    return Outcome(scale.rounds * 2, max(recoveries))


async def full_disk(scene: Scene) -> Outcome:
    """Nothing can be written where questions are kept, and then again."""
    crowd, scale = scene.crowd, scene.scale
    with mounted(scene.folder / "disk") as disk:
        if disk is None:
            raise NotPossibleError("a small disk cannot be mounted here")
        folders = {"XDG_STATE_HOME": str(disk), "XDG_CACHE_HOME": str(disk)}
        recoveries = []
        async with scene.awake(**folders):
            for round_ in range(scale.rounds):
                filler = fill(disk)
                await crowd.ask_for(scale.seconds / scale.rounds, scale.people // scale.rounds)
                await _ask_until_logged(scene, "cannot be kept for now", round_ + 1)
                filler.unlink()
                freed = time.monotonic()
                await _ask_until_logged(scene, "are kept again", round_ + 1)
                recoveries.append(await crowd.settled(freed))
    return Outcome(scale.rounds, max(recoveries))


async def _ask_until_logged(scene: Scene, words: str, times: int) -> None:
    """People ask what cannot be answered, each something else, so that there is something to write."""
    for number in count():
        if scene.log.count(words) >= times:
            return
        text = f"How many tigers that {words} were counted, {times}, {number}?" + " And how many more?" * 8
        await scene.crowd.feed(scene.crowd.question(text))
        await asyncio.sleep(0.05)


async def broken_knowledge(scene: Scene) -> Outcome:
    """A file of the knowledge base is broken, answers go on, and the file is mended, with a change."""
    crowd, scale = scene.crowd, scene.scale
    file = next(path for path in sorted((scene.knowledge / "releases").iterdir()) if path.suffix == ".yaml")
    good, recoveries = file.read_text("utf-8"), []
    async with scene.awake(IOMBOT_KNOWLEDGE=str(scene.knowledge), IOMBOT_RELOAD_SECONDS="0.2"):
        for round_, broken in enumerate(islice(cycle(BROKEN), scale.rounds), start=1):
            file.write_text(broken, "utf-8")
            await crowd.ask_for(scale.seconds / scale.rounds, scale.people // scale.rounds)
            await scene.logged("cannot be used", round_)
            await crowd.ask(2)
            file.write_text(f"{good}\n# {round_}\n", "utf-8")
            mended = time.monotonic()
            await scene.logged("goes on with version", round_ * 2)
            recoveries.append(time.monotonic() - mended)
            await crowd.settled()
    return Outcome(scale.rounds, max(recoveries))


async def stopped(scene: Scene) -> Outcome:
    """SIGTERM while people ask, and a new start."""
    crowd, scale, recoveries = scene.crowd, scene.scale, []
    async with scene.awake() as running:
        await _stop_asked(scene, running)
    for _ in range(scale.rounds - 1):
        begin = time.monotonic()
        async with scene.bot() as running:
            recoveries.append(await crowd.settled(begin))
            await _stop_asked(scene, running)
    async with scene.bot():
        recoveries.append(await crowd.settled(time.monotonic()))
    return Outcome(scale.rounds, max(recoveries))


async def _stop_asked(scene: Scene, running: asyncio.subprocess.Process) -> None:
    crowd, scale = scene.crowd, scene.scale
    asking = asyncio.create_task(crowd.ask_for(scale.seconds / scale.rounds, scale.people // scale.rounds))
    await asyncio.sleep(scale.seconds / scale.rounds / 2)
    await crowd.ask(scale.people // scale.rounds)
    await until(lambda: len(crowd.answered) > 0)
    running.send_signal(signal.SIGTERM)
    if await running.wait():
        raise RuntimeError("the bot did not end as it should")
    await asking


async def stopped_behind_webhook(scene: Scene) -> Outcome:
    """The same where updates are posted: what was not acknowledged comes again, and what was answered does not."""
    crowd, scale, recoveries, numbers = scene.crowd, scene.scale, list[float](), count(1)
    unacknowledged: list[Update] = []
    crowd.slowness = BUSY
    for round_ in range(scale.rounds + 1):
        begin = time.monotonic()
        async with scene.behind_webhook(IOMBOT_CONCURRENT_CHATS="4") as bots:
            await asyncio.gather(*map(bots.post, unacknowledged))
            recoveries.append(await crowd.settled(begin) if round_ else 0)
            if round_ < scale.rounds:
                updates = [
                    {"update_id": next(numbers)} | crowd.question() for _ in range(scale.people // scale.rounds * 2)
                ]
                unacknowledged = await _stop_posted(scene, bots, updates)
    return Outcome(scale.rounds, max(recoveries))


async def _stop_posted(scene: Scene, bots: Replicas, updates: list[Update]) -> list[Update]:
    """Post updates, half of them before SIGTERM, the rest after it; those that were not acknowledged."""
    (bot,) = bots.all
    seconds, half, before = scene.scale.seconds / scene.scale.rounds, len(updates) // 2, len(scene.crowd.answered)
    posting = [asyncio.create_task(bots.post_once(update, bot)) for update in updates[:half]]
    await until(lambda: len(scene.crowd.answered) > before)
    bot.process.send_signal(signal.SIGTERM)
    for update in updates[half:]:
        posting.append(asyncio.create_task(bots.post_once(update, bot)))
        await asyncio.sleep(seconds / len(updates))
    statuses = await asyncio.gather(*posting)
    if await bot.process.wait():
        raise RuntimeError("the bot did not end as it should")
    return [update for update, status in zip(updates, statuses, strict=True) if status != ACKNOWLEDGED]


TRIALS = (
    Trial("another bot fetches updates with the same token", two_pollers),
    Trial("token revoked", revoked),
    Trial("the clock jumps", clock_jumps),
    Trial("disk full", full_disk),
    Trial("knowledge base broken while it is edited", broken_knowledge),
    Trial("SIGTERM while people ask, and a new start", stopped),
    Trial("the same by webhook", stopped_behind_webhook),
)
