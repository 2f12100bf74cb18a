"""Logging that tells on nobody: no token, no text, no name at any level, nor in the last words of a crash."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from collections.abc import Sequence
from datetime import UTC, datetime
from types import TracebackType
from typing import Final

from telegram.error import InvalidToken

from iombot.secret import SecretStr
from iombot.settings import LogFormat

OWN: Final = "iombot"
HIDDEN: Final = "[hidden]"
NO_NEWS: Final = ("telegram.ext.AIORateLimiter",)
"""Libraries' loggers that call an error what is none: each wait that Telegram asks for."""

_LOG = logging.getLogger(__name__)


class DiscreetFormatter(logging.Formatter):
    """Writes our own records, and of a library's record only its constant template; of an error only its class.

    Libraries put addresses with the token, updates and whole replies into the arguments and tracebacks of their
    records. Our own records hold nothing of the kind; the secrets are struck out of them all the same.
    """

    def __init__(self, secrets: Sequence[SecretStr]) -> None:
        """Strikes out `secrets` wherever they might appear."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [secret.get_secret_value() for secret in secrets]

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        text = self.written(_discreet(record))
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text

    def written(self, record: logging.LogRecord) -> str:
        """A record that may be shown as a whole, as text."""
        return super().format(record)


class JsonFormatter(DiscreetFormatter):
    """The same as an object a line.

    Its keys: `time` (RFC 3339, UTC), `level`, `logger`, `event` (the constant part of the message, by which records of
    one kind are counted), `message`.
    """

    def written(self, record: logging.LogRecord) -> str:
        """A record that may be shown as a whole, as JSON."""
        fields = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "event": str(record.msg),
            "message": record.getMessage(),
        }
        return json.dumps(fields, ensure_ascii=False)


FORMATTERS: Final[dict[LogFormat, type[DiscreetFormatter]]] = {"human": DiscreetFormatter, "json": JsonFormatter}


def configure_logging(level: str, secrets: Sequence[SecretStr], form: LogFormat = "human") -> None:
    """Log to stderr: our own records from `level` on, those of libraries from WARNING on, and what ends the bot."""
    handler = logging.StreamHandler()
    handler.setFormatter(FORMATTERS[form](secrets))
    handler.addFilter(_is_news)
    # `httpx` writes every address, with the token in it, at INFO; the libraries write updates at DEBUG.
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(OWN).setLevel(level.upper())
    for name in NO_NEWS:
        logging.getLogger(name).setLevel(logging.CRITICAL)
    # A record that cannot be written, as on a full disk, would be printed by Python as it is, with all its arguments.
    logging.raiseExceptions = False
    # Python's own last words hold the error's text, which may be anybody's.
    sys.excepthook = _tell_end
    threading.excepthook = _tell_end_of_thread
    sys.unraisablehook = _tell_unraisable


def _tell_end(kind: type[BaseException], _: BaseException, trace: TracebackType | None) -> None:
    # The lines of a traceback are those of the program, without any value.
    _LOG.critical("Ended by %s\n%s", kind.__name__, "".join(traceback.format_tb(trace)))


def _tell_end_of_thread(end: threading.ExceptHookArgs) -> None:
    _tell_end(end.exc_type, end.exc_value or end.exc_type(), end.exc_traceback)


def _tell_unraisable(unraisable: sys.UnraisableHookArgs) -> None:
    _LOG.error("Passed over: %s", unraisable.exc_type.__name__)


def _is_news(record: logging.LogRecord) -> bool:
    """Whether the record says more than the sentence with which a refused token ends the run."""
    return not (record.exc_info and record.exc_info[0] is InvalidToken)


def _discreet(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of a record without traceback, and of a library's record only the first line of its template.

    The lines after it are where `asyncio` puts what a failed task was about.
    """
    own = record.name.split(".", 1)[0] == OWN
    error = record.exc_info[0] if record.exc_info else None
    template = str(record.msg) if own else str(record.msg).partition("\n")[0]
    message = template + (f" ({error.__name__})" if error else "")
    arguments = record.args if own else ()
    copy = logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, message, arguments, None)
    copy.created, copy.msecs = record.created, record.msecs
    return copy
