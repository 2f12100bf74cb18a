"""How well plain intents are told apart, and questions that none of them covers are left alone, beside other matchers.

Sets: `assistant` (bench/data: 30 intents, test questions, questions that no intent covers); `assistant-5`, with five
examples an intent; `assistant-held` and `entries-held`, where every third or fourth intent is taken out and its
questions are uncovered; `entries`, the examples of the shipped entries, every fourth one a question, with the
uncovered questions of the assistant. Asserts nothing.

Columns: accuracy among the covered; AUROC of covered against uncovered by confidence; area under the risk-coverage
curve (an answer to an uncovered question is wrong); wrong share at 30, 50 and 70 % answered; all in percent; then mean
and 99th percentile of the time of a question in milliseconds, and the time of the index in seconds.

usage: intents.py [--set NAME]
"""

from __future__ import annotations

import argparse
import importlib.util
import math
import random
import statistics
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from rapidfuzz import fuzz, process

from iombot.knowledge.base import KnowledgeBase, all_languages, load_knowledge
from iombot.lazy import load
from iombot.understanding.likeliest import LikeliestIntent
from iombot.understanding.text import words

DATA = Path(__file__).parent / "data"
SEED = 2023
COVERAGES = (0.3, 0.5, 0.7)
FEWEST = 5
"""Examples that an entry needs to take part, and examples an intent in `assistant-5`."""

Examples = Mapping[str, Sequence[str]]
Guess = tuple[str | None, float]
Matcher = Callable[[str], Guess]


@dataclass(frozen=True)
class Trial:
    """Examples to learn from and questions with the right intent, None where none is."""

    name: str
    examples: Examples
    questions: list[tuple[str, str | None]]


def trials() -> Iterator[Trial]:
    """Every set, in parts where it is cut in several ways."""
    own = examples_of(load_knowledge(DATA / "assistant"))
    asked = yaml.safe_load((DATA / "assistant-questions.yaml").read_text("utf-8"))
    covered = [(text, id) for id, texts in asked["covered"].items() for text in texts]
    uncovered: list[tuple[str, str | None]] = [(text, None) for text in asked["uncovered"]]
    luck = random.Random(SEED)
    yield Trial("assistant", own, covered + uncovered)
    yield Trial("assistant-5", {id: luck.sample(texts, FEWEST) for id, texts in own.items()}, covered + uncovered)
    yield from held("assistant-held", own, covered, 3)
    shipped = load_knowledge()
    # Not its small talk, which covers some of the uncovered questions.
    entries = {id: texts for id, texts in examples_of(shipped).items() if id in shipped.entries}
    entries = {id: texts for id, texts in entries.items() if len(texts) >= FEWEST}
    mixed = {id: luck.sample(texts, len(texts)) for id, texts in entries.items()}
    learnt = {id: [text for place, text in enumerate(texts) if place % 4] for id, texts in mixed.items()}
    rest = [(text, id) for id, texts in mixed.items() for text in texts[::4]]
    yield Trial("entries", learnt, rest + uncovered)
    yield from held("entries-held", learnt, rest, 4)


def held(name: str, examples: Examples, questions: list[tuple[str, str]], parts: int) -> Iterator[Trial]:
    """Trials that lack one part of the intents each."""
    ids = sorted(examples)
    random.Random(SEED).shuffle(ids)
    for part in range(parts):
        gone = set(ids[part::parts])
        kept = {id: texts for id, texts in examples.items() if id not in gone}
        yield Trial(name, kept, [(text, None if id in gone else id) for text, id in questions])


def examples_of(base: KnowledgeBase) -> dict[str, list[str]]:
    """Example utterances by id."""
    entries = {entry.id: list(all_languages(entry.utterances)) for entry in base.entries.values()}
    return entries | {intent.id: list(all_languages(intent.utterances)) for intent in base.intents.values()}


def iombot(examples: Examples) -> Matcher:
    """What iombot does."""
    index = LikeliestIntent(examples)

    def match(text: str) -> Guess:
        found = index.find(text)
        return (found.id, found.confidence) if found else (None, 0.0)

    return match


def fuzzy(examples: Examples) -> Matcher:
    """The nearest example by WRatio."""
    texts = [text for several in examples.values() for text in several]
    ids = [id for id, several in examples.items() for _ in several]

    def match(text: str) -> Guess:
        _, score, place = process.extractOne(text, texts, scorer=fuzz.WRatio)
        return ids[place], score

    return match


