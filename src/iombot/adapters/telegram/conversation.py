"""Messages, new and edited: read, answer, send."""

from __future__ import annotations

from contextlib import nullcontext
from functools import partial
from time import perf_counter
from typing import Final

from telegram import Bot, Update
from telegram.constants import ChatAction
from telegram.ext import ContextTypes

from iombot.adapters.states import Answer
from iombot.adapters.telegram.answers import Outgoing, answer
from iombot.adapters.telegram.busy import busy_sign
from iombot.adapters.telegram.cards import send_cards
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.incoming import Incoming, message_key, read
from iombot.adapters.telegram.postman import Place, remove, revise, send
from iombot.dialogue.core import Turn
from iombot.questions_log.records import REFERRAL

LONG: Final = 300
"""Characters beyond which a chat gets only few messages a minute answered: each may take seconds to think about."""


class Conversation:
    """Answers what people write."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message, or bring the answer of an edited one up to date."""
        said = read(update, context.bot.bot)
        if said is None or (said.album and not await self._first_of_album(said)):
            return
        if not await self._welcome(context.bot, said):
            return
        edition, memory = self._desk.edition_for(said.chat), self._desk.memory
        outgoing = await self._think(context.bot, said, edition)
        if outgoing is None:
            return
        await memory.keep_state(said.key, outgoing.state)
        if outgoing.reply.status == REFERRAL and self._desk.questions:
            await memory.keep_need(said.key)
        sent = await self._deliver(context.bot, said, outgoing, edition)
        await memory.keep_answer(said.key, said.message, sent)
        if outgoing.turn:
            await self._note(said, outgoing.turn, sent, edition)

    async def _note(self, said: Incoming, turn: Turn, sent: Answer, edition: Edition) -> None:
        """Keep the question for curators if it was not answered, and if nobody in the chat asked for help."""
        questions, memory = self._desk.questions, self._desk.memory
        if questions is None:
            return
        if await memory.in_need(said.key):
            await memory.keep_need(said.key)  # what follows belongs to it, too
            return
        shown = message_key(said.key, sent.texts[-1]) if sent.texts else None
        questions.heard(said.text, turn, edition.knowledge.version, shown)

    async def _welcome(self, bot: Bot, said: Incoming) -> bool:
        """Whether what was said is answered; if it is not, the chat is told why, once."""
        refusal = await self._desk.admission.refusal(said.chat, long=len(said.text) > LONG)
        if refusal and refusal.tell:
            reason = self._desk.edition.say(refusal.phrase, said.language)
            await send(bot, Place(said.chat, said.thread, None if said.private else said.message), reason.text)
        return refusal is None

    async def _think(self, bot: Bot, said: Incoming, edition: Edition) -> Outgoing | None:
        state = edition.known(await self._desk.memory.state(said.key))
        began = perf_counter()
        place, thinker = Place(said.chat, said.thread), self._desk.thinker
        takes_long = thinker.holds_up(said.chat, said.text)
        async with busy_sign(bot, place, ChatAction.TYPING) if takes_long else nullcontext():
            outgoing = await thinker.think(said.chat, said.text, partial(answer, said, state, edition))
        if outgoing:
            self._desk.meter.replied(outgoing.reply.status, outgoing.reply.reason, perf_counter() - began)
        return outgoing

    async def _deliver(self, bot: Bot, said: Incoming, outgoing: Outgoing, edition: Edition) -> Answer:
        earlier = await self._desk.memory.answer(said.key, said.message) if said.edited else None
        # Where several people talk, or the question stands further up, the answer quotes it.
        quote = None if said.private and not said.edited else said.message
        place = Place(said.chat, said.thread, quote)
        text, keyboard = outgoing.reply.text, outgoing.keyboard
        if earlier is None:
            texts = await send(bot, place, text, keyboard)
        else:
            texts = await revise(bot, place, earlier.texts, text, keyboard)
            for card in earlier.cards:
                await remove(bot, said.chat, card)
        return Answer(texts, await send_cards(bot, place, outgoing.reply, edition.knowledge))

    async def _first_of_album(self, said: Incoming) -> bool:
        return await self._desk.memory.first_time(f"album {said.key} {said.album}")
