"""A real PostgreSQL server on the loopback, where Debian's package is installed."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psycopg

NOBODY = "postgres"
"""The user whom Debian's package makes: the server refuses to run as root."""


def found_server() -> Path | None:
    """The folder of the newest PostgreSQL programs on this machine."""
    debian = sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=lambda path: float(path.parent.name))
    on_path = shutil.which("initdb")
    places = [*debian, *([Path(on_path).parent] if on_path else [])]
    return places[-1] if places else None


@dataclass(frozen=True)
class Server:
    """A PostgreSQL server of the tests' own."""

    programs: Path
    folder: Path
    port: int

    @property
    def url(self) -> str:
        return f"postgresql://{NOBODY}@127.0.0.1:{self.port}/postgres"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of its programs as somebody without rights."""
        command = [str(self.programs / program), *arguments]
        if os.getuid() == 0:
            command = ["runuser", "-u", NOBODY, "--", *command]
        subprocess.run(command, check=True, capture_output=True, cwd="/")

    def start(self) -> None:
        options = f"-c listen_addresses=127.0.0.1 -c port={self.port} -c unix_socket_directories='' -c fsync=off"
        log = str(self.folder / "log")
        self.run("pg_ctl", "-D", str(self.folder / "base"), "-w", "-l", log, "-o", options, "start")

    def stop(self) -> None:
        self.run("pg_ctl", "-D", str(self.folder / "base"), "-w", "-m", "immediate", "stop")

    def empty(self) -> None:
        """Everything that was kept is gone."""
        with psycopg.connect(self.url) as connection:
            connection.execute("DROP SCHEMA public CASCADE; CREATE SCHEMA public")

    @contextmanager
    def asking_for_passwords(self) -> Iterator[None]:
        """Everybody is asked for a password meanwhile."""
        rules = self.folder / "base/pg_hba.conf"
        before = rules.read_text("utf-8")
        self._rule(before.replace("trust", "scram-sha-256"))
        try:
            yield
        finally:
            self._rule(before)

    def _rule(self, rules: str) -> None:
        (self.folder / "base/pg_hba.conf").write_text(rules, "utf-8")
        self.stop()
        self.start()


@contextmanager
def server(programs: Path) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    # Not among pytest's folders, which are closed to other users.
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        if os.getuid() == 0:
            shutil.chown(folder, NOBODY, NOBODY)
        made = Server(programs, folder, port)
        made.run("initdb", "-D", str(folder / "base"), "-U", NOBODY, "-A", "trust", "-E", "UTF8", "--no-sync")
        made.start()
        try:
            yield made
        finally:
            made.stop()
