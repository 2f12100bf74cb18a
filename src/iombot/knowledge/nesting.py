"""How deep YAML is nested, found out without nesting as deep: the C code that reads it would end the whole program."""

from __future__ import annotations

import yaml

HARMLESS = 6_000
"""Levels that fit any stack of 8 MB twice over (it overflows beyond 15,000); the shipped files cannot have 4,000."""


def is_bottomless(text: str) -> bool:
    """Whether YAML has more than `HARMLESS` levels. Text that is no YAML is judged by what stands before its fault."""
    # Each level takes a bracket, or a column more than the one around it; a list may begin in the column of its key.
    most = text.count("[") + text.count("{") + 2 * max(map(len, text.splitlines()), default=0)
    if most <= HARMLESS:
        return False
    depth = 0
    try:
        for event in yaml.parse(text, Loader=yaml.CSafeLoader):
            depth += isinstance(event, yaml.CollectionStartEvent) - isinstance(event, yaml.CollectionEndEvent)
            if depth > HARMLESS:
                return True
    except yaml.YAMLError:
        return False  # told by who reads it
    return False
