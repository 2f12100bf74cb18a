"""Calculations in words."""

from __future__ import annotations

from collections.abc import Iterable

from iombot.dialogue.arithmetic import Derivation
from iombot.dialogue.compose import Composer
from iombot.knowledge.figures import calculation, compute, references
from iombot.knowledge.models import Entry


def told_calculation(derivation: Derivation, entries: Iterable[Entry], composer: Composer) -> str:
    """A calculation in the words of an entry that has it, else its formula beside the figures taken."""
    knowledge, language = composer.knowledge, composer.language
    if derivation.entry:
        return composer.answer(knowledge.entries[derivation.entry])
    result = compute(derivation.formula, knowledge.figures, derivation.unit, derivation.decimals)
    shown = calculation(derivation.formula, knowledge.figures, result, language)
    lines = " ".join(_operand(entry, derivation, composer) for entry in entries)
    begins, ends = derivation.span or ("", "")
    text = knowledge.phrase(derivation.phrase, language, calculation=shown, lines=lines, since=begins, until=ends)
    return f"{text}\n{knowledge.phrase(derivation.remark, language)}" if derivation.remark else text


def _operand(entry: Entry, derivation: Derivation, composer: Composer) -> str:
    """A figure that was calculated with, by its name; of a list the lines that were."""
    names = (name.partition(".") for name in references(derivation.formula))
    ranks = tuple(dict.fromkeys(int(rank) for id, _, rank in names if id == entry.id and rank))
    if ranks or entry.items:
        return composer.lines(entry, ranks) if ranks else composer.answer(entry)
    label, value = composer.label(entry.id), composer.value(entry.id)
    return composer.knowledge.phrase("figure", composer.language, label=label, value=value)
