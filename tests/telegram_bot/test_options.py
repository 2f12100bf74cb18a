"""The command line's webhook options."""

from __future__ import annotations

import click
import pytest
from click.testing import CliRunner

from iombot.cli.webhook import OPTIONS, webhook_options
from iombot.settings import Settings


@click.command()
@webhook_options
def command(**given: object) -> None:
    """Print the settings that the options and the environment lead to."""
    settings = Settings.read(**given)
    click.echo(f"{settings.webhook_url} {settings.webhook_port} {settings.webhook_path}")


def test_an_option_wins_over_the_environment_and_the_environment_over_the_default(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("IOMBOT_WEBHOOK_URL", "https://environment.example/")
    monkeypatch.setenv("IOMBOT_WEBHOOK_PORT", "9000")
    result = CliRunner().invoke(command, ["--webhook-url", "https://option.example/x"])
    assert result.output == "https://option.example/x 9000 telegram\n"


def test_every_option_says_what_it_is_for_and_none_takes_a_secret() -> None:
    shown = " ".join(CliRunner().invoke(command, ["--help"]).output.split())
    assert [name for name in OPTIONS if f"--{name.replace('_', '-')}" not in shown] == []
    assert "--webhook-secret" not in shown.replace("--webhook-secret-file", "")
