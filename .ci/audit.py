"""Asks whether a flaw is known in any locked dependency. Needs pip-audit, and a network that reaches what it asks.

usage: audit.py LOCK…

Exit code: 0 none known, or the network does not allow to ask, which is said; 1 a flaw is known.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any


def audit(requirements: str) -> list[dict[str, Any]]:
    """What pip-audit says of each dependency; empty where it could ask nothing. Prints what it could not ask."""
    with tempfile.TemporaryDirectory() as folder:
        lock = Path(folder, "lock.txt")
        lock.write_text(requirements, "utf-8")
        command = [sys.executable, "-m", "pip_audit", "--requirement", lock, "--require-hashes", "--disable-pip"]
        options = ["--format", "json", "--progress-spinner", "off", "--timeout", "10"]
        ended = subprocess.run([*command, *options], capture_output=True, text=True, check=False)
    try:
        found: list[dict[str, Any]] = json.loads(ended.stdout)["dependencies"]
    except ValueError:
        print(ended.stderr.strip().splitlines()[-1:])
        return []
    skipped = [dependency["name"] for dependency in found if "skip_reason" in dependency]
    if skipped:
        print("NOT AUDITED, since nobody could be asked:", *skipped)
    return [dependency for dependency in found if "skip_reason" not in dependency]


def first_of(lock: str) -> str:
    """The first dependency of a lock file."""
    lines = [line for line in lock.splitlines() if not line.startswith("#")]
    end = next(number for number, line in enumerate(lines) if not line.endswith("\\"))
    return "\n".join(lines[: end + 1])


def main() -> None:
    """Audit every lock named on the command line."""
    for name in sys.argv[1:]:
        lock = Path(name).read_text("utf-8")
        # One question shows whether any will be answered.
        if not audit(first_of(lock)):
            print(f"{name}: NOT AUDITED, skipped: nobody who knows of flaws can be reached from here.")
            continue
        asked = audit(lock)
        if not asked:
            print(f"{name}: NOT AUDITED, skipped: whoever knows of flaws was reached for a moment only.")
            continue
        flaws = [f"{one['name']} {one['version']}: {flaw['id']}" for one in asked for flaw in one["vulns"]]
        print(f"{name}: {len(asked)} dependencies audited, {len(flaws)} known flaws", *flaws, sep="\n  ")
        if flaws:
            raise SystemExit(1)


if __name__ == "__main__":
    main()
