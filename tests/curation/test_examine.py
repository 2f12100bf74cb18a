"""What `iombot check` finds in a knowledge base that could start."""

from __future__ import annotations

from pathlib import Path

import pytest

from iombot.curation.examine import examine
from iombot.errors import Finding

OLD = """\
release:
  {id: old, title: "Lamps 2023", label: "lamp release of 2023", about: [old-release], year: 2023, paragraphs: 9,
   contact: "Ask {anna}."}
entries:
  - id: lit
    label: "Lamps lit"
    about: [lamp]
    asks: [ask-count]
    answer: "{value} lamps were lit in {period} in Peru."
    number: 5100
    period: {year: 2023}
    places: [PE]
    source: {paragraph: 2}
    utterances: ["how many lamps were lit", "lamp figure", "count of lanterns"]
  - id: candles
    label: "Candles sold"
    about: [candle]
    asks: [ask-count]
    answer: "{value} candles were sold in {period}."
    number: 300
    period: {year: 2023}
    source: {paragraph: 3}
    utterances: ["how many candles were sold", "candle figure", "count of candles"]
contacts:
  - {id: anna, name: "Anna Berg", email: "anna@lamps.example", phone: {printed: "+41 44 668 18 00"}, topic: "lamps",
     source: {paragraph: 8}}
"""
NEW = """\
release:
  {id: new, title: "Oil 2024", label: "oil release of 2024", about: [new-release], year: 2024, paragraphs: 9,
   contact: "Ask {ben}."}
entries:
  - id: oil
    label: "Oil burnt"
    about: [oil]
    asks: [ask-count]
    answer: "{value} services burnt oil in {period}."
    number: 70
    unit: services
    period: {year: 2024}
    source: {paragraph: 2}
    utterances: ["how much oil was burnt", "oil figure", "count of oil"]
contacts:
  - {id: ben, name: "Ben Roth", email: "ben@lamps.example", topic: "oil", source: {paragraph: 8}}
"""
WORDS = """\
languages:
  - {id: en, suffixes: ["s"], skip: ["the", "of", "was", "were"]}
places:
  - {id: PE, forms: ["peruvian"]}
  - {id: BO, forms: ["bolivian"]}
people:
  - {id: carla, name: "Carla Rossi", source: {release: old, paragraph: 4}}
entries:
  - id: carla-who
    label: "Who Carla is"
    about: ["person:carla"]
    asks: [ask-who]
    answer: "Carla is a keeper."
    source: {release: old, paragraph: 4}
    utterances: ["who is Carla", "Carla Rossi, who is she"]
concepts:
  - {id: old-release, forms: ["release of 2023"]}
  - {id: new-release, forms: ["release of 2024"]}
  - {id: lamp, slot: light, opposite: darkness, forms: ["(lamp|lantern) [lit]"]}
  - {id: candle, slot: light, forms: ["candle [sold]"]}
  - {id: darkness, forms: ["(dark|unlit) place"]}
  - {id: oil, forms: ["oil", "oil burnt", "burnt oil"]}
  - {id: ask-count, kind: ask, forms: ["how many", "how much", "figure", "count"]}
  - {id: ask-who, kind: ask, forms: ["who"]}
  - {id: weather, kind: aspect, forms: ["rain"]}
intents:
  - {id: thanks, status: chat, answer: "You are welcome.", utterances: ["thanks", "thank you"]}
"""
SOUND = {"a": OLD, "b": NEW, "c": WORDS}


def found(folder: Path, **changed: str) -> list[Finding]:
    folder.mkdir(exist_ok=True)
    for name, content in (SOUND | changed).items():
        (folder / f"{name}.yaml").write_text(content)
    return list(examine(folder).findings)


def told(folder: Path, **changed: str) -> list[str]:
    return [str(finding) for finding in found(folder, **changed)]


def swap(text: str, *pairs: tuple[str, str]) -> str:
    for old, new in pairs:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


