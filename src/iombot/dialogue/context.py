"""What a message means after what was said before it."""

from __future__ import annotations

from dataclasses import replace

from iombot.dialogue.bare_figures import by_itself
from iombot.dialogue.continuing import another, leaves_topic, something_else
from iombot.dialogue.correcting import corrected, dated, names_topic
from iombot.dialogue.counterparts import Counterparts, persons_of
from iombot.dialogue.curt import alone
from iombot.dialogue.dating import with_year
from iombot.dialogue.decide import decide
from iombot.dialogue.decision import NOT_STATED, Decision
from iombot.dialogue.including import included
from iombot.dialogue.likewise import with_lines, with_operation
from iombot.dialogue.memory import said_of
from iombot.dialogue.parallels import about_more, parallel, swapped
from iombot.dialogue.part import Part
from iombot.dialogue.personal import Pronouns, elsewhere, off_list, strays
from iombot.dialogue.placed import known_of_another
from iombot.dialogue.pointers import Pointers
from iombot.dialogue.pointing import named_lines
from iombot.dialogue.portions import of_a_line, whole_again
from iombot.dialogue.recall import Recall
from iombot.dialogue.recalling import asked_about, tells_when, went_back_to
from iombot.dialogue.shown import last_shown
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase
from iombot.understanding.grammar import Grammar
from iombot.understanding.ranking import Ranker
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import Evidence, recalled
from iombot.understanding.terms import ANAPHORA, COMPARISONS, WISH

ALIKE = 0.9
"""Share of a topic with the last wish that must be explained before it is taken for that wish, 0 to 1."""
FEW_WORDS = 4
"""Words up to which a message may name nothing but another topic."""


