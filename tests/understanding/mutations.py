"""Breaks the engine on purpose, one rule at a time, and looks for a sentence that notices.

Run it from the top folder: `python -m tests.understanding.mutations` prints a line for each mutation and ends with 1 if
one goes unnoticed. A mutation replaces a name wherever a module of the core holds it, so it survives a move of the code
but not a change of the name: then it says so.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from operator import attrgetter
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType
from typing import Any

from tests.understanding.sentences import Sentence, read_sentences

from iombot import dialogue, understanding
from iombot.dialogue.core import Bot
from iombot.knowledge.base import KnowledgeBase, load_knowledge

HERE = Path(__file__).parent


@dataclass(frozen=True)
class Mutation:
    """A rule that is broken."""

    what: str
    name: str
    """A name of some module of the core, or `Class.attribute`."""
    broken: object
    """What stands in its place."""


def _nothing(*_: object, **__: object) -> None:
    return None


def _always(*_: object, **__: object) -> bool:
    return True


def _never(*_: object, **__: object) -> bool:
    return False


MUTATIONS = [
    Mutation("no constraint excludes anything", "Fit.possible", property(_always)),
    Mutation("a year that is not covered is let pass", "uncovered_years", lambda _target, _years: []),
    Mutation("a year that is covered excludes", "uncovered_years", lambda _target, years: years),
    Mutation("rivals and uncovered aspects no longer exclude", "Findings.block", _nothing),
    Mutation("nothing is denied", "Findings.deny", _nothing),
    Mutation("what the question before was not answered for is forgotten", "Limits.as_before", _nothing),
    Mutation("a target needs not be spoken of", "_Holding._pointless", _nothing),
    Mutation("an unheard-of name is let pass", "Limits._unheard_of", _nothing),
    Mutation("a word that the question turns on is let pass", "is_head", _never),
    Mutation("what is asked of somebody by name is let pass", "only_a_name", _never),
    Mutation("a part is counted as the whole", "Limits.restricted", _nothing),
    Mutation("who was there before is who is there now", "Limits.earlier", _nothing),
    Mutation("a people is its country", "with_nationals", lambda reading, *_: reading),
    Mutation("a bare question for a contact is not understood", "Manners.seeks_anybody", _never),
    Mutation("the first of a list is not checked", "Agreeing.first", _nothing),
    Mutation("words that nothing explains cost nothing", "Vocabulary.weight", lambda *_: 0.0),
    Mutation("everything that is not covered costs nothing", "PLAIN_WEIGHT", 0.0),
    Mutation("no share of the question need be explained", "ACCEPT", 0.0),
    Mutation("all of the question must be explained", "ACCEPT", 1.01),
    Mutation("no margin between the best two is asked for", "MARGIN", -1.0),
    Mutation("a wide margin is asked for", "MARGIN", 5.0),
    Mutation("examples break no ties", "ExampleIndex.likeness", lambda _index, _reading: {}),
    Mutation("what examples say explains nothing", "Limits.of_examples", _never),
    Mutation("a rarer word narrows nothing", "Limits.narrowed", _nothing),
    Mutation("slips of the keyboard are not corrected", "slips_allowed", lambda _length: 0),
    Mutation("words of the language are corrected into others", "Lexicon.known", _never),
    Mutation("nothing is calculated", "calculate", _nothing),
    Mutation("figures of different kinds are set against each other", "differing", _nothing),
    Mutation("parts are added to what holds them", "Quantities.overlap", _never),
    Mutation("a choice is not understood", "chosen", _nothing),
    Mutation("ranks name nothing", "named_lines", lambda reading, _shown: reading),
    Mutation("nothing just shown is pointed at", "point", _nothing),
    Mutation("nothing is said again", "went_back_to", _nothing),
    Mutation("no year is told from another", "with_year", _nothing),
    Mutation("nothing is looked for on a list", "member", _nothing),
    Mutation("nobody is named to ask about an answer", "whom_to_ask", _nothing),
    Mutation("nobody is named to ask about a story", "Reaching.put", _nothing),
    Mutation("nothing has a counterpart", "Counterparts.put", _nothing),
    Mutation("phones and addresses belong to nobody", "resolve", lambda reading, _book: reading),
    Mutation("nobody is in need", "needs_help", _never),
    Mutation("small words tell of no need", "_told_of", lambda *_, **__: iter(())),
    Mutation("a need is over at once", "stands_clear", _always),
    Mutation("a need is all that is asked", "without_need", lambda _reading: ""),
    Mutation("small talk is heard in any few words", "NEARLY", 0.0),
    Mutation("nothing is small talk", "Manners.small_talk", _nothing),
    Mutation("nobody describes who is in a photo", "Pictured.name", lambda _pictured, reading: reading),
    Mutation("a question is never a claim", "as_claim", lambda reading, _grammar: reading),
    Mutation("a message is one question", "clauses", lambda *_, **__: []),
]


def core_modules() -> list[ModuleType]:
    """All modules of understanding and dialogue."""
    return [
        import_module(f"{package.__name__}.{found.name}")
        for package in (understanding, dialogue)
        for found in iter_modules(package.__path__)
    ]


@contextmanager
def applied(mutation: Mutation) -> Iterator[None]:
    """The core with one rule broken. Raises `LookupError` if no module holds the name."""
    owner, _, attribute = mutation.name.rpartition(".")
    holders: list[Any] = (
        [attrgetter(owner)(one) for one in core_modules() if hasattr(one, owner)] if owner else core_modules()
    )
    kept = [(holder, vars(holder)[attribute]) for holder in dict.fromkeys(holders) if attribute in vars(holder)]
    if not kept:
        raise LookupError(f"nothing is called {mutation.name}: bring the mutation up to date")
    for holder, _kept in kept:
        setattr(holder, attribute, mutation.broken)
    try:
        yield
    finally:
        for holder, before in kept:
            setattr(holder, attribute, before)


def noticed(mutation: Mutation, sentences: list[Sentence], base: KnowledgeBase) -> str:
    """The first sentence that holds no longer; empty where all do."""
    with applied(mutation):
        bot = Bot(base)
        return next((sentence.id for sentence in sentences if _fails(sentence, bot)), "")


def _fails(sentence: Sentence, bot: Bot) -> bool:
    try:
        return bool(sentence.complaints(bot))
    except (AttributeError, IndexError, TypeError, ValueError):  # a broken engine may stumble; that is noticed too
        return True


def main() -> int:
    """Every mutation with a sentence that notices it; 1 if one goes unnoticed."""
    base = load_knowledge(HERE / "lake")
    sound = Bot(base)
    # A sentence that fails by itself notices nothing.
    sentences = [sentence for sentence in read_sentences(HERE / "lake_sentences") if not sentence.complaints(sound)]
    unnoticed = 0
    for mutation in MUTATIONS:
        found = noticed(mutation, sentences, base)
        unnoticed += not found
        print(f"{mutation.what}: {found or 'NOT NOTICED'}")  # noqa: T201 (its purpose)
    return int(unnoticed > 0)


if __name__ == "__main__":
    sys.exit(main())
