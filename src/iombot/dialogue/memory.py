"""What is kept of a turn for the next one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from iombot.dialogue.part import Part
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Concept
from iombot.understanding.spotting import PERSON, PLACE

MOST_KEPT = 24
"""How many ids or concepts a state holds; a question rarely evokes more."""
MOST_EARLIER = 8
"""How many answers a state holds: people rarely go back further."""


def remember(parts: list[Part], state: ChatState, knowledge: KnowledgeBase) -> ChatState:
    """The state after these parts: what they led to, and the concepts that led there."""
    entries = tuple(fit.target.id for part in parts if not part.decision.beside for fit in part.decision.fits)
    if not entries:
        return _unanswered(parts, state, knowledge)
    choice = parts[0].decision.verdict == "clarify" and len(parts) == 1
    years = dict.fromkeys(year for part in parts for year in part.reading.values("year"))
    return ChatState(
        entries=entries[:MOST_KEPT],
        concepts=tuple(_concepts(parts))[:MOST_KEPT],
        earlier=earlier_with(state.earlier, _answered(parts)),
        options=entries[:MOST_KEPT] if choice else (),
        limits=tuple(dict.fromkeys(_limits(parts, knowledge.concepts)))[:MOST_KEPT],
        years=tuple(years)[:MOST_KEPT],
    )


def _unanswered(parts: list[Part], state: ChatState, knowledge: KnowledgeBase) -> ChatState:
    """The state after a question to which nothing comes near: what was spoken of before, or else what it spoke of."""
    if state.entries:
        return state
    told = dict.fromkeys(name for part in parts for item in part.reading.own for name in sorted(item.concepts))
    named = [name for name in told if name.startswith((PERSON, PLACE)) or _is_topic(name, knowledge.concepts)]
    if not named:
        return state
    limits = tuple(dict.fromkeys(_limits(parts, knowledge.concepts)))[:MOST_KEPT]
    return ChatState(concepts=tuple(named)[:MOST_KEPT], earlier=state.earlier, limits=limits)


def _is_topic(name: str, concepts: Mapping[str, Concept]) -> bool:
    return name in concepts and concepts[name].kind == "topic"


def earlier_with(earlier: tuple[str, ...], answers: Iterator[str]) -> tuple[str, ...]:
    """What was answered so far with more answers; what is said again moves to the end."""
    kept = list(earlier)
    for answer in answers:
        kept = [other for other in kept if other != answer] + [answer]
    return tuple(kept[-MOST_EARLIER:])


def said_of(answer: str) -> tuple[str, tuple[int, ...]]:
    """Id and lines of what was answered: `a.2.3` is `("a", (2, 3))`."""
    id, *lines = answer.split(".")
    return id, tuple(int(line) for line in lines if line.isdecimal())


def _answered(parts: list[Part]) -> Iterator[str]:
    for part in parts:
        if part.decision.verdict not in ("answer", "gap"):
            continue
        for fit in part.decision.fits:
            yield ".".join([fit.target.id, *map(str, part.decision.lines)])


def _concepts(parts: list[Part]) -> dict[str, None]:
    """What was understood, in order."""
    concepts: dict[str, None] = {}
    for part in parts:
        target = part.decision.fits[0].target if part.decision.fits else None
        covered = target.covered if target else frozenset()
        for item in (part.decision.apart or part.reading).evidence:
            # Whom and where it was about stays in mind until another is named.
            recalled = item.start == item.end
            kept = (
                name for name in item.concepts if name in covered or (recalled and name.startswith((PERSON, PLACE)))
            )
            concepts.update(dict.fromkeys(sorted(kept)))
        persons = target.named_persons if target else frozenset()
        if len(persons) == 1:
            concepts.update(dict.fromkeys(persons))
        # "How many people there?": what the answer named can be pointed back to.
        if target and len(target.named) == 1:
            concepts.update(dict.fromkeys(target.named))
    return concepts


def _limits(parts: list[Part], concepts: Mapping[str, Concept]) -> Iterator[str]:
    """What kept the parts from being answered: "how many women?" - "just the number!" is still about women.

    Concepts, places and persons only: a phone number or an address that was typed is not kept.
    """
    for part in parts:
        if part.decision.verdict not in ("unknown", "gap"):
            continue
        yield from sorted(part.reading.limits)
        blocks = part.decision.fits[0].blocks if part.decision.fits else ()
        blamed = {block.text for block in blocks}
        for item in part.reading.own:
            for name in sorted(item.concepts):
                concept = concepts.get(name)
                narrows = concept is not None and concept.kind == "aspect"
                if narrows or (item.text in blamed and (concept or name.startswith((PERSON, PLACE)))):
                    yield name
