"""Small talk."""

from __future__ import annotations

from collections.abc import Container, Iterable, Mapping
from collections.abc import Set as AbstractSet
from sys import intern

from iombot.dialogue.asides import asks, goes_on, moves, of_one_clause
from iombot.dialogue.courtesies import in_a_row
from iombot.dialogue.cries import ABILITIES, WORKING, only_cries
from iombot.knowledge.base import all_languages
from iombot.knowledge.models import Concept, Intent
from iombot.knowledge.phrases import NEEDS
from iombot.understanding.clauses import Span
from iombot.understanding.intents import IntentFit, IntentIndex
from iombot.understanding.lexicon import Lexicon
from iombot.understanding.overlaps import overlap, within
from iombot.understanding.reading import CURT, Reading
from iombot.understanding.spotting import FILLER, Evidence
from iombot.understanding.terms import ANAPHORA, FIRST_PERSON, REQUEST, WHOM
from iombot.understanding.text import is_marked, word_form, words

SMALL_TALK = 0.37
"""Likeness to a small-talk example, 0 to 1, from which a message without a topic is small talk."""
TOPICAL = 0.57
"""The same for a message that holds words of the releases but was not understood as a question."""
NEARLY = 0.7
"""Likeness to a single example from which a message of few words is that very small talk."""
ASKS = frozenset({"ask", "aspect"})
"""Kinds of concepts by which something is wished for, or narrowed."""
FEW = 5
"""Words up to which a message is small talk only where it is nearly an example: "no water" is no "no thanks"."""
PARTING = "chat-bye"
"""The intent of taking leave, after which nobody asks anything."""
SECOND_PERSON = "second-person"
"""Mark of speaking to the bot; the lexicon declares it."""
CONTACTS = "contact"
"""The concept of the people to be asked."""
NAMES = frozenset({"ask-who", "ask-name", "ask-list"})
"""Asking who they are."""
CONTACT = WHOM | {"contact", "phone", "email", "press", FILLER}
"""What such a question may consist of, if it says no more."""


