"""A snapshot makes iombot start faster and changes nothing else."""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import shutil
import stat
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

import pytest
from click.testing import CliRunner
from counting import CountingBot
from shipped import shipped_bot
from small_disk import fill, mounted

import iombot
from iombot.cli import commands, keeping, snapshot
from iombot.cli.snapshot import load_bot
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.errors import KnowledgeError
from iombot.knowledge.base import all_languages, load_knowledge, shipped_folder

OPENING = """
intents:
  - {id: opening, answer: "At nine.", utterances: ["when do you open", "opening hours"]}
"""


@pytest.fixture
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The cache folder of a user who has never used iombot."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache/iombot"


@pytest.fixture
def knowledge(tmp_path: Path) -> Path:
    """A small knowledge base."""
    folder = tmp_path / "opening"
    folder.mkdir()
    (folder / "opening.yaml").write_text(OPENING)
    return folder


def answer(folder: Path) -> str:
    return load_bot(folder).respond("when do you open?", ChatState()).reply.text


def kept(cache: Path) -> Path:
    (path,) = cache.iterdir()
    return path


def refuse(*_: object) -> NoReturn:
    raise AssertionError("the files were read again")


def plant(place: Path, thing: object) -> None:
    """Puts something else in the place of a snapshot, as whole as iombot's own."""
    data = pickle.dumps(thing)
    place.write_bytes(hashlib.sha256(data).digest() + data)


def test_the_second_start_reads_no_files(cache: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert answer(knowledge) == "At nine."
    monkeypatch.setattr(snapshot, "load_knowledge", refuse)
    assert answer(knowledge) == "At nine."
    assert stat.S_IMODE(kept(cache).stat().st_mode) == 0o600
    assert stat.S_IMODE(cache.stat().st_mode) == 0o700


@pytest.mark.parametrize("what", ["missing", "empty"])
def test_a_folder_without_files_is_not_taken_for_the_shipped_one(tmp_path: Path, what: str) -> None:
    load_bot()
    folder = tmp_path / shipped_folder().name
    if what == "empty":
        folder.mkdir()
    with pytest.raises(KnowledgeError):
        load_bot(folder)


@pytest.mark.usefixtures("cache")
def test_every_answer_is_the_same_with_a_snapshot_and_without(tmp_path: Path) -> None:
    folder = shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    plain = Bot(load_knowledge(folder))
    load_bot(folder)
    quick = load_bot(folder)
    examples = [text for entry in plain.knowledge.entries.values() for text in all_languages(entry.utterances)][::9]
    assert len(examples) > 50
    state = other = ChatState()
    for text in examples:
        turn, same = plain.respond(text, state), quick.respond(text, other)
        assert (same.reply, same.state, str(same.trace)) == (turn.reply, turn.state, str(turn.trace))
        state, other = turn.state, same.state
    names = ("start", "help", "contacts", "about", "privacy", "sources")
    assert [quick.command(name) for name in names] == [plain.command(name) for name in names]
    assert [quick.entry(id) for id in plain.knowledge.entries] == [plain.entry(id) for id in plain.knowledge.entries]


def test_an_edit_is_seen_at_once_and_so_is_its_undoing(cache: Path, knowledge: Path) -> None:
    file = knowledge / "opening.yaml"
    before = file.stat()
    for hour in ("nine", "five", "nine"):
        file.write_text(OPENING.replace("nine", hour))
        os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns))
        assert answer(knowledge) == f"At {hour}."
    assert len(list(cache.iterdir())) == 2


@pytest.mark.usefixtures("cache")
def test_another_name_or_place_of_a_file_is_seen(knowledge: Path) -> None:
    first = load_bot(knowledge).knowledge.version
    (knowledge / "opening.yaml").rename(knowledge / "hours.yaml")
    assert load_bot(knowledge).knowledge.version != first


@pytest.mark.usefixtures("cache")
def test_a_change_of_the_known_words_is_seen(knowledge: Path) -> None:
    (knowledge / "language.yaml").write_text("languages:\n  - {id: en, words: words.txt}\n")
    for words in ({"open", "hours"}, {"open", "close"}):
        (knowledge / "words.txt").write_text("\n".join(words))
        assert set(load_bot(knowledge).knowledge.words) == words


