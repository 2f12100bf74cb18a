"""Surface forms as curators write them: `(go|went) [back] home` stands for four phrases."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product
from math import prod
from typing import NamedTuple

_PIECE = re.compile(r"\(([^()\[\]]*)\)|\[([^()\[\]]*)\]|([^()\[\]]+)")
_BRACKETS = frozenset("()[]")
_GLUED = re.compile(r"\w[(\[]|[)\]]\w|[)\]][(\[]")


class FormError(ValueError):
    """A form whose brackets do not close or stand inside one another, or that says nothing."""


class Piece(NamedTuple):
    """A stretch of a form: one of several runs of words, perhaps left out."""

    options: tuple[tuple[str, ...], ...]
    optional: bool


def has_brackets(form: str) -> bool:
    """Whether a form may stand for more than one phrase."""
    return not _BRACKETS.isdisjoint(form)


def parse_form(form: str) -> list[Piece]:
    """The pieces of a form, in order. Raises `FormError`."""
    words = tuple(form.split())
    if words and not has_brackets(form):  # as most are
        return [Piece((words,), optional=False)]
    if _GLUED.search(form):
        raise FormError(f"{form!r} has a bracket inside a word; write both words, as in (go|going)")
    pieces = []
    end = 0
    for match in _PIECE.finditer(form):
        if match.start() != end:
            break
        end = match.end()
        choice, optional, plain = match.groups()
        texts = (choice or optional or "").split("|") if plain is None else [plain]
        options = [tuple(text.split()) for text in texts]
        filled = tuple([option for option in options if option])
        if filled:
            pieces.append(Piece(filled, optional is not None or len(filled) < len(options)))
    if end != len(form):
        raise FormError(f"the brackets of {form!r} do not close; (a|b) and [a] cannot stand inside one another")
    if all(piece.optional for piece in pieces):
        raise FormError(f"{form!r} may be left out as a whole")
    return pieces


def written_out(form: str, most: int) -> Iterator[str]:
    """The phrases that a form stands for; none where they would be more than `most`. Raises `FormError`."""
    pieces = parse_form(form)
    choices = [[*map(" ".join, piece.options), *([""] if piece.optional else [])] for piece in pieces]
    if prod(map(len, choices)) <= most:
        yield from (" ".join(filter(None, chosen)) for chosen in product(*choices))
