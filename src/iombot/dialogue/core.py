"""The one way in: `Bot.respond`. No file, clock, network, token or event loop is touched from here."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass, replace
from sys import intern

from iombot.dialogue.answers import Answers
from iombot.dialogue.choosing import chosen
from iombot.dialogue.courtesies import Courtesies
from iombot.dialogue.cries import DANGER, asks_besides, without_need
from iombot.dialogue.curt import leans
from iombot.dialogue.further import asks_further, further
from iombot.dialogue.interpret import Interpreter
from iombot.dialogue.manners import Manners
from iombot.dialogue.memory import earlier_with, remember
from iombot.dialogue.openings import without_courtesies, without_lead
from iombot.dialogue.part import Part, asks_clearly
from iombot.dialogue.plain import PlainIntents
from iombot.dialogue.referring import Needs
from iombot.dialogue.reply import Reply, Status
from iombot.dialogue.state import ChatState
from iombot.dialogue.trace import Trace
from iombot.knowledge.base import KnowledgeBase, all_languages
from iombot.understanding.address_book import AddressBook
from iombot.understanding.addresses import resolve
from iombot.understanding.compiling import compile_targets
from iombot.understanding.examples import ExampleIndex
from iombot.understanding.exclusions import with_counterparts, without_excluded
from iombot.understanding.intents import IntentFit
from iombot.understanding.itemizing import with_items
from iombot.understanding.measures import with_measures
from iombot.understanding.nationals import with_nationals
from iombot.understanding.pictured import Pictured
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading, read
from iombot.understanding.repairs import Repairs
from iombot.understanding.singling import single_out
from iombot.understanding.targets import Example
from iombot.understanding.terms import AMENDS, Terms
from iombot.understanding.vocabulary import build_vocabulary

ALONG = ("topic", "soft")
"""Kinds of concepts that an entry takes over from its own example utterances."""
AMENDING, NOTHING = frozenset({AMENDS}), frozenset[str]()
"""What a message is marked with that sets right the one before it, and any other."""
SHORT = 6
"""Words up to which even a clear question may be small talk."""
PICTURE = "So"
"""Unicode category of emoji and other pictures."""
CONTACT = "contact"
"""Concept of whom to write to or call, which is spoken of once all press contacts were listed."""
LANGUAGE = "en"
"""Language of the replies; the knowledge base may hold more."""


@dataclass(frozen=True)
class Turn:
    """What one utterance led to."""

    reply: Reply
    state: ChatState
    """To be handed in with the chat's next utterance."""
    trace: object
    """Why this reply: its `str()` tells concepts, candidates with scores and decision, a finding a line."""


