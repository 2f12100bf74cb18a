"""Writes the lock files from pyproject.toml: every dependency with its version and the hashes of its files.

usage: lock.py [--upgrade]    (needs `pip install uv`; without --upgrade, versions that still fit stay)

locks/all.txt    everything that iombot may use: all extras but those for developers. Audited, and tested by CI.
locks/image.txt  what the container image holds: the same without what draws charts.
locks/build.txt  what builds the package.

The files name no registry: whoever installs from them takes the files from wherever they like, if the hashes agree.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import tomllib
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
LOCKS = ROOT / "locks"
FOR_DEVELOPERS = "dev"
FOR_PICTURES = "charts"
"""Extra that the image leaves out: it doubles its size, and the memory of a bot that does not draw."""
HEADER = "# Written by .ci/lock.py. Install with: pip install --require-hashes -r {name}\n"


def compile_lock(name: str, requirements: list[str], *options: str) -> None:
    """Pin `requirements` and all that they need, for every platform and every supported Python."""
    lock = LOCKS / name
    with tempfile.TemporaryDirectory() as folder:
        wanted, found = Path(folder, "in.txt"), Path(folder, "out.txt")
        wanted.write_text("\n".join(requirements), "utf-8")
        if lock.exists():
            found.write_text(lock.read_text("utf-8"), "utf-8")
        command = ["uv", "pip", "compile", "--quiet", "--universal", "--python-version", "3.11", "--generate-hashes"]
        command += ["--no-header", "--no-annotate", "--no-emit-index-url", "--no-emit-find-links", *options]
        subprocess.run([*command, "--output-file", found, wanted], check=True, stdout=subprocess.DEVNULL)
        lock.write_text(HEADER.format(name=f"locks/{name}") + found.read_text("utf-8"), "utf-8")


def main() -> None:
    """Write all three."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    own, extras = project["project"]["dependencies"], project["project"]["optional-dependencies"]
    used = {name: needs for name, needs in extras.items() if name != FOR_DEVELOPERS}
    options = sys.argv[1:]
    LOCKS.mkdir(exist_ok=True)
    everything = [*own, *(need for needs in used.values() for need in needs)]
    compile_lock("all.txt", everything, *options)
    image = [*own, *(need for name, needs in used.items() if name != FOR_PICTURES for need in needs)]
    # The same versions as those that are tested.
    compile_lock("image.txt", image, "--constraint", str(LOCKS / "all.txt"), *options)
    compile_lock("build.txt", project["build-system"]["requires"], *options)


if __name__ == "__main__":
    main()
