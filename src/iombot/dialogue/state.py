"""What the bot remembers of a chat: concepts and ids, never the user's words."""

from __future__ import annotations

from dataclasses import dataclass

from iombot.understanding.spotting import PERSON


@dataclass(frozen=True, slots=True)
class ChatState:
    """Context for a follow-up question; small, frozen, and made of nothing but tuples of strings.

    It holds nothing that the user typed, only what was understood. The core has no clock: an adapter forgets a state
    that is older than the `context_minutes` setting.
    """

    entries: tuple[str, ...] = ()
    """Ids of the entries or contacts last answered, or nearest to what was asked, in order."""
    concepts: tuple[str, ...] = ()
    """Concepts of the last question, its places and persons among them."""
    earlier: tuple[str, ...] = ()
    """What was answered so far, the latest last: ids of entries or contacts, each with the lines of its list that were
    shown alone, such as `avrr-total` or `post-arrival-top.2.3`."""
    options: tuple[str, ...] = ()
    """Ids offered by the last `clarify`, in order; empty when nothing is to be chosen."""
    limits: tuple[str, ...] = ()
    """Concepts that kept the last question from being answered."""
    years: tuple[str, ...] = ()
    """The years that the last question named, for "the year before?"."""
    need: tuple[str, ...] = ()
    """The intent that answered somebody in need, and the sentence said since; empty where no need is open."""

    @property
    def persons(self) -> frozenset[str]:
        """The persons of the last question, as concepts."""
        return frozenset(name for name in self.concepts if name.startswith(PERSON))
