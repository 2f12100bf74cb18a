"""What Telegram shows of the bot itself: its menu of commands and its description, by scope and language."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterator
from typing import Final

from telegram import Bot, BotCommand, BotCommandScope, BotCommandScopeAllGroupChats, BotCommandScopeAllPrivateChats
from telegram.constants import BotCommandLimit, BotDescriptionLimit
from telegram.error import TelegramError

from iombot.adapters.telegram.rendering import shorten
from iombot.knowledge.base import KnowledgeBase

PRIVATE: Final = ("help", "contacts", "sources", "about", "privacy")
GROUPS: Final = ("help", "contacts", "about")
SCOPES: Final[tuple[tuple[BotCommandScope, tuple[str, ...]], ...]] = (
    (BotCommandScopeAllPrivateChats(), PRIVATE),
    (BotCommandScopeAllGroupChats(), GROUPS),
)
EVERYBODY: Final = ""
"""Telegram's language code for people whose own language has no texts."""

Step = Callable[[], Awaitable[object]]

_LOG = logging.getLogger(__name__)


async def register_profile(bot: Bot, knowledge: KnowledgeBase, *, charts: bool) -> None:
    """Bring menu and description on Telegram up to date; what fails is logged and left as it is."""
    for step in _steps(bot, knowledge, ("chart",) if charts else ()):
        try:
            await step()
        except TelegramError as error:
            _LOG.warning("A part of the profile could not be registered: %s", type(error).__name__)


def _steps(bot: Bot, knowledge: KnowledgeBase, more: tuple[str, ...]) -> Iterator[Step]:
    for code in (EVERYBODY, *sorted(_languages(knowledge))):
        for scope, names in SCOPES:
            yield _commands_step(bot, knowledge, (scope, code), names + more)
        yield _description_step(bot, knowledge.phrase("telegram-description", code or "en"), code)
        yield _short_description_step(bot, knowledge.phrase("telegram-short-description", code or "en"), code)


def _languages(knowledge: KnowledgeBase) -> set[str]:
    """Two-letter codes of the languages, besides English, that the profile's texts are written in."""
    texts = (text for id_, text in knowledge.phrases.items() if id_.startswith("telegram-command-"))
    tags = {tag for text in texts if not isinstance(text, str) for tag in text}
    return {tag for tag in tags if len(tag) == len("en") and tag != "en"}


# Each step reads first: Telegram limits how often a profile may be written, and a bot may be restarted often.


def _commands_step(
    bot: Bot, knowledge: KnowledgeBase, where: tuple[BotCommandScope, str], names: tuple[str, ...]
) -> Step:
    scope, code = where

    async def step() -> None:
        wanted = tuple(BotCommand(name, _description(knowledge, name, code)) for name in names)
        if await bot.get_my_commands(scope=scope, language_code=code) != wanted:
            await bot.set_my_commands(wanted, scope=scope, language_code=code)

    return step


def _description(knowledge: KnowledgeBase, command: str, code: str) -> str:
    text = knowledge.phrase(f"telegram-command-{command}", code or "en")
    return shorten(text, BotCommandLimit.MAX_DESCRIPTION)


def _description_step(bot: Bot, text: str, code: str) -> Step:
    async def step() -> None:
        wanted = text.strip()[: BotDescriptionLimit.MAX_DESCRIPTION_LENGTH]
        if (await bot.get_my_description(language_code=code)).description != wanted:
            await bot.set_my_description(wanted, language_code=code)

    return step


def _short_description_step(bot: Bot, text: str, code: str) -> Step:
    async def step() -> None:
        wanted = shorten(text, BotDescriptionLimit.MAX_SHORT_DESCRIPTION_LENGTH)
        if (await bot.get_my_short_description(language_code=code)).short_description != wanted:
            await bot.set_my_short_description(wanted, language_code=code)

    return step
