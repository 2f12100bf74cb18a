"""Records in a real database."""

from __future__ import annotations

import sqlite3
import stat
import sys
import threading
from collections.abc import Iterator
from dataclasses import fields, replace
from datetime import date, timedelta
from pathlib import Path
from urllib.parse import quote

import pytest
from asked import ASKED, DAY
from postgres_server import Server

from iombot.errors import ConfigurationError, NotErasedError
from iombot.questions_log import store as module
from iombot.questions_log.address import database
from iombot.questions_log.records import Record
from iombot.questions_log.store import Asked, Store, TooManyError


def test_a_record_comes_back_as_it_was(store: Store) -> None:
    odd = replace(ASKED, question='wie viele ’Lampen’ "🙂" ?; DROP TABLE questions --', nearest="", reason="disliked")
    store.add([ASKED])
    store.add([odd])
    assert {asked.record for asked in store.read(DAY)} == {ASKED, odd}


def test_the_same_question_of_a_day_is_counted_and_not_kept_twice(store: Store) -> None:
    store.add([ASKED, ASKED])
    store.add([ASKED, replace(ASKED, day=DAY + timedelta(1))])
    assert [asked.times for asked in store.read(DAY)] == [3, 1]


def test_the_most_frequent_come_first_and_older_days_are_left_out(store: Store) -> None:
    rare, old = replace(ASKED, question="why?"), replace(ASKED, day=DAY - timedelta(1))
    store.add([rare, ASKED, ASKED, old])
    assert store.read(DAY) == [Asked(ASKED, 2), Asked(rare, 1)]


def test_what_is_older_than_a_day_is_deleted(store: Store) -> None:
    store.add([ASKED, replace(ASKED, day=DAY - timedelta(1)), replace(ASKED, day=DAY - timedelta(9))])
    assert store.forget(DAY) == 2
    assert [asked.record for asked in store.read(date.min)] == [ASKED]


def test_everything_can_be_deleted(store: Store) -> None:
    store.add([ASKED])
    assert (store.forget(), store.read(date.min)) == (1, [])


def test_preparing_twice_keeps_what_is_there(store: Store) -> None:
    store.add([ASKED])
    store.prepare()
    assert len(store.read(DAY)) == 1


