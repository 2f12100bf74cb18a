"""What is kept of a chat, as bytes and back. What cannot be read, as that of a newer version, counts as nothing."""

from __future__ import annotations

import json
from dataclasses import asdict, fields
from typing import Final

from pydantic import TypeAdapter, ValidationError

from iombot.adapters.states import Answer
from iombot.dialogue.state import ChatState

MAX_BYTES: Final = 65_536
"""Longest context that is kept. One holds a few ids; more comes of a text made to be a burden."""

_NAMES: Final = frozenset(field.name for field in fields(ChatState))
_STATE: Final[TypeAdapter[dict[str, tuple[str, ...]]]] = TypeAdapter(dict[str, tuple[str, ...]])
_ANSWER: Final[TypeAdapter[tuple[tuple[int, ...], tuple[int, ...]]]] = TypeAdapter(
    tuple[tuple[int, ...], tuple[int, ...]]
)


def pack_state(state: ChatState) -> bytes | None:
    """A context as JSON, without what is empty; None where nothing is to be kept."""
    filled = {name: value for name, value in asdict(state).items() if value}
    packed = json.dumps(filled, separators=(",", ":")).encode()
    return packed if filled and len(packed) <= MAX_BYTES else None


def unpack_state(packed: bytes | None) -> ChatState:
    """The context that `pack_state` wrote; an empty one for None and for anything else."""
    if packed is None:
        return ChatState()
    try:
        found = _STATE.validate_json(packed)
    except ValidationError:
        return ChatState()
    # A field that is not known here may change what the others mean.
    return ChatState(**found) if found.keys() <= _NAMES else ChatState()


def pack_answer(answer: Answer) -> bytes:
    """The ids of an answer's messages as JSON."""
    return json.dumps([answer.texts, answer.cards], separators=(",", ":")).encode()


def unpack_answer(packed: bytes | None) -> Answer | None:
    """What `pack_answer` wrote; None for None and for anything else."""
    if packed is None:
        return None
    try:
        return Answer(*_ANSWER.validate_json(packed))
    except ValidationError:
        return None
