"""Runs the steps of the Dockerfile without a container engine, then starts what the image would start.

The image's folders become folders below a temporary root, and so do their names inside the commands. What this cannot
show is the base image; everything that our own lines do happens for real.

usage: dockerfile.py FOLDER-OF-THE-DOCKERFILE
"""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

FOLDERS = ("/build", "/opt/iombot")
"""Absolute paths of the image that stand for folders below the root."""
STARTED = 60
"""Seconds within which the program must answer, and end when told to."""


@dataclass
class Stage:
    """What the instructions of one FROM add up to."""

    folder: str = "/"
    environment: dict[str, str] = field(default_factory=dict)
    user: str = ""
    entrypoint: list[str] = field(default_factory=list)
    command: list[str] = field(default_factory=list)


class Image:
    """A root folder that the instructions of a Dockerfile fill."""

    def __init__(self, context: Path, root: Path) -> None:
        self.context = context
        self.root = root
        self.stage = Stage()

    def inside(self, text: str) -> str:
        """The text with the image's folders replaced by those below the root."""
        return re.sub(rf"(?<![\w.])(?={'|'.join(FOLDERS)})", str(self.root), text)

    def run(self, instruction: str, rest: str) -> None:
        """Carry out one instruction."""
        match instruction:
            case "FROM":
                self.stage = Stage()
            case "WORKDIR":
                self.stage.folder = rest
                Path(self.inside(rest)).mkdir(parents=True, exist_ok=True)
            case "COPY":
                self._copy(shlex.split(rest))
            case "RUN":
                print(f"RUN {rest}", flush=True)
                path = {"PATH": f"{self.root}/base:{os.environ['PATH']}"}
                folder = self.inside(self.stage.folder)
                subprocess.run(["/bin/sh", "-c", self.inside(rest)], cwd=folder, env=os.environ | path, check=True)
            case "ENV":
                self.stage.environment.update(pair.split("=", 1) for pair in shlex.split(self.inside(rest)))
            case "USER":
                self.stage.user = rest
            case "ENTRYPOINT":
                self.stage.entrypoint = json.loads(rest)  # the exec form, so that the stop signal arrives
            case "CMD":
                self.stage.command = json.loads(rest)
            case "ARG" | "STOPSIGNAL":
                pass
            case _:
                raise SystemExit(f"Dockerfile: {instruction} is not known here")

    def _copy(self, words: list[str]) -> None:
        *sources, target = [word for word in words if not word.startswith("--")]
        if words[0].startswith("--from="):
            if sources != [target]:  # one root serves all stages
                raise SystemExit("Dockerfile: COPY --from must keep the path")
            return
        folder = Path(self.inside(self.stage.folder))
        for source in sources:
            origin = self.context / source
            if origin.is_dir():
                shutil.copytree(origin, folder / target, ignore=shutil.ignore_patterns("__pycache__"))
            else:
                shutil.copy(origin, folder / target)

    def start(self, *arguments: str) -> subprocess.Popen[str]:
        """Start the image's program from `/`, as its user where this account may become that user."""
        user, _, group = self.stage.user.partition(":")
        become = {"user": int(user), "group": int(group)} if os.getuid() == 0 else {}
        program = shutil.which(self.stage.entrypoint[0], path=self.stage.environment["PATH"])
        return subprocess.Popen(
            [str(program), *self.stage.entrypoint[1:], *(arguments or self.stage.command)],
            cwd="/",
            env=self.stage.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            **become,
        )


def python_for_everybody() -> str:
    """An interpreter that the image's user may start too, as in the base image, and that can make environments."""
    found = (Path(candidate).resolve() for candidate in (sys.executable, "/usr/bin/python3"))
    for python in found:
        open_to_all = all(folder.stat().st_mode & 0o001 for folder in python.parents)
        pip_comes_along = subprocess.run([python, "-m", "ensurepip", "--version"], capture_output=True, check=False)
        if open_to_all and pip_comes_along.returncode == 0:
            return str(python)
    if os.getuid() != 0:  # the program is started as this account anyway
        return sys.executable
    raise SystemExit("Dockerfile: no Python that other users may start; install python3-venv")


def instructions(text: str) -> list[tuple[str, str]]:
    """Instruction and argument, line continuations joined, comments left out."""
    lines = [line for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    return [(name, rest.strip()) for name, _, rest in (line.partition(" ") for line in joined.splitlines())]


def require(*, fact: bool, otherwise: str) -> None:
    """Stop the run unless a fact holds."""
    if not fact:
        raise SystemExit(f"Dockerfile: {otherwise}")


def try_out(image: Image) -> None:
    """Start the program as an operator would: without a token, with a question, and with a stop signal."""
    untold = image.start()
    _, complaint = untold.communicate(timeout=STARTED)
    require(fact=untold.returncode == 2, otherwise=f"without a token: exit {untold.returncode}, {complaint}")
    require(fact=len(complaint.splitlines()) == 1, otherwise=f"without a token, not one sentence: {complaint}")
    print(f"without a token: {complaint.strip()}")
    server = image.start("ask", "--jsonl")
    if server.stdin is None or server.stdout is None:
        raise SystemExit("no pipes")
    server.stdin.write('{"text": "hello"}\n')
    server.stdin.flush()
    print(f"hello: {json.loads(server.stdout.readline())['status']}")
    server.send_signal(signal.SIGTERM)
    require(fact=server.wait(timeout=STARTED) == 128 + signal.SIGTERM, otherwise="SIGTERM did not end it in order")
    print(f"SIGTERM: exit {server.returncode}")


def main() -> None:
    """Build below a temporary root and try it out."""
    context = Path(sys.argv[1]).resolve()
    with tempfile.TemporaryDirectory() as name:
        root = Path(name)
        root.chmod(0o755)  # other users look inside
        (root / "base").mkdir()
        (root / "base/python").symlink_to(python_for_everybody())
        image = Image(context, root)
        for instruction, rest in instructions((context / "Dockerfile").read_text(encoding="utf-8")):
            image.run(instruction, rest)
        try_out(image)


if __name__ == "__main__":
    main()
