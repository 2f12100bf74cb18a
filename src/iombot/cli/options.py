"""Options that several commands share."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from pathlib import Path
from typing import Any, TypeVar

import click

from iombot.knowledge.fields import Audience

Result = TypeVar("Result")

knowledge_option = click.option(
    "--knowledge",
    metavar="DIR",
    envvar="IOMBOT_KNOWLEDGE",
    show_envvar=True,
    type=click.Path(path_type=Path),
    help="Folder with the knowledge base; without it, the one that comes with iombot.",
)

_staff_option = click.option(
    "--staff",
    "audience",
    flag_value="staff",
    default="public",
    help="Answer with what the knowledge base marks `audience: staff` too.",
)


@dataclass(frozen=True)
class Chosen:
    """Which knowledge base answers, and for whom."""

    folder: Path | None
    """None stands for the one that comes with iombot."""
    audience: Audience
    """Whoever runs a command can read the files, but may show the answers to others: staff must be asked for."""


def answering_options(command: Callable[..., Result]) -> Callable[..., Result]:
    """Add `--knowledge` and `--staff` to a command, which gets both as `knowledge`, a `Chosen`."""

    @knowledge_option
    @_staff_option
    @wraps(command)
    def with_choice(*args: Any, knowledge: Path | None, audience: Audience, **others: Any) -> Result:  # noqa: ANN401
        return command(*args, knowledge=Chosen(knowledge, audience), **others)

    return with_choice
