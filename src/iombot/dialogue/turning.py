"""Whom to ask about what was answered: "contact?", "who can I write to for the rest of it?", "and for the second?"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from iombot.dialogue.heard import bare, heard, without
from iombot.dialogue.memory import said_of
from iombot.dialogue.pointing import FIRST, LAST, OTHERS, SECOND
from iombot.dialogue.reaching import AROUND
from iombot.dialogue.recalling import FIRST_SAID
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.entities import values_of
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, PERSON, concepts_of
from iombot.understanding.targets import Target
from iombot.understanding.terms import COUNT, ONE_OF, PAIR, WHOM, Terms

POINTING = frozenset({FIRST, SECOND, LAST, OTHERS, ONE_OF, FIRST_SAID})
"""Pointers at one of the answers."""


def whom_to_ask(question: Reading, state: ChatState, knowledge: KnowledgeBase, terms: Terms) -> tuple[str, ...]:
    """The contacts, or the releases with theirs, for what was answered; empty for another question."""
    if any(name.startswith(PERSON) for name in question.concepts):
        # Somebody is named in another sentence.
        return ()
    rest = _without_ranks(without(question, [item for item in heard(question) if item.concepts & POINTING]))
    asks = bool(WHOM & rest.own_concepts)
    reached = _gave_contact(state, terms)
    again = reached and _rank(question, PAIR) > 0
    # Somebody who was spoken of is reached by their own number, if at all.
    if not (asks or again) or (state.persons and not (again and len(_earlier(state, terms)) >= PAIR)):
        return ()
    if not bare(rest, AROUND | terms.beside["contact"] | terms.beside["answer"] | {COUNT}, terms):
        return ()
    meant = _meant(question, state, terms)
    releases = dict.fromkeys(min(target.paragraphs, default="").partition(":")[0] for target in meant)
    return tuple(id for release in releases for id in _contacts_of(release, knowledge))


def _contacts_of(release: str, knowledge: KnowledgeBase) -> Iterator[str]:
    """The one contact of a release, or the release itself, which lists several."""
    listed = knowledge.contacts_of(release)
    if listed:
        yield listed[0].id if len(listed) == 1 else release


def _meant(question: Reading, state: ChatState, terms: Terms) -> list[Target]:
    """The answers that somebody is to be asked about: the one of them that is pointed at, or what was said last."""
    last = [target for id in state.entries if (target := terms.targets.by_id.get(id))]
    subjects = _subjects(last)
    subjects = subjects if len(subjects) >= PAIR else _earlier(state, terms)
    rank = _rank(question, len(subjects))
    if rank:
        return subjects[rank - 1 : rank]
    shown = bool(state.earlier) and said_of(state.earlier[-1])[0] in state.entries
    return last if shown else last[:1]


def _earlier(state: ChatState, terms: Terms) -> list[Target]:
    """All that was answered so far, in order."""
    told = (terms.targets.by_id.get(said_of(answer)[0]) for answer in state.earlier)
    return _subjects(one for one in told if one)


def _subjects(targets: Iterable[Target]) -> list[Target]:
    """The answers that are no contacts themselves."""
    return [target for target in targets if target.kind == "entry" and not target.reaches]


def _gave_contact(state: ChatState, terms: Terms) -> bool:
    """Whether the last answer told how somebody can be reached."""
    last = terms.targets.by_id.get(state.entries[0])
    return last is not None and (last.kind != "entry" or last.reaches)


def _rank(question: Reading, several: int) -> int:
    """The place among several answers that a question points at; 0 where it points at none."""
    said = concepts_of(heard(question))
    ordinals = values_of(question.own_concepts, "ordinal")
    if several < PAIR or not (ordinals or said & POINTING):
        return 0
    places = {FIRST: 1, FIRST_SAID: 1, SECOND: 2, LAST: several}
    return int(ordinals[0]) if ordinals else next((place for name, place in places.items() if name in said), 0)


def _without_ranks(question: Reading) -> Reading:
    kept = (item for item in question.evidence if not any(name.startswith(ORDINAL) for name in item.concepts))
    return replace(question, evidence=tuple(kept))
