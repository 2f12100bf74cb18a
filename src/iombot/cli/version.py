"""`iombot --version`: of the program, and of the knowledge that it answers from."""

from __future__ import annotations

import os
from importlib.metadata import version
from pathlib import Path

from iombot.cli.snapshot import load_bot
from iombot.errors import KnowledgeError


def versions() -> str:
    """Two lines; a knowledge base with faults has no version, and `iombot check` tells why."""
    chosen = os.environ.get("IOMBOT_KNOWLEDGE")
    return f"iombot {version('iombot')}\nknowledge {_knowledge(Path(chosen) if chosen else None)}"


def _knowledge(folder: Path | None) -> str:
    try:
        base = load_bot(folder).knowledge
    except KnowledgeError:
        return "cannot be used, iombot check tells why"
    return f"{base.version}: {len(base.releases)} releases, {len(base.entries)} entries"