def test_nothing_is_found_where_there_is_nothing(tmp_path: Path) -> None:
    assert told(tmp_path / "mine") == []


CASES = {
    "an example that another entry answers is an error": (
        {"a": [('"lamp figure"', '"count of candles today"')]},
        "mine/a.yaml:14:45: entries.0.utterances.1: 'count of candles today' leads to 'candles' instead",
    ),
    "an example that is not answered is a warning": (
        {"a": [('"lamp figure"', '"zebra crossing"')]},
        "mine/a.yaml:14:45: warning: entries.0.utterances.1: 'zebra crossing' is not answered (status unknown)",
    ),
    "an entry that no example reaches is an error": (
        {"a": [('["how many lamps were lit", "lamp figure", "count of lanterns"]', '["zebra crossing"]')]},
        "mine/a.yaml:5:9: entries.0.id: 'lit' cannot be reached: not one of its example utterances leads to it",
    ),
    "a question that is small talk word for word is an error": (
        {"c": [('"thank you"', '"how many lamps were lit"')]},
        "mine/a.yaml:14:18: entries.0.utterances.0: 'how many lamps were lit' leads to 'thanks' instead",
    ),
    "a country in an answer that the entry does not hold is a warning": (
        {"a": [("candles were sold", "candles were sold in Bolivia")]},
        "mine/a.yaml:19:13: warning: entries.1.answer: names Bolivia, which is not among the entry's places: add 'BO'",
    ),
    "a concept of a slot in an answer that the entry does not hold is a warning": (
        {"a": [("candles were sold", "candles were sold beside each lamp")]},
        "mine/a.yaml:19:13: warning: entries.1.answer: names 'lamp', which is not among the entry's concepts",
    ),
    "a topic that nothing uses is a warning": (
        {"c": [("{id: weather, kind: aspect,", "{id: weather,")]},
        "mine/c.yaml:25:10: warning: concepts.8.id: no entry uses the concept 'weather'",
    ),
    "a person whom no entry is about is a warning": (
        {"c": [('["person:carla"]', "[lamp]"), ('"who is Carla", "Carla Rossi, who is she"', '"who lit the lamps"')]},
        "mine/c.yaml:7:10: warning: people.0.id: no entry is about 'carla'",
    ),
    "a form of a concept and of its opposite is an error": (
        {"c": [('"(dark|unlit) place"', '"(dark|unlit) place", "lantern"')]},
        "mine/c.yaml:21:27: concepts.4.forms: shares a surface form with 'lamp': 'lantern'; it says the contrary",
    ),
    "a form of two concepts of one slot is a warning": (
        {"c": [('"candle [sold]"', '"candle [sold]", "[big] lantern lit"')]},
        "mine/c.yaml:20:38: warning: concepts.3.forms: shares a surface form with 'lamp': 'lantern lit'; one of the",
    ),
    "a form of two places is a warning": (
        {"c": [('["bolivian"]', '["bolivian", "Peruvian"]')]},
        "mine/c.yaml:5:5: warning: places.1: shares a surface form with 'place:PE': 'peruvian'; what is said of one",
    ),
    "a form of two other concepts is a note": (
        {"c": [('["rain"]', '["rain", "oil"]')]},
        "mine/c.yaml:25:40: note: concepts.8.forms: shares a surface form with 'oil': 'oil'; either of the two",
    ),
}


@pytest.mark.parametrize("case", CASES)
def test_it_is_told_with_its_place_and_weight(tmp_path: Path, case: str) -> None:
    changes, expected = CASES[case]
    lines = told(tmp_path / "mine", **{name: swap(SOUND[name], *pairs) for name, pairs in changes.items()})
    assert [line for line in lines if line.startswith(expected)], lines


def test_a_gap_may_name_what_there_is_instead(tmp_path: Path) -> None:
    as_gap = swap(OLD, ("id: candles\n", "id: candles\n    kind: gap\n"), ("candles were sold", "were sold in Bolivia"))
    assert not [line for line in told(tmp_path / "mine", a=as_gap) if "names Bolivia" in line]


