"""Logging that tells on nobody: no token, no text, no name at any level."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from typing import Final

from pydantic import SecretStr
from telegram.error import InvalidToken

OWN: Final = "iombot"
HIDDEN: Final = "[hidden]"


class DiscreetFormatter(logging.Formatter):
    """Writes our own records in full, and of a library's record only its constant template and the error's class.

    Libraries put addresses with the token, updates and whole replies into the arguments and tracebacks of their
    records. Our own records hold nothing of the kind; the secrets are struck out of them all the same.
    """

    def __init__(self, secrets: Sequence[SecretStr]) -> None:
        """Strikes out `secrets` wherever they might appear."""
        super().__init__("%(asctime)s %(levelname)s %(name)s: %(message)s")
        self._secrets = [secret.get_secret_value() for secret in secrets]

    def format(self, record: logging.LogRecord) -> str:
        """One record as text."""
        own = record.name.split(".", 1)[0] == OWN
        text = super().format(record if own else _template(record))
        for secret in self._secrets:
            text = text.replace(secret, HIDDEN)
        return text


def configure_logging(level: str, secrets: Sequence[SecretStr]) -> None:
    """Log to stderr: our own records from `level` on, those of libraries from WARNING on."""
    handler = logging.StreamHandler()
    handler.setFormatter(DiscreetFormatter(secrets))
    handler.addFilter(_is_news)
    # `httpx` writes every address, with the token in it, at INFO; the libraries write updates at DEBUG.
    logging.basicConfig(level=logging.WARNING, handlers=[handler], force=True)
    logging.getLogger(OWN).setLevel(level.upper())


def _is_news(record: logging.LogRecord) -> bool:
    """Whether the record says more than the sentence with which a refused token ends the run."""
    return not (record.exc_info and record.exc_info[0] is InvalidToken)


def _template(record: logging.LogRecord) -> logging.LogRecord:
    """A copy of a library's record without arguments and traceback, and of its text the first line alone.

    The lines after it are where `asyncio` puts what a failed task was about.
    """
    error = record.exc_info[0] if record.exc_info else None
    message = str(record.msg).partition("\n")[0] + (f" ({error.__name__})" if error else "")
    return logging.LogRecord(record.name, record.levelno, record.pathname, record.lineno, message, (), None)
