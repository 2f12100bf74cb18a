"""How long `iombot ask` takes as a whole process, beside the imports that it cannot do without.

Prints the median of both and of their ratio, taken pair by pair so that a busy machine slows both. Asserts nothing:
a duration says as much about the machine as about the program.

usage: startup.py [--pairs N]
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time

QUESTION = ("-m", "iombot", "ask", "How many people returned through AVRR in 2023?")
BASELINE = ("-c", "import pydantic, rapidfuzz, yaml")
BAR = 3.0
"""Times the baseline that we allow ourselves."""
KEPT_OUT = ("telegram", "prompt_toolkit", "rich", "phonenumbers", "pydantic")
"""Modules that answering one question has no use for."""


def seconds(*arguments: str) -> float:
    """Wall-clock time of one Python process."""
    begin = time.perf_counter()
    subprocess.run([sys.executable, *arguments], capture_output=True, check=False)
    return time.perf_counter() - begin


def modules() -> set[str]:
    """Top-level modules that `iombot ask` imports."""
    traced = subprocess.run(
        [sys.executable, *QUESTION],
        capture_output=True,
        check=False,
        text=True,
        env=os.environ | {"PYTHONPROFILEIMPORTTIME": "1"},
    )
    return {line.rsplit("|", 1)[-1].strip().split(".")[0] for line in traced.stderr.splitlines() if "|" in line}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=21, help="how often both are run (default 21)")
    pairs = parser.parse_args().pairs
    seconds(*QUESTION), seconds(*BASELINE)  # the first run reads files from the disk
    timed = [(seconds(*QUESTION), seconds(*BASELINE)) for _ in range(pairs)]
    ask, baseline = (1000 * statistics.median(column) for column in zip(*timed, strict=True))
    ratio = statistics.median(one / other for one, other in timed)
    print(f"iombot ask {ask:.0f} ms, imports alone {baseline:.0f} ms, ratio {ratio:.2f} (bar {BAR:.0f}), {pairs} pairs")
    print("imported without need:", ", ".join(sorted(modules() & set(KEPT_OUT))) or "nothing")


if __name__ == "__main__":
    main()
