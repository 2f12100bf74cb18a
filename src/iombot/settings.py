"""The one place for settings: read once by an entry point and passed down."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Annotated, Literal, Self

from pydantic import AfterValidator, AnyHttpUrl, BeforeValidator, Field, SecretStr, TypeAdapter, ValidationError
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from iombot.errors import ConfigurationError

LogLevel = Literal["debug", "info", "warning", "error"]
LogFormat = Literal["human", "json"]

_TOKEN = re.compile(r"\d{1,20}:[A-Za-z0-9_-]{1,100}")
"""The form of every token that BotFather hands out: the bot's number, a colon, a secret."""
_WEBHOOK_SECRET = re.compile(r"[A-Za-z0-9_-]{1,256}")
"""What `setWebhook` allows as `secret_token`."""


_URL = TypeAdapter(AnyHttpUrl)


def _http_url(text: str) -> str:
    return str(_URL.validate_python(text)).rstrip("/")


HttpUrl = Annotated[str, AfterValidator(_http_url)]
"""An address with http or https, without slash at its end."""


def _https(url: str) -> str:
    if not url.startswith("https:"):
        raise ValueError("Telegram posts to https addresses alone")
    return url


HttpsUrl = Annotated[HttpUrl, AfterValidator(_https)]
"""The same with https."""


def _ids(text: object) -> object:
    """Ids from a text such as `-100123, 42`; anything else as it is."""
    return text.replace(",", " ").split() if isinstance(text, str) else text


ChatIds = Annotated[frozenset[int], NoDecode, BeforeValidator(_ids)]
"""Ids of chats, with commas or blanks between them; a person's id stands for the private chat with that person."""


class Settings(BaseSettings):
    """Settings from the environment, each under its name in capitals after `IOMBOT_`. Frozen."""

    model_config = SettingsConfigDict(env_prefix="IOMBOT_", env_ignore_empty=True, frozen=True, extra="ignore")

    knowledge: Path | None = Field(
        default=None, description="Folder of the knowledge base; unset: the one that comes with iombot."
    )
    context_minutes: float = Field(
        default=30,
        gt=0,
        le=1440,
        description="Minutes after which a chat's context is forgotten (follow-up questions).",
    )
    reload_seconds: float = Field(
        default=2,
        ge=0,
        le=3600,
        description="Seconds between two looks at the knowledge base; a changed one is taken up. 0: on SIGHUP only.",
    )
    questions_log: bool = Field(
        default=True,
        description="Whether unanswered questions and 👎 are kept for curators, without who asked; false: nothing is.",
    )
    questions_days: int = Field(default=30, ge=1, le=366, description="Days after which such a question is deleted.")
    questions_url: SecretStr | None = Field(
        default=None,
        description="Where they are kept: sqlite:///FILE or postgresql://USER:PASSWORD@HOST/NAME; unset: a file of "
        "SQLite in $XDG_STATE_HOME/iombot.",
    )
    questions_url_file: Path | None = Field(
        default=None, description="File that holds this address; read where none is set directly."
    )
    state_url: SecretStr | None = Field(
        default=None,
        description="Redis that replicas share, such as redis://host:6379/0; unset: each bot remembers on its own.",
    )
    state_url_file: Path | None = Field(
        default=None, description="File that holds the address of the Redis; read where none is set directly."
    )
    log_level: LogLevel = Field(default="info", description="How much is logged: debug, info, warning or error.")
    log_format: LogFormat = Field(default="human", description="How it is logged: human, or json for an object a line.")
    monitor_port: int | None = Field(
        default=None, ge=1, le=65535, description="Port of /healthz, /readyz and /metrics; unset: none is opened."
    )
    monitor_listen: str = Field(default="127.0.0.1", description="Address that the monitor port listens on.")

    telegram_token: SecretStr | None = Field(default=None, description="Telegram bot token, as BotFather gave it.")
    telegram_token_file: Path | None = Field(
        default=None, description="File that holds the Telegram bot token; read where no token is set directly."
    )
    api_base_url: HttpUrl | None = Field(
        default=None, description="Address of a local Bot API server; unset: Telegram's own servers."
    )
    bootstrap_retries: int = Field(
        default=-1, ge=-1, description="How often the start is tried again while Telegram is away; -1: without end."
    )
    messages_per_second: int = Field(
        default=30, ge=0, le=1000, description="Messages sent a second, all chats together; 0: no limit of our own."
    )
    concurrent_chats: int = Field(
        default=64, ge=1, le=4096, description="How many chats are answered at the same time; each in order."
    )
    waiting_updates: int = Field(
        default=5000,
        ge=100,
        le=100_000,
        description="Updates that may wait; beyond, the chat with the most loses its oldest.",
    )
    chat_limit: int = Field(
        default=30, ge=0, le=10_000, description="Messages and presses a minute that a chat gets answered; 0: no limit."
    )
    total_limit: int | None = Field(
        default=None,
        ge=0,
        le=1_000_000,
        description="The same of all chats together; 0: no limit; unset: as many as messages may be sent.",
    )
    allowed_chats: ChatIds | None = Field(
        default=None, description="Ids of the only chats and persons that are answered, with commas; unset: everybody."
    )
    staff_chats: ChatIds = Field(
        default=frozenset(), description="Ids of chats that see what is marked `audience: staff`, with commas."
    )

    webhook_url: HttpsUrl | None = Field(
        default=None, description="Public https address that Telegram posts updates to; unset: long polling."
    )
    webhook_listen: str = Field(default="127.0.0.1", description="Address that the webhook server listens on.")
    webhook_port: int = Field(default=8443, ge=1, le=65535, description="Port that the webhook server listens on.")
    webhook_path: str = Field(
        default="telegram", description="Path that the webhook server listens on, behind the proxy if there is one."
    )
    webhook_secret: SecretStr | None = Field(
        default=None, description="Secret that Telegram sends with each update; needed with a webhook."
    )
    webhook_secret_file: Path | None = Field(
        default=None, description="File that holds the webhook secret; read where no secret is set directly."
    )
    webhook_certificate: Path | None = Field(
        default=None, description="Certificate (PEM) of the webhook server; unset: a proxy ends TLS."
    )
    webhook_key: Path | None = Field(default=None, description="Private key (PEM) of the certificate.")
    webhook_connections: int = Field(
        default=40, ge=1, le=100, description="Updates that Telegram posts at the same time, all replicas together."
    )

    @classmethod
    def read(cls, **overrides: object) -> Self:
        """Settings of the environment; `overrides` that are not None win. Raises `ConfigurationError`."""
        given = {name: value for name, value in overrides.items() if value is not None}
        try:
            return cls.model_validate(given)
        except ValidationError as error:
            # The value itself is left out of the message: it may be a secret.
            faults = (f"{_name(fault['loc'])}: {fault['msg']}" for fault in error.errors(include_input=False))
            raise ConfigurationError("A setting cannot be used. " + "; ".join(faults)) from None

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


def _name(location: tuple[int | str, ...]) -> str:
    return "IOMBOT_" + str(location[0]).upper() if location else "settings"


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
