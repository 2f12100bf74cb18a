"""All surface forms as one automaton: which words may follow, and what has been said when a form ends.

Forms begin and end alike, so the smallest deterministic automaton of some twenty thousand has half as many states. It
lies in flat arrays: a few hundred kilobytes that are built once and never change.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterable, Mapping
from operator import itemgetter
from sys import intern

from iombot.knowledge.forms import Piece

NOWHERE = 0
"""The state that no word leads out of and nothing ends in."""
_ROOT = 0
"""The node where every form begins."""

Concepts = frozenset[str]
State = tuple[Concepts, tuple[tuple[int, int], ...]]
"""What ends there; and numbers of words, in ascending order, each with the state that it leads to."""
Nodes = tuple[int, ...]
"""Places that the same words lead to, in ascending order."""


class Automaton:
    """Walks along forms, word by word. States are numbers; immutable after construction."""

    __slots__ = ("_concepts", "_edges", "_said", "_targets", "_words", "numbers", "start")

    def __init__(self, states: Collection[State], numbers: Mapping[str, int]) -> None:
        """`states` from 1 on, the last of them the start; `numbers` of the words."""
        self.numbers = numbers
        """Number of each word that stands in a form."""
        self._edges = array("I", (0, 0))
        """For each state, where its part of the two next arrays begins; it ends where that of the next one does."""
        self._words = array(_least(len(numbers)))
        """Numbers of words, in ascending order for each state."""
        self._targets = array(_least(len(states)))
        """Where they lead."""
        kinds: dict[Concepts, int] = {frozenset(): 0}
        self._said = array("I", (0,))
        for concepts, leads in states:
            self._said.append(kinds.setdefault(concepts, len(kinds)))
            for number, target in leads:
                self._words.append(number)
                self._targets.append(target)
            self._edges.append(len(self._words))
        self._concepts = tuple(kinds)
        self.start = len(self._said) - 1
        """Where every form begins."""

    def follow(self, state: int, word: str) -> int:
        """Where a word leads from a state; `NOWHERE` if no form goes on like that."""
        number = self.numbers.get(word)
        if number is None:
            return NOWHERE
        end = self._edges[state + 1]
        place = bisect_left(self._words, number, self._edges[state], end)
        return self._targets[place] if place < end and self._words[place] == number else NOWHERE

    def said(self, state: int) -> Concepts:
        """What the forms that end in a state evoke; empty where none does."""
        return self._concepts[self._said[state]]

    def goes_on(self, state: int) -> bool:
        """Whether any form goes on from a state."""
        return self._edges[state] < self._edges[state + 1]


def _least(highest: int) -> str:
    """The code of the smallest array that holds a number: two bytes are enough for twenty thousand forms."""
    return "H" if highest < 1 << 16 else "I"


class Builder:
    """Takes forms in; each is a way of its own until all of them are joined."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        # Every edge leads from a lower node to a higher one.
        self._next: list[dict[int, Nodes]] = [{}]
        self._said: dict[int, Concepts] = {}
        self._plain: dict[tuple[int, int], int] = {}

    def _number(self, word: str) -> int:
        return self.numbers.setdefault(intern(word), len(self.numbers))

    def _node(self) -> int:
        self._next.append({})
        return len(self._next) - 1

    def _lead(self, nodes: Iterable[int], number: int, following: int) -> None:
        for node in nodes:
            moves = self._next[node]
            moves[number] = (*moves[number], following) if number in moves else (following,)

    def _says(self, node: int, concepts: Concepts) -> None:
        self._said[node] = self._said.get(node, frozenset()) | concepts

    def add_plain(self, words: Iterable[str], concepts: Concepts) -> None:
        """A form without brackets; those that begin alike share nodes."""
        node = _ROOT
        for number in map(self._number, words):
            following = self._plain.get((node, number))
            if following is None:
                self._plain[node, number] = following = self._node()
                self._lead((node,), number, following)
            node = following
        self._says(node, concepts)

    def add(self, pieces: Iterable[Piece], concepts: Concepts) -> None:
        """A form with choices or with words that may be left out."""
        ends = [_ROOT]
        for piece in pieces:
            last = []
            for option in piece.options:
                nodes = ends
                for number in map(self._number, option[:-1]):
                    following = self._node()
                    self._lead(nodes, number, following)
                    nodes = [following]
                last.append((nodes, self._number(option[-1])))
            end = self._node()
            for nodes, number in last:
                self._lead(nodes, number, end)
            ends = [*ends, end] if piece.optional else [end]
        for node in ends:
            self._says(node, concepts)

    def automaton(self) -> Automaton:
        """The smallest deterministic automaton of all forms (subset construction, then equal states are one)."""
        moves, nothing = self._joined(), Concepts()
        numbers: dict[Nodes, int] = {}
        states: dict[State, int] = {}
        # An edge leads to a set whose lowest node is higher: what a set leads to is settled before the set itself.
        for nodes in sorted(moves, key=itemgetter(0), reverse=True):
            leads = sorted((number, numbers[following]) for number, following in moves[nodes].items())
            said = nothing.union(*(self._said.get(node, nothing) for node in nodes))
            numbers[nodes] = states.setdefault((said, tuple(leads)), len(states) + 1)
        return Automaton(states, self.numbers)

    def _joined(self) -> dict[Nodes, dict[int, Nodes]]:
        """Every set of nodes that some words lead to, with the sets that the next word leads to."""
        found: dict[Nodes, dict[int, Nodes]] = {}
        waiting: list[Nodes] = [(_ROOT,)]
        while waiting:
            nodes = waiting.pop()
            if nodes in found:
                continue
            moves = self._next[nodes[0]]
            if len(nodes) > 1:
                several: dict[int, list[int]] = {}
                for node in nodes:
                    for number, following in self._next[node].items():
                        several.setdefault(number, []).extend(following)
                moves = {number: tuple(sorted(set(following))) for number, following in several.items()}
            found[nodes] = moves
            waiting += moves.values()
        return found
