"""Kept questions, sorted for people: what is asked in much the same words counts together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from rapidfuzz import fuzz, process, utils

from iombot.questions_log.store import Asked

SIMILAR: Final = 75.0
"""Least likeness (0 to 100, of `rapidfuzz.fuzz`) of the words of two questions in one group.

Only questions with the same nearest entry come together: of the pairs of shipped example utterances that are so alike,
three in four belong to different entries ("how many men", "how many women"). Where the entry is the same, words that
only one of two questions has do not count; where there is none, they do."""
MOST: Final = 5_000
"""Different questions that are compared, the most frequent ones; their comparison takes about a second."""


@dataclass(frozen=True)
class Question:
    """One question, whenever it was asked."""

    text: str
    """As first kept; empty for 👎 without a question."""
    times: int
    reasons: Mapping[str, int]
    """How often for which reason."""
    nearest: str
    """Id of the entry that was nearest most often; empty where there was none."""
    first: date
    last: date
    version: str
    """Version of the knowledge base that was asked last."""


@dataclass(frozen=True)
class Group:
    """Questions that say much the same, the most frequent first."""

    questions: tuple[Question, ...]

    @property
    def times(self) -> int:
        """How often any of them was noted."""
        return sum(question.times for question in self.questions)

    @property
    def nearest(self) -> str:
        """Id of the nearest entry, the same for all; empty where there is none."""
        return self.questions[0].nearest

    @property
    def reasons(self) -> list[str]:
        """Why they were noted, the most frequent reason first."""
        total: Counter[str] = Counter()
        for question in self.questions:
            total.update(question.reasons)
        return [reason for reason, _ in total.most_common()]

    @property
    def last(self) -> Question:
        """The one that was asked last."""
        return max(self.questions, key=lambda question: question.last)


def grouped(asked: Iterable[Asked]) -> list[Group]:
    """The groups, the most frequent first; of questions beyond `MOST`, the rarest are left out."""
    by_entry: dict[str, list[tuple[str, Question]]] = defaultdict(list)
    for words, question in sorted(_questions(asked), key=lambda pair: (-pair[1].times, pair[0]))[:MOST]:
        by_entry[question.nearest].append((words, question))
    groups = [group for questions in by_entry.values() for group in _alike(questions)]
    return sorted(groups, key=lambda group: (-group.times, group.questions[0].text, group.nearest))


@dataclass
class _Tally:
    """What is known of one question."""

    texts: list[str] = field(default_factory=list)
    reasons: Counter[str] = field(default_factory=Counter)
    nearest: Counter[str] = field(default_factory=Counter)
    days: list[tuple[date, str]] = field(default_factory=list)
    """Days with the version of the knowledge base."""


def _questions(asked: Iterable[Asked]) -> Iterator[tuple[str, Question]]:
    """Each question once, with its words in alphabetical order."""
    tallies: dict[str, _Tally] = defaultdict(_Tally)
    for one in asked:
        record = one.record
        words = " ".join(sorted(utils.default_process(record.question).split()))
        # Without words, the entry alone tells what it was about.
        tally = tallies[words or f"\0{record.question or record.nearest}"]
        tally.texts.append(record.question)
        tally.reasons[record.reason] += one.times
        tally.nearest[record.nearest] += one.times
        tally.days.append((record.day, record.knowledge))
    for words, tally in tallies.items():
        (first, _), (last, version) = min(tally.days), max(tally.days)
        nearest = tally.nearest.most_common(1)[0][0]
        yield words, Question(tally.texts[0], tally.reasons.total(), tally.reasons, nearest, first, last, version)


def _alike(questions: list[tuple[str, Question]]) -> Iterator[Group]:
    """Groups around the most frequent questions: each question joins the one that it is most like."""
    heads: list[str] = []
    members: list[list[Question]] = []
    for words, question in questions:
        scorer = fuzz.token_set_ratio if question.nearest else fuzz.ratio
        found = process.extractOne(words, heads, scorer=scorer, score_cutoff=SIMILAR) if question.text else None
        if found:
            members[found[2]].append(question)
        else:
            heads.append(words)
            members.append([question])
    return (Group(tuple(group)) for group in members)
