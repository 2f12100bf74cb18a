"""`iombot chart`: figures as a picture, in a file."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from iombot.cli.chart import chart as chart_command


def run(*arguments: object) -> tuple[int, str]:
    result = CliRunner().invoke(chart_command, [str(argument) for argument in arguments])
    return result.exit_code, result.output


def test_the_command_writes_a_file_of_each_kind_and_says_what_is_on_it(tmp_path: Path) -> None:
    code, words = run("avrr-total", "-o", tmp_path / "a.png")
    assert (code, "56,045" in words) == (0, True)
    assert (tmp_path / "a.png").read_bytes().startswith(b"\x89PNG\r\n")
    assert run("pre-departure-top", "-o", tmp_path / "b.svg")[0] == 0
    assert b"<svg" in (tmp_path / "b.svg").read_bytes()


def test_the_command_lists_what_can_be_drawn() -> None:
    code, listed = run()
    assert code == 0
    assert {"pre-departure-top", "post-arrival-top", "returns-total", "trained-refugee-share"} <= {
        line.split(":")[0] for line in listed.splitlines()
    }


@pytest.mark.parametrize("arguments", [("nothing", "-o", "x.png"), ("avrr-total",), ("avrr-total", "-o", "x.gif")])
def test_the_command_refuses_what_it_cannot_draw(
    arguments: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert (run(*arguments)[0], list(tmp_path.iterdir())) == (2, [])
