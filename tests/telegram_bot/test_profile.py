"""Menu and description, by scope and language."""

from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest
from botapi import TOKEN, BotApi
from botapi_faults import Fault
from core_fake import FakeCore, small_library
from telegram import Bot

from iombot.adapters.telegram.profile import register_profile
from iombot.knowledge.base import KnowledgeBase, load_knowledge

PRIVATE = json.dumps({"type": "all_private_chats"})
GROUPS = json.dumps({"type": "all_group_chats"})


async def register(api: BotApi, knowledge: KnowledgeBase, *, charts: bool = False) -> None:
    async with Bot(TOKEN, f"{api.url}/bot") as bot:
        await register_profile(bot, knowledge, charts=charts)


async def test_private_chats_and_groups_have_menus_of_their_own(api: BotApi, core: FakeCore) -> None:
    await register(api, core.knowledge)
    menus = {scope: [line["command"] for line in api.profile[scope, ""]] for scope in (PRIVATE, GROUPS)}
    assert menus == {
        PRIVATE: ["help", "contacts", "sources", "about", "privacy"],
        GROUPS: ["help", "contacts", "about"],
    }
    assert api.profile["description", ""].startswith("Ask me")
    assert api.profile["short", ""]


async def test_every_text_of_the_profile_comes_from_the_knowledge_base(api: BotApi, core: FakeCore) -> None:
    await register(api, core.knowledge, charts=True)
    shown = {line["command"]: line["description"] for line in api.profile[PRIVATE, ""]}
    assert shown == {name: core.knowledge.phrase(f"telegram-command-{name}") for name in shown}
    assert "chart" in shown


async def test_a_language_with_texts_has_a_menu_of_its_own(api: BotApi, tmp_path: Path) -> None:
    small_library(tmp_path)
    texts = (tmp_path / "telegram.yaml").read_text("utf-8")
    english = '"What you can ask me"'
    (tmp_path / "telegram.yaml").write_text(texts.replace(english, f"{{en: {english}, fr: 'Vos questions'}}"), "utf-8")
    await register(api, load_knowledge(tmp_path))
    assert next(line["description"] for line in api.profile[PRIVATE, "fr"]) == "Vos questions"
    assert next(line["description"] for line in api.profile[PRIVATE, ""]) == "What you can ask me"


async def test_a_second_start_writes_nothing(api: BotApi, core: FakeCore) -> None:
    await register(api, core.knowledge)
    written = len(api.calls)
    await register(api, core.knowledge)
    assert [call.method for call in api.calls[written:] if call.method.startswith("set")] == []


# The library itself still reads the seconds of a 429 as a number.
@pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")
async def test_what_fails_is_logged_and_the_rest_is_registered(
    api: BotApi, core: FakeCore, caplog: pytest.LogCaptureFixture
) -> None:
    api.fail("setMyCommands", Fault(429, "Too Many Requests", retry_after=9999))
    api.fail("getMyDescription", Fault(500))
    await register(api, core.knowledge)
    assert sorted(api.profile) == sorted([(GROUPS, ""), ("short", "")])
    assert [record.levelno for record in caplog.records] == [logging.WARNING, logging.WARNING]
