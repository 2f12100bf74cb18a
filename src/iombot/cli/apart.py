"""A bot for a process that stays: made in another process, unless an earlier run kept it.

Reading and checking the YAML takes memory that Python does not give back (`python tests/telegram_bot/bench_start.py`),
and time in which nobody is answered. The process that does it is gone when the bot is made.
"""

from __future__ import annotations

import subprocess
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Self, cast

from iombot.children import environment
from iombot.cli.snapshot import is_kept, kept_bot, load_bot, thawed
from iombot.knowledge.fields import Audience
from iombot.lazy import load

if TYPE_CHECKING:  # imported with the bot, while the other process makes it
    from iombot.dialogue.core import Bot


class BotsApart:
    """Makes bots of a folder; the first one is begun before it is asked for, while its own process gets ready.

    To be used as a context: when it ends, so does what is still being made.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._begun: dict[Audience, subprocess.Popen[bytes]] = {}

    def __enter__(self) -> Self:
        """Begin with what everybody may see, unless an earlier run kept it."""
        if not is_kept(self._folder, "public"):
            self._begin("public")
        return self

    def __exit__(self, *_: object) -> None:
        """End what nobody asked for."""
        for making in self._begun.values():
            with making:
                making.kill()

    def __call__(self, audience: Audience) -> Bot:
        """As `iombot.cli.snapshot.load_bot`. Raises `KnowledgeError`."""
        # Where another process is of no use, this one makes the bot, or says what is wrong with the knowledge base.
        return self._made(audience) or load_bot(self._folder, audience)

    def _made(self, audience: Audience) -> Bot | None:
        kept = None if audience in self._begun else kept_bot(self._folder, audience)
        if kept:
            return kept
        self._begin(audience)
        making = self._begun.pop(audience, None)
        if making is None:
            return None
        told, _ = making.communicate()
        return kept_bot(self._folder, audience) or thawed(told)

    def _begin(self, audience: Audience) -> None:
        if audience in self._begun:
            return
        command = [sys.executable, "-m", "iombot.cli.apart", str(self._folder), audience]
        with suppress(OSError):
            self._begun[audience] = subprocess.Popen(  # noqa: S603 (this very program)
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                env=environment(),
            )


def main() -> None:
    """Keep the bot of a folder for an audience, or write it to standard output where none can be kept."""
    folder, audience = Path(sys.argv[1]), cast("Audience", sys.argv[2])
    bot = load_bot(folder, audience)
    if not is_kept(folder, audience):  # whoever started this reads it, or makes a bot himself where he cannot
        sys.stdout.buffer.write(load("iombot.cli.keeping:frozen")(bot))


if __name__ == "__main__":
    main()
