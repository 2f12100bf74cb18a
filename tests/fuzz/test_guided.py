"""A short run of the search that is guided by coverage."""

from __future__ import annotations

import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path

import pytest

RUNS = 2000
PROGRAM = Path(__file__).with_name("guided.py")


@pytest.mark.skipif(find_spec("atheris") is None, reason="atheris is not installed: pip install atheris")
@pytest.mark.parametrize("target", ["text", "yaml"])
def test_no_input_that_takes_new_ways_breaks_the_bot(target: str, tmp_path: Path) -> None:
    command = [sys.executable, str(PROGRAM), target, f"-runs={RUNS}", "-seed=1"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr[-3000:]
    assert f"Done {RUNS} runs" in done.stderr