class Bot:
    """A knowledge base, ready to answer; all chats of a thread share it, and none leaves a trace in it."""

    def __init__(self, knowledge: KnowledgeBase) -> None:
        self.vocabulary = build_vocabulary(knowledge)
        self.knowledge = knowledge = knowledge.without_forms()
        examples = {
            entry.id: [read(text, self.vocabulary) for text in all_languages(entry.utterances)]
            for entry in knowledge.entries.values()
        }
        taken = {id: [self._taken(reading) for reading in readings] for id, readings in examples.items()}
        self.ranker = Ranker(Terms.of(knowledge, compile_targets(knowledge, taken)), ExampleIndex(examples))
        self.interpreter = Interpreter(knowledge, self.ranker)
        self.answers = Answers(knowledge, self.ranker.targets)
        self.plain = PlainIntents(knowledge, self.answers) if PlainIntents.suffice(knowledge) else None
        languages = knowledge.languages.values()
        self.repairs = Repairs(
            [phrase for language in languages for phrase in language.repairs],
            [phrase for language in languages for phrase in language.amending],
        )
        self.peoples = tuple(ending for language in knowledge.languages.values() for ending in language.peoples)
        self.addresses = AddressBook.of(knowledge.contacts.values())
        self.pictured = Pictured.of(self.ranker.targets.all, knowledge.concepts.values())
        # Where intents are all there is, none of them is small talk, and a second index of them would be idle.
        talk = {} if self.plain else knowledge.intents
        self.needs = Needs(self.answers, self.ranker.terms.wishes)
        self.courtesies = Courtesies.of(knowledge)
        self.manners = Manners(talk, knowledge.concepts, self.vocabulary.spotter.lexicon)

    def _taken(self, reading: Reading) -> Example:
        """What an entry takes over from one of its example utterances."""
        known = (self.knowledge.concepts.get(name) for name in reading.concepts)
        topics = frozenset(concept.id for concept in known if concept and concept.kind in ALONG)
        return Example(
            topics, frozenset(tuple(map(intern, reading.stems[item.start : item.end])) for item in reading.evidence)
        )

    def respond(self, utterance: str, state: ChatState) -> Turn:
        """The reply to an utterance and the state for the next one; never raises, whatever the text."""
        if self.plain:
            reply, why = self.plain.reply(utterance)
            return Turn(reply, state, why)
        utterance = without_lead(utterance, self.vocabulary, self.manners)
        utterance = with_items(without_courtesies(utterance, self.courtesies, self.vocabulary, self.manners))
        amended = self._amended(utterance, state)
        if amended:
            return self._respond(amended, state, AMENDING)
        halves = self.repairs.split(utterance)
        return (halves and self._repaired(*halves, state)) or self._respond(utterance, state)

    def _amended(self, utterance: str, state: ChatState) -> str:
        """What a short message puts in the place of the one before it ("oops, I meant 2022"); empty for another one."""
        amended = self.repairs.amended(utterance) if state.entries or state.concepts else ""
        if not amended:
            return ""
        whole, rest = read(utterance, self.vocabulary), read(amended, self.vocabulary)
        said = any(item.concepts for item in rest.evidence) or rest.pointers
        return amended if said and leans(whole) and not self.manners.word_for_word(whole) else ""

    def _repaired(self, before: str, after: str, state: ChatState) -> Turn | None:
        """The answer to a message whose speaker takes back its first half; None where that is no question by itself.

        The second half goes on from the first as a next message would ("for Germany, no wait, for Belgium").
        """
        first = self._respond(before, state)
        if first.reply.status == "referral":
            return None
        second = self._respond(after, first.state)
        return second if second.reply.status == "answered" else None

    def _respond(self, utterance: str, state: ChatState, marks: frozenset[str] = NOTHING) -> Turn:
        units = self.ranker.terms.units
        concepts = self.knowledge.concepts
        told = with_measures(with_nationals(read(utterance, self.vocabulary), self.peoples, units), units)
        read_out = with_counterparts(without_excluded(told, concepts), concepts)
        reading = single_out(resolve(read_out, self.addresses), self.addresses, concepts)
        reading = self.pictured.name(reading)
        reading = replace(reading, marks=reading.marks | marks)
        if not reading.tokens:
            return Turn(*self._wordless(utterance, reading, state), Trace("no words to read", reading, (), self.ranker))
        # A fresh, full question means what it says, whatever was said before it.
        parts = self.interpreter.interpret(reading, state if leans(reading) else ChatState())
        finding, reply, after = self._settle(reading, parts, state)
        need = reply.status == "referral" or reply.reason == "not-understood"
        rest = self._besides(reading) if reading.cries and need else ""
        other = self._respond(rest, ChatState()) if rest else None
        both = self.needs.beside(reply, other.reply, reading) if other else None
        if other and both:
            reply, after = both, after if both.status == "referral" else other.state
        return Turn(reply, after, Trace(finding, reading, tuple(parts), self.ranker))

    def _besides(self, reading: Reading) -> str:
        """What a message asks besides telling of a need; empty where that is nothing, or about the need itself."""
        rest = without_need(reading)
        return rest if rest and asks_besides(reading, read(rest, self.vocabulary), self.ranker.terms.wishes) else ""

    def _settle(self, reading: Reading, parts: list[Part], state: ChatState) -> tuple[str, Reply, ChatState]:
        """What settles the message.

        In this order: a cry for help, an offered choice, a question about the last answer or for more, one for any
        contact, small talk, a question.
        """
        talk = None if self.interpreter.context.goes_back(reading, state) else self._talk(reading, parts)
        need = self.needs.met(reading, parts, talk, state)
        if need:
            return need
        choice = chosen(reading, state, {id: self.answers.label(id, LANGUAGE) for id in state.options})
        picked = self.entry(choice) if choice else None
        if choice and picked:
            told = earlier_with(state.earlier, iter((choice,)))
            return "an offered choice", picked, replace(state, entries=(choice,), earlier=told, options=())
        back = self._back(reading, state) if state.entries and leans(reading) else None
        if back:
            return back
        exact = talk is not None and talk.confidence == 1
        spoken = state.entries and state.concepts != (CONTACT,)
        if self.manners.seeks_anybody(reading) and not (spoken or exact):
            return "a question for any contact", self.answers.contacts(LANGUAGE, asked=True), self._with_contacts(state)
        if talk:
            return "small talk", self.answers.intent(talk.id, talk.confidence), state
        after = remember(parts, state, self.knowledge)
        # A danger is not over because a question was answered.
        after = replace(after, need=state.need) if DANGER in state.need else after
        return "the question", self.answers.combine(parts, LANGUAGE), after

    def _back(self, reading: Reading, state: ChatState) -> tuple[str, Reply, ChatState] | None:
        """Where the last answer is from, or what else is known; None where neither is asked for."""
        if self.manners.asks_back(reading) and not self._new_question(reading):
            return "a question about the last answer", self.answers.whence(state.entries, LANGUAGE), state
        more = further(state, self.knowledge) if asks_further(reading) else []
        if not more:
            return None
        return "a wish for more", self.answers.choice("more", more, LANGUAGE), replace(state, options=tuple(more))

    def _with_contacts(self, state: ChatState) -> ChatState:
        """The state after all press contacts were listed, release by release."""
        listed = tuple(filter(self.knowledge.contacts_of, self.knowledge.releases))
        # "For the refugee release?" may follow.
        return ChatState(entries=listed, concepts=(CONTACT,), earlier=earlier_with(state.earlier, iter(listed)))

    def _talk(self, reading: Reading, parts: list[Part]) -> IntentFit | None:
        """The small talk that the message amounts to; not looked for in a clear question in words of its own."""
        exact = self.manners.word_for_word(reading)
        if exact or (asks_clearly(parts) and reading.length > SHORT):
            return exact or self.manners.spoken(reading, understood=True)
        told = (part.decision for part in parts if part.settled)
        understood = any(decision.fits or decision.unsound or decision.reason == "other-period" for decision in told)
        return self.manners.small_talk(reading, understood=understood)

    def _new_question(self, reading: Reading) -> bool:
        """Whether the message names a topic of its own and is answered without what was said before."""
        parts = self.interpreter.interpret(reading, ChatState())
        return any(
            part.decision.verdict == "answer" and self.interpreter.context.names_topic(part.reading) for part in parts
        )

    def _wordless(self, utterance: str, reading: Reading, state: ChatState) -> tuple[Reply, ChatState]:
        """A message of pictures only is a nod; one of nothing at all is not understood; a need stays open."""
        if state.need:
            return self.needs.again(reading, state)
        pictures = any(unicodedata.category(char) == PICTURE for char in utterance)
        told: tuple[Status, str] = ("chat", "pictures") if pictures else ("unknown", "unknown-not-understood")
        return self.answers.phrase(*told), state

    def command(self, name: str) -> Reply:
        """The reply to a command of the chat: start, help, contacts, about, privacy or sources."""
        if name == "contacts":
            return self.answers.contacts(LANGUAGE)
        if name == "sources":
            return self.answers.releases(LANGUAGE)
        if name == "about":
            return self._about()
        return self.answers.phrase("chat", name)

    def _about(self) -> Reply:
        """What the bot is, and which knowledge it answers from."""
        about, base = self.answers.phrase("chat", "about"), self.knowledge
        counts = {"releases": len(base.releases), "entries": len(base.entries)}
        version = base.phrase("knowledge-version", about.language, version=base.version, **counts)
        return replace(about, text=f"{about.text}\n{version}")

    def entry(self, id: str) -> Reply | None:
        """The answer of one entry, contact or release by id; None if the knowledge base has none such."""
        return self.answers.by_id(id, LANGUAGE, self.ranker)
