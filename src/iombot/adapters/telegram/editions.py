"""From a knowledge base to what chats are answered from."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from iombot.adapters.telegram.desk import NOTHING_KEPT, Edition, Keeping, require_sentences
from iombot.charts import drawable
from iombot.dialogue.core import Bot
from iombot.knowledge.fields import Audience

Bots = Callable[[Audience], Bot]
"""Makes a bot that knows what an audience may see of the knowledge base as it is now. Raises `KnowledgeError`."""


@dataclass(frozen=True)
class Editor:
    """How editions are made, the first one and those of a knowledge base that changed."""

    staff: bool = False
    """Whether there are chats that see what is marked for staff."""
    charts: bool = False
    """Whether charts can be drawn."""
    keeping: Keeping = NOTHING_KEPT

    def edition(self, bots: Bots) -> Edition:
        """What everybody sees, with everything beside it if there are staff to see it.

        Raises `ConfigurationError` if the knowledge base lacks the words for Telegram, and what `bots` raises.
        """
        public = self._edition(bots("public"))
        everything = self._edition(bots("staff")) if self.staff else public
        # The version tells whether anything is for staff only.
        differs = everything.knowledge.version != public.knowledge.version
        return replace(public, staff=everything if differs else None)

    def _edition(self, bot: Bot) -> Edition:
        require_sentences(bot.knowledge)
        return Edition(bot, bot.knowledge, drawable(bot.knowledge) if self.charts else {}, self.keeping)
