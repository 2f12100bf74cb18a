"""A bot that is ready to answer, kept between runs: reading and checking the YAML takes longer than all the rest.

A snapshot is a cache and nothing else. It holds knowledge only, taken before anybody asks anything. It is used for the
very content of knowledge and code that it was made from, and only where nobody but the user can have written it: like
Python's own cache of compiled modules, it is as good as code. Where it cannot be read or kept, the YAML is read.
"""

from __future__ import annotations

import gc
import hashlib
import os
import pickle
import stat
import sys
from importlib.machinery import PathFinder
from pathlib import Path
from typing import TYPE_CHECKING

from iombot.knowledge.base import load_knowledge, shipped_folder
from iombot.knowledge.fields import Audience
from iombot.lazy import lasting, load

if TYPE_CHECKING:  # what answers takes a while to import: whoever only looks for a snapshot does not wait for it
    from iombot.dialogue.core import Bot

BOT = "iombot.dialogue.core:Bot"
"""What is kept."""
PACKAGES = ("babel", "phonenumbers", "rapidfuzz", "yaml")
"""Libraries that have a part in an answer; each names its version in its first module."""
CODE = ("errors.py", "knowledge", "understanding", "dialogue", "cli/keeping.py")
"""What a snapshot is made by, within this package."""
MOST_BYTES = 4_000_000
"""A folder with a larger file is no knowledge base that is worth hashing at every start."""
INSTALLED = Path(__file__).parents[1] / "_kept"
"""Where an installation may keep a bot for all who run it, such as in an image that nobody writes to later."""
OTHERS_MAY_WRITE = stat.S_IWGRP | stat.S_IWOTH
DIGEST = hashlib.sha256().digest_size
UNREADABLE = (pickle.UnpicklingError, AttributeError, EOFError, ImportError, IndexError, TypeError, ValueError)
"""What unpickling may raise, by Python's documentation, and what classes of another shape do."""


def load_bot(folder: Path | None = None, audience: Audience = "public") -> Bot:
    """A bot with what an audience may see of a folder; None stands for the shipped one. Raises `KnowledgeError`."""
    folder = folder or shipped_folder()
    name, cache = _name(folder, audience), _cache()
    kept = name and _found(name)
    if kept:
        return kept
    with lasting():
        bot: Bot = load(BOT)(load_knowledge(folder, audience))
    # A file that was changed while it was read belongs to neither the old name nor the new one.
    if name and cache and name == _name(folder, audience):
        load("iombot.cli.keeping:keep")(bot, cache / name)
    return bot


def kept_bot(folder: Path, audience: Audience) -> Bot | None:
    """The bot that was kept for the very content that a folder has now; None where there is none."""
    name = _name(folder, audience)
    return _found(name) if name else None


def is_kept(folder: Path, audience: Audience) -> bool:
    """Whether such a bot was kept; whether it can be used is seen when it is read."""
    name, cache = _name(folder, audience), _cache()
    return name is not None and any(Path(place, name).is_file() for place in (INSTALLED, cache) if place)


def installed_place() -> Path:
    """Where an installation may keep the bot of the shipped folder. Raises `OSError`, or `ValueError`."""
    return INSTALLED / f"{_fingerprint(shipped_folder(), 'public')}.snapshot"


def _name(folder: Path, audience: Audience) -> str | None:
    """What the snapshot of a folder for an audience is or would be called; None where there can be none."""
    try:
        return f"{_fingerprint(folder, audience)}.snapshot"
    except (OSError, ValueError):
        return None


def _found(name: str) -> Bot | None:
    if sys.platform == "win32":  # who may write a file is told otherwise there
        return None
    cache = _cache()
    # What lies beside the code is as good as the code where nobody else may write it than who may write the code.
    installed = _read(INSTALLED / name, Path(__file__).stat().st_uid)
    return installed or (_read(cache / name, os.getuid()) if cache else None)


def _cache() -> Path | None:
    """The user's cache folder, made if need be; None where there is none that is the user's alone."""
    if sys.platform == "win32":  # who may write a file is told otherwise there
        return None
    try:
        root = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
        cache = Path(root, "iombot")
        cache.mkdir(mode=0o700, parents=True, exist_ok=True)
        return cache if _only_of(os.getuid(), cache.stat()) else None
    except (OSError, RuntimeError):  # the latter where there is no home
        return None


def _only_of(owner: int, found: os.stat_result) -> bool:
    """Whether nobody but `owner` (and root) may have written what was found."""
    return found.st_uid == owner and not found.st_mode & OTHERS_MAY_WRITE


def _fingerprint(folder: Path, audience: Audience) -> str:
    """Stands for all that an answer depends on. Raises `OSError`, or `ValueError` for what is no knowledge base."""
    digest = hashlib.sha256(f"{sys.version}\0{folder.name}\0{audience}".encode(errors="surrogateescape"))
    own = Path(__file__).parents[1]
    shipped = shipped_folder()
    folders = [folder] if folder == shipped else [folder, shipped]  # whose sentences stand in for missing ones
    for root in [*folders, *(own / name for name in CODE)]:
        # A folder without files beside the shipped one must not pass for the shipped one.
        digest.update(b"\0\0")
        for path in _files(root):
            _add(digest, str(path.relative_to(root)), path)
    for package in PACKAGES:
        spec = PathFinder.find_spec(package)
        if spec and spec.origin:
            _add(digest, package, Path(spec.origin))
    return digest.hexdigest()


def _files(root: Path) -> list[Path]:
    """All files below a folder, in order; a file stands for itself."""
    if root.is_file():
        return [root]
    found = (Path(parent, name) for parent, _, names in os.walk(root) for name in names if not name.endswith(".pyc"))
    return sorted(found)


def _add(digest: hashlib._Hash, name: str, path: Path) -> None:
    found = path.stat()
    if found.st_size > MOST_BYTES or not stat.S_ISREG(found.st_mode):
        raise ValueError(path.name)
    content = path.read_bytes()
    digest.update(f"\0{name}\0{len(content)}\0".encode(errors="surrogateescape"))
    digest.update(content)


def _read(place: Path, owner: int) -> Bot | None:
    """The bot kept there; None where there is none, or one that cannot be trusted or is damaged."""
    try:
        with os.fdopen(os.open(place, os.O_RDONLY | os.O_NOFOLLOW), "rb") as file:
            trusted = _only_of(owner, os.fstat(file.fileno())) and _only_of(owner, place.parent.stat())
            content = file.read() if trusted else b""
    except OSError:
        return None
    digest, data = content[:DIGEST], content[DIGEST:]
    return thawed(data) if hashlib.sha256(data).digest() == digest else None


def thawed(data: bytes) -> Bot | None:
    """The bot that `iombot.cli.keeping.frozen` made these bytes of; None for what is no such thing.

    As good as running code: only for bytes that nobody but the user can have written.
    """
    try:
        with lasting():
            bot = pickle.loads(data)  # noqa: S301 (see above)
            gc.freeze()
    except UNREADABLE:
        return None
    return bot if isinstance(bot, load(BOT)) else None
