"""Every fault of a knowledge base is found before anything starts, with its place in the file."""

from __future__ import annotations

from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest

from iombot.errors import KnowledgeError
from iombot.knowledge.base import load_knowledge

SOUND = """\
release:
  id: lamps
  title: "Lamps 2023"
  label: "lamp release"
  year: 2023
  paragraphs: 9
  contact: "Ask {anna}."
concepts:
  - {id: lamp, forms: ["(lamp|lantern)"]}
  - {id: ask-count, kind: ask, forms: ["how many"]}
entries:
  - id: lit
    label: "Lamps lit"
    about: [lamp]
    answer: "{value} lamps were lit."
    number: 5100
    items: [{name: "red", number: 3}, {name: "blue"}]
    source: {paragraph: 2}
    utterances: ["how many lamps were lit"]
  - id: spare
    kind: derived
    label: "Spare lamps"
    about: [lamp]
    answer: "{calculation}"
    formula: "{lit} - {lit.1}"
    utterances: ["how many spare lamps are there"]
contacts:
  - id: anna
    name: "Anna"
    email: "anna@lamps.example"
    phone: {printed: "+41 44 668 18 00"}
    topic: "lamps"
    source: {paragraph: 8}
intents:
  - {id: thanks, status: chat, answer: "You are welcome.", utterances: ["thanks"]}
"""


TALK = """\
concepts:
  - {id: greets, kind: mark, forms: ["hello from"]}
intents:
  - {id: greeting, status: chat, said_with: [greets], answer: "Hello.", utterances: ["hello"]}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    path = tmp_path / "mine"
    path.mkdir()
    return path


def faults(folder: Path, **files: str | bytes) -> list[str]:
    for name, content in files.items():
        (folder / f"{name}.yaml").write_bytes(content if isinstance(content, bytes) else content.encode())
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(folder)
    return [str(finding) for finding in caught.value.findings]


def test_a_sound_knowledge_base_has_none(folder: Path) -> None:
    (folder / "lamps.yaml").write_text(SOUND)
    base = load_knowledge(folder)
    assert (list(base.entries), list(base.contacts), list(base.releases)) == (["lit", "spare"], ["anna"], ["lamps"])


CASES = [
    ("number: 5100", "number: many", "16:13: entries.0.number: input should be a valid decimal"),
    ("number: 5100", "amount: 5100", "16:13: entries.0.amount: is not a known key"),
    (
        "{paragraph: 2}",
        "{paragraph: 0}",
        "18:25: entries.0.source.paragraph: input should be greater than or equal to 1",
    ),
    ("{paragraph: 2}", "{page: 2}", "18:13: entries.0.source.paragraph: is missing"),
    ("{paragraph: 2}", "{paragraph: 10}", "18:25: entries.0.source.paragraph: release 'lamps' has 9 paragraphs"),
    (
        "{paragraph: 2}",
        "{release: other, paragraph: 2}",
        "18:23: entries.0.source.release: there is no release 'other'",
    ),
    ('label: "Lamps lit"', 'label: ""', "13:12: entries.0.label: string should have at least 1 character"),
    ("id: lit", "id: Lit", "12:9: entries.0.id: string should match pattern"),
    ("id: spare", "id: anna", "28:9: contacts.0.id: the id 'anna' is taken in mine/lamps.yaml"),
    ("kind: derived", "kind: guessed", "21:11: entries.1.kind: input should be 'fact', 'derived' or 'gap'"),
    ("{lit} - {lit.1}", "{lit} - {lit.2}", "25:14: entries.1.formula: there is no figure 'lit.2'"),
    ("{lit} - {lit.1}", "{lit} - {spare}", "25:14: entries.1.formula: refers to itself"),
    (
        "{lit} - {lit.1}",
        "{lit} / ({lit} - {lit})",
        "25:14: entries.1.formula: '{lit} / ({lit} - {lit})' cannot be computed",
    ),
    ("{calculation}", "5,097", "24:13: entries.1.answer: types a figure by hand"),
    ("{calculation}", "{items}", "24:13: entries.1.answer: there is nothing behind the placeholder {items}"),
    (
        "{calculation}",
        "{item.0.name}",
        "24:13: entries.1.answer: there is nothing behind the placeholder {item.0.name}",
    ),
    ("{value} lamps", "{item.2.value} lamps", "15:13: entries.0.answer: there is nothing behind the placeholder"),
    ("{value} lamps", "{release} lamps", "15:13: entries.0.answer: there is nothing behind the placeholder {release}"),
    ("{value} lamps", "{answer:lit} lamps", "15:13: entries.0.answer: repeats itself by way of {answer:...}"),
    ('["how many lamps were lit"]', "[]", "19:17: entries.0.utterances: at least one example utterance is needed"),
    (
        'about: [lamp]\n    answer: "{v',
        'about: [bulb]\n    answer: "{v',
        "14:13: entries.0.about.0: there is no concept 'bulb'",
    ),
    ("(lamp|lantern)", "(lamp", "9:23: concepts.0.forms: the brackets of '(lamp' do not close"),
    (
        'topic: "lamps"',
        'topic: "lamps"\n    aliases: ["Ann (the", "the (lady|woman)"]',
        "33:14: contacts.0.aliases: the brackets of",
    ),
    ("Ask {anna}.", "Ask {ben}.", "7:12: release.contact: there is no contact 'ben'"),
    ("+41 44 668 18 00", "044 668 18 00", "31:22: contacts.0.phone.printed: is no phone number; begin with +"),
    ("+41 44 668 18 00", "+41 44 668 18", "31:22: contacts.0.phone.printed: is no phone number; begin with +"),
    ('18 00"}', '18 00", e164: "+41446681801"}', "31:48: contacts.0.phone.e164: is not the number that is printed"),
    ("anna@lamps.example", "anna", "30:12: contacts.0.email: string should match pattern"),
    ("id: lamp,", "id: danger,", "9:10: concepts.0.id: people who speak of their own need"),
    ('label: "Lamps lit"', "label: {}", "13:12: entries.0.label: dictionary should have at least 1 item"),
    ("id: thanks", "id: lamps", "35:10: intents.0.id: the id 'lamps' is taken in mine/lamps.yaml"),
]


@pytest.mark.parametrize(("sound", "faulty", "fault"), CASES, ids=[f"{new} for {old}" for old, new, _ in CASES])
def test_a_fault_is_told_with_its_place(folder: Path, sound: str, faulty: str, fault: str) -> None:
    assert sound in SOUND
    told = faults(folder, lamps=SOUND.replace(sound, faulty, 1))
    assert [line for line in told if line.startswith(f"mine/lamps.yaml:{fault}")], told


OTHERS = """\
languages:
  - {id: en}
  - {id: klingon}
