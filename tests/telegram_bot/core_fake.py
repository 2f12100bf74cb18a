"""A core with fixed replies, over a small made-up knowledge base."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from iombot.dialogue.core import Turn
from iombot.dialogue.reply import Option, Reply, SourceRef
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase, load_knowledge, sources_of

SHIPPED = Path(__file__).resolve().parents[2] / "knowledge"
LIBRARY = """
release:
  id: lamps
  title: "Lamps 2023: Key Figures"
  label: "lamp release"
  year: 2023
  paragraphs: 9
  contact: "Ask {lamp-office}."
concepts:
  - {id: lamp, forms: [lamp]}
entries:
  - id: lamps-lit
    label: "Lamps lit"
    about: [lamp]
    answer: "{value} lamps were lit."
    number: 5100
    period: {year: 2023}
    source: {paragraph: 2}
    related: [lamps-total, lamp-anna]
    utterances: ["how many lamps were lit"]
  - id: lamps-spare
    label: "Spare lamps"
    about: [lamp]
    answer: "{value} lamps are spare."
    number: 900
    period: {since: 2001}
    source: {paragraph: 3}
    utterances: ["how many spare lamps are there"]
  - id: lamps-total
    kind: derived
    label: "Lamps in all"
    about: [lamp]
    answer: "{calculation}"
    formula: "{lamps-lit} + {lamps-spare}"
    utterances: ["how many lamps in all"]
  - id: lamp-makers
    label: "Where lamps are made"
    about: [lamp]
    answer: "Mostly in {items}."
    caution: "Counted twice a year."
    unit: percent
    items: [{place: NE, number: 30}, {place: DE, number: 20}]
    period: {year: 2023}
    source: {paragraph: 4}
    utterances: ["where are lamps made"]
  - id: lamps-spare-share
    kind: derived
    label: "Reserve quota"
    about: [lamp]
    answer: "{value}"
    unit: percent
    formula: "{lamps-spare} / {lamps-total}"
    utterances: ["what is the quota"]
  - id: lamps-ahead
    kind: derived
    label: "Advance"
    about: [lamp]
    answer: "{value}"
    formula: "{lamps-lit} - {lamps-spare}"
    utterances: ["how big is the advance"]
contacts:
  - id: lamp-anna
    name: "Anna Öberg"
    email: "anna@lamps.example"
    phone: {printed: "+41 44 668 18 00"}
    topic: "lamps"
    source: {paragraph: 8}
  - id: lamp-ben
    name: "Ben Ode"
    email: "ben@lamps.example"
    phone: {printed: "+41 44 668 18 01"}
    topic: "lamps"
    source: {paragraph: 8}
  - id: lamp-office
    email: "office@lamps.example"
    topic: "everything else"
    source: {paragraph: 9}
"""


def small_library(folder: Path, extra: str = "") -> KnowledgeBase:
    """The made-up release with the shipped sentences of the bot."""
    folder.mkdir(exist_ok=True)
    (folder / "lamps.yaml").write_text(LIBRARY + extra, "utf-8")
    for name in ("bot.yaml", "charts.yaml", "telegram.yaml"):
        (folder / name).write_text((SHIPPED / name).read_text("utf-8"), "utf-8")
    return load_knowledge(folder)


@dataclass
class FakeCore:
    """Answers an utterance with what `replies` hold for it; entries and contacts by their ids."""

    knowledge: KnowledgeBase
    replies: dict[str, Reply | Exception] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    """Texts of entries that are not `Fact ID.`"""
    heard: list[tuple[str, ChatState]] = field(default_factory=list)

    def respond(self, utterance: str, state: ChatState) -> Turn:
        self.heard.append((utterance, state))
        reply = self.replies.get(utterance) or Reply("unknown", f"No answer to: {utterance}")
        if isinstance(reply, Exception):
            raise reply
        return Turn(reply, ChatState(entries=reply.entries, concepts=(utterance[:20],)), "")

    def command(self, name: str) -> Reply:
        return Reply("chat", f"Text of {name}.")

    def entry(self, id: str) -> Reply | None:
        contact, entry = self.knowledge.contacts.get(id), self.knowledge.entries.get(id)
        if contact:
            return Reply("answered", f"Contact {contact.name or contact.email}, as published.", (id,))
        if entry is None:
            return None
        sources = sources_of(entry) if entry.source else []
        refs = [SourceRef(source.release or "", "Lamps", source.paragraph) for source in sources]
        return Reply("answered", self.texts.get(id, f"Fact {id}."), (id,), tuple(refs))


CLARIFY = Reply(
    "clarify", "Which of these?", options=(Option("lamps-lit", "Lamps lit"), Option("lamps-spare", "Spare lamps"))
)
