"""The same question about another: "and Dawit?" after who photographed Othmane."""

from __future__ import annotations

from collections.abc import Mapping

from iombot.dialogue.state import ChatState
from iombot.knowledge.models import Concept
from iombot.understanding.fits import Fit
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import FILLER, PERSON, recalled
from iombot.understanding.targets import Target


def swapped(reading: Reading, concepts: Mapping[str, Concept], releases: frozenset[str]) -> frozenset[str]:
    """The person, release or other member of a slot that is all that a question names; empty where it says more."""
    said = [item for item in reading.own if FILLER not in item.concepts]
    names = said[0].concepts if len(said) == 1 else frozenset()
    return names if names and all(_replaceable(name, concepts, releases) for name in names) else frozenset()


def _replaceable(name: str, concepts: Mapping[str, Concept], releases: frozenset[str]) -> bool:
    concept = concepts.get(name)
    slotted = concept is not None and concept.kind == "topic" and concept.slot is not None
    return slotted or name.startswith(PERSON) or name in releases


def parallel(
    reading: Reading, names: frozenset[str], state: ChatState, ranker: Ranker, releases: frozenset[str]
) -> Fit | None:
    """What answers about these names as the last answer did about another; None where nothing does."""
    last = ranker.targets.by_id.get(state.entries[0])
    rest = _rest(last, names, state, releases) if last and last.kind == "entry" else ()
    if not rest:
        return None
    slotted = not any(name.startswith(PERSON) or name in releases for name in names)
    # What the last question said in one word with its stage or programme ("top pre-departure country") is not recalled.
    whole = reading.with_evidence(recalled(rest)) if slotted and not reading.recalls else reading
    alike = [fit for fit in ranker.rank(whole) if fit.possible and _same_of(fit.target, names, rest)]
    return max(alike, key=lambda fit: _shared(fit.target, rest)) if alike else None


def _same_of(target: Target, names: frozenset[str], rest: tuple[frozenset[str], ...]) -> bool:
    """Whether a target is about these names, and about all else that the last answer was about."""
    named = any(group & names for group in target.about)
    return named and all(any(group & other for other in target.about) for group in rest)


def _shared(target: Target, rest: tuple[frozenset[str], ...]) -> int:
    """How many concepts a target has in common with the last answer."""
    return len(frozenset().union(*target.about) & frozenset().union(*rest))


def about_more(state: ChatState, names: frozenset[str], ranker: Ranker, releases: frozenset[str]) -> bool:
    """Whether the last answer was about more than the names that are replaced."""
    last = ranker.targets.by_id.get(state.entries[0])
    return bool(last and last.kind == "entry" and _rest(last, names, state, releases))


def _rest(
    target: Target, names: frozenset[str], state: ChatState, releases: frozenset[str]
) -> tuple[frozenset[str], ...]:
    """What a target is about besides the one of whom it is told."""
    own = {group for group in target.about if group & names}
    if names & releases:
        # "And of the other photo?" replaces whoever is on this one, too.
        own |= {group for group in target.about if group & (releases | state.persons)}
    if any(name.startswith(PERSON) for name in names):
        told = {group for group in target.about if group & target.persons}
        # Who took the photo of Dawit: the photographer is what is told, Dawit is of whom.
        own |= {group for group in told if group & state.persons} or told
    return tuple(group for group in target.about if group not in own)
