"""A bot for a process that stays: made in another process, unless an earlier run kept it.

Reading and checking the YAML takes 40 MB that Python does not give back, and seconds in which nobody is answered. The
process that does it is gone when the bot is made.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import cast

from iombot.cli.snapshot import kept_bot, load_bot, thawed
from iombot.dialogue.core import Bot
from iombot.knowledge.models import Audience
from iombot.lazy import load


def load_bot_apart(folder: Path, audience: Audience) -> Bot:
    """As `iombot.cli.snapshot.load_bot`. Raises `KnowledgeError`."""
    # Where another process is of no use, this one makes the bot, or says what is wrong with the knowledge base.
    return kept_bot(folder, audience) or _made_apart(folder, audience) or load_bot(folder, audience)


def _made_apart(folder: Path, audience: Audience) -> Bot | None:
    command = [sys.executable, "-m", "iombot.cli.apart", str(folder), audience]
    try:
        done = subprocess.run(  # noqa: S603 (this very program)
            command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=False
        )
    except OSError:
        return None
    return kept_bot(folder, audience) or thawed(done.stdout)


def main() -> None:
    """Keep the bot of a folder for an audience, or write it to standard output where none can be kept."""
    folder, audience = Path(sys.argv[1]), cast("Audience", sys.argv[2])
    bot = load_bot(folder, audience)
    if kept_bot(folder, audience) is None:
        sys.stdout.buffer.write(load("iombot.cli.keeping:frozen")(bot))


if __name__ == "__main__":
    main()
