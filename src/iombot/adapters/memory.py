"""Which memory the settings ask for."""

from __future__ import annotations

from importlib.util import find_spec

from iombot.adapters.states import ChatMemory, InMemory
from iombot.errors import ConfigurationError
from iombot.lazy import load
from iombot.secret import SecretStr
from iombot.settings import Settings


def chat_memory(settings: Settings, secret: SecretStr) -> ChatMemory:
    """A memory of this bot's own, or the one that replicas share; `secret` hides there which chats are meant.

    Raises `ConfigurationError` where Redis is asked for and its address or the extra `redis` is of no use.
    """
    url = settings.shared_state()
    if url is None:
        return InMemory(settings.context_minutes)
    if find_spec("redis") is None:
        raise ConfigurationError("IOMBOT_STATE_URL needs Redis for Python: pip install 'iombot[redis]'.")
    try:
        memory: ChatMemory = load("iombot.adapters.replicas.memory:SharedMemory")(
            url, secret, settings.context_minutes, alone=not settings.webhook_url
        )
    except ValueError:
        # The address may hold a password: it is not repeated, nor does the library's error follow as the cause.
        raise ConfigurationError(
            "IOMBOT_STATE_URL is no address of a Redis: redis://HOST:PORT/0, rediss:// with TLS, unix:// with a path. "
            "In a user name or password, write @ as %40, / as %2F, : as %3A, ? as %3F, # as %23, % as %25."
        ) from None
    return memory
