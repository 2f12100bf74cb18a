"""What a wheel holds beside the code: a bot that is ready to answer, so that a first start need not read the YAML.

Read by the build backend, and in no wheel itself. The bot is used where the same Python and the same libraries run as
where the wheel was built, as after `pip install .`; anywhere else it is passed over.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.config import BuilderConfig
from hatchling.builders.hooks.plugin.interface import BuildHookInterface

STANDARD = "standard"
"""The kind of wheel that holds the code; an editable one leaves it where it is, to be changed."""


class KeptBot(BuildHookInterface[BuilderConfig]):
    """Adds the bot to a wheel that is built; where it cannot be made, the wheel goes without."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the bot of the very files that the wheel will hold, laid out as they will be."""
        if version != STANDARD:
            return
        self._layout = tempfile.mkdtemp()
        package = Path(self._layout, "iombot")
        shutil.copytree(Path(self.root, "src/iombot"), package, ignore=shutil.ignore_patterns("__pycache__", "_kept"))
        shutil.copytree(Path(self.root, "knowledge"), package / "_knowledge")
        path = os.pathsep.join(filter(None, (self._layout, os.environ.get("PYTHONPATH"))))
        # The same files make the same wheel.
        settings = {"PYTHONPATH": path, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
        command = [sys.executable, "-m", "iombot.cli.keeping"]
        made = subprocess.run(  # noqa: S603 (this very Python)
            command, cwd=self._layout, env=os.environ | settings, stderr=subprocess.PIPE, text=True, check=False
        )
        if made.returncode or not (package / "_kept").is_dir():
            cause = made.stderr.strip().rpartition("\n")[2]
            self.app.display_warning(f"No bot is kept in the wheel, its first start will read the YAML: {cause}")
        else:
            build_data["force_include"][str(package / "_kept")] = "iombot/_kept"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:  # noqa: ARG002 (the backend's)
        """Remove what was made."""
        if version == STANDARD:
            shutil.rmtree(self._layout, ignore_errors=True)
