"""Commands whose modules are imported only when they are called."""

from __future__ import annotations

import errno
import signal
from dataclasses import dataclass
from typing import Any

import click

from iombot.errors import IombotError
from iombot.lazy import load

INTERRUPTED = 128 + signal.SIGINT
"""Exit code of a program that Ctrl-C ended, as shells report it; click's own would mean "not answered" here."""


@dataclass(frozen=True)
class LazyCommand:
    """A command that is not loaded yet."""

    name: str
    target: str
    """Where it is, as `package.module:attribute`."""
    help: str
    """One line for the list of commands, so that the list loads no command."""

    def load(self) -> click.Command:
        """Import the module and return the command."""
        command: click.Command = load(self.target)
        return command


class LazyGroup(click.Group):
    """A group of commands that are imported on demand; an error that iombot raises on purpose ends it with exit code 2.

    Telegram, prompt_toolkit and rich take longer to import than `ask` takes to answer.
    """

    def __init__(self, *args: Any, lazy: tuple[LazyCommand, ...] = (), **kwargs: Any) -> None:  # noqa: ANN401 (click's)
        super().__init__(*args, **kwargs)
        self._lazy = {command.name: command for command in lazy}

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Names in the order in which they were given."""
        return [*self._lazy, *super().list_commands(ctx)]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command itself, imported now; None if there is none of this name."""
        if cmd_name in self._lazy:
            return self._lazy[cmd_name].load()
        return super().get_command(ctx, cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 (click's)
        """List the commands from the table, without loading them."""
        with formatter.section("Commands"):
            formatter.write_dl([(command.name, command.help) for command in self._lazy.values()])

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 (as in click)
        """Run the command; what iombot or the system refuses becomes plain text on stderr."""
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            raise click.exceptions.Exit(INTERRUPTED) from None
        except IombotError as error:
            raise Refusal(str(error)) from error
        except OSError as error:
            if error.errno == errno.EPIPE:  # the reader went away: click exits quietly
                raise
            raise Refusal(f"{error.filename or 'iombot'}: {error.strerror or error}") from error


class Refusal(click.ClickException):
    """Ends the program with exit code 2; shown as it is, so that a located finding keeps the start of its line."""

    exit_code = 2

    def show(self, file: Any = None) -> None:  # noqa: ANN401 (as in click)
        """Print the message on stderr."""
        click.echo(self.message, file=file, err=file is None)
