"""Groups of questions in the forms in which people go on working with them."""

from __future__ import annotations

import csv
import io
import json
import re
import unicodedata
from collections.abc import Container, Iterable
from typing import Final

from iombot.knowledge.base import KnowledgeBase, in_language
from iombot.knowledge.drafts import OPEN
from iombot.questions_log.groups import Group
from iombot.questions_log.records import DISLIKED

COLUMNS: Final = ("group", "times", "question", "reasons", "nearest", "label", "first", "last", "knowledge")
FORMULA: Final = ("=", "+", "-", "@", "\t", "\r")
"""Beginnings by which spreadsheets take a cell for a formula, and would run what a stranger typed."""
LONGEST_ID: Final = 48
"""Characters of an id, as the knowledge base allows."""
UTTERANCES: Final = 12
"""Questions of a group that become example utterances; more would only be more of the same."""


def label_of(id: str, knowledge: KnowledgeBase) -> str:
    """The label of an entry, or the name of a contact; empty for what the knowledge base does not hold any more."""
    if id in knowledge.entries:
        return in_language(knowledge.entries[id].label, "en")
    contact = knowledge.contacts.get(id)
    return (contact.name or contact.email) if contact else ""


def to_csv(groups: Iterable[Group], knowledge: KnowledgeBase) -> str:
    """A line for each question, with the number of its group from 1, for spreadsheets."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for number, group in enumerate(groups, 1):
        for one in group.questions:
            told = [" ".join(one.reasons), one.nearest, label_of(one.nearest, knowledge)]
            cells = [one.text, *told, one.first.isoformat(), one.last.isoformat(), one.version]
            writer.writerow([number, one.times, *map(_harmless, cells)])
    return out.getvalue()


def to_stub(groups: Iterable[Group], knowledge: KnowledgeBase) -> str:
    """YAML to paste below `entries:` of a release; what is to be filled in is refused by `iombot check` until it is."""
    known = {*knowledge.entries, *knowledge.contacts, *knowledge.releases, *knowledge.intents, *knowledge.people}
    stubs = []
    for group in groups:
        texts = [question.text for question in group.questions if question.text][:UTTERANCES]
        if not texts:
            stubs.append(f"  # {group.times} × 👎 for {_named(group.nearest, knowledge)}: look at its answer.\n")
            continue
        id = _new_id(texts[0], known)
        known.add(id)
        stubs.append(_stub(id, texts, group, knowledge))
    return "\n".join(stubs)


def _stub(id: str, texts: list[str], group: Group, knowledge: KnowledgeBase) -> str:
    asked = f"{group.times} × until {group.last.last}: {', '.join(group.reasons)}."
    lines = [f"  # {asked}"]
    if group.nearest:
        lines.append(f"  # If {_named(group.nearest, knowledge)} answers it, add the utterances there instead.")
    if DISLIKED in group.reasons:
        lines.append("  # An answer got 👎: is it wrong, or was something else asked?")
    return "\n".join([
        *lines,
        f"  - id: {_quoted(id)}",
        "    draft: true",
        f"    label: {_quoted(OPEN)}",
        f"    about: [{_quoted(OPEN)}]",
        f"    answer: {_quoted(OPEN)}",
        "    source: {paragraph: 0}",
        "    utterances:",
        *(f"      - {_quoted(text)}" for text in texts),
        "",
    ])  # fmt: skip


def _named(id: str, knowledge: KnowledgeBase) -> str:
    label = " ".join(label_of(id, knowledge).split())
    return f"{id} (“{label}”)" if label else id


def _new_id(text: str, known: Container[str]) -> str:
    """An id of the words of a question that no other part of the knowledge base has."""
    letters = unicodedata.normalize("NFKD", text.casefold()).encode("ascii", "ignore").decode()
    words = "-".join(re.findall(r"[a-z0-9]+", letters)) or "question"
    if len(words) > LONGEST_ID - 4:
        words = words[: LONGEST_ID - 4].rpartition("-")[0] or words[: LONGEST_ID - 4]
    id, number = words, 2
    while id in known:
        id, number = f"{words}-{number}", number + 1
    return id


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a string of JSON is one of YAML


def _harmless(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell
