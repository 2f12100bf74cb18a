"""Records are written beside the answers, or dropped and counted; nobody waits."""

from __future__ import annotations

import logging
import sqlite3
import threading
import time
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from asked import ASKED, DAY
from postgres_server import Server

from iombot.questions_log import recorder as module
from iombot.questions_log import store as stores
from iombot.questions_log.recorder import BATCH, MOST_WAITING, Keeps, Recorder, open_recorder
from iombot.questions_log.records import Record
from iombot.questions_log.store import Store
from iombot.settings import Settings


@dataclass
class Kept(Keeps):
    """Keeps records in a list, as soon as its gate is open, or raises what it is told to."""

    records: list[Record] = field(default_factory=list)
    batches: list[int] = field(default_factory=list)
    forgotten: list[date] = field(default_factory=list)
    fault: Exception | None = None
    gate: threading.Event = field(default_factory=threading.Event)
    working: threading.Event = field(default_factory=threading.Event)
    closed: bool = False

    def prepare(self) -> None:
        self._work()

    def add(self, records: Iterable[Record]) -> None:
        self._work()
        added = list(records)
        self.records += added
        self.batches.append(len(added))

    def forget(self, before: date) -> int:
        self.forgotten.append(before)
        return 0

    def close(self) -> None:
        self.closed = True

    def _work(self) -> None:
        self.working.set()
        if not self.gate.wait(30):
            raise TimeoutError
        if self.fault:
            raise self.fault


@pytest.fixture
def kept() -> Kept:
    store = Kept()
    store.gate.set()
    return store


def numbered(number: int) -> Record:
    return replace(ASKED, question=f"question {number}")


def test_what_is_noted_is_kept_in_order(kept: Kept) -> None:
    with Recorder(kept, 30) as recorder:
        for number in range(250):
            recorder.note(numbered(number))
    assert kept.records == [numbered(number) for number in range(250)]
    assert max(kept.batches) <= BATCH
    assert (recorder.counts.kept, recorder.counts.dropped, kept.closed) == (250, 0, True)


def test_whoever_notes_never_waits_and_what_is_too_much_is_dropped_and_counted(kept: Kept) -> None:
    kept.gate.clear()
    lost: list[int] = []
    with Recorder(kept, 30, lambda: lost.append(1)) as recorder:
        kept.working.wait(30)
        for number in range(MOST_WAITING + 7):
            recorder.note(numbered(number))
        assert recorder.counts.crowded == len(lost) == 7
        kept.gate.set()
    assert (recorder.counts.kept, recorder.counts.dropped) == (MOST_WAITING, 7)


@pytest.mark.parametrize(
    "fault", [OSError(28, "No space left on device"), sqlite3.OperationalError("x"), KeyError("x")]
)
def test_whatever_a_store_raises_is_counted_and_the_next_record_is_tried(kept: Kept, fault: Exception) -> None:
    kept.fault = fault
    with Recorder(kept, 30) as recorder:
        recorder.note(ASKED)
        _until(lambda: recorder.counts.failed == 1)
        kept.fault = None
        recorder.note(ASKED)
    assert (recorder.counts.kept, recorder.counts.failed, kept.records) == (1, 1, [ASKED])


def test_a_store_that_fails_is_logged_once_and_once_more_when_it_is_well(
    kept: Kept, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, "iombot")
    kept.fault = OSError("zebra")
    with Recorder(kept, 30) as recorder:
        for number in range(1, 4):
            recorder.note(replace(ASKED, question="zebra"))
            _until(lambda wanted=number: recorder.counts.failed == wanted)
        kept.fault = None
        recorder.note(ASKED)
    assert [record.getMessage() for record in caplog.records] == [
        "Questions for curators cannot be kept for now: OSError",
        "Questions for curators are kept again; 3 were dropped so far",
    ]
    assert "zebra" not in caplog.text


def test_the_end_is_not_taken_for_a_recovery(kept: Kept, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG, "iombot")
    kept.fault = OSError()
    with Recorder(kept, 30) as recorder:
        recorder.note(ASKED)
    assert [record.getMessage() for record in caplog.records] == [
        "Questions for curators cannot be kept for now: OSError"
    ]
    assert (kept.closed, recorder.counts.dropped) == (True, 1)


def test_the_end_waits_a_moment_for_a_store_that_hangs_and_counts_what_is_lost(kept: Kept) -> None:
    kept.gate.clear()
    lost: list[int] = []
    recorder = Recorder(kept, 30, lambda: lost.append(1))
    with recorder:
        kept.working.wait(30)
        for number in range(5):
            recorder.note(numbered(number))
        recorder.close(0.05)
    assert recorder.counts.dropped == len(lost) == 5
    kept.gate.set()


