"""Keeps a bot for the next run: the part of `snapshot` that most runs have no use for."""

from __future__ import annotations

import hashlib
import os
import pickle
import tempfile
from contextlib import suppress
from pathlib import Path

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
    return pickle.dumps(bot, protocol=pickle.HIGHEST_PROTOCOL)


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
