"""Looks for inputs that take new ways through the code: `python tests/fuzz/guided.py text` or `yaml`.

Needs `pip install atheris`. Runs until Ctrl-C or a finding, which is left in the current folder as `crash-…`; inputs
that took new ways are kept there in `corpus-text` and `corpus-yaml`, and the next run begins with them. Every option
of libFuzzer works, such as `-max_total_time=3600` or `-runs=1000`.
"""

from __future__ import annotations

import random
import sys
from pathlib import Path

import atheris  # type: ignore[import-untyped,import-not-found,unused-ignore]

with atheris.instrument_imports(include=["iombot"]):
    from iombot.adapters.telegram.rendering import split, units
    from iombot.dialogue.core import Bot
    from iombot.dialogue.state import ChatState
    from iombot.errors import KnowledgeError
    from iombot.knowledge.base import all_languages, load_knowledge, shipped_folder
    from iombot.knowledge.loading import build_base
    from iombot.knowledge.reader import parse

KNOWLEDGE = shipped_folder()
ELSEWHERE = Path("fuzz")
"""A folder that is not the shipped one, so that the sentences of the bot are those that are shipped."""
STATUSES = {"answered", "partial", "clarify", "unknown", "referral", "chat"}
LARGEST_STATE = 50
"""Ids and names that a chat's context may hold."""
SECONDS = 10
"""Longest time for one input before it counts as a finding."""
BASE = load_knowledge()
BOT = Bot(BASE)
UTTERANCES = [text for entry in BASE.entries.values() for text in all_languages(entry.utterances)]
WORDS = sorted({word for text in UTTERANCES for word in text.split()})
FILES = [path.read_text("utf-8") for path in sorted(KNOWLEDGE.rglob("*.yaml"))]
EXCERPTS = [file[:8000].rpartition("\n")[0] for file in FILES]
LINES = sorted({line for file in FILES for line in file.splitlines()})


class WrongReplyError(Exception):
    """The bot said what it must not say; the text is not repeated."""


def text(given: bytes) -> None:
    """Two utterances, the second in the context of the first."""
    state = ChatState()
    for utterance in given.decode("utf-8", "replace").split("\n", 1):
        turn = BOT.respond(utterance, state)
        state, said = turn.state, turn.reply.text
        if turn.reply.status not in STATUSES or not said.strip():
            raise WrongReplyError("no reply")
        if any(not part.strip() or units(part) > 4096 for part in split(said)):
            raise WrongReplyError("more than a message holds")
        if max(len(state.entries), len(state.concepts), len(state.options)) > LARGEST_STATE:
            raise WrongReplyError("a context without bounds")


def yaml(given: bytes) -> None:
    """A file of a knowledge base: usable, or every fault is told in its place."""
    try:
        file = parse(given.decode("utf-8", "replace"), "fuzz.yaml")
        build_base([file], ELSEWHERE)
    except KnowledgeError as error:
        if not error.findings or not str(error):
            raise WrongReplyError("a fault without a place") from error


def spliced(given: bytes, size: int, seed: int, parts: list[str], between: str) -> bytes:
    """An input with a word or line that means something put in, taken out, or in the place of another."""
    chance = random.Random(seed)  # noqa: S311 (chance that can be repeated)
    if chance.random() < 1 / 3:
        changed: bytes = atheris.Mutate(given, size)
        return changed
    pieces = given.decode("utf-8", "replace").split(between)
    place = chance.randrange(len(pieces) + 1)
    pieces[place : place + chance.randrange(2)] = chance.sample(parts, chance.randrange(3))
    return between.join(pieces).encode()[:size]


def _mutate_text(given: bytes, size: int, seed: int) -> bytes:
    return spliced(given, size, seed, WORDS, " ")


def _mutate_yaml(given: bytes, size: int, seed: int) -> bytes:
    return spliced(given, size, seed, LINES, "\n")


TARGETS = {"text": (text, _mutate_text, 400, UTTERANCES[:200]), "yaml": (yaml, _mutate_yaml, 8000, EXCERPTS)}
"""What is tried, how inputs are changed, their longest, and those to begin with."""


def main() -> None:
    """Look until told to stop."""
    if len(sys.argv) < 2 or sys.argv[1] not in TARGETS:
        sys.exit(__doc__)
    name = sys.argv.pop(1)
    target, mutate, longest, first = TARGETS[name]
    options = [f"-max_len={longest}", f"-timeout={SECONDS}", "-rss_limit_mb=2048"]
    corpus = Path(f"corpus-{name}")
    corpus.mkdir(exist_ok=True)
    for number, given in enumerate(first):
        (corpus / str(number)).write_text(given, "utf-8")
    atheris.Setup([sys.argv[0], *options, *sys.argv[1:], str(corpus)], target, custom_mutator=mutate)
    atheris.Fuzz()


if __name__ == "__main__":
    main()
