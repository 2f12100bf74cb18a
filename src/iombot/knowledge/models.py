"""The shape of the YAML files. Every model is frozen and refuses keys it does not know."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Annotated, Literal

from iombot.knowledge.fields import Audience, Beside, Id, Line, Model, Must, Phrases, Reason, Text, Unit
from iombot.knowledge.language import Language


@dataclass(frozen=True, kw_only=True)
class Source(Model):
    """A paragraph of a release."""

    release: Id | None = None
    """Id of the release; may be left out in a file that declares one."""
    paragraph: Annotated[int, Must(ge=1, le=999)]
    """Counted from 1: no headline, no page furniture; captions and contact lines count."""


@dataclass(frozen=True, kw_only=True)
class Period(Model):
    """The time that a figure is about: one year, or everything since a year."""

    year: Annotated[int, Must(ge=1900, le=2100)] | None = None
    since: Annotated[int, Must(ge=1900, le=2100)] | None = None


@dataclass(frozen=True, kw_only=True)
class Item(Model):
    """One line of a list or breakdown: a name or a place, with its figure where the release gives one."""

    name: Text | None = None
    place: str | None = None
    """Code of a place: ISO 3166 (`NE`) or an id from `places`."""
    number: Decimal | None = None


@dataclass(frozen=True, kw_only=True)
class Release(Model):
    """A press release."""

    id: Id
    title: Line
    """As published."""
    label: Text
    """Short name that answers cite."""
    about: list[str] = field(default_factory=list)
    """Concepts that name this release in a question."""
    year: int
    """The year that the release itself belongs to."""
    paragraphs: Annotated[int, Must(ge=1)]
    """How many paragraphs it has."""
    contact: Text
    """Whom to ask, as a sentence; may hold `{CONTACT-ID}` placeholders."""
    draft: bool = False
    """Whether it is not finished yet: the bot does not start with a draft."""


@dataclass(frozen=True, kw_only=True)
class Entry(Model):
    """One thing that the releases say, compute to, or refer to without giving it."""

    id: Id
    kind: Literal["fact", "derived", "gap"] = "fact"
    audience: Audience = "public"
    """`staff`: for the chats alone that the operator names, and unknown to everybody else."""
    label: Text
    """A few words for buttons and lists."""
    about: list[str]
    """Concepts that a question must evoke, all of them; `a|b` means one of the two."""
    also: list[str] = field(default_factory=list)
    """Further concepts that a question may evoke without asking for something else."""
    asks: list[str] = field(default_factory=list)
    """What the entry can be asked for (ask concepts). A question that asks for anything else is not answered by it."""
    rivals: list[str] = field(default_factory=list)
    """Concepts that make it another question altogether."""
    affirms: list[str] = field(default_factory=list)
    """Concepts of a yes/no question that the answer says, too: it is answered with "Yes"."""
    refutes: list[str] = field(default_factory=list)
    """Concepts of a yes/no question that the answer contradicts: it is answered with "No"."""
    several: bool = False
    """Whether the answer tells of several things, as every list does: that it is "only" one of them is denied."""
    answer: Text
    """Placeholders: `{value}`, `{period}`, `{items}`, `{item.2.name}`, `{calculation}`, and the key of a detail, or the
    id of an entry, in braces."""
    caution: Text | None = None
    """What a press officer would add."""
    number: Decimal | None = None
    unit: Unit = "people"
    qualifier: Text | None = None
    """Put before the number, such as "more than"."""
    formula: str | None = None
    """Arithmetic over other entries, such as `{avrr-total} + {vhr-total}` or `{post-arrival.1} - {post-arrival.2}`."""
    part_of: str | None = None
    """Id of the entry with the figure that this one counts a part of, or is a share of: the two are never added."""
    decimals: Annotated[int, Must(ge=0, le=2)] = 0
    """How many decimals of a computed number are shown."""
    period: Period | None = None
    places: list[str] = field(default_factory=list)
    """Places that the figure or statement is about."""
    route: bool = False
    """Whether somebody passed these places in this order: who asks for the other way round is not answered with it."""
    items: list[Item] = field(default_factory=list)
    ranked: bool = False
    """Whether the items stand in order of size."""
    complete: bool = True
    """False where the release gives examples only ("such as ...")."""
    details: dict[str, Line] = field(default_factory=dict)
    """Names and titles that the answer fills in."""
    source: Source | list[Source] = field(default_factory=list)
    related: list[Id] = field(default_factory=list)
    utterances: Phrases = field(default_factory=list)
    draft: bool = False
    """Whether it is not finished yet: the bot does not start with a draft."""


@dataclass(frozen=True, kw_only=True)
class Person(Model):
    """Somebody named in a release who is no press contact."""

    id: Id
    name: Line
    aliases: list[Line] = field(default_factory=list)
    pronoun: Literal["he", "she"] | None = None
    """Only where a release itself says he or she; a name does not tell."""
    source: Source


@dataclass(frozen=True, kw_only=True)
class Phone(Model):
    """A phone number as the release prints it."""

    printed: Line
    e164: str = ""
    """International form, such as `+41791235087`; worked out from `printed` and may be left out."""


@dataclass(frozen=True, kw_only=True)
class Contact(Model):
    """Whom the press may reach, as published in a release."""

    id: Id
    name: Line | None = None
    """None for a shared mailbox."""
    audience: Audience = "public"
    """`staff`: for the chats alone that the operator names, and unknown to everybody else."""
    aliases: list[Line] = field(default_factory=list)
    """Other spellings that people use."""
    email: Annotated[str, Must(pattern=r"^[^@\s]+@[^@\s]+\.[a-zA-Z]+$")]
    phone: Phone | None = None
    topic: Text
    source: Source


@dataclass(frozen=True, kw_only=True)
class Intent(Model):
    """A plain pair of answer and example utterances: small talk, or a whole knowledge base of its own."""

    id: Id
    status: Literal["answered", "chat", "referral", "unknown"] = "answered"
    whole: bool = False
    """Whether it is only meant where it is all of a message: "no" is an answer, "no water" is none."""
    around: bool = False
    """Whether it is said around a question, too, and says nothing there: a greeting, thanks, a goodbye."""
    said_as: list[Id] = field(default_factory=list)
    """Marks of which one is enough where a message asks for nothing else ("the worst bot ever")."""
    said_with: list[Id] = field(default_factory=list)
    """The same for marks that are about whatever follows in their clause ("thanks for the number of Niger")."""
    answer: Text
    utterances: Phrases


@dataclass(frozen=True, kw_only=True)
class Concept(Model):
    """One idea and the words that evoke it."""

    id: Id
    kind: Literal["topic", "ask", "aspect", "soft", "mark", "pointer"] = "topic"
    """`topic`: what it is about. `ask`: what is wanted. `aspect`: narrows the question, so an entry that does not
    name it cannot answer. `soft`: says little. `mark`: how it is said (greeting, first person, yes/no, ...).
    `pointer`: points at what was just said ("the last one", "again"), and is heard after an answer only."""
    slot: Id | None = None
    """Concepts of one slot replace each other in a follow-up ("and VHR?")."""
    implies: list[Id] = field(default_factory=list)
    """Concepts that come along with this one."""
    unit: Unit | None = None
    """What it counts where it is counted: "how many migrants" asks for `people`, and is not answered with services."""
    beside: list[Beside] = field(default_factory=list)
    """What it may stand beside without asking for anything else, whatever that is about: "the *programme* figures
    together" are figures, "the *guy* with 79 at the end" is a contact."""
    somebody: bool = False
    """Whether it stands for a person without a name: "the guy", "the lady"."""
    opposite: Id | None = None
    """A claim with the opposite of what an entry says is corrected."""
    shared: bool = False
    """For marks: whether their words may say what it is about as well ("I want to go home")."""
    reason: Reason = "not-stated"
    """Why an entry that does not cover it cannot answer."""
    forms: Phrases
    """Words and phrases; `(a|b)` chooses, `[a]` may be left out."""


@dataclass(frozen=True, kw_only=True)
class Place(Model):
    """A place beyond the countries that Unicode CLDR names: a region or a city, or more words for a country."""

    id: str
    """ISO 3166 code of a country, or an id of your own for a region or city."""
    name: Text | None = None
    """Needed unless CLDR names the code."""
    within: list[str] = field(default_factory=list)
    """Larger places that contain it."""
    forms: Phrases = field(default_factory=list)


@dataclass(frozen=True, kw_only=True)
class File(Model):
    """What a YAML file of the knowledge base may hold; every part is optional."""

    release: Release | None = None
    entries: list[Entry] = field(default_factory=list)
    people: list[Person] = field(default_factory=list)
    contacts: list[Contact] = field(default_factory=list)
    intents: list[Intent] = field(default_factory=list)
    concepts: list[Concept] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    languages: list[Language] = field(default_factory=list)
    phrases: dict[Id, Text] = field(default_factory=dict)
    """Sentences of the bot itself."""
