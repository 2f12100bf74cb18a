"""From a knowledge base to what chats are answered from."""

from __future__ import annotations

from dataclasses import dataclass, replace

from iombot.adapters.telegram.desk import NOTHING_KEPT, Edition, Keeping, require_sentences
from iombot.charts import drawable
from iombot.dialogue.core import Bot
from iombot.knowledge.audience import public_view
from iombot.knowledge.base import KnowledgeBase


@dataclass(frozen=True)
class Editor:
    """How editions are made, the first one and those of a knowledge base that changed."""

    staff: bool = False
    """Whether there are chats that see what is marked for staff."""
    charts: bool = False
    """Whether charts can be drawn."""
    keeping: Keeping = NOTHING_KEPT

    def edition(self, knowledge: KnowledgeBase) -> Edition:
        """The public view, with everything beside it if there are staff to see it.

        Raises `ConfigurationError` if the knowledge base lacks the words for Telegram.
        """
        require_sentences(knowledge)
        public = public_view(knowledge)
        views = (public, knowledge) if self.staff and public is not knowledge else (public,)
        shown, *more = (Edition(Bot(view), view, drawable(view) if self.charts else {}, self.keeping) for view in views)
        return replace(shown, staff=more[0] if more else None)
