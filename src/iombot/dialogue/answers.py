"""Decisions as replies."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from iombot.dialogue.arithmetic import Derivation
from iombot.dialogue.calculated import told_calculation
from iombot.dialogue.compose import Composer, all_sources, wanted
from iombot.dialogue.cries import perhaps_in_need
from iombot.dialogue.decision import Decision
from iombot.dialogue.leading import denying, led
from iombot.dialogue.mentioned import ELSEWHERE
from iombot.dialogue.owners import owners
from iombot.dialogue.part import Part, without_nearest
from iombot.dialogue.reply import Option, Reply, SourceRef, Status
from iombot.dialogue.together import beside_others, together
from iombot.dialogue.tongues import in_another_language
from iombot.dialogue.verdicts import verdict_on, verdict_on_result
from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.cldr import written_list
from iombot.knowledge.fields import Reason
from iombot.knowledge.models import Contact, Release
from iombot.understanding.periods import BETWEEN_YEARS
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.targets import Target, Targets
from iombot.understanding.text import named

NOTHING = Reading((), ())


class Answers:
    """Turns decisions into the words of the knowledge base."""

    def __init__(self, knowledge: KnowledgeBase, targets: Targets) -> None:
        self.knowledge = knowledge
        self.targets = targets

    def phrase(self, status: Status, id: str, language: str = "en") -> Reply:
        """A sentence of the bot itself as a reply."""
        reason: Reason | None = "not-understood" if status == "unknown" else None
        return Reply(status, self.knowledge.phrase(id, language), reason=reason, language=language)

    def intent(self, id: str, confidence: float = 1.0, language: str = "en") -> Reply:
        """The answer of a plain intent."""
        intent = self.knowledge.intents[id]
        return Reply(
            intent.status, in_language(intent.answer, language), (id,), confidence=confidence, language=language
        )

    def combine(self, parts: list[Part], language: str) -> Reply:
        """One reply to all parts of a message."""
        if len(parts) == 1:
            return self.reply(parts[0].decision, parts[0].reading, language)
        # Beside an answer, an unanswered part is named in one sentence: the nearest thing would only confuse.
        replies = (self.reply(without_nearest(part.decision), part.reading, language) for part in parts)
        named = [beside_others(part, reply, self.knowledge) for part, reply in zip(parts, replies, strict=True)]
        return together(named, self.knowledge)

    def reply(self, decision: Decision, reading: Reading, language: str) -> Reply:
        """The reply to one decision."""
        composer = Composer(self.knowledge, language)
        if decision.verdict == "clarify":
            return self.choice("clarify", (fit.target.id for fit in decision.fits), language, decision.confidence)
        if decision.verdict in ("answer", "gap"):
            return self._answer(decision, reading, composer)
        if decision.reason == "not-understood" and not decision.fits and in_another_language(reading):
            return self.phrase("unknown", "unknown-other-language", language)
        if decision.reason == "not-understood" and not decision.fits and perhaps_in_need(reading):
            return self.phrase("unknown", "unknown-perhaps-need", language)
        return denying(self._unknown(decision, composer), decision, reading, self.knowledge)

    def _answer(self, decision: Decision, reading: Reading, composer: Composer) -> Reply:
        best = decision.fits[0]
        if decision.derivation:
            return self._derived(decision, decision.derivation, reading, composer)
        told = [fit.target for fit in decision.fits]
        told += owners(reading, best.target, self.targets) if best.denied else []
        bodies = [self.body(target, reading, composer, decision.lines) for target in told]
        text = "\n".join(body for body, _ in bodies)
        sources = tuple(dict.fromkeys(source for _, found in bodies for source in found))
        if decision.lead:
            text = led(decision, text, sources, composer)
        if decision.length:
            text = self.knowledge.phrase("list-length", composer.language, count=decision.length, answer=text)
        verdict = verdict_on(decision, reading)
        text = self._judged(text, composer, verdict)
        contact = self.knowledge.contacts.get(best.target.id)
        lacking = self._lacks_phone(contact, reading, composer) if contact else ""
        text = joined([lacking, text, _published(best.target, sources, composer)])
        ids = tuple(target.id for target in told)
        if best.target.gap or lacking:
            return Reply("unknown", text, ids, sources, (), "not-stated", decision.confidence, composer.language)
        if decision.lead == ELSEWHERE:
            return Reply("partial", text, ids, sources, (), "other-place", decision.confidence, composer.language)
        return Reply("answered", text, ids, sources, confidence=decision.confidence, language=composer.language)

    def _judged(self, text: str, composer: Composer, verdict: str) -> str:
        """The answer with Yes, No or the like before it, where a claim was found to hold or not."""
        return self.knowledge.phrase(verdict, composer.language, answer=text) if verdict else text

    def _lacks_phone(self, contact: Contact, reading: Reading, composer: Composer) -> str:
        """A sentence saying that the phone number asked for is not published; empty where that is not so."""
        if contact.phone is not None or wanted(reading) != {"phone"}:
            return ""
        release = composer.label(contact.source.release or "")
        return self.knowledge.phrase("contact-no-phone", composer.language, release=release)

    def _derived(self, decision: Decision, derivation: Derivation, reading: Reading, composer: Composer) -> Reply:
        entries = [self.knowledge.entries[fit.target.id] for fit in decision.fits]
        sources = composer.references(source for entry in entries for source in all_sources(entry, self.knowledge))
        verdict = verdict_on_result(derivation.holds, reading)
        text = self._judged(told_calculation(derivation, entries, composer), composer, verdict)
        text = joined([text, composer.source_line(sources)])
        ids = tuple(entry.id for entry in entries)
        return Reply("answered", text, ids, sources, confidence=decision.confidence, language=composer.language)

    def _unknown(self, decision: Decision, composer: Composer) -> Reply:
        phrase, language = self.knowledge.phrase, composer.language
        dated = decision.reason == "other-period"
        what = written_list(decision.blame.split(BETWEEN_YEARS), language) if dated else named(decision.blame)
        text = phrase(decision.unsound or f"unknown-{decision.reason}", language, what=what)
        sources: tuple[SourceRef, ...] = ()
        if decision.fits and decision.reason != "out-of-scope":
            body, sources = self.body(decision.fits[0].target, NOTHING, composer)
            text = joined([text, phrase("nearest", language, answer=body), composer.source_line(sources)])
        if decision.reason not in ("not-understood", "out-of-scope"):
            text = joined([text, self._whom_to_ask(sources, composer)])
        return Reply("unknown", text, (), sources, (), decision.reason, decision.confidence, language)

    def _whom_to_ask(self, sources: tuple[SourceRef, ...], composer: Composer) -> str:
        """The contact of the release that comes nearest, or that there are contacts."""
        if not sources:
            return self.knowledge.phrase("ask-contacts", composer.language) if self.knowledge.contacts else ""
        contact = in_language(self.knowledge.releases[sources[0].release].contact, composer.language)
        return composer.fill_contacts(contact)

    def choice(self, lead: str, ids: Iterable[str], language: str, confidence: float = 1.0) -> Reply:
        """Entries to choose from, below a phrase."""
        phrase, composer = self.knowledge.phrase, Composer(self.knowledge, language)
        options = tuple(Option(id, composer.label(id)) for id in ids)
        lines = [phrase(lead, language)]
        lines += [phrase("clarify-option", language, number=n, label=one.label) for n, one in enumerate(options, 1)]
        return Reply("clarify", "\n".join(lines), options=options, confidence=confidence, language=language)

    def body(
        self, target: Target, reading: Reading, composer: Composer, lines: Sequence[int] = ()
    ) -> tuple[str, tuple[SourceRef, ...]]:
        """The text of a target, or only of these lines of its list, and its sources."""
        if target.kind == "entry":
            entry = self.knowledge.entries[target.id]
            return composer.answer_to(entry, lines), composer.references(all_sources(entry, self.knowledge))
        if target.kind == "contact":
            contact = self.knowledge.contacts[target.id]
            line = composer.contact_line(contact, wanted(reading))
            text = self.knowledge.phrase("contact-one", composer.language, contact=line)
            return text, composer.references([contact.source])
        return self._contacts(self.knowledge.releases[target.id], reading, composer)

    def _contacts(self, release: Release, reading: Reading, composer: Composer) -> tuple[str, tuple[SourceRef, ...]]:
        contacts = self.knowledge.contacts_of(release.id)
        lines = [self.knowledge.phrase("contact-intro", composer.language, release=composer.label(release.id))]
        lines += [composer.contact_line(contact, wanted(reading)) for contact in contacts]
        return "\n".join(lines), composer.references([contact.source for contact in contacts])

    def contacts(self, language: str, *, asked: bool = False) -> Reply:
        """All press contacts, release by release; `asked` is whether a question wanted them, and no command."""
        composer = Composer(self.knowledge, language)
        releases = [release for id, release in self.knowledge.releases.items() if self.knowledge.contacts_of(id)]
        if not releases:
            return self.phrase("chat", "no-contacts", language)
        blocks = [self._contacts(release, NOTHING, composer) for release in releases]
        sources = tuple(source for _, found in blocks for source in found)
        text = "\n\n".join(lines for lines, _ in blocks)
        if not asked:
            return Reply("chat", text, sources=sources, language=language)
        every = tuple(self.knowledge.contacts)
        return Reply("answered", text, every, sources, confidence=1.0, language=language)

    def releases(self, language: str) -> Reply:
        """The releases that the bot knows."""
        if not self.knowledge.releases:
            return self.phrase("chat", "no-releases", language)
        titles = "\n".join(f"- {release.title}" for release in self.knowledge.releases.values())
        return Reply("chat", self.knowledge.phrase("sources", language, releases=titles), language=language)

    def label(self, id: str, language: str) -> str:
        """What a list of choices calls an entry, contact or release."""
        return Composer(self.knowledge, language).label(id)

    def whence(self, ids: Sequence[str], language: str) -> Reply:
        """Where the answers with these ids stand, and what they say; a release stands for its press contacts."""
        ids = [one for id in ids for one in ([contact.id for contact in self.knowledge.contacts_of(id)] or [id])]
        composer = Composer(self.knowledge, language)
        texts: list[str] = []
        sources: list[SourceRef] = []
        for id in ids:
            entry = self.knowledge.entries.get(id)
            if entry:
                texts.append(composer.answer(entry))
                sources += composer.references(all_sources(entry, self.knowledge))
            elif id in self.knowledge.contacts:
                contact = self.knowledge.contacts[id]
                texts.append(composer.contact_line(contact))
                sources += composer.references([contact.source])
        places = "\n".join(
            self.knowledge.phrase("whence", language, title=source.title, paragraph=source.paragraph)
            for source in dict.fromkeys(sources)
        )
        worked_out = any(id in self.targets.by_id and self.targets.by_id[id].calculated for id in ids)
        lead = self.knowledge.phrase("whence-calculated", language) if worked_out else ""
        text = joined([lead, places, *texts])
        return Reply("answered", text, tuple(ids), tuple(dict.fromkeys(sources)), confidence=1.0, language=language)

    def by_id(self, id: str, language: str, ranker: Ranker) -> Reply | None:
        """The answer of one entry, contact or release."""
        target = ranker.targets.by_id.get(id)
        if target is None:
            return None
        composer = Composer(self.knowledge, language)
        text, sources = self.body(target, NOTHING, composer)
        text = joined([text, _published(target, sources, composer)])
        if target.gap:
            return Reply("unknown", text, (id,), sources, (), "not-stated", 1.0, language)
        return Reply("answered", text, (id,), sources, confidence=1.0, language=language)


def _published(target: Target, sources: tuple[SourceRef, ...], composer: Composer) -> str:
    """Where the text of a target stands; for people also what they answer for, and that they may have moved on."""
    if target.kind == "entry":
        return composer.source_line(sources)
    return joined([composer.topic_line(sources), composer.source_line(sources, "contact-published")])


def joined(texts: Iterable[str]) -> str:
    """Texts in paragraphs, empty ones left out."""
    return "\n".join(text for text in texts if text)
