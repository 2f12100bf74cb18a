"""Telegram: turns updates into questions for the core, and its replies into messages."""

import sys

# The HTTP library brings a command line of its own, and with it 4 MB of Rich and Pygments where those are installed.
# It does without where the import fails, which is what None stands for.
sys.modules.setdefault("httpx._main", None)  # type: ignore[arg-type]
