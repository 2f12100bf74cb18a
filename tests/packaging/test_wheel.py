"""A wheel holds a bot that is ready to answer, if it can be made where the wheel is built."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parents[2]
USED = """
from iombot.cli.snapshot import INSTALLED, kept_bot
from iombot.knowledge.base import shipped_folder
bot = kept_bot(shipped_folder(), "public")
print(INSTALLED.parent, bot is not None and len(bot.knowledge.entries) > 100)
"""


def built(folder: Path, *paths: Path) -> tuple[Path, str]:
    """A wheel of the checkout in a folder, and what the build told; what lies in `paths` is imported first."""
    own = os.environ.get("PYTHONPATH")
    environment = os.environ | {"PYTHONPATH": os.pathsep.join([*map(str, paths), *filter(None, [own])])}
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    done = subprocess.run(command, cwd=CHECKOUT, env=environment, capture_output=True, text=True, check=True)
    (wheel,) = folder.glob("*.whl")
    return wheel, done.stdout + done.stderr


def test_the_first_start_of_what_a_wheel_holds_reads_no_yaml(tmp_path: Path) -> None:
    wheel, _ = built(tmp_path / "dist")
    place = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as file:
        file.extractall(place)
        names = file.namelist()
    environment = os.environ | {"PYTHONPATH": str(place), "XDG_CACHE_HOME": str(tmp_path / "cache")}
    done = subprocess.run(
        [sys.executable, "-c", USED], cwd=tmp_path, env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == [str(place / "iombot"), "True"]
    assert "iombot/cli/snapshot.py" in names
    assert "iombot/cli/wheel.py" not in names


def test_where_no_bot_can_be_made_the_wheel_goes_without_and_the_build_says_so(tmp_path: Path) -> None:
    lacking = tmp_path / "lacking"
    lacking.mkdir()
    (lacking / "rapidfuzz.py").write_text("raise ImportError('no rapidfuzz here')\n", "utf-8")
    wheel, told = built(tmp_path / "dist", lacking)
    with zipfile.ZipFile(wheel) as file:
        assert not any(name.startswith("iombot/_kept") for name in file.namelist())
    assert "its first start will read the YAML: ImportError: no rapidfuzz here" in told
