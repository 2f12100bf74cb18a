"""What must hold between the parts of a knowledge base; every fault is found in one go."""

from __future__ import annotations

from collections.abc import Iterator

from iombot.errors import Finding
from iombot.knowledge.check_audience import check_audience
from iombot.knowledge.check_entries import check_entries
from iombot.knowledge.cldr import territories
from iombot.knowledge.drafts import open_points
from iombot.knowledge.fields import Phrases
from iombot.knowledge.figures import PLACEHOLDER
from iombot.knowledge.forms import FormError, has_brackets, parse_form
from iombot.knowledge.index import Index, declare, every_phrase, every_text, spoken_marks
from iombot.knowledge.models import File, Source
from iombot.knowledge.phones import international
from iombot.knowledge.phrases import NEEDS, REFERRAL
from iombot.knowledge.reader import LoadedFile, Path_


def check_files(files: list[LoadedFile], *, drafts: bool = False) -> list[Finding]:
    """All faults of the files, by themselves and between them; with `drafts`, what is open in them is no fault."""
    index = Index()
    findings = [finding for file in files for finding in declare(file, index)]
    for file in files:
        for check in (
            _check_sources,
            check_entries,
            check_audience,
            _check_contacts,
            _check_intents,
            _check_concepts,
            _check_languages,
        ):
            findings += check(file, index)
        findings += _check_forms(file)
    own = [fault for file in files for fault in file.faults]
    told = {(fault.file, fault.path) for fault in own}
    for point in (point for file in files for point in open_points(file)):
        told |= {(point.finding.file, path) for path in point.paths}
        own += [] if drafts else [point.finding]
    findings = [*own, *(finding for finding in findings if (finding.file, finding.path) not in told)]
    if not any(file.content.entries or file.content.intents for file in files):
        findings.append(Finding(files[0].name, 0, 0, "", "no file holds an entry or an intent"))
    return findings


def _check_sources(file: LoadedFile, index: Index) -> Iterator[Finding]:
    own = file.content.release
    for where, source in _sources(file.content):
        release = source.release or (own.id if own else None)
        if release is None:
            yield file.finding(where, "names no release, and the file declares none")
        elif release not in index.releases:
            yield file.finding((*where, "release"), f"there is no release {release!r}")
        elif source.paragraph > index.releases[release]:
            yield file.finding((*where, "paragraph"), f"release {release!r} has {index.releases[release]} paragraphs")


def _sources(content: File) -> Iterator[tuple[Path_, Source]]:
    for place, entry in enumerate(content.entries):
        if isinstance(entry.source, Source):
            yield ("entries", place, "source"), entry.source
        else:
            yield from ((("entries", place, "source", number), one) for number, one in enumerate(entry.source))
    for place, contact in enumerate(content.contacts):
        yield ("contacts", place, "source"), contact.source
    for place, person in enumerate(content.people):
        yield ("people", place, "source"), person.source


def _check_contacts(file: LoadedFile, index: Index) -> Iterator[Finding]:
    for place, contact in enumerate(file.content.contacts):
        if contact.phone:
            number, where = international(contact.phone.printed), ("contacts", place, "phone")
            if number is None:
                yield file.finding((*where, "printed"), "is no phone number; begin with + and the code of the country")
            elif contact.phone.e164 not in ("", number):
                yield file.finding((*where, "e164"), f"is not the number that is printed, which is {number}")
    release = file.content.release
    for text in every_text(release.contact if release else None):
        unknown = (name for name in PLACEHOLDER.findall(text) if name not in index.contacts)
        yield from (file.finding(("release", "contact"), f"there is no contact {name!r}") for name in unknown)


def _check_intents(file: LoadedFile, index: Index) -> Iterator[Finding]:
    for place, intent in enumerate(file.content.intents):
        if not every_phrase(intent.utterances):
            yield file.finding(("intents", place, "utterances"), "at least one example utterance is needed")
    for path, mark, _ in spoken_marks(file.content):
        first, owner = index.spoken[mark]
        if mark not in index.marks:
            yield file.finding(path, f"there is no mark {mark!r}")
        elif first != (file.name, *path):
            yield file.finding(path, f"the mark {mark!r} is one of {owner!r} already")


def _check_concepts(file: LoadedFile, index: Index) -> Iterator[Finding]:
    for place, concept in enumerate(file.content.concepts):
        for name in [*concept.implies, *([concept.opposite] if concept.opposite else [])]:
            if name not in index.concepts:
                yield file.finding(("concepts", place), f"there is no concept {name!r}")
        if concept.id in NEEDS and REFERRAL not in index.intents:
            message = f"people who speak of their own need are answered by the intent {REFERRAL!r}, which is missing"
            yield file.finding(("concepts", place, "id"), message)


def _check_languages(file: LoadedFile, _index: Index) -> Iterator[Finding]:
    for place, language in enumerate(file.content.languages):
        try:
            territories(language.id)
        except ValueError as error:
            yield file.finding(("languages", place, "id"), str(error))


def _check_forms(file: LoadedFile) -> Iterator[Finding]:
    content = file.content
    forms: list[tuple[Path_, Phrases]] = [
        *((("concepts", place, "forms"), concept.forms) for place, concept in enumerate(content.concepts)),
        *((("places", place, "forms"), one.forms) for place, one in enumerate(content.places)),
        *((("people", place, "aliases"), person.aliases) for place, person in enumerate(content.people)),
        *((("contacts", place, "aliases"), contact.aliases) for place, contact in enumerate(content.contacts)),
        *((("languages", place, "fillers"), language.fillers) for place, language in enumerate(content.languages)),
        *((("languages", place, "courtesies"), one.courtesies) for place, one in enumerate(content.languages)),
    ]
    for path, phrases in forms:
        for phrase in every_phrase(phrases):
            if phrase and not has_brackets(phrase):  # as most are, and nothing can be wrong with them
                continue
            try:
                parse_form(phrase)
            except FormError as error:
                yield file.finding(path, str(error))
