"""Which words are the question, and which are told around it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from iombot.knowledge.base import KnowledgeBase
from iombot.knowledge.models import Concept
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, YEAR, Evidence
from iombot.understanding.terms import REQUEST

CLAIM = "claim"
"""The concept of asking for confirmation."""
SAY = "say"
"""The concept of what a text says: a question may follow inside ("does it say who ...")."""
INSISTENCE = "insistence"
"""The concept of insisting that something is so."""
QUESTION_MARKS = ("?", "؟")
OPENING = 4
"""Among how many first words of a sentence an auxiliary makes it a yes/no question ("so please, is it ...")."""
SEVERAL = 2
"""As many numbers before questions are a numbering."""
MOST_QUESTIONS = 6
"""Questions of a message that are looked at."""
RELATIVE = frozenset({"who", "which", "whose", "whom"})
"""Question words that may go on about the noun before them."""
STATEMENT = 5
"""Words above which a sentence that ends in a question mark is taken for a statement to be confirmed."""


@dataclass(frozen=True)
class Grammar:
    """The words by which the questions of a message are told apart."""

    concepts: Mapping[str, Concept]
    openers: frozenset[str]
    """Words with which a yes/no question begins."""
    interrogatives: frozenset[str]
    """Words with which any other question begins."""
    splitters: frozenset[str]
    """Words that join two questions."""
    inside: frozenset[str]
    """Words before a year that mean within it."""
    relatives: frozenset[str]
    """Those of the interrogatives that may join what is said of a noun: "the country from which"."""
    exclusives: frozenset[str]
    """Words that turn a fact into another one: all, only, never, ..."""

    @classmethod
    def of(cls, knowledge: KnowledgeBase) -> Grammar:
        """The grammar of all languages of a knowledge base."""
        languages = knowledge.languages.values()
        return cls(
            concepts=knowledge.concepts,
            openers=frozenset(word for language in languages for word in language.openers),
            interrogatives=frozenset(word for language in languages for word in language.interrogatives),
            splitters=frozenset(word for language in languages for word in language.splitters),
            inside=frozenset(word for language in languages for word in language.inside),
            relatives=frozenset(word for language in languages for word in language.relatives),
            exclusives=frozenset(word for language in languages for word in language.exclusives),
        )


def questions(reading: Reading, grammar: Grammar) -> list[Reading]:
    """The questions of a message, in order, each with everything around it as background.

    A sentence counts as a question when it ends in a question mark, else when it asks politely for something, else
    when it wishes for something; a message without such a sentence is one question as a whole.
    """
    sentences = list(_sentences(reading))
    # Where somebody uses question marks, the other sentences are talk around the question.
    asking = [span for span in sentences if _ends_in_question_mark(reading, span)]
    asking = asking or [span for span in sentences if _requests(reading, span, grammar.concepts)]
    asking = asking or [span for span in sentences if _asks(reading, span, grammar.concepts)]
    asking = asking[:MOST_QUESTIONS]
    if len(sentences) <= 1 or not asking:
        asking = [(0, len(reading.tokens))]
    asking = [_with_statement(reading, span, sentences, grammar) for span in asking]
    if CLAIM in reading.marks and REQUEST not in reading.marks:
        asking = [_as_reported(reading, span, grammar) for span in asking]
    return [as_claim(focus(reading, *span), grammar) for span in asking]


def _requests(reading: Reading, span: tuple[int, int], concepts: Mapping[str, Concept]) -> bool:
    """Whether a sentence asks politely ("please tell me ...") and says for what."""
    start, end = span
    ends = [place for place in reading.requests if start < place <= end]
    return bool(ends) and any(
        _topical(name, concepts) for item in reading.evidence if ends[0] <= item.start < end for name in item.concepts
    )


def _with_statement(
    reading: Reading, span: tuple[int, int], sentences: list[tuple[int, int]], grammar: Grammar
) -> tuple[int, int]:
    """The span of a question; one that only asks whether something is so takes in what was stated before it."""
    start, end = span
    inside = [item for item in reading.evidence if start <= item.start < end]
    if CLAIM not in reading.marks or any(wishes(item, grammar.concepts) for item in inside):
        return span
    return (_stated_before(reading, start, sentences, grammar), end) if _bare(inside, grammar) else span


def _as_reported(reading: Reading, span: tuple[int, int], grammar: Grammar) -> tuple[int, int]:
    """The span of a claim without who makes it ("my boss swears that ..., is he right?")."""
    start, end = span
    for place in reversed([place for place in reading.reports if start < place < end]):
        if not _bare([item for item in reading.evidence if place <= item.start < end], grammar):
            return place, end
    return span


def statement_before(question: Reading, grammar: Grammar) -> tuple[int, int] | None:
    """The span of a question without a topic of its own and of the sentence before it; None where there is none."""
    own = question.own
    if not own or not _bare(own, grammar):
        return None
    start = _stated_before(question, own[0].start, list(_sentences(question)), grammar)
    return (start, own[-1].end) if start < own[0].start else None


def _bare(items: Iterable[Evidence], grammar: Grammar) -> bool:
    return not any(_topical(name, grammar.concepts) for item in items for name in item.concepts)


def _stated_before(reading: Reading, start: int, sentences: list[tuple[int, int]], grammar: Grammar) -> int:
    """Where the last sentence on any topic begins that ends before `start`; `start` where there is none."""
    stated = {
        place
        for item in reading.evidence
        if item.start < start and not _bare([item], grammar)
        for place in range(item.start, item.end)
    }
    before = [first for first, last in sentences if last <= start and stated.intersection(range(first, last))]
    return before[-1] if before else start


def _topical(name: str, concepts: Mapping[str, Concept]) -> bool:
    """Whether a concept says what a question is about: a topic, or a recognised value."""
    return ":" in name or (name in concepts and concepts[name].kind == "topic")


def focus(reading: Reading, start: int, end: int) -> Reading:
    """The same reading with everything outside the tokens from `start` up to `end` as background."""
    evidence = (
        item if item.background is outside else replace(item, background=outside)
        for item in reading.evidence
        for outside in [item.start < start or item.end > end or item.start == item.end]
    )
    return replace(reading, evidence=tuple(evidence))


def as_claim(reading: Reading, grammar: Grammar) -> Reading:
    """Marks a question as a claim: it says that something is to be confirmed, or is put as a yes/no question."""
    # What is pressed as a fact ("admit that ...") is to be confirmed, unless something is asked for beside it.
    insisted = INSISTENCE in reading.marks and not any(wishes(item, grammar.concepts) for item in reading.own)
    claim = CLAIM in reading.marks or insisted or _yes_no(reading, grammar)
    spoken = {token.text for item in reading.own[:1] for token in reading.tokens[max(0, item.start - OPENING) :]}
    guarded = bool(spoken & grammar.exclusives)
    evidence = tuple(_without_conjunctions(_without_numbering(reading, grammar), grammar))
    inside = any(_inside_year(reading, item, grammar) for item in reading.own)
    return replace(reading, evidence=evidence, claim=claim, guarded=guarded, inside_year=inside)


def _inside_year(reading: Reading, item: Evidence, grammar: Grammar) -> bool:
    named = any(name.startswith(YEAR) for name in item.concepts)
    return named and item.start > 0 and reading.tokens[item.start - 1].text in grammar.inside


def _without_numbering(reading: Reading, grammar: Grammar) -> Reading:
    """The reading without "first ... second ..." before the questions of a message: these are no ranks."""
    numbers = [item for item in reading.evidence if any(name.startswith(ORDINAL) for name in item.concepts)]
    begin = all(item.end == item.start + 1 and _begins_question(reading, item.start, grammar) for item in numbers)
    ranks = [reading.tokens[item.start].text for item in numbers]
    if len(numbers) < SEVERAL or len(set(ranks)) < len(ranks) or not begin:
        return reading
    return replace(reading, evidence=tuple(item for item in reading.evidence if item not in numbers))


def _begins_question(reading: Reading, place: int, grammar: Grammar) -> bool:
    """Whether a word stands where a question of several may begin: first, after a mark or "and", or before a mark."""
    after = reading.tokens[place + 1] if place + 1 < len(reading.tokens) else None
    requested = place in reading.requests or place - 1 in reading.requests
    return _begins_clause(reading, place, grammar) or requested or (after is not None and after.kind == "mark")


def _without_conjunctions(reading: Reading, grammar: Grammar) -> Iterator[Evidence]:
    """Evidence without question words that only join: "where did he go *when* he fled", "a man *who* is ... where"."""
    asking = {place for place, token in enumerate(reading.tokens) if token.text in grammar.interrogatives}
    for item in reading.evidence:
        joins = item.start in asking and _joins(reading, item, asking, grammar)
        if not (joins and item.concepts and all(_is_wish(name, grammar) for name in item.concepts)):
            yield item


def _joins(reading: Reading, item: Evidence, asking: set[int], grammar: Grammar) -> bool:
    """Whether a question word in a clause joins it to what was asked before, or to a noun that is asked about after."""
    start, sentence = item.start, reading.tokens[item.start].sentence
    if _begins_clause(reading, start, grammar):
        return False
    others = [place for place in asking if place != start and reading.tokens[place].sentence == sentence]
    if item.end == start + 1 and any(place < start for place in others):
        return True
    noun = any(other.end == start and other.concepts for other in reading.evidence)
    return noun and reading.tokens[start].text in RELATIVE and any(place >= item.end for place in others)


def _is_wish(name: str, grammar: Grammar) -> bool:
    concept = grammar.concepts.get(name)
    return concept is not None and "ask" in (concept.kind, concept.slot)


def _begins_clause(reading: Reading, place: int, grammar: Grammar) -> bool:
    before = reading.tokens[place - 1] if place else None
    return before is None or before.kind == "mark" or before.text in grammar.splitters


def _yes_no(reading: Reading, grammar: Grammar) -> bool:
    """Whether it opens with an auxiliary and holds no question word, or is a statement with a question mark."""
    own = reading.own
    if not own:
        return False
    sentence = [token for token in reading.tokens if token.sentence == reading.tokens[own[0].start].sentence]
    spoken = [token.text for token in sentence if token.kind == "word"]
    if grammar.interrogatives.intersection(_without_relatives(reading, spoken, grammar)):
        return False
    wished = any(wishes(item, grammar.concepts) for item in own)
    if wished and REQUEST in reading.marks:
        # "Could you tell me: list the countries" is no yes/no question.
        return False
    if grammar.openers.intersection(spoken[:OPENING]):
        return True
    return not wished and sentence[-1].raw in QUESTION_MARKS and len(sentence) > STATEMENT


def _without_relatives(reading: Reading, spoken: list[str], grammar: Grammar) -> list[str]:
    """The words of a sentence, less "which" and the like where they hardly ask.

    That is where it opens as a yes/no question and nothing is to be said or told: "was it the country *from which* most
    returned", but not "does it say which country".
    """
    telling = any(SAY in item.concepts for item in reading.own) or REQUEST in reading.marks
    # A greeting may stand before it.
    begins = next((word for word in spoken[:OPENING] if word in grammar.openers | grammar.interrogatives), "")
    if telling or begins not in grammar.openers:
        return spoken
    return [word for word in spoken if word not in grammar.relatives]


def clauses(reading: Reading, grammar: Grammar, *, wishing: bool) -> list[tuple[int, int]]:
    """Spans of the question between words and marks that may join two questions.

    If `wishing`, a clause that wishes for nothing belongs to the wish after it ("of the million trained, how many");
    the last one stands alone if it evokes anything ("and for Safa").
    """
    inside = reading.own
    if not inside:
        return []
    first, last = inside[0].start, inside[-1].end
    joined = {place for item in inside if item.concepts for place in range(item.start, item.end - 1)}
    cuts = [place for place in range(first, last) if place not in joined and _cuts(reading, place, grammar.splitters)]
    spans: list[tuple[int, int]] = []
    start = first
    for cut in [*cuts, last]:
        items = [item for item in inside if start <= item.start < cut and item.concepts]
        if items and (not wishing or cut == last or any(wishes(item, grammar.concepts) for item in items)):
            spans.append((start, cut))
            start = cut
    return spans


def _cuts(reading: Reading, place: int, splitters: frozenset[str]) -> bool:
    token = reading.tokens[place]
    return token.raw in ",+&;/?\n" or token.text in splitters


def wishes(item: Evidence, concepts: Mapping[str, Concept]) -> bool:
    """Whether evidence asks for something."""
    return any(concepts[name].kind == "ask" for name in item.concepts if name in concepts)


def asks_openly(reading: Reading, grammar: Grammar) -> bool:
    """Whether a clause begins with a question word, or has one second ("from where")."""
    own = reading.own
    if not own:
        return False
    begin = own[0].start
    while begin and not _cuts(reading, begin - 1, grammar.splitters) and reading.tokens[begin - 1].kind != "mark":
        begin -= 1
    return any(token.text in grammar.interrogatives for token in reading.tokens[begin : begin + 2])


def _sentences(reading: Reading) -> Iterator[tuple[int, int]]:
    start = 0
    tokens = reading.tokens
    for place in range(1, len(tokens) + 1):
        if place == len(tokens) or tokens[place].sentence != tokens[start].sentence:
            yield start, place
            start = place


def _ends_in_question_mark(reading: Reading, span: tuple[int, int]) -> bool:
    start, end = span
    marked = any(token.raw in QUESTION_MARKS for token in reading.tokens[start:end])
    return marked and any(start <= item.start < end and item.concepts for item in reading.evidence)


def _asks(reading: Reading, span: tuple[int, int], concepts: Mapping[str, Concept]) -> bool:
    start, end = span
    return any(wishes(item, concepts) for item in reading.evidence if start <= item.start < end)
