"""The list that was shown last, and the lines of it that were spoken of."""

from __future__ import annotations

from dataclasses import dataclass, replace

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
    """The list that the last answer showed, or a line of; None where there was none.

    The nearest thing to a question that was not answered is shown, too: as a whole, but spoken of by its place.
    """
    answered = bool(state.earlier) and said_of(state.earlier[-1])[0] in state.entries
    near = _list_of(state.entries[0], (), targets, knowledge) if state.entries and not answered else None
    if near and near.target.kind == "entry":
        asked = (rank for rank, name in enumerate(near.names, 1) if name and name in state.concepts)
        return replace(near, current=tuple(asked)[:1])
    if not state.earlier:
        return None
    id, lines = said_of(state.earlier[-1])
    shown = _list_of(id, lines, targets, knowledge)
    if shown is None:
        return None
    others = [said_of(answer) for answer in state.earlier[:-1]]
    before = [rank for other, ranks in others if other == id for rank in ranks if 0 < rank <= shown.length]
    # "Who is ahead of Belgium?" - "and behind it?" The one that was named stays the one that is spoken of.
    kept = [rank for rank, name in enumerate(shown.names, 1) if name and name in state.concepts]
    before += [rank for rank in kept if len(kept) <= SEVERAL and rank not in (*before, *shown.current)]
    whole = any(other == id and not ranks for other, ranks in others)
    if shown.current and whole and shown.target.ranked and TOP in state.concepts and 1 not in (*before, *shown.current):
        # "Who leads?" - "the runner-up?" - "how far apart are they?"
        before.insert(0, 1)
    if not shown.current and shown.target.ranked and TOP in state.concepts and shown.target.id == id:
        # "Who leads?" - "and who is behind it?" Whoever asks for the first speaks of that one.
        before.append(1)
    return replace(shown, before=tuple(before))


def _list_of(id: str, lines: tuple[int, ...], targets: Targets, knowledge: KnowledgeBase) -> Shown | None:
    """The list of an answer, and which of its lines the answer was about."""
    target = targets.by_id.get(_behind(id, knowledge))
    names = _names(target, knowledge) if target else ()
    if target is None or len(names) < SEVERAL:
        return None
    if target.kind == "contact":
        lines = tuple(rank for rank, name in enumerate(names, 1) if name == entity("person", id))
    # A list may have become shorter since it was shown.
    return Shown(target, names, tuple(rank for rank in lines if 0 < rank <= len(names)))


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
    return tuple(entity("person", contact.id) for contact in knowledge.contacts_of(release) if contact.name)


def _items(entry: Entry) -> tuple[str, ...]:
    return tuple(entity("place", item.place) if item.place else "" for item in entry.items)


def _persons(entry: Entry, knowledge: KnowledgeBase) -> tuple[str, ...]:
    """The contacts that an answer names."""
    found = PLACEHOLDER.findall(in_language(entry.answer, "en"))
    return tuple(entity("person", name) for name in found if name in knowledge.contacts)
