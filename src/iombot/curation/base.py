"""An earlier knowledge base to compare with: a folder, or a revision of the repository that holds the present one."""

from __future__ import annotations

import io
import subprocess
import tempfile
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from iombot.errors import ConfigurationError


@contextmanager
def earlier_knowledge(base: str, present: Path) -> Iterator[Path]:
    """Folder of the knowledge base that `base` names; one taken from git is gone afterwards.

    Raises `ConfigurationError` if `base` is neither a folder nor a revision in which the folder `present` exists.
    """
    if Path(base).is_dir():
        yield Path(base)
        return
    with tempfile.TemporaryDirectory() as name:
        with zipfile.ZipFile(io.BytesIO(_archive(base, present.resolve()))) as archive:
            archive.extractall(name)
        folder = Path(name) / present.resolve().name
        folder.mkdir(exist_ok=True)
        yield folder


def _archive(revision: str, folder: Path) -> bytes:
    """A zip file with the folder as it was; git names it relative to where it runs."""
    command = ("git", "-C", str(folder.parent), "archive", "--format=zip", "--end-of-options", revision, folder.name)
    try:
        done = subprocess.run(command, capture_output=True, check=False)  # noqa: S603 (no shell, options ended)
    except FileNotFoundError as error:
        raise ConfigurationError(f"{revision} is no folder, and there is no git to look for a revision.") from error
    if done.returncode:
        raise ConfigurationError(
            f"{revision} is neither a folder nor a revision with {folder.name}/ in it: "
            + done.stderr.decode(errors="replace").strip().removeprefix("fatal: ")
        )
    return done.stdout
