"""Writes what the commands in README.md print now into its examples; look at the difference before you commit it.

usage: refresh_readme.py
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

README = Path(__file__).parents[2] / "README.md"
BLOCK = re.compile(r"^```console\n(.*?)^```$", flags=re.DOTALL | re.MULTILINE)
COMMAND = re.compile(r"^\$ ((?:.*\\\n)*.*)\n((?:(?!\$ ).*\n)*)", flags=re.MULTILINE)
"""A command after `$`, with its continuation lines, and what it printed."""


def examples(text: str) -> list[tuple[str, str]]:
    """Every command in a console block of the text, with the output that is shown below it."""
    return [example for block in BLOCK.findall(text) for example in COMMAND.findall(block)]


def run(command: str) -> str:
    """What a command prints, run by a shell that finds this environment's iombot first, in an empty folder."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    with tempfile.TemporaryDirectory() as folder:
        done = subprocess.run(
            ["bash", "-c", command],
            capture_output=True,
            text=True,
            check=False,
            cwd=folder,
            env=os.environ | {"PATH": path},
        )
    return stripped(done.stdout + done.stderr)


def stripped(text: str) -> str:
    """The text without space at the end of a line, which nobody sees."""
    return "\n".join(line.rstrip() for line in text.rstrip().splitlines())


def refreshed(text: str) -> str:
    """The text with the output of every example as it is now; an empty line follows each but the last of a block."""

    def block(found: re.Match[str]) -> str:
        shown = [f"$ {command}\n{run(command)}\n" for command, _ in COMMAND.findall(found[1])]
        return "```console\n" + "\n".join(shown) + "```"

    return BLOCK.sub(block, text)


if __name__ == "__main__":
    README.write_text(refreshed(README.read_text(encoding="utf-8")), encoding="utf-8")
