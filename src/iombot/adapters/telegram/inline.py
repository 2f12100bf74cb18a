"""Inline mode: cited figures and contacts in any chat, by typing the bot's name and a few letters."""

from __future__ import annotations

import logging
from functools import partial
from typing import Final

from telegram import (
    InlineQueryResultArticle,
    InlineQueryResultsButton,
    InputTextMessageContent,
    Update,
)
from telegram.constants import ParseMode
from telegram.error import BadRequest
from telegram.ext import ContextTypes

from iombot.adapters.telegram.answers import HELP_LINK
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.postman import NO_PREVIEW
from iombot.adapters.telegram.rendering import shorten, split, to_html
from iombot.adapters.telegram.search import Finder, headlines
from iombot.dialogue.compose import Composer
from iombot.dialogue.state import ChatState

PAGE: Final = 20
"""Results sent at once; a phone shows about six."""
FOUND_SECONDS: Final = 300
"""How long Telegram may serve results again to anybody: short enough for a corrected figure to spread."""
NOTHING_SECONDS: Final = 30
"""The same for nothing found, which a new edition should end."""
TITLE: Final = 60
DESCRIPTION: Final = 160
"""Characters that a phone shows of a result's title and description."""
BUTTON: Final = 60
"""Characters that a phone shows of the button above the results."""

_LOG = logging.getLogger(__name__)


class Inline:
    """Answers inline queries."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._index: tuple[Edition, Finder] | None = None
        """Built for the first query: most bots are never asked for one."""

    async def on_query(self, update: Update, _: ContextTypes.DEFAULT_TYPE) -> None:
        """Send one page of results, best first; below the last page, nothing."""
        query = update.inline_query
        if query is None:
            return
        if await self._desk.admission.refusal(query.from_user.id, "query"):
            return
        # Results end up in chats of any kind: nobody gets here what is for staff.
        edition, language = self._desk.edition, query.from_user.language_code or "en"
        found = await self._desk.thinker.think(
            query.from_user.id, query.query, partial(self._found, query.query, edition)
        )
        start = int(query.offset) if query.offset.isdecimal() else 0
        results = [_result(id_, edition) for id_ in found[start : start + PAGE]]
        more = str(start + PAGE) if len(found) > start + PAGE else ""
        nothing = shorten(edition.say("inline-nothing", language).text, BUTTON)
        try:
            await query.answer(
                [result for result in results if result],
                cache_time=FOUND_SECONDS if found else NOTHING_SECONDS,
                # Telegram shows the results that one person got to others too, without asking whether they may.
                is_personal=len(edition.knowledge.languages) > 1 or not self._desk.admission.open_to_all,
                next_offset=more,
                button=None if found else InlineQueryResultsButton(nothing, start_parameter=HELP_LINK),
            )
        except BadRequest as error:
            # The person typed on meanwhile, and Telegram dropped the older query.
            if "query is too old" not in str(error).casefold():
                raise
            _LOG.info("Update %d was answered too late", update.update_id)

    def _found(self, query: str, edition: Edition) -> list[str]:
        """Ids for a query; what the core answers to it as a question comes first."""
        if not query.strip():
            return headlines(edition.knowledge)
        known, finder = self._index or (None, None)
        if finder is None or known is not edition:
            finder = Finder(edition.knowledge)
            self._index = (edition, finder)
        reply = edition.core.respond(query, ChatState()).reply
        answered = reply.entries if reply.status in ("answered", "partial") else ()
        return [id_ for id_ in dict.fromkeys([*answered, *finder.find(query)]) if _shown(id_, edition)]


def _shown(id_: str, edition: Edition) -> bool:
    return id_ in edition.knowledge.entries or id_ in edition.knowledge.contacts


def _result(id_: str, edition: Edition) -> InlineQueryResultArticle | None:
    reply = edition.core.entry(id_)
    if reply is None:
        return None
    title = Composer(edition.knowledge, reply.language).label(id_)
    return InlineQueryResultArticle(
        id_,
        shorten(title, TITLE),
        InputTextMessageContent(
            to_html(split(reply.text)[0]), parse_mode=ParseMode.HTML, link_preview_options=NO_PREVIEW
        ),
        description=shorten(reply.text, DESCRIPTION),
    )
