"""The options of a webhook, each with the name and description of its setting."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Final, TypeVar

import click

from iombot.lazy import load

Command = TypeVar("Command", bound=Callable[..., Any])

OPTIONS: Final[dict[str, click.ParamType[Any] | type]] = {
    "webhook_url": str,
    "webhook_listen": str,
    "webhook_port": int,
    "webhook_path": str,
    # The secret itself is no option: the list of processes would show it to everybody on the machine.
    "webhook_secret_file": click.Path(path_type=Path),
    "webhook_certificate": click.Path(path_type=Path),
    "webhook_key": click.Path(path_type=Path),
    "webhook_connections": int,
}
"""Settings that a command line may override, with the type of their values."""


class SettingOption(click.Option):
    """An option that a setting explains. Settings take a while to import, and only its help needs them here."""

    @property
    def help(self) -> str | None:
        """The description of the setting."""
        descriptions: dict[str, str] = load("iombot.settings:Settings").descriptions()
        return descriptions[load("iombot.settings:variable")(self.name)]

    @help.setter  # noqa: A003 (click's name; both lines mean the property above)
    def help(self, _: str | None) -> None:
        """Nothing: click sets what it was given."""


def webhook_options(command: Command) -> Command:
    """Add the options to a command; one that is not given arrives as None, so that the environment counts."""
    for name, kind in reversed(OPTIONS.items()):
        flag = f"--{name.replace('_', '-')}"
        command = click.option(flag, name, type=kind, cls=SettingOption)(command)
    return command