def test_a_day_holds_a_limited_number_of_different_questions(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_A_DAY", 3)
    store.add([replace(ASKED, question=f"nonsense {number}") for number in range(3)])
    with pytest.raises(TooManyError):
        store.add([ASKED])
    store.add([replace(ASKED, question="nonsense 1")])
    store.add([replace(ASKED, day=DAY + timedelta(1))])
    with pytest.raises(TooManyError):
        store.add([replace(ASKED, day=DAY + timedelta(1), question=f"nonsense {number}") for number in range(3)])
    assert len(store.read(DAY)) == 4
    assert max(asked.times for asked in store.read(DAY)) == 2


def test_two_writers_lose_nothing(store: Store, request: pytest.FixtureRequest) -> None:
    other = Store(f"sqlite:///{store.file}" if store.file else request.getfixturevalue("postgres").url)
    both = [threading.Thread(target=lambda one=one: [one.add([ASKED]) for _ in range(20)]) for one in (store, other)]
    for thread in both:
        thread.start()
    for thread in both:
        thread.join()
    other.close()
    assert [asked.times for asked in store.read(DAY)] == [40]


def test_replicas_that_start_at_the_same_time_make_one_table(postgres: Server) -> None:
    def fresh(number: int) -> None:
        try:
            stores[number].prepare()
        except Exception as error:  # noqa: BLE001 (told by the test)
            faults.append(error)

    stores = [Store(postgres.url) for _ in range(8)]
    faults: list[Exception] = []
    for _ in range(5):
        with stores[0].connection() as connection:
            connection.execute("DROP TABLE IF EXISTS questions")  # as on the first day
        threads = [threading.Thread(target=fresh, args=(number,)) for number in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    for one in stores:
        one.close()
    assert faults == []


def test_nothing_but_the_documented_fields_is_kept(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    store.prepare()
    with sqlite3.connect(file) as connection:
        columns = [row[1] for row in connection.execute("PRAGMA table_info(questions)")]
        tables = [row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        with pytest.raises(sqlite3.OperationalError, match="no such column: rowid"):
            connection.execute("SELECT rowid FROM questions")
    connection.close()
    store.close()
    assert columns == [*(field.name for field in fields(Record)), "times"]
    assert tables == ["questions"]
    assert columns == ["day", "reason", "nearest", "knowledge", "question", "times"]


def test_the_file_is_for_its_user_alone(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([ASKED])
    modes = {stat.S_IMODE(path.stat().st_mode) for path in [file, *file.parent.glob("*-wal")]}
    store.close()
    assert (modes, stat.S_IMODE(file.parent.stat().st_mode)) == ({0o600}, 0o700)


def test_nothing_of_a_deleted_question_stays_in_the_file(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([replace(ASKED, question=f"zebra {number} " + "lamps " * 20) for number in range(200)])
    store.forget()
    left = b"".join(path.read_bytes() for path in file.parent.iterdir())
    store.close()
    assert b"zebra" not in left


@pytest.fixture
def reader(file: Path) -> Iterator[sqlite3.Connection]:
    """Another program that reads the file, and does not end."""
    Store(f"sqlite:///{file}").prepare()
    other = sqlite3.connect(file, isolation_level=None)
    other.execute("BEGIN")
    other.execute("SELECT count(*) FROM questions").fetchone()
    yield other
    other.close()


def test_what_cannot_be_erased_since_somebody_reads_it_is_told_and_erased_later(
    file: Path, reader: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    log = file.with_name(f"{file.name}-wal")
    store = Store(f"sqlite:///{file}")
    store.add([replace(ASKED, question="how many zebras?")])
    with pytest.raises(NotErasedError, match=f"Deleted from {file}: 1"):
        store.forget()
    assert (store.read(date.min), b"zebras" in log.read_bytes()) == ([], True)
    reader.execute("COMMIT")
    assert (store.forget(), b"zebras" in log.read_bytes() + file.read_bytes()) == (0, False)
    store.close()


def test_looking_for_records_makes_no_file(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    assert (store.exists(), file.exists()) == (False, False)
    store.prepare()
    assert store.exists()
    store.close()


def test_a_full_disk_is_an_error_that_keeps_what_was_there(file: Path) -> None:
    store = Store(f"sqlite:///{file}")
    store.prepare()
    store.add([ASKED])
    with store.connection() as connection:
        connection.execute("PRAGMA max_page_count=4")
    with pytest.raises(sqlite3.OperationalError, match="full"):
        store.add([replace(ASKED, question=f"{number} " * 90) for number in range(90)])
    assert len(store.read(DAY)) == 1
    store.close()


def test_a_locked_file_is_an_error_before_long(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    store = Store(f"sqlite:///{file}")
    store.prepare()
    blocker = sqlite3.connect(file, isolation_level=None)
    blocker.execute("BEGIN EXCLUSIVE")
    with store.connection() as connection:
        assert connection.execute("PRAGMA busy_timeout").fetchone() == (50,)  # milliseconds
    with pytest.raises(sqlite3.OperationalError, match="locked"):
        store.add([ASKED])
    blocker.execute("ROLLBACK")
    blocker.close()
    store.add([ASKED])
    assert len(store.read(DAY)) == 1
    store.close()


def test_a_file_that_is_no_database_is_an_error(file: Path) -> None:
    file.parent.mkdir()
    file.write_text("Dear diary, " * 100)
    store = Store(f"sqlite:///{file}")
    with pytest.raises(sqlite3.DatabaseError, match="not a database"):
        store.prepare()
    store.close()


@pytest.fixture
def served(postgres: Server) -> Iterator[Store]:
    """A store on the server, with one record."""
    made = Store(postgres.url)
    made.prepare()
    made.forget()
    made.add([ASKED])
    yield made
    made.close()


def test_a_server_that_was_started_anew_costs_no_record(postgres: Server, served: Store) -> None:
    postgres.stop()
    postgres.start()
    served.add([ASKED])
    assert [asked.times for asked in served.read(DAY)] == [2]


def test_a_server_that_is_away_is_an_error_until_it_is_back(postgres: Server, served: Store) -> None:
    postgres.stop()
    with pytest.raises(served.errors):
        served.add([ASKED])
    postgres.start()
    served.add([ASKED])
    assert [asked.times for asked in served.read(DAY)] == [2]


def test_a_table_that_somebody_locks_is_an_error_before_long(
    postgres: Server, served: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(module, "PATIENCE", 0.05)
    impatient = Store(postgres.url)
    with served.connection() as other:
        other.execute("LOCK TABLE questions")
        with pytest.raises(impatient.errors, match="lock timeout"):
            impatient.add([ASKED])
    impatient.close()
    assert [asked.times for asked in served.read(DAY)] == [1]


@pytest.mark.parametrize(
    "address",
    [
        "",
        "questions.db",
        "mysql://host/name",
        "sqlite://",
        "sqlite:///:memory:",
        "://",
        "postgresql//x:secret",
        "postgresql://u:secret@host:port/x",
        "postgresql://u:12@secret@host/x",
        "postgresql://u:secret%zz@host/x",
        "postgresql://u:p@host/x?secret=1",
    ],
)
def test_what_is_no_address_of_a_database_is_a_plain_sentence_without_it(address: str) -> None:
    with pytest.raises(ConfigurationError, match="IOMBOT_QUESTIONS_URL") as refusal:
        Store(address)
    assert "secret" not in str(refusal.value)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg2"])
def test_every_spelling_of_postgresql_gets_the_driver_of_the_extra(scheme: str) -> None:
    found = database(f"{scheme}://u:p@host:6432/name?sslmode=require")
    assert found.server == "postgresql://u:p@host:6432/name?sslmode=require"
    assert found.shown == "postgresql://u@host:6432/name"


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("bot%40iom:p%40ss%2Fw%3Ard%25@host:6432/na%20me?sslmode=require", "bot@iom@host:6432/na me"),
        ("bot:12#secret@host/name", "bot@host/name"),
        ("bot:12?secret@host/name", "bot@host/name"),
        ("one:1,two:2/name", "one,two:1,2/name"),
        ("bot:secret@[::1]:5/name", "bot@::1:5/name"),
        ("", "/"),
    ],
)
def test_what_is_shown_of_an_address_is_what_the_driver_reads_without_the_password(address: str, shown: str) -> None:
    assert database(f"postgresql://{address}").shown == f"postgresql://{shown}"


def test_user_and_password_of_an_address_are_decoded(postgres: Server) -> None:
    odd = "p@ss/w:r#d?100%"
    store = Store(postgres.url)
    with store.connection() as connection:
        connection.execute("SET password_encryption = 'scram-sha-256'")
        connection.execute(f"""CREATE ROLE "bot@iom" LOGIN SUPERUSER PASSWORD '{odd}'""")
    with postgres.asking_for_passwords():
        secret = quote(odd, safe="")
        known = Store(postgres.url.replace("//postgres@", f"//bot%40iom:{secret}@"))
        with known.connection() as connection:
            assert connection.execute("SELECT current_user").fetchone() == ("bot@iom",)
        with pytest.raises(known.errors), Store(postgres.url).connection():
            pass
    with store.connection() as connection:
        connection.execute('DROP ROLE "bot@iom"')


@pytest.mark.parametrize(("address", "file"), [("sqlite:///a/b.db", "a/b.db"), ("sqlite:////a/b.db?x=y", "/a/b.db")])
def test_a_file_of_sqlite_is_named_from_here_or_from_the_root(address: str, file: str) -> None:
    assert database(address).file == Path(file)


def test_a_missing_driver_is_a_sentence_that_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "psycopg", None)
    with pytest.raises(ConfigurationError, match=r"iombot\[postgres\]"):
        Store("postgresql://u:p@host/name")