def test_an_answer_that_is_a_place_may_name_others_in_other_roles(tmp_path: Path) -> None:
    route = swap(OLD, ("asks: [ask-count]", "asks: [ask-to]"), ("in Peru.", "in Peru, coming from Bolivia."))
    words = swap(WORDS, ("  - {id: ask-who", "  - {id: ask-to, kind: ask, forms: [whither]}\n  - {id: ask-who"))
    assert not [line for line in told(tmp_path / "mine", a=route, c=words) if "names Bolivia" in line]
    plain = swap(OLD, ("in Peru.", "in Peru, coming from Bolivia."))
    assert [line for line in told(tmp_path / "mine", a=plain, c=words) if "names Bolivia" in line]


def test_a_word_that_may_be_something_else_names_no_country(tmp_path: Path) -> None:
    answer = swap(OLD, ("candles were sold", "candles were sold with oil"))
    words = swap(WORDS, ('["bolivian"]', '["bolivian", "oil"]'))
    assert not [line for line in told(tmp_path / "mine", a=answer, c=words) if "names Bolivia" in line]


PAIR = """\
  - id: lamps-bought
    label: "Lamps bought"
    about: [lamp]
    asks: [ask-count]
    answer: "{value} lamps were bought."
    number: 12
    source: {paragraph: 5}
    utterances: ["how many lamps", "figure of lanterns"]
contacts:
"""


def test_entries_that_answer_each_others_utterances_are_one_warning_with_both_scores(tmp_path: Path) -> None:
    lines = told(tmp_path / "mine", a=swap(OLD, ("contacts:\n", PAIR)))
    pairs = [line for line in lines if "is confusable with" in line]
    assert len(pairs) == 1, lines
    assert pairs[0].startswith("mine/a.yaml:14:17: warning: entries.0.utterances: is confusable with 'lamps-bought': ")
    assert pairs[0].count("'lit' ") == pairs[0].count("'lamps-bought' ") == 2
    assert pairs[0].count(".") == 7  # the file's ending, the path's two, and four scores


def test_an_example_at_which_the_bot_asks_back_is_a_warning(tmp_path: Path) -> None:
    twin = PAIR.replace(
        '["how many lamps", "figure of lanterns"]', '["how many lamps were lit", "lamp figure", "count of lanterns"]'
    )
    lines = told(tmp_path / "mine", a=swap(OLD, ("contacts:\n", twin)))
    asked = "warning: entries.2.utterances.0: 'how many lamps were lit' is not answered: the bot asks whether 'lit'"
    assert [line for line in lines if line.startswith(f"mine/a.yaml:31:18: {asked}")], lines


def test_one_politeness_that_does_for_another_is_a_note(tmp_path: Path) -> None:
    other = '  - {id: cheers, status: chat, answer: "Any time.", utterances: ["cheers", "thank you"]}\n'
    (note,) = told(tmp_path / "mine", c=WORDS + other)
    assert "note: intents." in note
    assert "'thank you' leads to " in note


def as_lamps(**fields: str) -> str:
    """The newer release, telling of lamps too."""
    told = {"id": "lit-later", "number": "5100", "unit": "people", "year": "2024", "places": "[PE]"} | fields
    return swap(
        NEW,
        ("id: oil\n", f"id: {told['id']}\n"),
        ("about: [oil]", "about: [lamp]"),
        ("{value} services burnt oil in {period}.", told.get("answer", "{value} lamps in Peru in {period}.")),
        ("number: 70", f"number: {told['number']}"),
        ("unit: services", f"unit: {told['unit']}\n    places: {told['places']}\n    {told.get('more', 'also: []')}"),
        ("period: {year: 2024}", f"period: {{{told.get('period', 'year')}: {told['year']}}}"),
    )


def measured(folder: Path, newer: str, older: str = OLD) -> list[str]:
    return [line for line in told(folder, a=older, b=newer) if "contradicts" in line or "is older" in line]


