"""The list that was shown last, and the lines of it that were spoken of."""

from __future__ import annotations

from dataclasses import dataclass

from iombot.dialogue.memory import said_of
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.figures import PLACEHOLDER, references
from iombot.knowledge.models import Entry
from iombot.understanding.entities import entity
from iombot.understanding.spotting import PERSON
from iombot.understanding.targets import Target, Targets
from iombot.understanding.terms import TOP

SEVERAL = 2
"""Lines from which an answer is a list."""


@dataclass(frozen=True)
class Shown:
    """A list that was shown."""

    target: Target
    """Whose list it is; for a list of persons what showed it, or the one of them who was spoken of."""
    names: tuple[str, ...]
    """The place or person of each line as a concept; empty for a line of words."""
    current: tuple[int, ...] = ()
    """The lines, from 1, that the last answer was about; empty where it was about the whole list."""
    before: tuple[int, ...] = ()
    """The lines that the answers before it were about, the latest last."""

    @property
    def length(self) -> int:
        """How many lines it has."""
        return len(self.names)

    @property
    def reachable(self) -> bool:
        """Whether its lines are persons with phone and e-mail."""
        return bool(self.names) and all(name.startswith(PERSON) for name in self.names)


def last_shown(state: ChatState, targets: Targets, knowledge: KnowledgeBase) -> Shown | None:
    """The list that the last answer showed, or a line of; None where there was none."""
    if not state.earlier:
        return None
    id, lines = said_of(state.earlier[-1])
    id = _behind(id, knowledge)
    target = targets.by_id.get(id)
    if target is None:
        return None
    names = _names(target, knowledge)
    if len(names) < SEVERAL:
        return None
    if target.kind == "contact":
        lines = (names.index(entity("person", id)) + 1,)
    # A list may have become shorter since it was shown.
    lines = tuple(rank for rank in lines if 0 < rank <= len(names))
    others = [said_of(answer) for answer in state.earlier[:-1]]
    before = tuple(rank for other, ranks in others if other == id for rank in ranks if 0 < rank <= len(names))
    if not lines and target.ranked and TOP in state.concepts and state.earlier[-1] == id:
        # "Who leads?" - "and who is behind it?" Whoever asks for the first speaks of that one.
        before = (*before, 1)
    return Shown(target, names, lines, before)


def _behind(id: str, knowledge: KnowledgeBase) -> str:
    """The list that a calculated answer was made from, if it was made from one."""
    entry = knowledge.entries.get(id)
    lists = {reference.partition(".")[0] for reference in references(entry.formula or "")} if entry else set()
    return lists.pop() if len(lists) == 1 else id


def _names(target: Target, knowledge: KnowledgeBase) -> tuple[str, ...]:
    if target.kind == "entry":
        entry = knowledge.entries[target.id]
        return _items(entry) or _persons(entry, knowledge)
    release = target.id if target.kind == "contacts" else knowledge.contacts[target.id].source.release
    listed = (contact for contact in knowledge.contacts.values() if contact.source.release == release and contact.name)
    return tuple(entity("person", contact.id) for contact in listed)


def _items(entry: Entry) -> tuple[str, ...]:
    return tuple(entity("place", item.place) if item.place else "" for item in entry.items)


def _persons(entry: Entry, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The contacts that an answer names."""
    found = PLACEHOLDER.findall(in_language(entry.answer, "en"))
    return tuple(entity("person", name) for name in found if name in knowledge.contacts)
