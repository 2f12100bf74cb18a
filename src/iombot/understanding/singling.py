"""Which contact is meant: by an initial, by the place in the list, or by an address with much talk around it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from iombot.knowledge.models import Concept
from iombot.understanding.address_book import AddressBook, Part
from iombot.understanding.addresses import ADDRESS, FRAGMENT, REACHED
from iombot.understanding.entities import entity, values_of
from iombot.understanding.overlaps import overlap, within
from iombot.understanding.reading import Reading
from iombot.understanding.spotting import ORDINAL, PERSON, Evidence
from iombot.understanding.terms import standing_beside

CONTACT = frozenset({"contact", "ask-contact", "phone", "ask-phone", "email", "ask-email"})
"""Concepts of reaching somebody."""
NAMING = frozenset({"ask-who", "ask-name", "surname", REACHED})
"""Concepts of asking who somebody is."""
AROUND = CONTACT | NAMING | {"digits", "people", "press-service"}
"""Concepts that may stand around an address or a number and change nothing, beside those that say so themselves."""
WHOLE = "contacts-all"
"""The concept of the whole list of contacts."""
INSTEAD = "other-contact"
"""Mark of asking for somebody else to call or write to."""
LISTED = CONTACT | {"all-people", "ask-name", "ask-list", "ask-who", "people", "digits", "press-service", WHOLE}
"""Concepts of which there are several, so that one of them may be the second or the last."""
FIRST, LAST = frozenset({"rank-first", "rank-largest"}), frozenset({"rank-last", "rank-smallest"})
MIDDLE = "rank-middle"
SURNAME, GIVEN = "surname", "given-name"
"""Concepts of the two parts of a name."""
LISTING = frozenset({"ask-list", WHOLE})
"""Concepts of a list."""
ENCLOSING = 2
"""Places in the list between two of whom one stands in the middle."""
COLON = ":"
NEAR = 3
"""Words between a rank and what it is a rank of."""


def single_out(reading: Reading, book: AddressBook, concepts: Mapping[str, Concept]) -> Reading:
    """The reading in which an initial or a place in the contact list names a person.

    Where a number or an address was recognised and all else is about whose it is, the talk around it is left out.
    """
    reading = _between(_instead(reading, book), book)
    if CONTACT & reading.concepts and not any(_persons(item) for item in reading.evidence):
        found = [*_by_initial(reading, book), *_by_rank(reading, book)]
        others = (piece for item in reading.evidence for piece in _beside(item, found))
        # The list is what one of them was singled out of.
        others = (replace(item, concepts=item.concepts - {WHOLE}) for item in others) if found else others
        reading = reading.made_of((*others, *found))
    reached = any(REACHED in item.concepts and _persons(item) for item in reading.evidence)
    return _without_talk(_without_street(reading), concepts) if reached else reading


def _without_street(reading: Reading) -> Reading:
    """The reading of a question on a number or an e-mail address, in which "the address" is that one and no street."""
    return reading.made_of(item for item in reading.evidence if ADDRESS not in item.concepts)


def _instead(reading: Reading, book: AddressBook) -> Reading:
    """The reading with the whole list for a contact who was not reached ("Jamal is ill, who else can I call?")."""
    others = sorted(
        (item for item in reading.aside if INSTEAD in item.concepts), key=lambda item: item.start - item.end
    )
    listed = {id for _, id in book.names}
    named = [item for item in reading.evidence if listed.intersection(_persons(item))]
    if not others or len(named) != 1:
        return reading
    between = reading.tokens[named[0].end : others[0].start]
    apart = any(
        (token.kind == "mark" and token.raw != COLON) or token.text in reading.words.conjunctions for token in between
    )
    if not apart or any(token.text in reading.words.alternative for token in between):
        # "Has Jamal another number?" asks for one of his.
        return reading
    every = replace(others[0], concepts=frozenset({WHOLE}))
    beside = (item for item in reading.evidence if item is not named[0] and not within(item, every))
    return reading.made_of((every, *beside))


def _between(reading: Reading, book: AddressBook) -> Reading:
    """The reading with the contact in the middle of two others of the list ("who stands between Jamal and Amber?")."""
    listed = [id for _, id in book.names]
    named = [item for item in reading.evidence if len(_persons(item)) == 1 and _persons(item)[0] in listed]
    told = [item for item in (*reading.evidence, *reading.pointers) if MIDDLE in item.concepts]
    ends = sorted(listed.index(_persons(item)[0]) for item in named)
    if not (told and ends and ends == [ends[0], ends[0] + ENCLOSING]):
        return reading
    found = replace(told[0], concepts=frozenset({REACHED, *_concepts([listed[ends[0] + 1]])}), inner=frozenset())
    beside = (item for item in reading.evidence if item not in (*named, *told))
    return reading.made_of((found, *beside))


def _persons(item: Evidence) -> list[str]:
    return values_of(item.concepts, "person")


def _beside(item: Evidence, found: list[Evidence]) -> Iterator[Evidence]:
    """What evidence says beside what was found ("whos" of "whos the last" before "contact"): all of it, or pieces."""
    if not any(overlap(item, other) for other in found):
        yield item
    elif not any(within(item, other) for other in found):
        yield from (piece for piece in item.pieces if not any(overlap(piece, other) for other in found))


def _by_initial(reading: Reading, book: AddressBook) -> Iterator[Evidence]:
    """The person whose address or name begins with the letter that is given ("begins with a capital J")."""
    part: Part = "email"
    if SURNAME in reading.concepts:
        part = "last"
    elif GIVEN in reading.concepts:
        part = "first"
    for item in reading.evidence:
        place = _letter_after(item, reading) if FRAGMENT in item.concepts else None
        found = book.by_initial(reading.tokens[place].text, part) if place is not None else []
        if found and place is not None:
            yield Evidence(item.start, place + 1, item.text, frozenset({REACHED, *_concepts(found)}))


def _letter_after(item: Evidence, reading: Reading) -> int | None:
    """Index of the single letter that follows; None where there is none. An "a" before another one is an article."""
    found = None
    for place in range(item.end, len(reading.tokens)):
        text = reading.tokens[place].text
        if len(text) == 1 and text.isalpha():
            found = place
        elif text not in reading.words.before_letters and reading.tokens[place].kind != "mark":
            break
    return found


def _by_rank(reading: Reading, book: AddressBook) -> Iterator[Evidence]:
    """The person at a place in the list of contacts ("the second contact")."""
    listed = [id for _, id in book.names]
    named = [item for item in reading.evidence if item.concepts & {SURNAME, GIVEN}]
    counted = [item for item in reading.evidence if values_of(item.concepts, ORDINAL[:-1])]
    pointers = (item for item in reading.pointers if not any(overlap(item, other) for other in (*named, *counted)))
    for item in (*reading.evidence, *pointers):
        if _is_topic(item, reading):
            continue
        ranks = [int(rank) for rank in values_of(item.concepts, ORDINAL[:-1]) if int(rank) <= len(listed)]
        if LAST & item.concepts:
            ranks.append(len(listed))
        elif FIRST & item.concepts:
            ranks.append(1)
        elif MIDDLE in item.concepts and len(listed) % 2:
            ranks.append(len(listed) // 2 + 1)
        if len(ranks) == 1 and _of_contacts(item, reading):
            yield replace(item, concepts=frozenset({REACHED, *_concepts([listed[ranks[0] - 1]])}), inner=frozenset())


def _is_topic(item: Evidence, reading: Reading) -> bool:
    """Whether what is ranked is what somebody is asked about ("the contact *for the* second one")."""
    words = reading.words
    places = (place for place in range(item.start) if reading.tokens[place].text not in words.definite)
    before = reading.tokens[max(places, default=0)].text
    named = any(other.end <= item.start and other.concepts & CONTACT for other in reading.evidence)
    return named and (before in words.framing or before in words.topical)


def _of_contacts(item: Evidence, reading: Reading) -> bool:
    """Whether what is ranked are contacts: the same words say so, the next ones, or that there is a list of them."""
    if item.concepts & {SURNAME, GIVEN}:
        # A "first name" is no rank, unless it is that of a list.
        return bool(LISTING & reading.concepts) and not item.text.endswith(tuple(reading.words.plurals))
    near = [other for other in reading.evidence if item.start < other.end and other.start <= item.end + NEAR]
    if item.concepts & LISTED or any(other.concepts & LISTED for other in near):
        return True
    if not any(other.start >= item.end for other in reading.evidence):
        # "Which contact comes second?"
        return any(
            item.start - NEAR <= other.end <= item.start and other.concepts & CONTACT for other in reading.evidence
        )
    return False


def _concepts(ids: list[str]) -> list[str]:
    return [entity(PERSON[:-1], id) for id in ids]


def _without_talk(reading: Reading, concepts: Mapping[str, Concept]) -> Reading:
    """The reading as one sentence without the words that nothing explains, if all else asks whose something is."""
    # "The address" is that one and no street.
    talk = standing_beside("contact", concepts) | {ADDRESS}
    around = AROUND | talk | standing_beside("entry", concepts)
    for item in reading.evidence:
        known = [concepts[name] for name in item.concepts - around if name in concepts]
        values = [name for name in item.concepts if ":" in name and not name.startswith(PERSON)]
        if values or any(concept.kind != "soft" for concept in known):
            return reading
    heard = (replace(item, concepts=item.concepts - talk) for item in reading.evidence)
    tokens = tuple(replace(token, sentence=0) for token in reading.tokens)
    evidence = tuple(item for item in heard if item.concepts)
    return replace(reading, tokens=tokens, evidence=evidence)
