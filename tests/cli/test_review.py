"""`iombot review`: what people asked in vain, for curators."""

from __future__ import annotations

import csv
import io
import re
import sqlite3
import stat
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
import yaml
from asked import ASKED
from click.testing import CliRunner, Result
from shipped import shipped_knowledge

from iombot.cli import commands
from iombot.curation.examine import examine
from iombot.errors import KnowledgeError
from iombot.questions_log import store as stores
from iombot.questions_log.recorder import today
from iombot.questions_log.store import Store

TODAY = today()
WOMEN = replace(ASKED, day=TODAY, nearest="avrr-total", question="how many women used AVRR?")
ALIKE = replace(WOMEN, question="women in AVRR, how many?")
DOWN = replace(WOMEN, reason="disliked", nearest="vhr-total", question="")
BOATS = replace(WOMEN, reason="not-understood", nearest="", question="=1+1 boats?")


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "questions.sqlite3"
    monkeypatch.setenv("IOMBOT_QUESTIONS_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def store(file: Path) -> Iterator[Store]:
    made = Store(f"sqlite:///{file}")
    made.prepare()
    yield made
    made.close()


def review(*arguments: str) -> Result:
    return CliRunner().invoke(commands, ("review", *arguments))


def test_similar_questions_are_shown_together_with_the_nearest_entry(store: Store) -> None:
    store.add([WOMEN, WOMEN, ALIKE, DOWN])
    shown = review()
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert shown.stdout.splitlines() == [
        "Noted 4 times: 3 different, in 2 groups.",
        "",
        "3 × how many women used AVRR?",
        "  also: women in AVRR, how many? (1)",
        f"  not-stated; nearest: avrr-total ({_label('avrr-total')}); last on {TODAY}, of version 0123456789ab",
        "",
        "1 × 👎 without its question",
        f"  👎; nearest: vhr-total ({_label('vhr-total')}); last on {TODAY}, of version 0123456789ab",
    ]


def test_what_the_present_knowledge_base_answers_is_said_and_gets_no_stub(store: Store) -> None:
    store.add([replace(WOMEN, question="How many people were supported through AVRR in 2023?")])
    assert "  answered by now: avrr-total" in review().stdout.splitlines()
    assert review("--stub").stdout == ""


def test_a_known_gap_is_said_and_gets_no_stub(store: Store) -> None:
    gap = next(entry.id for entry in shipped_knowledge().entries.values() if entry.kind == "gap")
    store.add([replace(WOMEN, nearest=gap)])
    assert "  a known gap: the releases do not tell" in review().stdout.splitlines()
    assert review("--stub").stdout == ""


def test_only_so_many_groups_are_shown_and_the_rest_is_named(store: Store) -> None:
    store.add([WOMEN, WOMEN, DOWN, BOATS])
    shown = review("--top", "1").stdout
    assert "2 × how many women" in shown
    assert shown.splitlines()[-1] == "2 more groups: --top 3 shows them."


def test_a_stub_can_be_pasted_below_the_entries_of_a_release_and_is_refused_until_it_is_filled_in(
    store: Store, tmp_path: Path
) -> None:
    store.add([WOMEN, WOMEN, ALIKE, DOWN, replace(BOATS, question='boats: "how" #many\\?')])
    written = review("--stub").stdout
    pasted = yaml.safe_load("entries:\n" + written)["entries"]
    assert [entry["utterances"] for entry in pasted] == [[WOMEN.question, ALIKE.question], ['boats: "how" #many\\?']]
    assert "1 × 👎 for vhr-total" in written
    folder = tmp_path / "knowledge"
    folder.mkdir()
    release = 'release: {id: r, title: "R", label: "r", year: 2023, paragraphs: 9, contact: "Nobody."}\nentries:\n'
    (folder / "r.yaml").write_text(release + written, "utf-8")
    with pytest.raises(KnowledgeError) as refused:
        examine(folder, list)
    told = {fault.path for fault in refused.value.findings}
    open_ = {f"entries.{place}.{field}" for place in range(len(pasted)) for field in ("draft", "source.paragraph")}
    assert open_ <= told


def test_a_stub_takes_no_id_that_is_there_already(store: Store) -> None:
    known = next(iter(shipped_knowledge().entries))
    words = known.replace("-", " ")
    store.add([replace(WOMEN, question=words), replace(WOMEN, nearest="", question=f"{words}?!")])
    ids = [entry["id"] for entry in yaml.safe_load(review("--stub").stdout) or []]
    assert ids == [f"{known}-2", f"{known}-3"][: len(ids)]
    assert ids


def test_every_question_is_a_line_for_a_spreadsheet_that_runs_nothing(store: Store) -> None:
    store.add([WOMEN, WOMEN, ALIKE, BOATS])
    rows = list(csv.DictReader(io.StringIO(review("--export", "csv").stdout)))
    assert [(row["group"], row["times"], row["question"]) for row in rows] == [
        ("1", "2", WOMEN.question),
        ("1", "1", ALIKE.question),
        ("2", "1", "'=1+1 boats?"),
    ]
    assert rows[0] == rows[0] | {"nearest": "avrr-total", "reasons": "not-stated", "last": str(TODAY)}


def test_old_questions_are_deleted_and_not_shown(store: Store) -> None:
    edge = replace(WOMEN, day=TODAY - timedelta(30))
    store.add([replace(WOMEN, day=TODAY - timedelta(31)), edge])
    assert "Noted 1 times" in review().stdout
    assert [asked.record for asked in store.read(TODAY - timedelta(99))] == [edge]


def test_only_the_last_days_can_be_asked_for(store: Store) -> None:
    store.add([replace(WOMEN, day=TODAY - timedelta(7)), BOATS])
    assert "Noted 1 times" in review("--days", "7").stdout
    assert "Noted 2 times" in review("--days", "8").stdout


def test_all_can_be_deleted(store: Store) -> None:
    store.add([WOMEN, BOATS])
    assert ": 2." in review("--forget").stderr
    assert review().stdout == "No question is kept.\n"


def test_a_database_that_is_not_there_is_said_and_not_made(file: Path) -> None:
    shown = review()
    assert (shown.exit_code, shown.stdout, shown.stderr) == (0, "", f"No question is kept in {file}.\n")
    assert not file.exists()


@pytest.mark.usefixtures("store")
@pytest.mark.parametrize("form", [(), ("--stub",), ("--export", "csv")])
def test_an_empty_database_is_no_fault(form: tuple[str, ...]) -> None:
    shown = review(*form)
    assert (shown.exit_code, shown.stderr) == (0, "")
    assert len(shown.stdout.splitlines()) == (0 if "--stub" in form else 1)


def test_a_file_that_is_no_database_is_one_sentence(file: Path) -> None:
    file.write_text("Dear diary, " * 100)
    shown = review()
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert re.fullmatch(rf"The questions in {re.escape(str(file))} cannot be read: .+\n", shown.stderr)


def test_a_server_that_is_away_is_one_sentence_without_the_password(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("IOMBOT_QUESTIONS_URL", "postgresql://u:zebra@127.0.0.1:1/name")
    shown = review()
    assert (shown.exit_code, shown.stdout, shown.stderr.count("\n"), "zebra" in shown.stderr) == (2, "", 1, False)


def test_a_locked_database_is_read_all_the_same(store: Store, file: Path) -> None:
    store.add([WOMEN])
    blocker = sqlite3.connect(file, isolation_level=None)
    blocker.execute("BEGIN IMMEDIATE")
    shown = review()
    blocker.close()
    assert "Noted 1 times" in shown.stdout
    assert "Old questions could not be deleted" in shown.stderr


@pytest.fixture
def reader(store: Store, file: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Another program that reads the file, which keeps what is deleted from being erased."""
    monkeypatch.setattr(stores, "PATIENCE", 0.05)
    store.add([WOMEN, replace(BOATS, day=TODAY - timedelta(31))])
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM questions").fetchone()
    yield
    other.close()


@pytest.mark.usefixtures("reader")
def test_what_is_deleted_and_not_erased_yet_is_told(file: Path) -> None:
    shown = review("--forget")
    assert (shown.exit_code, shown.stdout) == (2, "")
    assert f"Deleted from {file}: 2. But another program reads the file" in shown.stderr
    assert review().stdout == "No question is kept.\n"


@pytest.mark.usefixtures("reader")
def test_what_is_old_and_not_erased_yet_is_told_beside_the_rest() -> None:
    shown = review()
    assert (shown.exit_code, "Noted 1 times" in shown.stdout) == (0, True)
    assert "But another program reads the file" in shown.stderr


@pytest.mark.parametrize(
    "both", [("--stub", "--export", "csv"), ("--stub", "--forget"), ("--export", "csv", "--forget")]
)
def test_two_forms_at_once_make_no_sense(both: tuple[str, ...], file: Path) -> None:
    assert review(*both).exit_code == 2
    assert not file.exists()


def test_looking_leaves_the_file_for_its_user_alone(store: Store, file: Path) -> None:
    store.add([WOMEN])
    review()
    assert stat.S_IMODE(file.stat().st_mode) == 0o600


def _label(id: str) -> str:
    return str(shipped_knowledge().entries[id].label)
