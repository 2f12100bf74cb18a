"""The one place for settings: read once by an entry point and passed down."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, Final, Literal, Self, get_args

from iombot.errors import ConfigurationError
from iombot.secret import SecretStr
from iombot.values import Reader, http_url, https_url, ids, number, one_of, path, secret, switch, whole

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["human", "json"]

PREFIX: Final = "IOMBOT_"
"""Begins the name of every setting in the environment."""
_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}")
"""The form of every token that BotFather hands out: the bot's number, a colon, a secret."""
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What `setWebhook` allows as `secret_token`."""
_PORT = whole(1, 65_535)


def _said(read: Reader, description: str) -> dict[str, Any]:
    return {"read": read, "description": description}


@dataclass(frozen=True, kw_only=True)
class Settings:
    """Settings from the environment, each under its name in capitals after `IOMBOT_`. Frozen."""

    knowledge: Path | None = field(
        default=None, metadata=_said(path, "Folder of the knowledge base; unset: the one that comes with iombot.")
    )
    context_minutes: float = field(
        default=30,
        metadata=_said(
            number(0, 1440, above=True), "Minutes after which a chat's context is forgotten (follow-up questions)."
        ),
    )
    reload_seconds: float = field(
        default=2,
        metadata=_said(
            number(0, 3600),
            "Seconds between two looks at the knowledge base; a changed one is taken up. 0: on SIGHUP only.",
        ),
    )
    questions_log: bool = field(
        default=True,
        metadata=_said(
            switch, "Whether unanswered questions and 👎 are kept for curators, without who asked; false: nothing is."
        ),
    )
    questions_days: int = field(
        default=30, metadata=_said(whole(1, 366), "Days after which such a question is deleted.")
    )
    questions_url: SecretStr | None = field(
        default=None,
        metadata=_said(
            secret,
            "Where they are kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; unset: a file of "
            "SQLite in $XDG_STATE_HOME/iombot.",
        ),
    )
    questions_url_file: Path | None = field(
        default=None, metadata=_said(path, "File that holds this address; read where none is set directly.")
    )
    state_url: SecretStr | None = field(
        default=None,
        metadata=_said(
            secret, "Redis that replicas share, such as redis://host:6379/0; unset: each bot remembers on its own."
        ),
    )
    state_url_file: Path | None = field(
        default=None, metadata=_said(path, "File that holds the address of the Redis; read where none is set directly.")
    )
    log_level: LogLevel = field(
        default="info", metadata=_said(one_of(get_args(LogLevel)), "How much is logged: debug, info, warning or error.")
    )
    log_format: LogFormat = field(
        default="human",
        metadata=_said(one_of(get_args(LogFormat)), "How it is logged: human, or json for an object a line."),
    )
    monitor_port: int | None = field(
        default=None, metadata=_said(_PORT, "Port of /healthz, /readyz and /metrics; unset: none is opened.")
    )
    monitor_listen: str = field(default="127.0.0.1", metadata=_said(str, "Address that the monitor port listens on."))

    telegram_token: SecretStr | None = field(
        default=None, metadata=_said(secret, "Telegram bot token, as BotFather gave it.")
    )
    telegram_token_file: Path | None = field(
        default=None,
        metadata=_said(path, "File that holds the Telegram bot token; read where no token is set directly."),
    )
    api_base_url: str | None = field(
        default=None, metadata=_said(http_url, "Address of a local Bot API server; unset: Telegram's own servers.")
    )
    bootstrap_retries: int = field(
        default=-1,
        metadata=_said(whole(-1), "How often the start is tried again while Telegram is away; -1: without end."),
    )
    messages_per_second: int = field(
        default=30,
        metadata=_said(whole(0, 1000), "Messages sent a second, all chats together; 0: no limit of our own."),
    )
    concurrent_chats: int = field(
        default=64, metadata=_said(whole(1, 4096), "How many chats are answered at the same time; each in order.")
    )
    waiting_updates: int = field(
        default=5000,
        metadata=_said(whole(100, 100_000), "Updates that may wait; beyond, the chat with the most loses its oldest."),
    )
    chat_limit: int = field(
        default=30,
        metadata=_said(whole(0, 10_000), "Messages and presses a minute that a chat gets answered; 0: no limit."),
    )
    total_limit: int | None = field(
        default=None,
        metadata=_said(
            whole(0, 1_000_000), "The same of all chats together; 0: no limit; unset: as many as messages may be sent."
        ),
    )
    allowed_chats: frozenset[int] | None = field(
        default=None,
        metadata=_said(ids, "Ids of the only chats and persons that are answered, with commas; unset: everybody."),
    )
    staff_chats: frozenset[int] = field(
        default=frozenset(), metadata=_said(ids, "Ids of chats that see what is marked `audience: staff`, with commas.")
    )

    webhook_url: str | None = field(
        default=None,
        metadata=_said(https_url, "Public https address that Telegram posts updates to; unset: long polling."),
    )
    webhook_listen: str = field(default="127.0.0.1", metadata=_said(str, "Address that the webhook server listens on."))
    webhook_port: int = field(default=8443, metadata=_said(_PORT, "Port that the webhook server listens on."))
    webhook_path: str = field(
        default="telegram",
        metadata=_said(str, "Path that the webhook server listens on, behind the proxy if there is one."),
    )
    webhook_secret: SecretStr | None = field(
        default=None, metadata=_said(secret, "Secret that Telegram sends with each update; needed with a webhook.")
    )
    webhook_secret_file: Path | None = field(
        default=None, metadata=_said(path, "File that holds the webhook secret; read where no secret is set directly.")
    )
    webhook_certificate: Path | None = field(
        default=None, metadata=_said(path, "Certificate (PEM) of the webhook server; unset: a proxy ends TLS.")
    )
    webhook_key: Path | None = field(default=None, metadata=_said(path, "Private key (PEM) of the certificate."))
    webhook_connections: int = field(
        default=40,
        metadata=_said(whole(1, 100), "Updates that Telegram posts at the same time, all replicas together."),
    )

    @classmethod
    def of(cls, said: Mapping[str, object]) -> Self:
        """Settings from what is said of some, by name; None says nothing. Raises `ConfigurationError`."""
        values, faults = dict[str, Any](), list[str]()
        for one in fields(cls):
            if said.get(one.name) is None:
                continue
            try:
                values[one.name] = one.metadata["read"](said[one.name])
            except ValueError as error:
                # The value itself is left out of the message: it may be a secret.
                faults.append(f"{variable(one.name)}: {error}")
        if faults:
            raise ConfigurationError("A setting cannot be used. " + "; ".join(faults))
        return cls(**values)

    @classmethod
    def read(cls, **overrides: object) -> Self:
        """Settings of the environment; `overrides` that are not None win. Raises `ConfigurationError`."""
        # Somebody who writes iombot_allowed_chats means to keep others out.
        written = {name.upper(): value for name, value in os.environ.items() if name.upper().startswith(PREFIX)}
        environment = {one.name: written.get(variable(one.name)) or None for one in fields(cls)}
        return cls.of(environment | {name: value for name, value in overrides.items() if value is not None})

    @classmethod
    def descriptions(cls) -> dict[str, str]:
        """What each setting is for, by the name that it has in the environment."""
        return {variable(one.name): one.metadata["description"] for one in fields(cls)}

    def token(self) -> SecretStr:
        """The bot token. Raises `ConfigurationError` where it is missing or has not the form of one."""
        secret = _secret(self.telegram_token, self.telegram_token_file, "IOMBOT_TELEGRAM_TOKEN_FILE")
        if secret is None:
            raise ConfigurationError(
                "No Telegram token: set IOMBOT_TELEGRAM_TOKEN, or IOMBOT_TELEGRAM_TOKEN_FILE to a file that holds it."
            )
        if not _TOKEN.fullmatch(secret):
            raise ConfigurationError("The Telegram token has not the form of one: digits, a colon, letters and digits.")
        return SecretStr(secret)

    def shared_state(self) -> SecretStr | None:
        """Address of the Redis that replicas share; None where there is none. Raises `ConfigurationError`."""
        secret = _secret(self.state_url, self.state_url_file, "IOMBOT_STATE_URL_FILE")
        return SecretStr(secret) if secret else None

    def webhook_token(self) -> SecretStr:
        """The webhook's secret. Raises `ConfigurationError` where it is missing or holds other characters."""
        secret = _secret(self.webhook_secret, self.webhook_secret_file, "IOMBOT_WEBHOOK_SECRET_FILE")
        if secret is None:
            raise ConfigurationError(
                "A webhook needs a secret, or anybody could post updates: "
                "set IOMBOT_WEBHOOK_SECRET, or IOMBOT_WEBHOOK_SECRET_FILE to a file that holds it."
            )
        if not _WEBHOOK_SECRET.fullmatch(secret):
            raise ConfigurationError("The webhook secret may hold only letters, digits, _ and -, at most 256.")
        return SecretStr(secret)

    def questions_address(self) -> SecretStr:
        """The database of unanswered questions, as an address that may hold a password. Raises `ConfigurationError`."""
        address = _secret(self.questions_url, self.questions_url_file, "IOMBOT_QUESTIONS_URL_FILE")
        return SecretStr(address or f"sqlite:///{_state_folder() / 'questions.sqlite3'}")


def _state_folder() -> Path:
    """Where the XDG base directory specification has programs keep what outlives a run."""
    try:
        return Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local/state", "iombot")
    except RuntimeError:  # no home, as in some containers: the bot answers all the same
        return Path("/var/lib/iombot")


def variable(name: str) -> str:
    """The name of the environment variable of a setting."""
    return PREFIX + name.upper()


def _secret(value: SecretStr | None, file: Path | None, variable: str) -> str | None:
    """A secret from its setting, otherwise from its file; None where neither is set or both are blank."""
    if value is not None:
        return value.get_secret_value().strip() or None
    if file is None:
        return None
    try:
        return file.read_text(encoding="utf-8").strip() or None
    except OSError as error:
        raise ConfigurationError(f"The file named by {variable} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise ConfigurationError(f"The file named by {variable} is not text.") from None
