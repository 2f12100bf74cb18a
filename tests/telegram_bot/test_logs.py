"""The log tells on nobody."""

from __future__ import annotations

import io
import json
import logging
import subprocess
import sys
import threading
from collections.abc import Iterator

import pytest
from botapi import TOKEN

from iombot.adapters.telegram.logs import configure_logging
from iombot.secret import SecretStr


@pytest.fixture(autouse=True)
def logging_as_before() -> Iterator[None]:
    root, own = logging.getLogger(), logging.getLogger("iombot")
    before = root.handlers[:], root.level, own.level
    hooks = sys.excepthook, threading.excepthook, sys.unraisablehook
    tells = logging.raiseExceptions
    yield
    logging.raiseExceptions = tells
    root.handlers[:], level, own_level = before
    root.setLevel(level)
    own.setLevel(own_level)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


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


class FullDisk(io.StringIO):
    """A log on a disk that has no room for one record."""

    failed = False

    def write(self, text: str) -> int:
        if not self.failed:
            self.failed = True
            raise OSError(28, "No space left on device")
        return super().write(text)


def test_a_record_that_cannot_be_written_is_not_printed_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    full = FullDisk()
    monkeypatch.setattr(sys, "stderr", full)
    configure_logging("debug", [SecretStr(TOKEN)])
    logging.getLogger("telegram.Bot").error("Calling %s with %s", TOKEN, {"text": "hello from Ada"})
    logging.getLogger("iombot.adapters").warning("Update %d", "of Ada")
    logging.getLogger("iombot.adapters").warning("all is well again")
    assert full.failed
    assert full.getvalue().endswith("WARNING iombot.adapters: all is well again\n")
    assert full.getvalue().count("\n") == 1


def test_an_error_of_our_own_is_logged_by_its_class_too(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", [])
    logging.getLogger("iombot.adapters").warning("it failed", exc_info=KeyError("zebra"))
    assert capsys.readouterr().err.endswith("WARNING iombot.adapters: it failed (KeyError)\n")


def test_a_record_in_json_is_one_line_with_its_constant_part(capsys: pytest.CaptureFixture[str]) -> None:
    configure_logging("info", [SecretStr(TOKEN)], "json")
    logging.getLogger("iombot.adapters").warning("Update %d: %s\nand %s", 7, "Größe", TOKEN)
    logging.getLogger("telegram.Bot").error("Aborting: %s", "Ada", exc_info=ValueError("zebra"))
    ours, theirs = (json.loads(line) for line in capsys.readouterr().err.splitlines())
    assert list(ours) == ["time", "level", "logger", "event", "message"]
    assert (ours["level"], ours["logger"], ours["event"]) == ("warning", "iombot.adapters", "Update %d: %s\nand %s")
    assert ours["message"] == "Update 7: Größe\nand [hidden]"
    assert ours["time"].endswith("+00:00")
    assert (theirs["event"], theirs["message"]) == ("Aborting: %s (ValueError)", "Aborting: %s (ValueError)")


@pytest.mark.parametrize(
    ("crash", "told"),
    [
        ("raise KeyError('zebra')", "CRITICAL iombot.adapters.telegram.logs: Ended by KeyError"),
        (
            "import threading; thread = threading.Thread(target=lambda: {}['zebra']); thread.start(); thread.join()",
            "Ended by KeyError",
        ),
        ("type('Thing', (), {'__del__': lambda self: {}['zebra']})()", "Passed over: KeyError"),
    ],
    ids=["program", "thread", "destructor"],
)
def test_the_last_words_of_a_crash_name_the_place_and_no_value(crash: str, told: str) -> None:
    program = f"from iombot.adapters.telegram.logs import configure_logging\nconfigure_logging('debug', [])\n{crash}\n"
    ended = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert told in ended.stderr
    assert "zebra" not in ended.stderr.replace(crash, "")
