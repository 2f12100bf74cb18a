"""Messages, new and edited: read, answer, send."""

from __future__ import annotations

from telegram import Bot, Update
from telegram.ext import ContextTypes

from iombot.adapters.states import Answer
from iombot.adapters.telegram.answers import Outgoing, answer
from iombot.adapters.telegram.cards import send_cards
from iombot.adapters.telegram.desk import Desk, Edition
from iombot.adapters.telegram.incoming import Incoming, read
from iombot.adapters.telegram.postman import Place, remove, revise, send


class Conversation:
    """Answers what people write."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    async def on_message(self, update: Update, context: ContextTypes.DEFAULT_TYPE) -> None:
        """Answer a message, or bring the answer of an edited one up to date."""
        said = read(update, context.bot.bot)
        if said is None or (said.album and not await self._first_of_album(said)):
            return
        edition, memory = self._desk.edition, self._desk.memory
        outgoing = answer(said, await memory.state(said.key), edition)
        if outgoing is None:
            return
        await memory.keep_state(said.key, outgoing.state)
        sent = await self._deliver(context.bot, said, outgoing, edition)
        await memory.keep_answer(said.key, said.message, sent)

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