places:
  - {id: sahel}
concepts:
  - {id: lamp, forms: ["lamp"]}
phrases:
  start: "Hello"
"""


def test_what_two_files_declare_is_told_in_the_second(folder: Path) -> None:
    assert faults(folder, a=OTHERS, b=OTHERS.replace("klingon", "fr"), c=SOUND) == [
        "mine/a.yaml:3:10: languages.1.id: 'klingon' is no language of Unicode CLDR",
        "mine/b.yaml:2:10: languages.0.id: the language 'en' is declared in mine/a.yaml too",
        "mine/b.yaml:5:10: places.0.id: the place 'sahel' is declared in mine/a.yaml too",
        "mine/b.yaml:7:10: concepts.0.id: the concept 'lamp' is declared in mine/a.yaml too",
        "mine/b.yaml:9:10: phrases.start: the sentence 'start' is declared in mine/a.yaml too",
        "mine/c.yaml:9:10: concepts.0.id: the concept 'lamp' is declared in mine/b.yaml too",
    ]


def test_faults_of_every_kind_are_told_at_once(folder: Path) -> None:
    """Unknown keys, wrong types, a key given twice, dangling references and typed figures hide none of the others."""
    faulty = SOUND
    for sound, wrong in {
        'label: "lamp release"': 'label: "lamp release"\n  colour: red',
        'answer: "{value} lamps were lit."': 'answer: "5,100 lamps were lit."\n    anwser: "x"',
        "number: 5100": "number: many",
        "source: {paragraph: 2}": "source: {paragraph: two}\n    related: [dark]\n    related: [spare]",
        'utterances: ["how many spare lamps are there"]': "utterances: []",
        "source: {paragraph: 8}": "source: {paragraph: 80}",
    }.items():
        assert sound in faulty
        faulty = faulty.replace(sound, wrong, 1)
    told = faults(folder, lamps=faulty)
    for fault in (
        "release.colour: is not a known key",
        "entries.0.anwser: is not a known key",
        "entries.0.number: ",
        "entries.0.answer: types a figure by hand",
        "entries.0.source.paragraph: ",
        "entries.0.related: the key stands twice",
        "entries.0.related.0: there is no entry 'dark'",
        "entries.1.utterances: at least one",
        "entries.1.formula: ",
        "contacts.0.source.paragraph: release 'lamps' has 9 paragraphs",
    ):
        assert [line for line in told if f": {fault}" in line], (fault, told)


def test_all_faults_of_all_files_are_told_at_once_in_order(folder: Path) -> None:
    told = faults(
        folder,
        a="release:\n  id: A\n  colour: red\n",
        b="contacts:\n- id: x\n  id: y\n",
        c="",
        d=b"\xff",
        e="intents: &all\n- *all\n",
        f="phrases: {a: !!python/object:os.system x}\n",
        g="intents: [",
        h="- a list\n",
    )
    assert [line.split(": ")[0] for line in told] == [
        *(line.split(": ")[0] for line in told if line.startswith("mine/a.yaml:")),
        *["mine/b.yaml:2:3"] * 3,  # what else the contact lacks
        "mine/b.yaml:3:3",
        "mine/c.yaml:1:1",
        "mine/d.yaml",
        "mine/e.yaml:1:10",
        "mine/f.yaml:1:14",
        "mine/g.yaml:2:1",
        "mine/h.yaml:1:1",
    ]
    assert any(line.startswith("mine/a.yaml:2:7: release.id: ") for line in told)
    assert "mine/a.yaml:3:11: release.colour: is not a known key" in told


@pytest.mark.parametrize(
    ("name", "content", "fault"),
    [
        ("nowhere.txt", None, "No such file or directory"),
        ("words.txt", b"\xff", "'utf-8' codec can't decode byte 0xff"),
        ("../words.txt", b"lamp", "it lies outside the knowledge base"),
    ],
)
@pytest.mark.parametrize("kind", ["words", "common"])
def test_a_file_of_words_that_cannot_be_read_is_told(
    folder: Path, kind: str, name: str, content: bytes | None, fault: str
) -> None:
    if content is not None:
        (folder / name).write_bytes(content)
    (told,) = faults(folder, lamps=SOUND, language=f"languages:\n  - id: en\n    {kind}: {name}\n")
    assert told.startswith(
        f"mine/language.yaml:3:{7 + len(kind)}: languages.0.{kind}: {name!r} cannot be read: {fault}"
    )


def test_an_empty_and_a_missing_folder_are_told(folder: Path) -> None:
    assert faults(folder) == [f"{folder}: the folder holds no YAML file"]
    assert faults(folder / "nowhere") == [f"{folder}/nowhere: there is no such folder"]


def test_a_file_of_phrases_alone_is_no_knowledge_base(folder: Path) -> None:
    assert faults(folder, a="phrases: {start: Hello}\n") == ["mine/a.yaml: no file holds an entry or an intent"]


def test_what_was_read_cannot_be_changed(folder: Path) -> None:
    (folder / "lamps.yaml").write_text(SOUND)
    entry = load_knowledge(folder).entries["lit"]
    with pytest.raises(FrozenInstanceError):
        entry.number = None  # type: ignore[misc]


def test_a_source_knows_its_release_and_a_phone_its_international_form(folder: Path) -> None:
    (folder / "lamps.yaml").write_text(SOUND.replace("+41 44 668 18 00", "+41 (0)44 668 18 00"))
    anna = load_knowledge(folder).contacts["anna"]
    assert anna.source.release == "lamps"
    assert anna.phone
    assert (anna.phone.printed, anna.phone.e164) == ("+41 (0)44 668 18 00", "+41446681800")


@pytest.mark.parametrize("level", ["[", "- ", "{a: ", "? "])
def test_a_file_of_nothing_but_brackets_is_a_fault_and_no_crash(folder: Path, level: str) -> None:
    # The C code of the YAML library calls itself for each level: so many would end the whole program.
    assert faults(folder, crafted=level * 30_000) == ["mine/crafted.yaml:1:1: is nested too deeply"]


def test_a_long_file_may_hold_many_short_lists(folder: Path) -> None:
    concepts = "\n".join(f'  - {{id: "c{number}", forms: ["word{number}"]}}' for number in range(4_000))
    (folder / "lamps.yaml").write_text(f"{SOUND}\n")
    (folder / "words.yaml").write_text(f"concepts:\n{concepts}\n")
    assert len(load_knowledge(folder).concepts) > 4_000


@pytest.mark.parametrize(("key", "column"), [("said_as", 52), ("said_with", 54)])
def test_small_talk_names_marks_that_are_declared(folder: Path, key: str, column: int) -> None:
    own = TALK.replace("said_with: [greets]", f"{key}: [greets, thanked]")
    assert faults(folder, talk=own) == [f"mine/talk.yaml:4:{column}: intents.0.{key}.1: there is no mark 'thanked'"]


def test_small_talk_names_no_concept_that_is_no_mark(folder: Path) -> None:
    own = TALK.replace("kind: mark", "kind: topic")
    assert faults(folder, talk=own) == ["mine/talk.yaml:4:46: intents.0.said_with.0: there is no mark 'greets'"]


def test_a_mark_belongs_to_one_intent(folder: Path) -> None:
    other = TALK.partition("intents:")[2].replace("id: greeting", "id: parting")
    found = faults(folder, talk=TALK.rstrip("\n") + other)
    assert found == ["mine/talk.yaml:5:45: intents.1.said_with.0: the mark 'greets' is one of 'greeting' already"]


def test_a_mark_is_named_once(folder: Path) -> None:
    own = TALK.replace("said_with: [greets]", "said_as: [greets], said_with: [greets]")
    found = faults(folder, talk=own)
    assert found == ["mine/talk.yaml:4:65: intents.0.said_with.0: the mark 'greets' is one of 'greeting' already"]


def test_marks_of_small_talk_may_stand_in_another_file(folder: Path) -> None:
    concepts, _, intents = TALK.partition("intents:")
    (folder / "words.yaml").write_text(concepts)
    (folder / "talk.yaml").write_text(f"intents:{intents}")
    assert list(load_knowledge(folder).intents) == ["greeting"]
