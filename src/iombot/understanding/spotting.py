"""From tokens to evidence: which words evoke which concepts, longest form first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iombot.understanding.lexicon import Lexicon, Node
from iombot.understanding.text import Token

MAX_SKIPPED = 2
"""How many articles or prepositions may stand inside a form of several words ("share of the returns")."""


@dataclass(frozen=True)
class Evidence:
    """A stretch of the utterance and what it evokes."""

    start: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    text: str
    """The words as typed."""
    concepts: frozenset[str]
    """What the words may mean; empty for words that nothing in the knowledge base explains."""
    similarity: float = 1.0
    """1 where the words stand in the lexicon, less for each slip of the keyboard."""
    weight: float = 1.0
    """How much it counts where nothing explains it: the commonest words of a language say little."""
    background: bool = False
    """Whether it stands outside the question itself: told before, in another sentence or an earlier turn. It may
    complete a question, but does not count against an answer."""


@dataclass(frozen=True)
class _Reach:
    """How far a form was followed: the next token, the node reached, words matched, likeness."""

    position: int
    node: Node | None
    """None before the first word."""
    similarity: float
    length: int


class Spotter:
    """Finds the forms of a lexicon in tokens."""

    def __init__(self, lexicon: Lexicon, skip: frozenset[str]) -> None:
        self.lexicon = lexicon
        self.skip = skip

    def spot(self, tokens: Sequence[Token]) -> list[Evidence]:
        """Evidence in the order of the utterance, without overlaps: the longest form wins, then the closest match."""
        shouting = sum(token.shouted for token in tokens) * 2 > len(tokens)
        found: list[Evidence] = []
        for start in range(len(tokens)):
            if tokens[start].kind == "word" or tokens[start].kind == "number":
                found += self._from(tokens, start, shouting)
        found.sort(key=lambda item: (item.start - item.end, -item.similarity, item.start))
        taken = [False] * len(tokens)
        kept: dict[tuple[int, int], Evidence] = {}
        for item in found:
            span = (item.start, item.end)
            if span in kept:
                if item.similarity >= kept[span].similarity - 0.02:
                    kept[span] = _both(kept[span], item)
            elif not any(taken[item.start : item.end]):
                kept[span] = item
                taken[item.start : item.end] = [True] * (item.end - item.start)
        return [kept[span] for span in sorted(kept)]

    def _from(self, tokens: Sequence[Token], start: int, shouting: bool) -> Iterator[Evidence]:
        reaches = [_Reach(start, None, 1.0, 0)]
        while reaches:
            reach = reaches.pop()
            if reach.node and reach.node.concepts:
                text = " ".join(token.raw for token in tokens[start : reach.position])
                yield Evidence(start, reach.position, text, frozenset(reach.node.concepts), reach.similarity)
            reaches += self._steps(tokens, reach, shouting)

    def _steps(self, tokens: Sequence[Token], reach: _Reach, shouting: bool) -> Iterator[_Reach]:
        position = reach.position
        skipped = 0
        while position < len(tokens) and skipped <= MAX_SKIPPED:
            token = tokens[position]
            yield from self._over(token, reach, position + 1, shouting)
            yield from self._joined(tokens, position, reach)
            # Inside a form, articles, prepositions and hyphens may stand between its words.
            if reach.length == 0 or not (token.text in self.skip or token.raw in "-–/&"):
                return
            skipped += 1
            position += 1

    def _over(self, token: Token, reach: _Reach, position: int, shouting: bool) -> Iterator[_Reach]:
        if token.kind not in ("word", "number"):
            return
        text = token.text
        if text in self.lexicon.capitals and (shouting or not token.shouted) and reach.length == 0:
            return
        for match in self.lexicon.matches(text):
            similarity = min(reach.similarity, match.similarity)
            for node in self._next(reach.node, match.word):
                yield _Reach(position, node, similarity, reach.length + 1)
        pair = self.lexicon.pair(text)
        for first in self._next(reach.node, pair[0]) if pair else ():
            for second in first.next.get(pair[1], ()) if pair else ():
                yield _Reach(position, second, min(reach.similarity, 0.98), reach.length + 2)

    def _next(self, node: Node | None, word: str) -> list[Node]:
        return node.next.get(word, []) if node else self.lexicon.start(word)

    def _joined(self, tokens: Sequence[Token], position: int, reach: _Reach) -> Iterator[_Reach]:
        """A word of a form that was typed as two ("work shop", "re integration")."""
        after = position + 2
        if after < len(tokens) and tokens[position + 1].raw == "-":
            after += 1
        if after > len(tokens) or tokens[position].kind != "word" or tokens[after - 1].kind != "word":
            return
        for node in self._next(reach.node, tokens[position].text + tokens[after - 1].text):
            yield _Reach(after, node, min(reach.similarity, 0.98), reach.length + 1)


def _both(first: Evidence, second: Evidence) -> Evidence:
    concepts = first.concepts | second.concepts
    return Evidence(first.start, first.end, first.text, concepts, max(first.similarity, second.similarity))
