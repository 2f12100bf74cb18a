"""The bot with the settings of its deployment, in a system in which nothing can be written."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from botapi import TOKEN, BotApi
from processes import ended
from redis_server import free_port
from updates import in_chat

ROOT = Path(__file__).resolve().parents[2]
SETTINGS: dict[str, str] = yaml.safe_load((ROOT / "deploy/kubernetes/settings.yaml").read_text("utf-8"))["data"]
SECRETS = {
    "telegram-token": TOKEN, "webhook-secret": "of-this-test", "state-url": "redis://:zebra@127.0.0.1:1/0",
    "questions-url": "postgresql://iombot:zebra@127.0.0.1:1/iombot",
}  # fmt: skip
"""Neither Redis nor PostgreSQL is there."""
READ_ONLY = """
mount --make-rprivate / || exit 77
while read -r _ _ _ _ folder _; do
    case $folder in /proc*|/sys*|/dev*) ;; *) mount -o remount,bind,ro "$folder" 2>&1 ;; esac
done < /proc/self/mountinfo
touch "$1/written" 2>&1 && exit 77
shift
exec "$@"
"""
"""Makes every file system read-only for what it then starts; ends with 77 where it cannot."""


async def test_with_the_settings_of_kubernetes_and_nowhere_to_write_the_bot_is_ready_and_answers(
    tmp_path: Path,
) -> None:
    if shutil.which("unshare") is None or os.getuid() != 0:
        pytest.skip("file systems can be made read-only by root alone, with unshare")
    for name, secret in SECRETS.items():
        (tmp_path / name).write_text(secret, "utf-8")
    ports = {name: str(free_port()) for name in ("IOMBOT_WEBHOOK_PORT", "IOMBOT_MONITOR_PORT")}
    given = {name: value.replace("/run/secrets/iombot", str(tmp_path)) for name, value in SETTINGS.items()} | ports
    async with BotApi() as api:
        # No home, and no variable but those of the deployment and where this code is.
        bare = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "IOMBOT_API_BASE_URL": api.url}
        command = ["unshare", "--mount", "sh", "-c", READ_ONLY, "sh", str(tmp_path), sys.executable, "-m", "iombot"]
        bot = await asyncio.create_subprocess_exec(
            *command, "telegram", env=bare | given, stdout=subprocess.PIPE, stderr=subprocess.PIPE
        )
        begun = asyncio.create_task(api.until("setWebhook"))
        await asyncio.wait({begun, asyncio.create_task(bot.wait())}, return_when=asyncio.FIRST_COMPLETED)
        if bot.returncode == 77:
            begun.cancel()
            pytest.skip("file systems cannot be made read-only here")
        address = f"http://127.0.0.1:{ports['IOMBOT_WEBHOOK_PORT']}/{SETTINGS['IOMBOT_WEBHOOK_PATH']}"
        asked = ["What does AVRR stand for?", "How many tigers were counted in the harbour?"]
        statuses = [await api.post(in_chat(1, text), address, SECRETS["webhook-secret"]) for text in asked]
        bot.terminate()
        code, printed = await ended(bot)
    assert (statuses, code, len(api.made("sendMessage"))) == ([200, 200], 0, 2)
    assert "Assisted Voluntary Return" in api.made("sendMessage")[0]["text"]
    assert [word for word in ("zebra", "of-this-test", "tigers", TOKEN) if word in printed] == []
