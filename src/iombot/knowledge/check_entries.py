"""What must hold within an entry, and between it and the rest of a knowledge base."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from iombot.errors import Finding
from iombot.knowledge.figures import PLACEHOLDER, Figure, FormulaError, compute, references
from iombot.knowledge.index import Index, every_phrase, every_text
from iombot.knowledge.models import Entry
from iombot.knowledge.reader import LoadedFile, Path_

ANSWER = "answer:"
"""Beginning of a placeholder that repeats the answer of another entry."""
_ITEM = re.compile(r"item\.(\d+)\.(name|value)")
_DIGIT = re.compile(r"\d")

Fault = tuple[Path_, str]
"""A path within the entry, and what is wrong there."""


def check_entries(file: LoadedFile, index: Index) -> Iterator[Finding]:
    """Everything that is wrong with the entries of a file."""
    for place, entry in enumerate(file.content.entries):
        for faults in (_own(entry), _references(entry, index), _texts(entry, index), _formula(entry, index)):
            for path, message in faults:
                yield file.finding(("entries", place, *path), message)


def _own(entry: Entry) -> Iterator[Fault]:
    if not every_phrase(entry.utterances):
        yield ("utterances",), "at least one example utterance is needed"
    if entry.source == [] and not entry.formula:
        yield ("source",), "is missing: name the release and the paragraph"
    if (entry.kind == "derived") != bool(entry.formula):
        yield ("formula",), "a derived entry needs a formula, and only a derived entry has one"


def _references(entry: Entry, index: Index) -> Iterator[Fault]:
    lists = {
        "about": entry.about,
        "also": entry.also,
        "asks": entry.asks,
        "rivals": entry.rivals,
        "affirms": entry.affirms,
        "refutes": entry.refutes,
    }
    for key, groups in lists.items():
        for place, group in enumerate(groups):
            unknown = (name for name in group.split("|") if not index.is_concept(name))
            yield from (((key, place), f"there is no concept {name!r}") for name in unknown)
    for place, name in enumerate(entry.related):
        if name not in index.ids:
            yield ("related", place), f"there is no entry {name!r}"
    if entry.part_of and (not index.is_figure(entry.part_of) or _contains_itself(entry.id, index)):
        yield ("part_of",), f"there is no entry {entry.part_of!r} with a figure that could hold this one"


def _contains_itself(id: str, index: Index) -> bool:
    seen: list[str] = []
    name: str | None = id
    while name in index.entries and name not in seen:
        seen.append(name)
        name = index.entries[name].part_of
    return name is not None and name in seen


def _texts(entry: Entry, index: Index) -> Iterator[Fault]:
    texts = {"answer": entry.answer, "caution": entry.caution, "label": entry.label, "qualifier": entry.qualifier}
    if _repeats_itself(entry.id, index, ()):
        yield ("answer",), "repeats itself by way of {answer:...}"
    for key, text in texts.items():
        for one in every_text(text):
            if _DIGIT.search(PLACEHOLDER.sub("", one)):
                yield (key,), "types a figure by hand: use a placeholder such as {value}, or put it under details"
            unknown = (name for name in PLACEHOLDER.findall(one) if not _is_placeholder(name, entry, index))
            yield from (((key,), f"there is nothing behind the placeholder {{{name}}}") for name in unknown)


def _is_placeholder(name: str, entry: Entry, index: Index) -> bool:
    there = {
        "value": entry.number is not None or entry.formula is not None,
        "items": bool(entry.items),
        "calculation": entry.formula is not None,
        "period": entry.period is not None,
    }
    if name in there:
        return there[name]
    if name.startswith(ANSWER):
        return name.removeprefix(ANSWER) in index.entries
    item = _ITEM.fullmatch(name)
    if item and item.group(2) == "name":
        return 1 <= int(item.group(1)) <= len(entry.items)
    if item:
        return index.is_figure(f"{entry.id}.{item.group(1)}")
    return name in entry.details or name in index.contacts or index.is_figure(name)


def _formula(entry: Entry, index: Index) -> Iterator[Fault]:
    if not entry.formula:
        return
    names = references(entry.formula)
    missing = [name for name in names if not index.is_figure(name)]
    yield from ((("formula",), f"there is no figure {name!r}") for name in missing)
    if not names:
        yield ("formula",), "names no figure; write {entry-id}"
    if missing or not names:
        return
    if _circular(entry.id, index, ()):
        yield ("formula",), "refers to itself"
        return
    try:
        # Ones stand for the figures: here only the arithmetic is looked at.
        compute(entry.formula, dict.fromkeys(names, Figure(Decimal(1), "people")), entry.unit, entry.decimals)
    except FormulaError as error:
        yield ("formula",), str(error)


def _circular(id: str, index: Index, above: tuple[str, ...]) -> bool:
    if id in above:
        return True
    names = (name.partition(".")[0] for name in references(index.entries[id].formula or ""))
    return any(_circular(name, index, (*above, id)) for name in names if name in index.entries)


def _repeats_itself(id: str, index: Index, above: tuple[str, ...]) -> bool:
    if id in above:
        return True
    names = (name for text in every_text(index.entries[id].answer) for name in PLACEHOLDER.findall(text))
    others = (name.removeprefix(ANSWER) for name in names if name.startswith(ANSWER))
    return any(_repeats_itself(other, index, (*above, id)) for other in others if other in index.entries)
