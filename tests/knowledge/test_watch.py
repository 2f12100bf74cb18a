"""Whether the files of a knowledge base changed."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iombot.errors import KnowledgeError
from iombot.knowledge.fields import Audience
from iombot.knowledge.watch import Watch

INTENT = 'intents:\n  - {{id: opening, answer: "At {}.", utterances: ["when do you open"]}}\n'

CONTACTS = """
intents:
  - {id: opening, answer: "At nine.", utterances: ["when do you open"]}
release: {id: lamps, title: "L", label: "l", year: 2023, paragraphs: 9, contact: "{desk}"}
contacts:
  - {id: desk, email: desk@lamps.example, topic: lamps, source: {paragraph: 1}}
  - {id: chief, email: chief@lamps.example, topic: lamps, source: {paragraph: 1}, audience: staff}
"""
AUDIENCES: tuple[Audience, ...] = ("public", "staff")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "shop/a.yaml"
    path.parent.mkdir()
    path.write_text(INTENT.format("nine"))
    return path


@pytest.fixture
def watch(file: Path) -> Watch:
    return Watch(file.parent)


def test_files_that_stay_as_they_are_have_not_changed(watch: Watch) -> None:
    assert [watch.changed(), watch.settled(), watch.settled()] == [False, False, False]


def test_a_change_has_settled_when_two_looks_find_the_same(watch: Watch, file: Path) -> None:
    file.write_text(INTENT.format("ten"))
    assert [watch.changed(), watch.settled(), watch.settled()] == [True, False, True]


def test_a_change_that_goes_on_has_not_settled(watch: Watch, file: Path) -> None:
    looks = []
    for hour in ("ten", "eleven", "twelve"):
        file.write_text(INTENT.format(hour))
        looks.append(watch.settled())
    assert (looks, watch.settled()) == ([False] * 3, True)


def test_what_was_taken_up_is_no_change_any_more(watch: Watch, file: Path) -> None:
    file.write_text(INTENT.format("ten"))
    assert watch.take().intents["opening"].answer == "At ten."
    assert [watch.changed(), watch.settled(), watch.settled()] == [False] * 3


def test_a_broken_state_is_told_once_and_the_next_one_is_looked_at(watch: Watch, file: Path) -> None:
    file.write_text("intents: [")
    with pytest.raises(KnowledgeError, match=r"shop/a\.yaml"):
        watch.take()
    assert not watch.changed()
    file.write_text(INTENT.format("ten"))
    assert watch.changed()


def test_what_is_for_staff_is_still_kept_from_everybody_when_it_is_read_anew(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(CONTACTS)
    everybody, staff = (Watch(tmp_path, audience).take() for audience in AUDIENCES)
    assert (list(everybody.contacts), list(staff.contacts)) == (["desk"], ["desk", "chief"])


@pytest.mark.parametrize("change", ["new", "gone", "renamed", "words", "same size"])
def test_every_kind_of_change_is_noticed(watch: Watch, file: Path, change: str) -> None:
    match change:
        case "new":
            file.with_name("b.yaml").write_text("")
        case "gone":
            file.unlink()
        case "renamed":
            file.rename(file.with_name("b.yaml"))
        case "words":
            (file.parent / "words.txt").write_text("lamp")
        case _:
            before = file.stat()
            file.write_text(INTENT.format("five"))
            os.utime(file, ns=(before.st_atime_ns, before.st_mtime_ns + 1))
    assert watch.changed()


def test_what_an_editor_puts_beside_the_files_is_no_change_and_no_fault(watch: Watch, file: Path) -> None:
    file.with_name(".a.yaml").write_text("half a line: [")
    file.with_name(".#a.yaml").symlink_to("ada@lamps.1234")
    assert not watch.changed()
    assert watch.take().intents["opening"].answer == "At nine."


def test_a_folder_of_links_as_kubernetes_mounts_it_is_read_once_and_watched(tmp_path: Path) -> None:
    folder = tmp_path / "mounted"
    for version in ("one", "two"):
        (folder / f"..{version}").mkdir(parents=True)
        (folder / f"..{version}/a.yaml").write_text(INTENT.format(version))
    (folder / "..data").symlink_to("..one")
    (folder / "a.yaml").symlink_to("..data/a.yaml")
    watch = Watch(folder)
    assert watch.take().intents["opening"].answer == "At one."
    (folder / "..new").symlink_to("..two")
    (folder / "..new").rename(folder / "..data")
    assert watch.changed()
    assert watch.take().intents["opening"].answer == "At two."
