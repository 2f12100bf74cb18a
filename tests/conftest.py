"""What all tests share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from postgres_server import Server, found_server, server


@pytest.fixture(scope="session", autouse=True)
def own_folders(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Snapshots of the tests, and questions asked in them, stay among the tests."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
        patch.setenv("XDG_STATE_HOME", str(tmp_path_factory.mktemp("state")))
        yield


@pytest.fixture(scope="session")
def started_postgres() -> Iterator[Server]:
    programs = found_server()
    if programs is None:
        pytest.skip("PostgreSQL is not installed: apt-get install postgresql")
    with server(programs) as running:
        yield running


@pytest.fixture
def postgres(started_postgres: Server) -> Server:
    """A server that holds nothing, whatever the test before it left there."""
    started_postgres.empty()
    return started_postgres
