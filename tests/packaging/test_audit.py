"""Known flaws of dependencies are looked for where the network allows it, and otherwise that is said aloud."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

AUDIT = Path(__file__).resolve().parents[2] / ".ci/audit.py"
LOCK = "# A lock file.\none==1 \\\n    --hash=sha256:1\ntwo==2 \\\n    --hash=sha256:2\n"
STAND_IN = """
import json, os, sys
requirements = open(sys.argv[sys.argv.index("--requirement") + 1]).read()
names = [name for name in ("one", "two") if name + "==" in requirements]
answer = json.loads(os.environ["AUDITED"]).get(" ".join(names))
sys.exit("ConnectionError: no way out") if answer is None else print(json.dumps({"dependencies": answer}))
"""
"""In the place of pip-audit: what it answers for the names that it is asked about; nothing where it reaches nobody."""
FINE = [{"name": "one", "version": "1", "vulns": []}]
FLAWED = [*FINE, {"name": "two", "version": "2", "vulns": [{"id": "FLAW-7"}]}]
UNKNOWN = [{"name": "two", "skip_reason": "nobody could be asked"}]


@pytest.mark.parametrize(
    ("answers", "code", "told"),
    [
        ({}, 0, "NOT AUDITED, skipped: nobody"),
        ({"one": UNKNOWN}, 0, "NOT AUDITED, skipped: nobody"),
        ({"one": FINE}, 0, "NOT AUDITED, skipped: whoever"),
        ({"one": FINE, "one two": FINE}, 0, "1 dependencies audited, 0 known flaws"),
        ({"one": FINE, "one two": [*FINE, *UNKNOWN]}, 0, "NOT AUDITED, since nobody could be asked: two"),
        ({"one": FINE, "one two": FLAWED}, 1, "2 dependencies audited, 1 known flaws\n  two 2: FLAW-7"),
    ],
    ids=["no network", "no answer", "a network that breaks", "no flaw", "one unknown", "a flaw"],
)
def test_a_flaw_stops_and_what_could_not_be_asked_is_told(
    answers: dict[str, object], code: int, told: str, tmp_path: Path
) -> None:
    (tmp_path / "pip_audit.py").write_text(STAND_IN, "utf-8")
    (tmp_path / "lock.txt").write_text(LOCK, "utf-8")
    environment = os.environ | {"PYTHONPATH": str(tmp_path), "AUDITED": json.dumps(answers)}
    done = subprocess.run(
        [sys.executable, AUDIT, "lock.txt"], cwd=tmp_path, env=environment, capture_output=True, text=True, check=False
    )
    assert (done.returncode, told in done.stdout, done.stderr) == (code, True, "")
