"""What is marked for staff leaves no trace in what everybody sees."""

from __future__ import annotations

from dataclasses import fields, replace
from pathlib import Path

import pytest

from iombot.charts import drawable
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.errors import KnowledgeError
from iombot.knowledge.base import KnowledgeBase, load_knowledge

OPEN = """\
release:
  id: lamps
  title: "Lamps 2023"
  label: "lamp release"
  about: [lamp]
  year: 2023
  paragraphs: 9
  contact: "Ask {anna}."
places:
  - {id: coast, name: "the Coast", forms: ["coast"]}
concepts:
  - {id: lamp, forms: ["(lamp|lantern)"]}
  - {id: ask-count, kind: ask, forms: ["how many"]}
  - {id: contact, forms: ["(contact|reach|address)"]}
entries:
  - id: lit
    label: "Lamps lit"
    about: [lamp]
    asks: [ask-count]
    answer: "{value} lamps were lit."
    number: 5100
    places: [coast]
    source: {paragraph: 2}
    utterances: ["how many lamps were lit"]RELATED
contacts:
  - id: anna
    name: "Anna Berg"
    email: "anna@lamps.example"
    phone: {printed: "+41 44 668 18 00"}
    topic: "lamps"
    source: {paragraph: 8}
"""
MENTIONS = """
    related: [wreck]
    also: ["person:zora"]
    rivals: [wreck-word]"""
HIDDEN = """\
release:
  id: wrecks
  title: "Wrecks: Embargoed"
  label: "wreck release"
  about: [wreck-word]
  year: 2024
  paragraphs: 3
  contact: "Ask {zora}."
places:
  - {id: reef, name: "Zanzibar Reef", forms: ["reef"]}
people:
  - {id: diver, name: "Quentin Diver", source: {paragraph: 1}}
concepts:
  - {id: wreck-word, forms: ["(wreck|shipwreck)"], implies: [vessel]}
  - {id: vessel, forms: ["vessel"]}
entries:
  - id: wreck
    audience: staff
    label: "Wrecks found"
    about: [wreck-word, "person:diver|vessel"]
    also: [lamp]
    asks: [ask-count]
    answer: "{items} wrecks, {lit}."
    number: 77
    items: [{place: reef, number: 70}, {name: "elsewhere", number: 7}]
    places: [reef]
    source: {paragraph: 1}
    utterances: ["how many wrecks by vessel", "what did Quentin find"]
  - id: wreck-share
    kind: derived
    audience: staff
    label: "Share of wrecks"
    about: [wreck-word, lamp]
    answer: "{value}"
    unit: percent
    formula: "{wreck} / {lit}"
    utterances: ["wrecks per lamp"]
contacts:
  - id: zora
    name: "Zora Quill"
    audience: staff
    email: "zora@wrecks.example"
    phone: {printed: "+41 44 668 18 77"}
    topic: "wrecks"
    source: {paragraph: 3}
"""
ATTACKS = (
    "how many wrecks were found", "shipwreck", "vessel", "wreck vessel count", "Quentin Diver", "who is Zora Quill",
    "zora", "contact zora", "zora@wrecks.example", "whose number is +41 44 668 18 77", "number ending in 77",
    "who is behind wrecks.example", "reef", "Zanzibar Reef lamps", "how many lamps at the reef", "77", "what about 77?",
    "wrecks per lamp", "Wrecks: Embargoed", "the wreck release", "contacts for wrecks", "lamps and wrecks",
    "all contacts", "wrek", "zora quil", "the second one", "1", "wreck", "lamps in 2024",
)  # fmt: skip


