"""Every figure of an answer is a value, derived value, item, detail or source paragraph of its entries."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from tests.understanding.sentences import read_sentences

from iombot.dialogue.averaging import DIVISORS
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.knowledge.base import KnowledgeBase, sources_of
from iombot.knowledge.figures import PLACEHOLDER
from iombot.knowledge.models import Entry

QUESTIONS = [sentence.turns[0][0] for sentence in read_sentences() if len(sentence.turns) == 1]
CALCULATION = re.compile(r"([(\d][\d,.%() +−×÷]*) = (\d[\d,.]*\d|\d)")
SIGNS = str.maketrans("−×÷", "-*/")
NUMBER = re.compile(r"\d+(?:,\d{3})*(?:\.\d+)?")


def allowed(ids: Iterable[str], base: KnowledgeBase) -> str:
    """Everything whose figures an answer from these entries, contacts and releases may repeat."""
    texts = [f"100 {release.title} {release.label}" for release in base.releases.values()]
    open_ids, seen = list(ids), set[str]()
    while open_ids:
        id = open_ids.pop()
        if id not in seen:
            seen.add(id)
            contacts = [contact for contact in base.contacts.values() if id in (contact.id, contact.source.release)]
            texts += [
                f"{contact.phone.printed if contact.phone else ''} {contact.source.paragraph}" for contact in contacts
            ]
            if id in base.entries:
                texts += _of_entry(base.entries[id], base)
                open_ids += _mentioned(base.entries[id])
    return " ".join(texts)


def _of_entry(entry: Entry, base: KnowledgeBase) -> Iterator[str]:
    yield from (str(item.number) for item in entry.items if item.number is not None)
    yield from entry.details.values()
    yield from (str(source.paragraph) for source in sources_of(entry))
    yield f"{entry.period.year} {entry.period.since}" if entry.period else ""
    yield str(base.figures[entry.id].number) if entry.id in base.figures else ""
    yield from map(str, _arithmetic(entry))
    yield from map(str, _over_years(entry, base))


def _mentioned(entry: Entry) -> Iterator[str]:
    """Entries and contacts that the answer quotes or is computed from."""
    given = [text for text in (entry.label, entry.answer, entry.caution, entry.formula) if text]
    for text in (one for some in given for one in ([some] if isinstance(some, str) else some.values())):
        yield from (name.removeprefix("answer:").split(".")[0] for name in PLACEHOLDER.findall(text))


def _arithmetic(entry: Entry) -> Iterator[object]:
    """Sums, differences and ratios within a list, and averages over the year of a figure that belongs to one."""
    if entry.number is not None and entry.period and entry.period.year:
        for part in DIVISORS.values():
            yield from (part, round(entry.number / part))
    numbers = [item.number for item in entry.items if item.number is not None]
    yield sum(numbers)
    for first in numbers:
        for second in numbers:
            yield from (first + second, abs(first - second), round(first / second, 1))


def _over_years(entry: Entry, base: KnowledgeBase) -> Iterator[int]:
    """The average over the years of a figure that counts since some year until its release."""
    since = entry.period.since if entry.period else None
    until = {base.releases[source.release or ""].year for source in sources_of(entry)}
    if entry.number is not None and since is not None:
        for years in (year - since for year in until if year):
            yield from (years, round(entry.number / years))


def _figures(text: str) -> set[float]:
    return {float(number.replace(",", "")) for number in NUMBER.findall(text)}


def _calculated(text: str, known: set[float]) -> set[float]:
    """What stands in calculations that are right and take nothing but known figures."""
    found: set[float] = set()
    for formula, result in CALCULATION.findall(text):
        plain = formula.translate(SIGNS).replace(",", "")
        formula_of_fractions = re.sub(r"([\d.]+)%", r"(\1/100)", plain)
        value = float(eval(formula_of_fractions))  # noqa: S307 (digits and signs only)
        near = {value, value * 100}
        given = float(result.replace(",", ""))
        if _figures(formula) <= known and any(abs(given - one) <= max(0.6, abs(one) * 0.05) for one in near):
            found |= {given, *_figures(formula)}
    return found


@settings(max_examples=200, deadline=None, derandomize=True, database=None, suppress_health_check=list(HealthCheck))
@given(data=st.data())
def test_every_figure_of_an_answer_is_one_of_its_entries(bot: Bot, base: KnowledgeBase, data: st.DataObject) -> None:
    text = data.draw(st.sampled_from(QUESTIONS))
    if data.draw(st.booleans()):
        text += f" {data.draw(st.integers(2, 200_000))}?"
    given_reply = bot.respond(text, ChatState()).reply
    assume(given_reply.status == "answered")
    known = _figures(allowed(given_reply.entries, base))
    known |= {float(source.paragraph) for source in given_reply.sources}
    known |= _calculated(given_reply.text, known | _figures(text))
    assert _figures(given_reply.text) - known == set()
