"""Where a place comes in: "Guinea?", "what do you have on Guinea?", "which release mentions Guinea?"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from iombot.dialogue.decision import NOT_STATED, Decision, sure_fit
from iombot.dialogue.part import Part
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import EVERYWHERE, FILLER, PLACE, Evidence
from iombot.understanding.targets import Target
from iombot.understanding.terms import DEFINE, FIRST_PERSON, INJECTION, PAIR, SAY, WHICH, WHY, Terms

ELSEWHERE = "mention-other"
"""Sentence that says that another release than the one asked about mentions a place."""
UNMENTIONED = "unknown-mention"
"""Sentence that says that no release mentions a place."""
MENTION = "mention"
"""Concept of having something on a thing; the lexicon declares it."""
WHICH_RELEASE = "which-release"
"""Asking which of the releases has something."""
ASKED = frozenset({SAY, MENTION, WHICH_RELEASE})
"""Concepts of asking what is said of something, or where."""
TEXTS = frozenset({"release", "publication", "contents"})
"""Topics that say no more than that something stands in a text."""
ASKING = frozenset(
    {WHY, WHICH, DEFINE, "ask-where", "ask-how", "ask-content", "ask-role", "ask-list", "ask-words", "ask-name"}
)
"""Wishes that are met by telling where a place comes in."""
MOST_ASKED = 3
"""Places up to which a question is answered for each of them."""
MOST_PLACES = 5
"""Places up to which an answer tells of each of them; with more it is but a list of names."""

UNASKED = frozenset({INJECTION})
"""Marks of a message that is no question."""

Mentions = Mapping[str, tuple[Target, ...]]
"""By each place, as a concept, what tells of it: one answer of each paragraph."""


@dataclass(frozen=True)
class Mentioned:
    """What tells of the places that a question is about."""

    targets: tuple[Target, ...]
    lead: str = ""
    """Id of the sentence that the answer begins with; empty for none."""
    what: str = ""
    """The places as typed."""


def mentions_of(targets: Iterable[Target]) -> Mentions:
    """What tells of which place; the first of each paragraph, and neither what is missing nor what is calculated."""
    found: dict[str, dict[frozenset[str], Target]] = defaultdict(dict)
    for target in targets:
        plain = target.kind == "entry" and not (target.gap or target.calculated) and len(target.paragraphs) == 1
        if plain and len(target.named) <= MOST_PLACES:
            for place in target.named:
                found[place].setdefault(target.paragraphs, target)
    return {place: tuple(told.values()) for place, told in found.items()}


def mentioned(reading: Reading, mentions: Mentions, releases: frozenset[str], terms: Terms) -> Mentioned | None:
    """What tells of the places of which a question asks no more than what is said of them; None for any other."""
    places = [item for item in reading.own if any(name.startswith(PLACE) for name in item.concepts)]
    named = list(dict.fromkeys(name for item in places for name in item.concepts if name.startswith(PLACE)))
    if not 0 < len(named) <= MOST_ASKED or EVERYWHERE in named or reading.limits:
        return None
    told = [mentions.get(name, ()) for name in named]
    # "Is Guinea in MENA?" does not ask whether they are mentioned.
    regions = {name for name in named if name.removeprefix(PLACE) in terms.regions}
    if not all(told) or (reading.claim and 0 < len(regions) < len(named)):
        return None
    targets = list(dict.fromkeys(target for some in told for target in some))
    rest = [item for item in reading.own if item not in places]
    if not reading.own_concepts & ASKED:
        bare = all(_bare(item, releases) for item in rest) and not any(item.nationals for item in places)
        return Mentioned(tuple(targets)) if bare else None
    for item in rest:
        if not _idle(item, releases, terms):
            targets = [target for target in targets if item.concepts & target.core and not reading.claim]
    return _of_releases(reading, places, targets, releases)


def _of_releases(
    reading: Reading, places: list[Evidence], targets: list[Target], releases: frozenset[str]
) -> Mentioned | None:
    """What tells of a place in the release that is named, or that it stands in another one."""
    if not targets:
        return None
    within = [target for target in targets if releases & reading.own_concepts <= target.core]
    what = ", ".join(item.text for item in places)
    if not within:
        return Mentioned(tuple(targets), "mention-no" if reading.claim else ELSEWHERE, what)
    if WHICH_RELEASE in reading.own_concepts:
        return Mentioned(tuple(within), "mention-where", what)
    return Mentioned(tuple(within), "mention-yes" if reading.claim else "", what)


def of_place(question: Reading, mentions: Mentions, names: frozenset[str], terms: Terms) -> Part | None:
    """What is said of a place, if a question asks for no more than that; None for any other question.

    `names` are the concepts that name a release.
    """
    found = mentioned(question, mentions, names, terms)
    if found is None:
        return None
    reading = replace(question, claim=False)
    fits = tuple(sure_fit(target, reading, terms) for target in found.targets)
    return Part(reading, Decision("answer", fits, blame=found.what, lead=found.lead, confidence=1.0))


def unmentioned(decision: Decision, reading: Reading, terms: Terms) -> Decision:
    """The decision on a question of which every word is known and nothing comes near: the releases do not say.

    A name alone, or one beside talk, asks for nothing; what is known not to be told ("budget 2023") need not be asked
    for in so many words.
    """
    own = reading.own
    blank = decision.verdict == "unknown" and decision.reason == "not-understood" and not decision.fits
    if not (blank and own and all(item.concepts for item in own)) or reading.marks & UNASKED:
        return decision
    places = [item for item in own if any(name.startswith(PLACE) for name in item.concepts)]
    topics = [item for item in own if terms.kinds(item.concepts) & {"topic", "aspect", "entity"}]
    says = bool(reading.own_concepts & {SAY, MENTION})
    beyond = "aspect" in terms.kinds(reading.own_concepts) and FIRST_PERSON not in reading.marks
    asks = says or beyond or bool(reading.own_concepts & terms.wishes) or reading.claim
    if not asks or not (places or beyond or len(topics) >= PAIR):
        return decision
    untold = next((item for item in places if not _told(item, terms)), None)
    if untold and says and topics == places:
        return replace(NOT_STATED, reason="other-place", blame=untold.text, unsound=UNMENTIONED)
    if untold:
        return replace(NOT_STATED, reason="other-place", blame=untold.text)
    return decision if says and not beyond else NOT_STATED


def _told(item: Evidence, terms: Terms) -> bool:
    """Whether some answer names a place, or one within it; the region around a country does not name it."""
    named = frozenset(place for target in terms.targets.all for place in target.named)
    around = {f"{PLACE}{larger}" for place in named for larger in terms.within.get(place.removeprefix(PLACE), ())}
    return bool(item.concepts & (named | around))


def _bare(item: Evidence, releases: frozenset[str]) -> bool:
    """Whether evidence beside the name of a place asks nothing of it ("about Mali, please", "Mali in the report")."""
    return FILLER in item.concepts or (bool(item.concepts) and item.concepts <= releases)


def _idle(item: Evidence, releases: frozenset[str], terms: Terms) -> bool:
    """Whether evidence says no more than the release, or that something is said."""
    allowed = item.concepts & (releases | ASKING | TEXTS) or FILLER in item.concepts
    return bool(item.concepts) and (bool(allowed) or terms.kinds(item.concepts) == {"soft"})