class Context:
    """Completes questions by what was said before."""

    def __init__(self, knowledge: KnowledgeBase, ranker: Ranker, grammar: Grammar) -> None:
        self.knowledge = knowledge
        self.concepts = knowledge.concepts
        self.ranker = ranker
        self.counterparts = Counterparts.of(knowledge, ranker.targets)
        self.recall = Recall(knowledge.concepts, ranker.targets, self.counterparts.releases, grammar.interrogatives)
        self.pronouns = Pronouns.of(knowledge.people.values(), knowledge.concepts)
        self.pointers = Pointers(knowledge, ranker, self.recall)

    def turned_to(self, reading: Reading, state: ChatState) -> ChatState:
        """The state with whoever was spoken of last, where he or she is meant and nobody or several were just named."""
        persons = self.pronouns.last_meant(reading, state, self.ranker.targets)
        return replace(state, entries=persons[:1], concepts=persons[1:], limits=()) if persons else state

    def complete(self, part: Part, state: ChatState) -> Part:
        """The part as it stands if that is clear, else completed by what was said before."""
        if not state.concepts or by_itself(part.reading):
            return part
        if not state.entries:
            return self._answered(self.recall.taken_up(part.reading, state), part)
        silent = Part(part.reading, NOT_STATED)
        if self.pronouns.somebody_else(part.reading, state):
            return silent
        completed = self._complete(part, state)
        completed = self._elsewhere_known(completed, part.reading, state) or completed
        again = whole_again(completed, part.reading, state, self.ranker.terms)
        if again or off_list(completed, part.reading, state, self.ranker.targets):
            return replace(completed, decision=replace(NOT_STATED, fits=completed.decision.fits))
        if not self._off(completed, part.reading, state):
            return completed
        other = self._completed(silent, state)
        strange = other.decision.verdict != "answer" or self._off(other, part.reading, state)
        return silent if strange else other

    def _answered(self, reading: Reading, part: Part) -> Part:
        """The part as it stands, or what answers it with what was said before."""
        if part.decision.verdict in ("answer", "gap"):
            return part
        decision = decide(reading, self.ranker)
        return Part(reading, decision) if decision.verdict in ("answer", "gap") else part

    def _off(self, part: Part, question: Reading, state: ChatState) -> bool:
        """Whether a part is answered about somebody or somewhere else than its question points at."""
        return strays(part, question, state) or elsewhere(part, question, state)

    def _complete(self, part: Part, state: ChatState) -> Part:
        targets = self.ranker.targets
        other = self.counterparts.put(part.reading, state, targets) or with_year(part.reading, state, targets)
        other = other or alone(part.reading)
        more = with_operation(part.reading, state)
        if more:
            return with_lines(self._completed(Part(more, decide(more, self.ranker)), state), state)
        if other:
            part = Part(other, decide(other, self.ranker))
        named = self.counterparts.same_release(part.reading, state)
        there = Part(named, decide(named, self.ranker)) if named else part
        if there.decision.verdict in ("answer", "gap"):
            part = there
        same = self._of_spoken(part, state) or self._parallel(part, state)
        same = same or self._compared(part.reading, state) or self._wished(part.reading, state)
        if same:
            return same
        lined = of_a_line(part.reading, last_shown(state, targets, self.knowledge))
        answered = part.decision.verdict == "answer" and not self._of_another(part, state) and not lined
        if answered and self.names_topic(part.reading) and not other:
            return part
        terms = self.ranker.terms
        set_right = corrected(part.reading, state, terms) or dated(part.reading, state, terms)
        if set_right:
            return set_right
        completed = self._completed(part, state)
        about = asked_about(part.reading, state, self.ranker.terms)
        if about and not tells_when(completed, targets.by_id[about]):
            return self.pointers.said_again(about, part.reading, state)
        return completed

    def _elsewhere_known(self, part: Part, said: Reading, state: ChatState) -> Part | None:
        """A place or programme of which not this, but something else is known ("131 offices" - "and in Niger?")."""
        decision = known_of_another(part.decision, said, state, self.ranker)
        return Part(self._continued(said, state), decision) if decision else None

    def _wished(self, question: Reading, state: ChatState) -> Part | None:
        """The last wish for the topic that is all a message names ("how many returned?" - "and trained?")."""
        own = question.own
        kinds = [self.ranker.terms.kinds(item.concepts) for item in own]
        plain = (
            kinds
            and all(kind and kind <= {"topic", "soft"} for kind in kinds)
            and any("topic" in kind for kind in kinds)
        )
        wished = frozenset(name for name in state.concepts if self.ranker.terms.kind(name) == WISH)
        if not plain or not wished or question.claim or question.length > FEW_WORDS or not state.earlier:
            return None
        end = own[-1].end
        asked = Evidence(end - 1, end, own[-1].text, wished)
        reading = question.made_of([*question.evidence, asked])
        decision = decide(reading, self.ranker)
        sure = decision.verdict == "answer" and decision.confidence >= ALIKE
        return Part(reading, decision) if sure and decision.fits[0].target.asks & wished else None

    def _compared(self, question: Reading, state: ChatState) -> Part | None:
        """What is claimed of the figure just given and another ("is that more than VHR?", "does it include VHR?")."""
        points = ANAPHORA in question.marks or not question.own_concepts & COMPARISONS
        if not (question.claim and points and state.earlier):
            return None
        id, lines = said_of(state.earlier[-1])
        if id not in state.entries[:1]:
            return None
        last = f"{id}.{lines[0]}" if len(lines) == 1 else id
        reading = replace(self.recall.as_share(question, state), last=last)
        decision = decide(reading, self.ranker)
        judged = decision.derivation is not None and decision.derivation.holds is not None
        told = judged or decision.unsound or included(reading, self.ranker.terms)
        return Part(reading, decision) if told else None

    def goes_back(self, reading: Reading, state: ChatState) -> bool:
        """Whether a message asks for an earlier answer once more."""
        return went_back_to(reading, state, self.ranker.terms) is not None

    def _parallel(self, part: Part, state: ChatState) -> Part | None:
        """The same question about another, if that is all that the message asks."""
        releases = frozenset(self.counterparts.releases)
        names = swapped(part.reading, self.concepts, releases)
        reading = self._continued(part.reading, state)
        fit = parallel(reading, names, state, self.ranker, releases) if names else None
        if fit is None:
            # Of the other release nothing is known that would answer what was asked of this one.
            idle = (
                names & self.counterparts.releases.keys()
                and state.earlier
                and about_more(state, names, self.ranker, releases)
            )
            return Part(reading, NOT_STATED) if idle else None
        return Part(reading, Decision("gap" if fit.target.gap else "answer", (fit,), confidence=fit.confidence))

    def _continued(self, reading: Reading, state: ChatState) -> Reading:
        """The question with what was said before; what was only the nearest thing is not to be gone on about."""
        reading = self.recall.as_share(reading, state)
        answered = bool(state.earlier) and said_of(state.earlier[-1])[0] in state.entries
        return replace(self.recall.taken_up(reading, state), last=state.entries[0] if answered else "")

    def _completed(self, part: Part, state: ChatState) -> Part:
        shown = last_shown(state, self.ranker.targets, self.knowledge)
        # "The second one" of a list just shown is that one, whatever else may be second.
        of_list = bool(shown) and bool(part.reading.values("ordinal"))
        reading = self._continued(named_lines(part.reading, shown) if shown else part.reading, state)
        decision = decide(reading, self.ranker)
        if self.recall.moved(part.reading, state):
            decision = another(decision, reading, state, self.ranker)
        if shown is None:
            decision = something_else(decision, reading, state, self.ranker)
        left = decision.verdict == "answer" and leaves_topic(
            decision, reading, state, self.ranker.terms, self.counterparts.releases
        )
        if left:
            return Part(reading, NOT_STATED)
        if of_list or decision.verdict == "answer" or part.decision.verdict == "unknown":
            return Part(reading, decision)
        return part

    def names_topic(self, reading: Reading) -> bool:
        """Whether a message says by itself what it is about: a topic, a place or a person."""
        return names_topic(reading, self.concepts)

    def _of_spoken(self, part: Part, state: ChatState) -> Part | None:
        """The answer about whoever was spoken of, rather than about another of whom the same is known.

        "Who is Othmane?" - "who took the photo?" is not about the photo in the other release.
        """
        if part.decision.verdict != "answer" or part.decision.fits[0].target.kind != "entry":
            return None
        meant = part.decision.fits[0].target.persons
        if not meant or meant & part.reading.concepts or self.counterparts.releases.keys() & part.reading.own_concepts:
            return None
        for person in reversed(persons_of(state, self.ranker.targets)):
            if person in meant:
                return None
            reading = part.reading.with_evidence(recalled([frozenset({person})]))
            decision = decide(reading, self.ranker)
            if decision.verdict in ("answer", "gap") and person in decision.fits[0].target.persons:
                return Part(reading, decision)
        return None

    def _of_another(self, part: Part, state: ChatState) -> bool:
        """Whether the answer is about a person whom the question does not name, while another was spoken of before."""
        meant, before = part.decision.fits[0].target.persons, state.persons
        return bool(meant and before) and not meant & (before | part.reading.own_concepts)
