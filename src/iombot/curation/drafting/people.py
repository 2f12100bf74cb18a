"""People of a release: who speaks, in what role, and who is in the pictures."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from iombot.curation.drafting import cues
from iombot.curation.drafting.paragraphs import Paragraph, sentences

_PARTICLE = r"(?:al|bin|bint|da|de|del|della|den|der|di|dos|du|el|ibn|la|le|ten|van|von|y)"
_PART = r"(?:[A-ZÀ-ÞĀ-Ž][\w'’.-]*[\w.]|[A-Z]\.)"
NAME = rf"{_PART}(?:\s(?:{_PARTICLE}\s){{0,2}}{_PART}){{0,3}}"
"""A name in capitals, with particles; a pattern."""
_TITLE = r"(?:(?:Dr|Mr|Mrs|Ms|Prof)\.?\s+)?"
_QUOTE = re.compile(r"[“«\"„]([^“”«»\"„]{2,})[”»\"“]")
_SAID = rf"\b{cues.ATTRIBUTION}\b"
_ROLE = r"(?:\([^)]*\)|[^“”\".;(])+"
_SPEAKER_AFTER = re.compile(rf"^[\s,]*{_SAID}\s+{_TITLE}(?P<who>[^,.;“”\"]+)(?P<role>,\s{_ROLE})?")
_SPEAKER_BEFORE = re.compile(rf"(?P<who>{NAME})(?P<role>,\s[^,“”\"]+(?:,[^,“”\"]+)?)?,?\s+{_SAID}[^.“”\"]*$")
_NAME_AFTER = re.compile(rf"^[\s,]*{_TITLE}(?P<who>{NAME})(?P<role>,\s{_ROLE}?)?,?\s+{_SAID}")
_APPOSITION = re.compile(
    rf"(?P<who>{_PART}(?:\s(?:{_PARTICLE}\s){{0,2}}{_PART}){{1,3}}),\s(?P<role>[^,.;“”\"]{{4,80}})(?=[,.;]|$)"
)
_CREDITED = re.compile(rf"(?:/|\bby\s|^)\s*(?P<who>{_PART}(?:\s(?:{_PARTICLE}\s){{0,2}}{_PART}){{1,3}})\s*\.?\s*$")
_LEADING = re.compile(rf"^(?P<who>{NAME})(?=,|\s[a-z])")
_INTRODUCED = re.compile(
    rf"(?P<role>(?=[A-Z])[^,.;“”\"]{{0,60}}?(?i:{cues.ROLE.pattern})[^,.;“”\"]{{0,60}}?)(?:,\s{_TITLE}|\s)"
    rf"(?P<who>{_PART}\s(?:{_PARTICLE}\s){{0,2}}{_PART})(?=[,.]|\s(?:and|who|has|had|was|is|met|[a-z]+ed)\b)"
)
_GOES_ON = re.compile(r"\b(?:and|at|for|from|in|of|on|the|to|with)$", re.IGNORECASE)
"""The end of words that tell what somebody does, if what follows belongs to them: "Director for Southern Africa"."""
NO_NAMES = re.compile(
    r"(?:A|An|And|As|At|But|For|From|He|In|It|On|Our|She|So|Some|That|The|These|They|This|Those|To|We|When)\b"
)
NEAR = 300
"""Characters before and after quoted words among which their speaker stands."""
SOMEBODY = "somebody"
"""Who speaks where the text names nobody."""
_LEAST_SENTENCE = 4
"""Words from which quoted words without a speaker are a title rather than a turn of phrase."""


@dataclass(frozen=True)
class Someone:
    """A person of a release, as a paragraph names them."""

    name: str
    role: str
    """As printed; empty where it is not told."""
    paragraph: int


@dataclass(frozen=True)
class Quotation:
    """Words in quotation marks."""

    paragraph: int
    start: int
    end: int
    text: str
    speaker: str
    """Empty for the title of something, which nobody speaks."""
    role: str = ""


@dataclass(frozen=True)
class Caption:
    """A paragraph under a picture."""

    paragraph: int
    credit: str
    """With its sign, such as ©, but without a word such as "Photo:" and its end point."""
    subject: str
    """Whom it begins with; empty where that is nobody."""
    photographer: str
    """Empty where none is named."""


def find_quotations(paragraph: Paragraph) -> Iterator[Quotation]:
    """Everything in quotation marks: what somebody says, and titles of four words and more."""
    text, last = paragraph.text, ""
    for match in _QUOTE.finditer(text):
        before, after = text[: match.start()], text[match.end() :]
        speaker, role = _speaker(before[-NEAR:], after[:NEAR])
        if not speaker and (last or not any(char.isalpha() for char in before + after)):
            speaker = last or SOMEBODY  # who speaks on, or speaks for a whole paragraph
        last = speaker
        said = match[1].strip()
        if speaker or len(said.split()) >= _LEAST_SENTENCE:
            yield Quotation(paragraph.number, match.start(), match.end(), said, speaker, role)


def _speaker(before: str, after: str) -> tuple[str, str]:
    """Who says it and in what role; a speaker who cannot be named is told by the verb alone, as somebody."""
    behind = _SPEAKER_AFTER.match(after)
    if behind:
        return _split(behind["who"].strip(), (behind["role"] or "").strip(" ,"))
    other = _NAME_AFTER.match(after) or _SPEAKER_BEFORE.search(before)
    if other:
        return other["who"], (other["role"] or "").strip(" ,")
    spoken = re.search(rf"{_SAID}[^.“”\"]{{0,40}}[,:]\s*$", before)
    return (SOMEBODY, "") if spoken else ("", "")


def _split(who: str, role: str) -> tuple[str, str]:
    """Name and role of "IOM Director Jane Doe"."""
    found = list(re.finditer(NAME, who))
    if not found:
        return SOMEBODY, role or who
    lead = cues.ROLE.search(who)
    if lead and not role:
        last = re.search(rf"{_PART}(?:\s(?:{_PARTICLE}\s){{0,2}}{_PART})?$", who)
        if last and last.start() >= lead.end():
            return last.group(), who[: last.start()].strip()
    return found[-1].group() if role else found[0].group(), role


def find_caption(paragraph: Paragraph) -> Caption | None:
    """The caption that a paragraph is; None where it is none."""
    text = paragraph.text
    first = credit = cues.CREDIT.search(text)
    if not first or not credit:
        return None
    for later in cues.CREDIT.finditer(text, first.end()):
        if "credit" in later.group().casefold():  # "Photo: what is seen. Credit: whose it is"
            credit = later
    opening = first.end() if credit is not first else 0
    label = 0 if "©" in credit.group() else len(credit.group())
    whole = text[credit.start() + label :].strip(" .")
    by = _CREDITED.search(whole)
    lead = _LEADING.match(text[opening : credit.start()].lstrip())
    subject = lead["who"] if lead and not NO_NAMES.match(lead["who"]) else ""
    return Caption(paragraph.number, whole, subject, by["who"] if by else "")


def find_people(paragraphs: Sequence[Paragraph]) -> list[Someone]:
    """Speakers, people who are named with what they do, those in pictures and those who took them; each once."""
    found: dict[str, Someone] = {}
    for paragraph in paragraphs:
        for one in _named(paragraph):
            known = next((name for name in found if same_person(name, one.name)), None)
            if known is None:
                found[one.name] = one
            elif one.role and not found[known].role:
                found[known] = Someone(known, one.role, found[known].paragraph)
    return list(found.values())


def _named(paragraph: Paragraph) -> Iterator[Someone]:
    for quotation in find_quotations(paragraph):
        if quotation.speaker not in ("", SOMEBODY):
            yield Someone(quotation.speaker, quotation.role, paragraph.number)
    caption = find_caption(paragraph)
    if caption:
        named = (caption.subject, caption.photographer)
        yield from (Someone(name, "", paragraph.number) for name in named if name)
        return
    for start, end in sentences(paragraph.text):
        for match in _APPOSITION.finditer(paragraph.text, start, end):
            if cues.ROLE.search(match["role"]) and match["role"][:1].isalpha():
                yield Someone(match["who"], match["role"].strip(), paragraph.number)
        for match in _INTRODUCED.finditer(paragraph.text, start, end):
            if not _GOES_ON.search(match["role"]):
                yield Someone(match["who"], match["role"].strip(), paragraph.number)


def same_person(one: str, other: str) -> bool:
    """Whether two names can be of one person: all parts of the shorter stand in the longer."""
    first, second = one.split(), other.split()
    return set(first) <= set(second) or set(second) <= set(first)