class Manners:
    """Tells talk from questions."""

    def __init__(self, intents: Mapping[str, Intent], concepts: Mapping[str, Concept], lexicon: Lexicon) -> None:
        self.intents = intents
        self.concepts = concepts
        examples = {intent.id: list(all_languages(intent.utterances)) for intent in intents.values()}
        self._said_as = {mark: intent.id for intent in intents.values() for mark in intent.said_as}
        self._said_with = {mark: intent.id for intent in intents.values() for mark in intent.said_with}
        self.index = IntentIndex(examples, lexicon.suffixes, lexicon.known)
        self._exact = {tuple(map(intern, words(text))): id for id, texts in examples.items() for text in texts}
        self._chat = {said: id for said, id in self._exact.items() if intents[id].status == "chat"}
        self._longest = max(map(len, self._chat), default=0)

    def word_for_word(self, reading: Reading) -> IntentFit | None:
        """The small talk that the message is word for word, or piece by piece."""
        typed = [token for token in reading.tokens if token.raw and token.kind != "mark"]
        # "That's all" is written without its apostrophe, too, and stands for "that is all".
        plain = tuple(_without_apostrophe(token.raw) for token in typed)
        meant = tuple(token.text for token in reading.tokens if token.kind != "mark")
        joining = reading.words.conjunctions | reading.words.addresses
        said = (self._all_of(words, joining) for words in (_words(reading), plain, meant))
        whole = next(filter(None, said), "")
        return IntentFit(whole, 1.0) if whole else None

    def small_talk(self, reading: Reading, *, understood: bool) -> IntentFit | None:
        """The small talk that the whole message amounts to, if it does and was not understood as a question."""
        spoken = self.spoken(reading, understood=understood)
        if understood or spoken or self._answers_back(reading):
            return spoken
        if self._introduces(reading):
            return IntentFit(ABILITIES, SMALL_TALK)
        fits = self.index.rank(" ".join(token.text for token in reading.tokens if token.kind != "mark"))
        topical = self._topical(reading)
        likely = bool(fits) and fits[0].confidence >= (TOPICAL if topical else SMALL_TALK)
        if likely and (self._nearly(fits[0], reading) or reading.marks & WORKING):
            return self._of_work(fits[0], reading)
        opens = self._begins_or_ends(reading)
        talk, span = opens or (None, (0, 0))
        # What narrows a question elsewhere is one's own story after a goodbye ("I have to hand in my project").
        story = talk is not None and talk.id == PARTING and FIRST_PERSON in reading.marks
        asking = {"ask"} if story else {"ask", "aspect"}
        if talk is None or self._asks(reading, asking, span):
            return IntentFit(ABILITIES, SMALL_TALK) if self._to_the_bot(reading) else None
        return self._of_work(talk, reading)

    def _nearly(self, fit: IntentFit, reading: Reading) -> bool:
        """Whether a message is nearly an example, which one of few words must be."""
        return fit.closest >= NEARLY or not (self.intents[fit.id].whole or reading.length <= FEW)

    def _to_the_bot(self, reading: Reading) -> bool:
        """Whether a short message that speaks of nothing else is put to the bot ("what could I find out from you")."""
        plain = SECOND_PERSON in reading.marks and reading.length <= CURT and not reading.marks & NEEDS
        kinds = (self.concepts.get(name) for name in reading.concepts)
        about = any(known and known.kind in ("topic", "aspect") for known in kinds)
        entities = any(":" in name for name in reading.concepts)
        unknown = sum(not item.concepts for item in reading.evidence)
        return plain and not about and not entities and not unknown and ABILITIES in self.intents

    def _of_work(self, fit: IntentFit, reading: Reading) -> IntentFit | None:
        """The same, but help that is asked for at work is no need, whatever it sounds like."""
        own = reading.marks & NEEDS - {"need-help"}
        if self.intents[fit.id].status == "chat" or own or not reading.marks & WORKING:
            return fit
        return IntentFit(ABILITIES, fit.confidence) if ABILITIES in self.intents else None

    def _all_of(self, said: tuple[str, ...], joining: Container[str]) -> str:
        """The last of the pieces of small talk of a whole message ("that's all, and goodbye"); empty if it says more.

        The words of `joining` may stand between them.
        """
        if said in self._exact:
            return self._exact[said]
        # A cry for help is never made up for by politeness around it.
        return in_a_row(said, self._chat, self._longest, joining)

    def spoken(self, reading: Reading, *, understood: bool) -> IntentFit | None:
        """The small talk that a mark stands for, where its sentence asks for nothing beside it.

        Where the message was understood as a question, nothing at all may stand beside it.
        """
        if reading.marks & NEEDS:
            return None
        for item in reading.aside:
            about = next((self._said_with[mark] for mark in sorted(item.concepts) if mark in self._said_with), "")
            if about and self._only_about(item, reading):
                return IntentFit(about, 1.0)
            found = next((self._said_as[mark] for mark in sorted(item.concepts) if mark in self._said_as), "")
            beside = understood and any(not within(other, item) for other in reading.own)
            if found and not beside and not self._asked_beside(item, reading):
                return IntentFit(found, 1.0)
        return None

    def _only_about(self, item: Evidence, reading: Reading) -> bool:
        """Whether a message without a question mark says nothing beside a mark and what follows it in its clause."""
        asked = REQUEST in reading.marks or is_marked(reading.tokens)
        known = [other for other in reading.own if other.concepts and FILLER not in other.concepts]
        follows = (other.start >= item.start and of_one_clause(reading, item, other) for other in known)
        asked = asked or bool(reading.spoken & reading.words.interrogatives)
        return not (asked or goes_on(reading, item.end)) and all(follows)

    def _answers_back(self, reading: Reading) -> bool:
        """Whether thanks go over into what is wrong with an answer: "thanks for the list, *Guinea* is missing"."""
        for item in reading.aside:
            if not item.concepts.isdisjoint(self._said_with):
                named = [other for other in reading.own if any(":" in name for name in other.concepts)]
                apart = any(other.start > item.end and not of_one_clause(reading, item, other) for other in named)
                return apart or goes_on(reading, item.end, own=False)
        return False

    def _asked_beside(self, item: Evidence, reading: Reading) -> bool:
        """Whether the clause of a mark speaks of more, or another sentence is a question for something."""
        others = [other for other in reading.own if not overlap(other, item)]
        near = [other for other in others if of_one_clause(reading, item, other)]
        asked = (other for other in others if other not in near and asks(reading, other))
        return self._speaks_of(near, ASKS) or any(self._speaks_of([other], ASKS) for other in asked)

    def _begins_or_ends(self, reading: Reading) -> tuple[IntentFit, Span] | None:
        """The small talk that opens or closes a message ("good morning from Nairobi"), and where it stands."""
        places = [place for place, token in enumerate(reading.tokens) if token.raw and token.kind != "mark"]
        meant = tuple(reading.tokens[place].text for place in places)
        said = _words(reading)
        # Behind an "ok" a goodbye opens the message, too.
        first = 1 if said[:1] in self._exact and self.intents[self._exact[said[:1]]].whole else 0
        for length in range(len(said) - 1, 0, -1):
            for start in (0, first, len(said) - length):
                for part in (said[start : start + length], meant[start : start + length]):
                    last = places[min(start + length, len(places)) - 1] + 1
                    known = part in self._exact and self._opens(self.intents[self._exact[part]], reading)
                    if known and not moves(reading, places[start], last):
                        return IntentFit(self._exact[part], SMALL_TALK), (places[start], last)
        return None

    @staticmethod
    def _opens(talk: Intent, reading: Reading) -> bool:
        """Whether small talk may be a part of a message: where it is not meant as a whole, or is a cry at work."""
        return not talk.whole or (talk.status != "chat" and bool(reading.marks & WORKING))

    def asks_back(self, reading: Reading) -> bool:
        """Whether the message is about the answer just given: where it is from, whether it is certain."""
        return bool(reading.marks & {"previous-answer", "are-you-sure"})

    def seeks_anybody(self, reading: Reading) -> bool:
        """Whether the message asks for a contact and says nothing of the topic ("phone number?")."""
        bare = all(item.concepts and item.concepts <= CONTACT | NAMES for item in reading.own)
        named = bool(reading.own_concepts & NAMES) and CONTACTS in reading.own_concepts
        return bare and ANAPHORA not in reading.marks and (named or bool(reading.own_concepts & WHOM))

    def _introduces(self, reading: Reading) -> bool:
        """Whether somebody says no more than what they are working on, and asks for help with it."""
        kinds = [known.kind for known in map(self.concepts.get, reading.own_concepts) if known]
        told = reading.marks & WORKING and only_cries(reading) and ABILITIES in self.intents
        plain = "ask" not in kinds and kinds.count("aspect") <= 1
        return bool(told) and plain and not any(":" in name for name in reading.own_concepts)

    def _asks(self, reading: Reading, asking: AbstractSet[str], span: Span) -> bool:
        """Whether a message asks for something beside the small talk that takes a span of its words."""
        start, end = span
        own = [item for item in reading.own if not (start <= item.start and item.end <= end)]
        marked = is_marked(reading.tokens)
        return self._speaks_of(own, asking) or (marked and (reading.length > FEW or self._topical(reading)))

    def _speaks_of(self, evidence: Iterable[Evidence], asking: AbstractSet[str]) -> bool:
        """Whether one of these words is a concept of these kinds, or they name more than one thing."""
        kinds = [{known.kind for known in map(self.concepts.get, item.concepts) if known} for item in evidence]
        return any(kind & asking for kind in kinds) or sum("topic" in kind for kind in kinds) > 1

    def _topical(self, reading: Reading) -> bool:
        for name in reading.concepts:
            concept = self.concepts.get(name)
            if ":" in name or (concept and concept.kind in ("topic", "aspect", "ask")):
                return True
        return False


def _without_apostrophe(word: str) -> str:
    return word.lower().replace("'", "").replace("\u2019", "")


def _words(reading: Reading) -> tuple[str, ...]:
    """The words as typed, in the form in which they are compared."""
    return tuple(word_form(token.raw) for token in reading.tokens if token.raw and token.kind != "mark")
