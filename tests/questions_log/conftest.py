"""Stores to keep questions in: a file of SQLite, and a server."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from iombot.questions_log.store import Store


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "kept/questions.sqlite3"


@pytest.fixture(params=["sqlite", "postgresql"])
def store(request: pytest.FixtureRequest, file: Path) -> Iterator[Store]:
    """An empty store of each kind, ready to use."""
    made = Store(f"sqlite:///{file}" if request.param == "sqlite" else request.getfixturevalue("postgres").url)
    made.prepare()
    made.forget()
    yield made
    made.close()
