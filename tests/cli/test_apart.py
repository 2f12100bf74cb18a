"""A bot that is made in another process answers as any other."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

from iombot.cli.apart import BotsApart
from iombot.cli.snapshot import kept_bot
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.errors import KnowledgeError

OPENING = """
intents:
  - {id: opening, answer: "At nine.", utterances: ["when do you open", "opening hours"]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A small knowledge base."""
    folder = tmp_path / "opening"
    folder.mkdir()
    (folder / "opening.yaml").write_text(OPENING)
    return folder


@pytest.fixture(params=["kept", "not kept"])
def _cache(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A cache folder that can be used, or none."""
    kept = request.param == "kept"
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache") if kept else os.devnull)


@pytest.fixture
def _no_reading(monkeypatch: pytest.MonkeyPatch) -> None:
    """This process reads no knowledge base."""

    def refuse(*_: object) -> Bot:
        raise AssertionError("the files were read in this process")

    monkeypatch.setattr("iombot.cli.apart.load_bot", refuse)


def answer(bot: Bot) -> str:
    return bot.respond("when do you open?", ChatState()).reply.text


@pytest.mark.usefixtures("_cache", "_no_reading")
def test_another_process_reads_the_files(folder: Path) -> None:
    assert answer(BotsApart(folder)("public")) == "At nine."


@pytest.mark.usefixtures("_no_reading")
def test_the_next_start_finds_what_the_other_process_kept(
    folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    BotsApart(folder)("public")
    assert kept_bot(folder, "public") is not None


@pytest.mark.usefixtures("_cache")
def test_where_no_process_can_be_started_this_one_reads(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert answer(BotsApart(folder)("public")) == "At nine."


@pytest.mark.usefixtures("_cache")
def test_what_is_wrong_with_the_files_is_told(folder: Path) -> None:
    (folder / "opening.yaml").write_text(OPENING.replace("answer", "anwser"))
    with pytest.raises(KnowledgeError, match=r"opening\.yaml:3:"):
        BotsApart(folder)("public")


@pytest.mark.usefixtures("_cache", "_no_reading")
def test_the_first_bot_is_begun_before_it_is_asked_for(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with BotsApart(folder) as bots:
        monkeypatch.setattr(sys, "executable", "/nowhere/python")
        assert answer(bots("public")) == "At nine."


def test_a_bot_that_was_kept_is_not_made_again(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    BotsApart(folder)("public")
    monkeypatch.setattr("subprocess.Popen", None)
    with BotsApart(folder) as bots:
        assert answer(bots("public")) == "At nine."


@pytest.mark.usefixtures("_cache")
def test_what_nobody_asked_for_is_not_left_running(folder: Path) -> None:
    with BotsApart(folder) as bots:
        (making,) = bots._begun.values()  # noqa: SLF001 (the process)
    assert making.returncode is not None
