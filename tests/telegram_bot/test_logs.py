"""The log tells on nobody."""

from __future__ import annotations

import logging
from collections.abc import Iterator

import pytest
from botapi import TOKEN
from pydantic import SecretStr

from iombot.adapters.telegram.logs import configure_logging


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root, own = logging.getLogger(), logging.getLogger("iombot")
    before = root.handlers[:], root.level, own.level
    yield
    root.handlers[:], level, own_level = before
    root.setLevel(level)
    own.setLevel(own_level)


@pytest.mark.parametrize("level", ["debug", "info", "warning", "error"])
def test_a_library_logs_neither_address_nor_update_at_any_level(level: str, capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging(level, [SecretStr(TOKEN)])
    logging.getLogger("httpx").info("HTTP Request: POST https://api.example/bot%s/getMe", TOKEN)
    logging.getLogger("telegram.Bot").debug("Calling sendMessage with %s", {"text": "hello from Ada"})
    logging.getLogger("telegram.Bot").critical("Received data was %r", {"text": "hello from Ada"})
    shown = capsys.readouterr().err
    assert (TOKEN in shown, "Ada" in shown, "httpx" in shown) == (False, False, False)
    assert "CRITICAL telegram.Bot: Received data was %r" in shown


def test_a_library_error_is_logged_by_its_class_alone(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("debug", [SecretStr(TOKEN)])
    error = ValueError(f"refused: {TOKEN} said by Ada")
    logging.getLogger("telegram.ext.Updater").error("Aborting: %s\nAda", "Ada 100% sure", exc_info=error)
    shown = capsys.readouterr().err
    assert shown.endswith("ERROR telegram.ext.Updater: Aborting: %s (ValueError)\n")


def test_a_secret_is_struck_out_of_our_own_records_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", [SecretStr(TOKEN)])
    logging.getLogger("iombot.adapters").warning("token %s", TOKEN)
    logging.getLogger("iombot.adapters").debug("not at this level")
    assert capsys.readouterr().err.endswith("WARNING iombot.adapters: token [hidden]\n")
