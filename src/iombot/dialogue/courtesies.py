"""What stands around a question only to be polite: "Dear team, ...", "... Thanks in advance!"."""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from sys import intern

from iombot.knowledge.base import KnowledgeBase, all_languages
from iombot.knowledge.forms import written_out
from iombot.understanding.text import QUESTION_MARKS, words

FARTHEST = 60
"""Characters from either end of a message within which courtesies are looked for."""
MOST_WORDINGS = 1_000
"""Wordings up to which a form is written out."""
_SENTENCE = re.compile(r"[,.!?…\n]\s*|\s(?=[^\W\d_a-z])")
"""Where a sentence begins: behind a mark, or with a capital letter."""
_PAUSE = r"[,.:;!?…\n]\s*"


class Courtesies:
    """The phrases of politeness, and the small talk that is said around a question."""

    def __init__(self, phrases: Iterable[str], joining: Iterable[str] = (), asking: Iterable[str] = ()) -> None:
        """The words of `joining` may stand between phrases: "thanks *and* bye"; questions begin with `asking`."""
        self._phrases = {tuple(map(intern, words(phrase))): phrase for phrase in phrases}
        self._longest = max(map(len, self._phrases), default=0)
        self._joining = frozenset(joining)
        begin = "|".join(sorted(map(re.escape, asking)))
        # On a phone, the pause is often left out: "hello brother how many ...".
        self._pause = re.compile(rf"{_PAUSE}|\b(?=(?:{begin})\b)" if begin else _PAUSE, re.IGNORECASE)

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Courtesies:
        """Those of a knowledge base, in all its languages."""
        languages = knowledge.languages.values()
        forms = (form for language in languages for form in language.courtesies)
        around = (intent for intent in knowledge.intents.values() if intent.around)
        return cls(
            [
                *(phrase for form in forms for phrase in written_out(form, MOST_WORDINGS)),
                *(word for language in languages for word in language.addresses),
                *(text for intent in around for text in all_languages(intent.utterances)),
            ],
            (word for language in languages for word in language.conjunctions),
            # "Sister who is in Niger needs help" speaks of her.
            {word for one in languages for word in one.interrogatives if word not in one.relative_pronouns},
        )

    def without(self, utterance: str, asks: Callable[[str], bool]) -> str:
        """The message without the courtesies that it begins and ends with; what is left must ask for something."""
        bodies = (utterance[:start] for start in self._behind(utterance))
        body = next(filter(asks, bodies), utterance)
        return next(filter(asks, (body[end:] for end in self._before(body))), body)

    def _before(self, utterance: str) -> Iterator[int]:
        """Where a message may begin behind its courtesies, the longest stretch of them first."""
        ends = [pause.end() for pause in self._pause.finditer(utterance, 0, FARTHEST)]
        return (end for end in reversed(ends) if self._only(utterance[:end]))

    def _behind(self, utterance: str) -> Iterator[int]:
        """Where the courtesies may begin that a message ends with, the longest stretch of them first."""
        starts = (end.end() for end in _SENTENCE.finditer(utterance, max(len(utterance) - FARTHEST, 0)))
        return (start for start in starts if self._only(utterance[start:]))

    def _only(self, said: str) -> bool:
        """Whether a stretch is nothing but courtesies, and no question."""
        asked = any(mark in said for mark in QUESTION_MARKS)
        return not asked and bool(in_a_row(words(said), self._phrases, self._longest, self._joining))


def in_a_row(
    said: tuple[str, ...], phrases: Mapping[tuple[str, ...], str], longest: int, joining: Container[str]
) -> str:
    """What the last phrase stands for where words are phrases in a row; empty where they are not.

    No phrase has more than `longest` words; the words of `joining` may stand between two of them.
    """
    reached = {0: ""}
    for end in range(1, len(said) + 1):
        starts = (start for start in range(max(0, end - longest), end) if start in reached)
        found = next((phrases[said[start:end]] for start in starts if said[start:end] in phrases), "")
        if found:
            reached[end] = found
        elif said[end - 1] in joining and reached.get(end - 1):
            reached[end] = reached[end - 1]
    return reached.get(len(said), "")
