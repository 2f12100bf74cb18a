"""Notices that the files of a knowledge base changed.

Looks at the files again and again instead of waiting for the system's word: that also comes from folders of another
machine or container, whose changes no system reports, and twenty files are looked at in a fraction of a millisecond.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from iombot.knowledge.base import KnowledgeBase, load_knowledge
from iombot.knowledge.fields import Audience

Stamp = tuple[tuple[str, int, int, int], ...]
"""Path, time of change in nanoseconds, size and inode of every file, in order."""


class Watch:
    """The files of a knowledge base, held against those that were taken up last."""

    def __init__(self, folder: Path, audience: Audience = "public") -> None:
        """Takes the files to be those in use, read for `audience`; to be made before they are read."""
        self._folder = folder
        self._audience = audience
        self._taken = self._seen = stamp(folder)

    def changed(self) -> bool:
        """Whether the files are others than those that were taken up last."""
        return stamp(self._folder) != self._taken

    def settled(self) -> bool:
        """The same, once two looks in a row found the same: an editor or a copy may be at work on several files."""
        before, self._seen = self._seen, stamp(self._folder)
        return self._seen == before != self._taken

    def take(self) -> KnowledgeBase:
        """The knowledge base as it is now. Raises `KnowledgeError`, once for one state of the files: see `changed`."""
        # Files that change while they are read differ from this stamp, and are read once more.
        self.take_note()
        return load_knowledge(self._folder, self._audience)

    def take_note(self) -> None:
        """Take the files to be those in use as they are now; they are to be read afterwards, not before."""
        self._taken = stamp(self._folder)


def stamp(folder: Path) -> Stamp:
    """Stands for the content of a folder; empty where there is none. What is hidden does not count.

    A file that is written over in place within the clock's tick and keeps its size goes unnoticed; no editor does that.
    """
    return tuple(sorted(_files(folder)))


def _files(folder: Path) -> Iterator[tuple[str, int, int, int]]:
    for parent, folders, names in os.walk(folder):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            path = os.path.join(parent, name)  # noqa: PTH118 (a path object for every file costs more than the look)
            if name.startswith("."):
                continue
            try:
                found = os.stat(path)  # noqa: PTH116 (the same)
            except OSError:  # gone meanwhile
                continue
            yield path, found.st_mtime_ns, found.st_size, found.st_ino
