"""Where the features of examples stand, in few objects: a tuple of places is shared by all that stand there alone."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from typing import TypeVar

Posting = tuple[tuple[int, ...], tuple[float, ...]]
"""Numbers of what holds a feature, and what it weighs in each."""
NOWHERE: Posting = ((), ())
"""The posting of a feature that nothing holds."""

Value = TypeVar("Value", bound=Hashable)


class Shared:
    """Makes equal values one object, which says the same in less memory."""

    def __init__(self) -> None:
        self._known: dict[Hashable, Hashable] = {}

    def __call__(self, value: Value) -> Value:
        """The first value that was equal to this one; only for values of one kind, since 1 is equal to 1.0, too."""
        return self._known.setdefault(value, value)  # type: ignore[return-value]


def postings(found: Mapping[str, Sequence[tuple[int, float]]], shared: Shared) -> dict[str, Posting]:
    """Postings of features, from number and weight of each holder; they take half the memory of the pairs."""
    return {
        feature: (shared(tuple(number for number, _ in pairs)), tuple(weight for _, weight in pairs))
        for feature, pairs in found.items()
    }