def bm25(examples: Examples) -> Matcher:
    """The nearest example by BM25 (k1 1.2, b 0.75)."""
    counts = [(id, Counter(words(text))) for id, several in examples.items() for text in several]
    seen = Counter(word for _, count in counts for word in count)
    rarity = {word: math.log(1 + (len(counts) - n + 0.5) / (n + 0.5)) for word, n in seen.items()}
    mean = sum(count.total() for _, count in counts) / len(counts)
    postings: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for place, (_, count) in enumerate(counts):
        for word, n in count.items():
            weight = rarity[word] * n * 2.2 / (n + 1.2 * (0.25 + 0.75 * count.total() / mean))
            postings[word].append((place, weight))

    def match(text: str) -> Guess:
        scores: dict[int, float] = defaultdict(float)
        for word in set(words(text)):
            for place, weight in postings.get(word, ()):
                scores[place] += weight
        best = max(scores, key=scores.__getitem__, default=None)
        return (None, 0.0) if best is None else (counts[best][0], scores[best])

    return match


def regression(examples: Examples) -> Matcher:
    """TF-IDF over words and pairs with logistic regression (scikit-learn, which is no dependency)."""
    vectorizer = load("sklearn.feature_extraction.text:TfidfVectorizer")(ngram_range=(1, 2), sublinear_tf=True)
    logistic = load("sklearn.linear_model:LogisticRegression")(C=10, max_iter=1000)
    model = load("sklearn.pipeline:make_pipeline")(vectorizer, logistic)
    model.fit(
        [text for several in examples.values() for text in several],
        [id for id, several in examples.items() for _ in several],
    )

    def match(text: str) -> Guess:
        shares = model.predict_proba([text])[0]
        best = shares.argmax()
        return str(model.classes_[best]), float(shares[best])

    return match


def measure(trial: Trial, make: Callable[[Examples], Matcher]) -> list[float]:
    """The columns of one trial."""
    begin = time.perf_counter()
    match = make(trial.examples)
    built = time.perf_counter() - begin
    guesses, times = [], []
    for text, _ in trial.questions:
        begin = time.perf_counter()
        guesses.append(match(text))
        times.append(1000 * (time.perf_counter() - begin))
    right = [guess[0] == id for guess, (_, id) in zip(guesses, trial.questions, strict=True)]
    sureness = [guess[1] for guess in guesses]
    inside = [id is not None for _, id in trial.questions]
    accuracy = sum(ok for ok, known in zip(right, inside, strict=True) if known) / sum(inside)
    risks = risk_curve(sureness, right)
    shares = [accuracy, auroc(sureness, inside), statistics.mean(risks)]
    shares += [risks[round(share * len(risks)) - 1] for share in COVERAGES]
    last = statistics.quantiles(times, n=100)[98]
    return [*(100 * share for share in shares), statistics.mean(times), last, built]


def risk_curve(sureness: Sequence[float], right: Sequence[bool]) -> list[float]:
    """Wrong share among the surest one, two, three, ..."""
    order = sorted(range(len(right)), key=lambda place: (-sureness[place], right[place]))
    wrong, curve = 0, []
    for count, place in enumerate(order, 1):
        wrong += not right[place]
        curve.append(wrong / count)
    return curve


def auroc(sureness: Sequence[float], inside: Sequence[bool]) -> float:
    """How often a covered question is surer than an uncovered one; a tie is half."""
    known = [sure for sure, is_known in zip(sureness, inside, strict=True) if is_known]
    others = [sure for sure, is_known in zip(sureness, inside, strict=True) if not is_known]
    wins = sum((one > other) + (one == other) / 2 for one in known for other in others)
    return wins / (len(known) * len(others))


def main() -> None:
    """Measure every matcher on every set and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--set", dest="only", help="one set only")
    only = parser.parse_args().only
    matchers = {"iombot": iombot, "WRatio": fuzzy, "BM25": bm25}
    if importlib.util.find_spec("sklearn"):
        matchers["TF-IDF + LR"] = regression
    parts: dict[str, list[Trial]] = defaultdict(list)
    for trial in trials():
        parts[trial.name].append(trial)
    print(f"{'':<28}    acc  auroc   aurc  w@30  w@50  w@70     ms    p99  index")
    for name, several in parts.items():
        for label, make in matchers.items() if only in (None, name) else ():
            columns = [statistics.mean(column) for column in zip(*(measure(one, make) for one in several), strict=True)]
            print(f"{name:<15}{label:<13}" + "".join(f" {column:6.1f}" for column in columns[:6]), end="")
            print("".join(f" {column:6.2f}" for column in columns[6:]), flush=True)


if __name__ == "__main__":
    main()
