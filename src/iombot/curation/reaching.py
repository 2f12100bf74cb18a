"""Whether the example utterances lead where they should, and which entries are easily taken for one another."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from iombot.curation.examples import Asked, Pair, confusable
from iombot.curation.whereabouts import Spot, Whereabouts
from iombot.errors import Finding
from iombot.knowledge.base import KnowledgeBase


def check_reaching(asked: Sequence[Asked], base: KnowledgeBase, where: Whereabouts) -> Iterator[Finding]:
    """Entries and intents that cannot be reached, examples that lead elsewhere, confusable pairs."""
    reached = {one.example.id for one in asked if one.reached}
    lost = {one.example.id: one.example for one in asked if one.example.id not in reached}
    for example in lost.values():
        spot = where.spot(example.part, example.id).at("id")
        yield spot.error(f"{example.id!r} cannot be reached: not one of its example utterances leads to it")
    for one in asked:
        if one.example.id not in one.reply.entries:
            yield _elsewhere(one, base, where.spot(one.example.part, one.example.id).at(*one.example.path))
    for pair in confusable(asked):
        yield _confusable(pair, where.spot("entries", pair.first.example.id).at("utterances"))


def _elsewhere(one: Asked, base: KnowledgeBase, spot: Spot) -> Finding:
    """What becomes of an example that does not lead to its entry or intent.

    What stands behind an entry was checked against a release, so another answer to its question is a wrong one. Small
    talk gives way to questions, which is no more than a warning; one politeness may do for another.
    """
    text, reply = repr(one.example.text), one.reply
    if one.offered:
        others = ", ".join(repr(option.id) for option in reply.options if option.id != one.example.id)
        return spot.warning(f"{text} is not answered: the bot asks whether {others} is meant")
    if not reply.entries:
        return spot.warning(f"{text} is not answered (status {reply.status}): say it in words of the lexicon")
    message = f"{text} leads to {', '.join(map(repr, reply.entries))} instead"
    if one.example.part == "entries":
        return spot.error(message)
    talk = [base.intents[id].status for id in reply.entries if id in base.intents]
    return spot.note(message) if base.intents[one.example.id].status in talk else spot.warning(message)


def _confusable(pair: Pair, spot: Spot) -> Finding:
    first, second = pair.first, pair.second
    return spot.warning(
        f"is confusable with {second.example.id!r}: in other words, {_scores(first)}, and {_scores(second)}"
    )


def _scores(one: Asked) -> str:
    """An example with the scores of both entries. Raises `ValueError` where no other entry would answer it."""
    if one.rival is None:
        raise ValueError(one.example.text)
    own, rival = f"{one.example.id!r} {one.rival.own:.2f}", f"{one.rival.id!r} {one.rival.score:.2f}"
    return f"{one.example.text!r} may get {rival} for {own}"