def folder(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        (path / f"{name}.yaml").write_text(text, "utf-8")
    return path


@pytest.fixture
def both(tmp_path: Path) -> Path:
    return folder(tmp_path / "both", open=OPEN.replace("RELATED", MENTIONS), secret=HIDDEN)


@pytest.fixture
def public(both: Path) -> KnowledgeBase:
    return load_knowledge(both)


@pytest.fixture
def never_written(tmp_path: Path) -> KnowledgeBase:
    return load_knowledge(folder(tmp_path / "open", open=OPEN.replace("RELATED", "")))


def test_the_public_view_is_the_knowledge_base_that_never_held_it(
    public: KnowledgeBase, never_written: KnowledgeBase
) -> None:
    names = [field.name for field in fields(KnowledgeBase) if field.name not in {"version", "composed"}]
    differing = [name for name in names if getattr(public, name) != getattr(never_written, name)]
    assert differing == []
    assert public.figures == never_written.figures


@pytest.mark.parametrize("utterance", ATTACKS)
def test_no_question_tells_that_something_is_hidden(
    utterance: str, public: KnowledgeBase, never_written: KnowledgeBase
) -> None:
    bots = Bot(public), Bot(never_written)
    found, expected = (bot.respond(utterance, ChatState()).reply for bot in bots)
    assert found == expected


@pytest.mark.parametrize("id", ["wreck", "wreck-share", "zora", "wrecks", "diver"])
def test_no_id_brings_it_up(id: str, public: KnowledgeBase) -> None:
    assert Bot(public).entry(id) is None
    assert id not in drawable(public)


@pytest.mark.parametrize("command", ["start", "help", "contacts", "about", "privacy", "sources"])
def test_no_command_lists_it(command: str, public: KnowledgeBase, never_written: KnowledgeBase) -> None:
    assert Bot(public).command(command) == Bot(replace(never_written, version=public.version)).command(command)


def test_a_change_of_what_is_hidden_changes_no_version_that_everybody_sees(tmp_path: Path, both: Path) -> None:
    changed = folder(tmp_path / "changed", open=OPEN.replace("RELATED", MENTIONS), secret=HIDDEN.replace("77", "78"))
    more = folder(tmp_path / "more", open=OPEN.replace("5100", "5200").replace("RELATED", MENTIONS), secret=HIDDEN)
    versions = [load_knowledge(path).version for path in (both, changed, more)]
    assert versions[0] == versions[1] != versions[2]
    assert len({load_knowledge(path, "staff").version for path in (both, changed, more)}) == 3


def test_what_a_staff_chat_spoke_of_is_of_no_use_to_a_public_one(both: Path, public: KnowledgeBase) -> None:
    staff = Bot(load_knowledge(both, "staff"))
    turn = staff.respond("how many wrecks were found by vessel?", ChatState())
    assert "70" in turn.reply.text
    state = ChatState(turn.state.entries, turn.state.concepts, ("wreck-share",), ("zora", "wreck"), turn.state.limits)
    for utterance in ("where is that from?", "1", "the second one", "his number?", "together?", "and lamps?", "share?"):
        text = Bot(public).respond(utterance, state).reply.text
        assert [word for word in ("77", "70", "Zora", "Reef", "Wreck", "rrrr") if word in text] == []


def test_staff_see_everything(both: Path) -> None:
    staff = load_knowledge(both, "staff")
    assert {"wreck", "lit"} <= staff.entries.keys()
    assert "+41 44 668 18 77" in Bot(staff).command("contacts").text


def test_a_knowledge_base_without_secrets_is_its_own_public_view(tmp_path: Path) -> None:
    path = folder(tmp_path / "open", open=OPEN.replace("RELATED", ""))
    assert load_knowledge(path) == load_knowledge(path, "staff")


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("Ask {anna}", "Ask {zora}", "release.contact: names 'zora'"),
        ("{value} lamps were lit.", "{value} lamps, {wreck} wrecks.", "entries.0.answer: names 'wreck'"),
        ("{value} lamps were lit.", "{answer:wreck}", "entries.0.answer: names 'wreck'"),
        ("{value} lamps were lit.", "Ask {zora}.", "entries.0.answer: names 'zora'"),
        ('label: "Lamps lit"', 'label: "Lamps lit"\n    caution: "Not {wreck.1}."', "entries.0.caution: names 'wreck'"),
        ("about: [lamp]\n    asks", 'about: [lamp, "person:zora"]\n    asks', "entries.0.about: names 'zora'"),
        (
            "    number: 5100",
            '    kind: derived\n    formula: "{wreck} - {wreck.1}"',
            "entries.0.formula: names 'wreck'",
        ),
    ],
)
def test_what_is_public_cannot_lean_on_it(tmp_path: Path, old: str, new: str, fault: str) -> None:
    changed = OPEN.replace("RELATED", "").replace(old, new, 1)
    assert changed != OPEN.replace("RELATED", "")
    with pytest.raises(KnowledgeError) as refusal:
        load_knowledge(folder(tmp_path / "leaning", open=changed, secret=HIDDEN), "staff")
    assert [str(finding) for finding in refusal.value.findings if fault in str(finding)] != []