def test_old_records_are_deleted_at_the_start_and_on_every_new_day(kept: Kept) -> None:
    days = [DAY]
    with Recorder(kept, 30, clock=lambda: days[0]) as recorder:
        _until(lambda: len(kept.forgotten) == 1)
        recorder.note(ASKED)
        _until(lambda: recorder.counts.kept == 1)
        days[0] += timedelta(1)
        recorder.note(ASKED)
    assert kept.forgotten == [DAY - timedelta(30), DAY - timedelta(29)]


def test_old_records_are_deleted_even_if_nobody_asks_anything(kept: Kept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "HOUR", 0.01)
    days = [DAY]
    with Recorder(kept, 30, clock=lambda: days[0]):
        _until(lambda: len(kept.forgotten) == 1)
        days[0] += timedelta(1)
        _until(lambda: len(kept.forgotten) == 2)


def test_a_locked_file_drops_what_comes_meanwhile_and_nothing_later(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stores, "PATIENCE", 0.05)
    with Recorder(Store(f"sqlite:///{file}"), 30, clock=lambda: DAY) as recorder:
        recorder.note(numbered(1))
        _until(lambda: recorder.counts.kept == 1)
        blocker = sqlite3.connect(file, isolation_level=None)
        blocker.execute("BEGIN EXCLUSIVE")
        recorder.note(numbered(2))
        _until(lambda: recorder.counts.failed == 1)
        blocker.execute("ROLLBACK")
        blocker.close()
        recorder.note(numbered(3))
    assert _questions(f"sqlite:///{file}") == ["question 1", "question 3"]


def test_what_could_not_be_erased_is_erased_later_and_both_are_told_once(
    file: Path, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(stores, "PATIENCE", 0.05)
    log = file.with_name(f"{file.name}-wal")
    address = f"sqlite:///{file}"
    _keep(address, replace(ASKED, day=DAY - timedelta(31), question="how many zebras?"))
    reader = sqlite3.connect(file, isolation_level=None)
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM questions").fetchone()
    with Recorder(Store(address), 30, clock=lambda: DAY) as recorder:
        for number in (1, 2):
            recorder.note(numbered(number))
            _until(lambda number=number: recorder.counts.kept == number)
        assert b"zebras" in log.read_bytes() + file.read_bytes()
        reader.execute("COMMIT")
        recorder.note(numbered(3))
        _until(lambda: recorder.counts.kept == 3)
        assert b"zebras" not in log.read_bytes() + file.read_bytes()
    reader.close()
    assert _questions(address) == ["question 1", "question 2", "question 3"]
    assert [record.getMessage() for record in caplog.records] == [
        "Old questions are deleted, but still stand in the file, which another program reads",
        "Old questions are gone from the file, too",
    ]


def test_a_folder_that_may_not_be_written_drops_and_counts(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with Recorder(Store(f"sqlite:///{tmp_path}/file/questions.sqlite3"), 30) as recorder:
        recorder.note(ASKED)
    assert (recorder.counts.kept, recorder.counts.failed) == (0, 1)


def test_a_server_that_is_away_at_the_start_is_used_as_soon_as_it_is_there(postgres: Server) -> None:
    postgres.stop()
    with Recorder(Store(postgres.url), 30, clock=lambda: DAY) as recorder:
        recorder.note(numbered(1))
        _until(lambda: recorder.counts.failed == 1)
        postgres.start()
        recorder.note(numbered(2))
    assert _questions(postgres.url) == ["question 2"]


def test_the_settings_say_where_records_go_and_whether_any_do(file: Path) -> None:
    settings = Settings.read(questions_url=f"sqlite:///{file}", questions_days=3)
    recorder = open_recorder(settings)
    assert recorder
    with recorder:
        recorder.note(replace(ASKED, day=module.today()))
    assert _questions(f"sqlite:///{file}") == [ASKED.question]
    assert open_recorder(Settings.read(questions_log=False)) is None


def _questions(address: str) -> list[str]:
    store = Store(address)
    found = sorted(asked.record.question for asked in store.read(date.min))
    store.forget()
    store.close()
    return found


def _keep(address: str, *records: Record) -> None:
    store = Store(address)
    store.prepare()
    store.add(records)
    store.close()


def _until(condition: object) -> None:
    """Wait until another thread has done something."""
    if not callable(condition):
        raise TypeError
    deadline = time.monotonic() + 30
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError
        time.sleep(0.005)
