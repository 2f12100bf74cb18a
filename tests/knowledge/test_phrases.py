"""The bot never lacks a sentence of its own, whatever knowledge base it is given."""

from __future__ import annotations

import re
from pathlib import Path
from typing import get_args

import pytest
from shipped import shipped_bot, shipped_knowledge

import iombot
from iombot.dialogue.core import Bot
from iombot.dialogue.reply import Status
from iombot.dialogue.state import ChatState
from iombot.errors import KnowledgeError
from iombot.knowledge import loading
from iombot.knowledge.base import load_knowledge, shipped_folder
from iombot.knowledge.phrases import NEEDED, completed

PLAIN = 'intents:\n  - {id: opening, answer: "At nine.", utterances: ["when do you open", "opening hours"]}\n'
SAID = re.compile(r'phrase\(\s*(?:"\w+", )?"([a-z-]+)"')


@pytest.fixture
def plain(tmp_path: Path) -> Bot:
    """A bot with nothing but an intent."""
    (tmp_path / "a.yaml").write_text(PLAIN)
    return Bot(load_knowledge(tmp_path))


def test_every_sentence_that_the_core_and_the_console_say_is_known_to_be_needed() -> None:
    package = Path(iombot.__file__).parent
    sources = [*(package / "dialogue").glob("*.py"), package / "adapters/console.py"]
    said = {id for source in sources for id in SAID.findall(source.read_text(encoding="utf-8"))}
    assert len(said) > 10
    assert said - {*NEEDED, *get_args(Status)} == set()


def test_plain_intents_are_a_whole_knowledge_base(plain: Bot) -> None:
    assert plain.respond("opening hours?", ChatState()).reply.text == "At nine."


@pytest.mark.parametrize(
    "text", ["", "🙂", "qwzx", "how many people returned in 2023?", "help me, I am in danger", "2"]
)
def test_anything_else_gets_a_sentence_that_names_no_release(plain: Bot, text: str) -> None:
    reply = plain.respond(text, ChatState()).reply
    assert reply.status in ("unknown", "chat")
    assert reply.text
    assert not re.search(r"IOM|\btwo\b", reply.text)


@pytest.mark.parametrize("command", ["start", "help", "about", "privacy"])
def test_a_command_of_a_plain_knowledge_base_names_no_release(plain: Bot, command: str) -> None:
    text = plain.command(command).text
    assert text
    assert not re.search(r"IOM|\btwo\b", text)


def test_a_sentence_that_is_there_is_kept(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(PLAIN + 'phrases: {start: "Welcome to the shop."}\n')
    bot = Bot(load_knowledge(tmp_path))
    assert bot.command("start").text == "Welcome to the shop."
    assert bot.command("privacy").text == shipped_bot().command("privacy").text


def test_what_stands_in_names_no_release_wherever_the_shipped_sentence_does() -> None:
    shipped = shipped_knowledge().phrases
    naming = [id for id, text in completed({}, shipped).items() if re.search(r"IOM|\btwo\b", str(text))]
    assert [id for id in shipped if re.search(r"IOM|\btwo\b", str(shipped[id]))]
    assert naming == []


def test_a_missing_sentence_of_the_shipped_knowledge_base_is_told_when_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "knowledge"
    folder.mkdir()
    (folder / "a.yaml").write_text(PLAIN + "phrases: {start: Hello}\n")
    monkeypatch.setattr(loading, "shipped_folder", lambda: folder)
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    told = [str(finding) for finding in caught.value.findings]
    assert "knowledge: phrases.clarify: is missing, and the bot cannot do without it" in told
    assert len(told) == len(NEEDED) - 1
    assert shipped_folder() != folder
