"""What all drafts of a release share, and what is found on the way."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from iombot.curation.drafting.naming import Namer
from iombot.curation.drafting.paragraphs import Paragraph
from iombot.curation.drafting.people import same_person
from iombot.curation.drafting.sketches import Ids, Sketch, around, slug
from iombot.knowledge.drafts import OPEN

MOST_ABOUT = 4
"""Concepts of which a draft proposes that a question must speak of one."""
TOPICS = ("topic", "aspect")
"""Kinds of concepts that an entry can be about."""

COUNT_ASKS = ("ask-count", "ask-define")
SHARE_ASKS = ("ask-share", "ask-count", "ask-change", "ask-define")
LIST_ASKS = ("ask-which", "ask-list", "ask-country", "ask-where", "ask-share", "ask-count", "ask-define")
NAME_ASKS = ("ask-expand", "ask-define", "ask-name")
WHO_ASKS = ("ask-who", "ask-define", "ask-content", "ask-words")
TIME_ASKS = ("ask-when", "ask-date", "ask-how-long", "ask-count", "ask-define")
"""What an entry of a kind can be asked for; those that the knowledge base has are proposed."""


KEYS = (
    *("id", "draft", "kind", "label", "about", "also", "asks", "answer", "number", "unit", "qualifier", "period"),
    *("places", "items", "ranked", "complete", "details", "source", "utterances"),
)
"""The order in which the keys of an entry are written."""
MAY_LACK = frozenset({"also", "asks", "places"})
"""Keys that are left out where there is nothing to propose."""
_BRACKETS = str.maketrans("()[]|", "     ")


@dataclass
class Gathered:
    """What is needed for all paragraphs, and what is found on the way."""

    release: str
    """Id of the release."""
    year: int | None
    """The year that the release belongs to."""
    namer: Namer
    ids: Ids
    people: dict[str, str] = field(default_factory=dict)
    """Ids of people by their names."""
    concepts: dict[str, Sketch] = field(default_factory=dict)
    """Concepts that the knowledge base lacks, by id."""

    programmes: dict[str, str] = field(default_factory=dict)
    """Concepts of programmes by the abbreviations that the release gives them."""

    def about_new(self, id: str, *forms: str) -> str:
        """The id of a concept to be added, made now where that was not done before."""
        if id not in self.concepts:
            said = [form.translate(_BRACKETS) for form in dict.fromkeys(forms)]
            self.concepts[id] = Sketch({"id": id, "kind": "topic", "forms": said}, {"forms": "add how people say it"})
        return id

    def _programmes(self, text: str) -> list[str]:
        """Programmes that a stretch of text names by their abbreviations, in the order of the words."""
        places = {id: re.search(rf"\b{re.escape(short)}\b", text) for short, id in self.programmes.items()}
        found = {match.start(): id for id, match in places.items() if match}
        return [found[place] for place in sorted(found)]

    def person(self, name: str) -> str | None:
        """The id of somebody, who may be called by the last name alone."""
        return next((id for known, id in self.people.items() if same_person(known, name)), None)

    def entry(
        self, paragraph: Paragraph, name: str, values: dict[str, object], shown: tuple[int, int] | None = None
    ) -> Sketch:
        """An entry with all that entries have; `name` ends its id, and `shown` is what its comment shows."""
        id = self.ids.new(self.release, f"p{paragraph.number}", name)
        default: dict[str, object] = {"label": OPEN, "about": [OPEN], "answer": OPEN, "utterances": [OPEN]}
        every = {**default, **values, "id": id, "draft": True, "source": {"paragraph": paragraph.number}}
        written = {key: every[key] for key in KEYS if key in every and (every[key] or key not in MAY_LACK)}
        return Sketch(written, above=around(paragraph.text, *shown) if shown else "")

    def topics(self, before: str, after: str, noun: str = "") -> tuple[list[str], list[str]]:
        """What a question must speak of, and what may come along, from the words around something."""
        namer = self.namer
        behind, ahead = namer.topics(after), namer.topics(before)
        about = [*self._programmes(after)[:1], *namer.programmes(behind)[:1]][:1]
        about = about or [*self._programmes(before)[-1:], *namer.programmes(ahead)[-1:]][:1]
        if not about and slug(noun) and namer.says_nothing(noun):
            about = [self.about_new(slug(noun), noun)]
        about = about or list(dict.fromkeys([*namer.topics(noun, TOPICS), *behind]))[:MOST_ABOUT] or ahead[-MOST_ABOUT:]
        along = [*behind, *ahead, *namer.topics(f"{before} {noun} {after}", ("aspect", "soft"))]
        return ["|".join(about) or OPEN], [name for name in dict.fromkeys(along) if name not in about]