def test_figures_that_contradict_each_other_for_one_period_are_an_error(tmp_path: Path) -> None:
    assert measured(tmp_path / "mine", as_lamps(year="2023", number="5300")) == [
        (
            "mine/b.yaml:10:13: entries.0.number: 5,300 contradicts 5,100 of 'lit' for the same measure and period; "
            "if both hold, say both in the answer or caution of one"
        )
    ]


def test_a_figure_that_a_newer_release_has_is_a_warning(tmp_path: Path) -> None:
    assert measured(tmp_path / "mine", as_lamps()) == [
        (
            "mine/a.yaml:10:13: warning: entries.0.number: 5,100 (2023) is older than 5,100 (2024) of 'lit-later'; "
            "if both hold, say both in the answer or caution of one"
        )
    ]


def test_a_figure_that_counts_on_is_older_and_no_contradiction(tmp_path: Path) -> None:
    older = swap(OLD, ("period: {year: 2023}", "period: {since: 2001}"))
    (line,) = measured(tmp_path / "mine", as_lamps(period="since", year="2001", number="6000"), older)
    assert "5,100 (2023) is older than 6,000 (2024)" in line


@pytest.mark.parametrize(
    "fields",
    [
        {"year": "2023", "number": "5100"},
        {"year": "2023", "number": "5000", "more": 'qualifier: "over"'},
        {"year": "2023", "number": "5300", "unit": "offices"},
        {"year": "2023", "number": "5300", "places": "[BO]"},
        {"year": "2023", "number": "5300", "more": "rivals: [lamp, candle]"},
        {"year": "2023", "number": "5300", "answer": "{value} lamps in Peru, not {lit}."},
    ],
    ids=["same figure", "rounded", "other unit", "other place", "rival topic", "both told"],
)
def test_what_does_not_contradict_is_not_told(tmp_path: Path, fields: dict[str, str]) -> None:
    assert measured(tmp_path / "mine", as_lamps(**fields)) == []


def test_either_of_two_entries_may_count_the_other_among_its_rivals(tmp_path: Path) -> None:
    older = swap(OLD, ("asks: [ask-count]", "asks: [ask-count]\n    rivals: [lamp]"))
    assert measured(tmp_path / "mine", as_lamps(year="2023", number="5300"), older) == []


def test_figures_of_one_release_are_of_two_measures(tmp_path: Path) -> None:
    second = swap(PAIR, ("number: 12", "number: 12\n    period: {year: 2023}\n    places: [PE]"))
    assert measured(tmp_path / "mine", NEW, swap(OLD, ("contacts:\n", second))) == []


def test_a_rounded_figure_contradicts_one_that_lies_outside_what_it_may_stand_for(tmp_path: Path) -> None:
    (line,) = measured(tmp_path / "mine", as_lamps(year="2023", number="5200", more='qualifier: "over"'))
    assert "5,200 contradicts 5,100" in line


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ('name: "Anna Berg", email: "a.berg@lamps.example"', "email: a.berg@lamps.example differs from anna@lamps"),
        ('name: "BERG Anna", email: "anna@lamps.example"', "phone: no phone differs from +41446681800"),
        ('name: "Ben Roth", email: "Anna@lamps.example"', "email: Anna@lamps.example is the address of 'anna'"),
    ],
)
def test_contacts_that_differ_between_releases_are_warnings(tmp_path: Path, fields: str, expected: str) -> None:
    lines = told(tmp_path / "mine", b=swap(NEW, ('name: "Ben Roth", email: "ben@lamps.example"', fields)))
    assert [line for line in lines if f"warning: contacts.0.{expected}" in line], lines


def test_contacts_of_one_release_may_share_a_mailbox(tmp_path: Path) -> None:
    second = '  - {id: carl, name: "Carl", email: "anna@lamps.example", topic: "oil", source: {paragraph: 9}}\n'
    assert told(tmp_path / "mine", a=OLD + second) == []
