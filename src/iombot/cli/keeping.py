"""Keeps a bot for the next run: the part of `snapshot` that most runs have no use for."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from contextlib import suppress
from io import BytesIO
from pathlib import Path
from typing import cast

from iombot.dialogue.compose import Composer, all_sources
from iombot.dialogue.core import LANGUAGE, Bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import all_languages, load_knowledge
from iombot.lazy import load

KEPT = 4
"""Snapshots kept: a person works with one or two knowledge bases at a time."""
WARMED = 3
"""Example utterances asked before, so that the indexes that the first question builds are kept too."""


def keep(bot: Bot, place: Path) -> None:
    """Write the bot to a file, as a whole or not at all; where that cannot be, nothing happens."""
    data = frozen(bot)
    with suppress(OSError):
        _write(hashlib.sha256(data).digest() + data, place)
        old = sorted(place.parent.glob("*.snapshot"), key=os.path.getmtime)[:-KEPT]
        for path in old:
            path.unlink(missing_ok=True)


def main() -> None:
    """Keep the bot of the shipped knowledge base beside the code, for all who run it. Raises `OSError`.

    For whoever installs it where a later run can keep nothing: `python -m iombot.cli.keeping`.
    """
    place = load("iombot.cli.snapshot:installed_place")()
    data = frozen(Bot(load_knowledge()))
    place.parent.mkdir(mode=0o755, exist_ok=True)
    _write(hashlib.sha256(data).digest() + data, place)
    place.chmod(0o644)


def frozen(bot: Bot) -> bytes:
    """The bot as bytes, for `iombot.cli.snapshot.thawed`."""
    examples = [text for entry in bot.knowledge.entries.values() for text in all_languages(entry.utterances)]
    for example in examples[:WARMED]:
        bot.respond(example, ChatState())
    _write_out(Composer(bot.knowledge, LANGUAGE))
    return pickle.dumps(_without_copies(bot), protocol=pickle.HIGHEST_PROTOCOL)


class _WithoutCopies(pickle.Pickler):
    """Writes a number for each text, float and set of texts, the same for equal ones."""

    def __init__(self, file: BytesIO) -> None:
        super().__init__(file, pickle.HIGHEST_PROTOCOL)
        self.values: list[object] = []
        self._numbers: dict[object, int] = {}

    def persistent_id(self, obj: object) -> int | None:
        """See `pickle.Pickler.persistent_id`."""
        if type(obj) in (str, float):
            return self._number(obj)
        if type(obj) is frozenset and all(type(text) is str for text in obj):
            return self._number(obj)
        return None

    def _number(self, value: object) -> int:
        # A float never equals a text; 0.0 and -0.0 are equal, but no score tells them apart.
        if value not in self._numbers:
            if isinstance(value, frozenset):
                value = frozenset(self.values[self._number(text)] for text in value)
            self._numbers[value] = len(self.values)
            self.values.append(value)
        return self._numbers[value]


class _WithValues(pickle.Unpickler):
    """Puts the values back, each as one object."""

    def __init__(self, file: BytesIO, values: list[object]) -> None:
        super().__init__(file)
        self._values = values

    def persistent_load(self, pid: int) -> object:
        """See `pickle.Unpickler.persistent_load`."""
        return self._values[pid]


def _without_copies(bot: Bot) -> Bot:
    """The same bot, in which equal texts are one object, and so on: nearly half of them are copies."""
    file = BytesIO()
    writer = _WithoutCopies(file)
    writer.dump(bot)
    file.seek(0)
    return cast("Bot", _WithValues(file, writer.values).load())


def _write_out(composer: Composer) -> None:
    """Write most of what answers are made of, so that the data of the language need not be loaded for them."""
    for entry in composer.knowledge.entries.values():
        composer.answer(entry)
        composer.source_line(composer.references(all_sources(entry, composer.knowledge)))
        for item in entry.items:
            composer.item(item, entry)
        for place in entry.places:
            composer.place_name(place)


def _write(content: bytes, place: Path) -> None:
    """Put a file in place in one step. Raises `OSError`."""
    handle, name = tempfile.mkstemp(dir=place.parent, prefix=".")  # for the user alone
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
        Path(name).replace(place)
    except OSError:
        Path(name).unlink(missing_ok=True)
        raise


if __name__ == "__main__":
    main()