def test_a_change_of_the_code_is_seen(tmp_path: Path) -> None:
    package = Path(iombot.__file__).parent
    copied = shutil.copytree(package, tmp_path / "src/iombot", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copytree(shipped_folder(), tmp_path / "knowledge")
    environment = os.environ | {"PYTHONPATH": str(copied.parent), "XDG_CACHE_HOME": str(tmp_path / "cache")}

    def asked() -> str:
        question = ("ask", "How many people did IOM support through AVRR in 2023?")
        command = (sys.executable, "-m", "iombot", *question)
        return subprocess.run(command, capture_output=True, text=True, check=True, env=environment).stdout

    assert "56,045" in asked()
    code = copied / "knowledge/figures.py"
    code.write_text(code.read_text().replace("text = written_number", 'text = "about " + written_number'))
    assert "about 56,045" in asked()


def test_a_snapshot_is_what_makes_the_answer(cache: Path, knowledge: Path) -> None:
    """The positive twin of the tests below: a planted snapshot that can be trusted is used."""
    assert answer(knowledge) == "At nine."
    plant(kept(cache), CountingBot())
    assert answer(knowledge) == "1: when do you open?"


@pytest.mark.parametrize("bits", [stat.S_IWGRP, stat.S_IWOTH])
@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_others_may_write_is_not_used(cache: Path, knowledge: Path, bits: int, what: str) -> None:
    assert answer(knowledge) == "At nine."
    plant(kept(cache), CountingBot())
    path = cache if what == "folder" else kept(cache)
    path.chmod(stat.S_IMODE(path.stat().st_mode) | bits)
    assert answer(knowledge) == "At nine."


def test_what_belongs_to_somebody_else_is_not_used(
    cache: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(knowledge) == "At nine."
    plant(kept(cache), CountingBot())
    somebody = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: somebody)
    assert answer(knowledge) == "At nine."


def test_a_link_to_elsewhere_is_not_followed(cache: Path, knowledge: Path, tmp_path: Path) -> None:
    assert answer(knowledge) == "At nine."
    place = kept(cache)
    plant(tmp_path / "elsewhere", CountingBot())
    place.unlink()
    place.symlink_to(tmp_path / "elsewhere")
    assert answer(knowledge) == "At nine."


@pytest.mark.parametrize("damage", ["emptied", "cut", "changed", "lengthened", "no bot", "no pickle", "no class"])
def test_a_broken_snapshot_is_ignored_and_replaced(
    cache: Path, knowledge: Path, damage: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert answer(knowledge) == "At nine."
    place = kept(cache)
    whole = place.read_bytes()
    absent = b"cnowhere\nNothing\n."
    place.write_bytes(
        {
            "emptied": b"",
            "cut": whole[:-1],
            "changed": whole.replace(b"At nine.", b"At five."),
            "lengthened": whole + b"\0",
            "no bot": hashlib.sha256(pickle.dumps(1)).digest() + pickle.dumps(1),
            "no pickle": hashlib.sha256(b"words").digest() + b"words",
            "no class": hashlib.sha256(absent).digest() + absent,
        }[damage]
    )
    assert answer(knowledge) == "At nine."
    monkeypatch.setattr(snapshot, "load_knowledge", refuse)
    assert answer(knowledge) == "At nine."


def test_a_cache_folder_that_cannot_be_made_is_no_fault(knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    result = CliRunner().invoke(commands, ["ask", "--knowledge", str(knowledge), "when do you open?"])
    assert (result.exit_code, result.output) == (0, "At nine.\n")


def test_a_cache_folder_that_cannot_be_written_is_no_fault(
    cache: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read_only(**_: object) -> NoReturn:
        raise OSError(30, "Read-only file system")

    monkeypatch.setattr(tempfile, "mkstemp", read_only)
    result = CliRunner().invoke(commands, ["ask", "--knowledge", str(knowledge), "when do you open?"])
    assert (result.exit_code, result.output) == (0, "At nine.\n")
    assert list(cache.iterdir()) == []


def test_nothing_is_left_behind_where_the_disk_is_full(
    cache: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_: object) -> NoReturn:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    assert answer(knowledge) == "At nine."
    assert list(cache.iterdir()) == []


def test_a_disk_without_room_costs_no_answer_and_keeps_what_room_it_has(
    tmp_path: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with mounted(tmp_path / "disk") as disk:
        if disk is None:
            pytest.skip("a small disk cannot be mounted here")
        monkeypatch.setenv("XDG_CACHE_HOME", str(disk))
        filler = fill(disk)
        assert answer(knowledge) == "At nine."
        filler.unlink()
        # Room for a part of it, which is found out while it is written.
        assert load_bot(shipped_folder()).respond("What does AVRR stand for?", ChatState()).reply.status == "answered"
        assert list(disk.rglob("*.*")) == []
        assert answer(knowledge) == "At nine."
        assert len(list((disk / "iombot").iterdir())) == 1


def test_without_a_home_there_is_no_snapshot(knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> NoReturn:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.delenv("XDG_CACHE_HOME")
    monkeypatch.setattr(Path, "home", homeless)
    assert answer(knowledge) == "At nine."


def test_what_was_asked_is_not_kept(cache: Path, knowledge: Path) -> None:
    asked = ["ask", "--knowledge", str(knowledge), "when do you open, quokka zwergpinscher?"]
    assert "At nine." in CliRunner().invoke(commands, asked).output
    content = kept(cache).read_bytes()
    assert b"opening" in content
    assert b"quokka" not in content
    assert b"zwergpinscher" not in content


def test_old_snapshots_make_way_for_new_ones(cache: Path, knowledge: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for hour in range(keeping.KEPT + 2):
        (knowledge / "opening.yaml").write_text(OPENING.replace("nine", f"h{hour}"))
        answer(knowledge)
    assert len(list(cache.iterdir())) == keeping.KEPT
    monkeypatch.setattr(snapshot, "load_knowledge", refuse)
    assert answer(knowledge) == f"At h{keeping.KEPT + 1}."


def test_a_faulty_knowledge_base_is_told_every_time(cache: Path, knowledge: Path) -> None:
    (knowledge / "opening.yaml").write_text(OPENING + "nonsense: 1\n")
    asked = ["ask", "--knowledge", str(knowledge), "when do you open?"]
    for _ in range(2):
        result = CliRunner().invoke(commands, asked)
        assert (result.exit_code, result.stderr) == (2, "opening/opening.yaml:4:11: nonsense: is not a known key\n")
    assert list(cache.iterdir()) == []


def test_a_folder_with_a_huge_file_is_read_without_a_snapshot(cache: Path, knowledge: Path) -> None:
    with (knowledge / "film.mp4").open("wb") as file:
        file.truncate(snapshot.MOST_BYTES + 1)
    assert answer(knowledge) == "At nine."
    assert list(cache.iterdir()) == []


@pytest.fixture(scope="module")
def installation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What an installation keeps beside the code."""
    folder = tmp_path_factory.mktemp("installation") / "_kept"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", "/dev/null")
        patch.setattr(snapshot, "INSTALLED", folder)
        keeping.main()
    return folder


@pytest.fixture
def installed(installation: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The same with another bot in its place, where nobody has a cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", "/dev/null")
    monkeypatch.setattr(snapshot, "INSTALLED", shutil.copytree(installation, tmp_path / "_kept"))
    (place,) = (tmp_path / "_kept").iterdir()
    plant(place, CountingBot())
    return place


def used() -> bool:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(snapshot, "load_knowledge", refuse)
        try:
            return isinstance(load_bot(), CountingBot)
        except AssertionError:
            return False


def test_what_an_installation_keeps_is_used_by_all(installed: Path) -> None:
    assert (used(), snapshot.is_kept(shipped_folder(), "public")) == (True, True)
    assert stat.S_IMODE(installed.stat().st_mode) == 0o644
    assert stat.S_IMODE(installed.parent.stat().st_mode) == 0o755


@pytest.mark.parametrize("what", ["file", "folder"])
def test_what_others_may_have_put_beside_the_code_is_not_used(installed: Path, what: str) -> None:
    path = installed if what == "file" else installed.parent
    path.chmod(stat.S_IMODE(path.stat().st_mode) | stat.S_IWGRP)
    assert not used()


@pytest.mark.skipif(os.getuid() != 0, reason="only root may give files away")
def test_what_belongs_to_another_than_the_code_is_not_used(installed: Path) -> None:
    os.chown(installed, 10001, -1)
    assert not used()


def test_another_knowledge_base_has_no_part_in_it(installed: Path, knowledge: Path) -> None:
    assert installed.is_file()
    assert answer(knowledge) == "At nine."


def test_a_kept_bot_holds_the_name_of_a_concept_once() -> None:
    bot = snapshot.thawed(keeping.frozen(shipped_bot()))
    gc.unfreeze()
    assert bot
    covered = [name for target in bot.ranker.targets.all for name in target.covered | target.rivals]
    names = [name for name in covered if name in bot.knowledge.concepts]
    assert len(names) > 1000
    # A few names stand in the code as well.
    assert len({id(name) for name in names}) < 1.1 * len(set(names))
