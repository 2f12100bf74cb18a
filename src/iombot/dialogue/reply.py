"""The reply object, the same for every adapter."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

from iombot.knowledge.fields import Reason

Status = Literal["answered", "partial", "clarify", "unknown", "referral", "chat"]


@dataclass(frozen=True)
class SourceRef:
    """Where an answer stands in a release."""

    release: str
    """Id of the release."""
    title: str
    """Title of the release, as published."""
    paragraph: int
    """Paragraph, from 1: the headline is not counted, captions and contact lines are."""


@dataclass(frozen=True)
class Option:
    """One of the choices that a `clarify` reply offers."""

    id: str
    """Id of the entry, contact or release behind the choice."""
    label: str
    """What the user sees, at most 60 characters."""


@dataclass(frozen=True)
class Reply:
    """What the bot says, with everything an adapter needs to show it."""

    status: Status
    """`answered`: the releases say it. `partial`: one part is answered, another is not in the releases.
    `clarify`: several entries fit about equally, `options` offers them. `unknown`: the releases do not say.
    `referral`: a person asks for help with their own case. `chat`: greetings and talk about the bot."""
    text: str
    """Plain text as the console shows it, sources included."""
    entries: tuple[str, ...] = ()
    """Ids of the entries, contacts or intents that the text comes from, in order."""
    sources: tuple[SourceRef, ...] = ()
    options: tuple[Option, ...] = ()
    """Two to four choices, only with `clarify`."""
    reason: Reason | None = None
    """Why nothing was answered; None unless `unknown` or `partial`."""
    confidence: float = 0.0
    """How well the question is explained by what was found, 0 to 1."""
    language: str = "en"
    """BCP 47 tag of the text."""

    def as_dict(self) -> dict[str, object]:
        """The documented JSON form: tuples become lists, keys stay as they are."""
        return asdict(self)
