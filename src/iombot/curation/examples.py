"""Every example utterance, put to the bot: what answers it, and what would if it were not among the examples."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from rapidfuzz import fuzz, process

from iombot.curation.whereabouts import phrase_paths
from iombot.dialogue.bare_topics import fits_of_bare
from iombot.dialogue.core import Bot
from iombot.dialogue.reply import Reply
from iombot.dialogue.state import ChatState
from iombot.dialogue.trace import Trace
from iombot.knowledge.base import KnowledgeBase, all_languages
from iombot.knowledge.reader import Path_
from iombot.understanding.fits import Fit
from iombot.understanding.text import fold

CLOSE = 1.5
"""Within this much of the best score by rules, in concept weight, the likeness to other examples has a say; also how
much a perfect likeness adds."""


@dataclass(frozen=True)
class Example:
    """An example utterance of an entry or intent."""

    part: Literal["entries", "intents"]
    id: str
    """Id of what it is an example of."""
    path: Path_
    """Where it stands inside the entry or intent."""
    text: str


@dataclass(frozen=True)
class Rival:
    """An entry that comes before the right one as soon as an utterance is not among the examples."""

    id: str
    score: float
    """Its score, as `iombot ask --explain` shows it: concept weights, 0 to about 10."""
    own: float
    """The score of the entry that the example belongs to."""


@dataclass(frozen=True)
class Asked:
    """An example, and what the bot makes of it."""

    example: Example
    reply: Reply
    rival: Rival | None = None

    @property
    def reached(self) -> bool:
        """Whether the reply comes from what it is an example of, or offers that."""
        return self.example.id in self.reply.entries or self.offered

    @property
    def offered(self) -> bool:
        """Whether the bot asks back, and what it is an example of is among the choices."""
        return any(option.id == self.example.id for option in self.reply.options)


@dataclass(frozen=True)
class Pair:
    """Two entries that answer each other's utterances."""

    first: Asked
    """An example of the first entry, which the second one would answer."""
    second: Asked
    """The same the other way round."""


def examples_of(base: KnowledgeBase) -> list[Example]:
    """All examples in the order of the knowledge base, entries first."""
    entries = (("entries", entry.id, entry.utterances) for entry in base.entries.values())
    intents = (("intents", intent.id, intent.utterances) for intent in base.intents.values())
    return [
        Example("entries" if part == "entries" else "intents", id, ("utterances", *path), text)
        for part, id, utterances in (*entries, *intents)
        for path, text in phrase_paths(utterances)
    ]


def ask(bot: Bot, examples: Iterable[Example]) -> Iterator[Asked]:
    """Put each example to the bot, in a chat of its own."""
    others = {
        entry.id: [fold(text) for text in all_languages(entry.utterances)] for entry in bot.knowledge.entries.values()
    }
    for example in examples:
        turn = bot.respond(example.text, ChatState())
        trace = turn.trace if isinstance(turn.trace, Trace) else None
        yield Asked(
            example, turn.reply, _rival(example, trace, others) if trace and example.part == "entries" else None
        )


def _rival(example: Example, trace: Trace, others: Mapping[str, list[str]]) -> Rival | None:
    """What would answer the utterance if it were not among the examples; None where that is the right entry.

    A user's question is never an example word for word, so this is nearer to what users will see: rules rank, and what
    they leave close is ranked by the other examples. None also where the entry has no other example, or where the
    utterance asks for several things.
    """
    if len(trace.parts) != 1:
        return None
    reading, ranker = trace.parts[0].reading, trace.ranker
    fits = ranker.rank(reading) or fits_of_bare(reading, ranker)
    possible = [fit for fit in fits if fit.possible and fit.target.id in others]
    own = next((fit for fit in possible if fit.target.id == example.id), None)
    said = fold(example.text)
    if not own or others[example.id] == [said]:
        return None
    close = max(fit.by_rules for fit in possible) - CLOSE

    def sounds(fit: Fit) -> float:
        texts = [text for text in others[fit.target.id] if text != said or fit.target.id != example.id]
        if fit.by_rules < close or not texts:
            return fit.by_rules
        return fit.by_rules + CLOSE * process.extractOne(said, texts, scorer=fuzz.token_set_ratio)[1] / 100

    first = max(possible, key=sounds)
    return None if first is own else Rival(first.target.id, first.by_rules, own.by_rules)


def confusable(asked: Iterable[Asked]) -> list[Pair]:
    """The pairs of entries that would answer each other's utterances, each once, in order."""
    found: dict[tuple[str, str], Asked] = {}
    for one in asked:
        if one.rival:
            found.setdefault((one.example.id, one.rival.id), one)
    order = {key: place for place, key in enumerate(found)}
    return [
        Pair(one, found[other, id])
        for (id, other), one in found.items()
        if (other, id) in found and order[id, other] < order[other, id]
    ]


def strayed(asked: Iterable[Asked]) -> Counter[tuple[str, str]]:
    """How many examples of the first of two entries the second would answer."""
    return Counter((one.example.id, one.rival.id) for one in asked if one.rival)
