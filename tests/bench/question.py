"""How long a question takes once the knowledge base is loaded, beside one fuzzy search over all example utterances.

The questions are the example utterances themselves, as they are and with letters dropped, so that nothing is learnt by
heart and spelling correction has work to do. Prints mean, median and 99th percentile; asserts nothing.

usage: question.py [--rounds N] [--knowledge DIR]
"""

from __future__ import annotations

import argparse
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from rapidfuzz import fuzz, process

from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase, all_languages, load_knowledge

SEED = 2023
MISSPELT = 3
"""Every so many-th question loses a letter."""


def examples(base: KnowledgeBase) -> list[str]:
    """All example utterances of the knowledge base, in order."""
    phrases = [one.utterances for one in base.entries.values()] + [one.utterances for one in base.intents.values()]
    return [text for several in phrases for text in all_languages(several)]


def misspell(text: str, luck: random.Random) -> str:
    """The text without one of its letters."""
    gone = luck.randrange(len(text))
    return text[:gone] + text[gone + 1 :]


def milliseconds(act: Callable[[str], object], questions: list[str]) -> list[float]:
    """What each question took."""
    found = []
    for question in questions:
        begin = time.perf_counter()
        act(question)
        found.append(1000 * (time.perf_counter() - begin))
    return found


def show(name: str, times: list[float]) -> None:
    """One line of figures."""
    last = statistics.quantiles(times, n=100)[98]
    print(f"{name:<24} mean {statistics.mean(times):7.3f} ms  median {statistics.median(times):7.3f}  p99 {last:7.3f}")


def main() -> None:
    """Measure both on the same questions and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=1, help="how often every question is asked (default 1)")
    parser.add_argument("--knowledge", type=Path, help="another knowledge base")
    given = parser.parse_args()
    base = load_knowledge(given.knowledge)
    bot = Bot(base)
    utterances = examples(base)
    luck = random.Random(SEED)
    asked = [misspell(text, luck) if place % MISSPELT == 0 else text for place, text in enumerate(utterances)]
    luck.shuffle(asked)
    asked *= given.rounds
    bot.respond(asked[0], ChatState())  # whatever is built at the first question is no part of the others
    ours = milliseconds(lambda text: bot.respond(text, ChatState()), asked)
    search = milliseconds(lambda text: process.extractOne(text, utterances, scorer=fuzz.WRatio), asked)
    print(f"{len(asked)} questions, {len(utterances)} example utterances")
    show("Bot.respond", ours)
    show("extractOne WRatio", search)
    print(f"ratio of the means {statistics.mean(ours) / statistics.mean(search):.2f} (bar 1)")


if __name__ == "__main__":
    main()
