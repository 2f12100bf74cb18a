"""What a knowledge base says stands in its releases, and in its own words."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
import recall

from iombot.curation.drafting.paragraphs import take_apart
from iombot.curation.releasetext import ReleaseTextError
from iombot.curation.verify import verify
from iombot.curation.verifying.copying import Originals
from iombot.curation.verifying.money import without_currencies
from iombot.curation.verifying.names import typed_names
from iombot.errors import KnowledgeError
from iombot.knowledge.base import shipped_folder

FILE = "releases/harbour-floods-2031.yaml"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A sound knowledge base, and in `releases` beside it the text that it is made of."""
    shutil.copytree(recall.HARBOUR, tmp_path / "harbour")
    return tmp_path / "harbour/knowledge"


def errors(folder: Path, *changes: tuple[str, str]) -> list[str]:
    """What is told after some changes of the knowledge base, as `line: field: message`."""
    path = folder / FILE
    text = path.read_text(encoding="utf-8")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    path.write_text(text, encoding="utf-8")
    found = verify(folder, folder.parent / "releases").errors
    assert {finding.level for finding in found} <= {"error"}
    return [f"{text.splitlines()[finding.line - 1][finding.column - 1 :][:12]}| {finding.message}" for finding in found]


def test_a_sound_knowledge_base_has_no_errors(folder: Path) -> None:
    found = verify(folder, folder.parent / "releases")
    assert (found.errors, found.entries, found.held, found.missing) == ((), 18, ("harbour",), ())


def test_what_nothing_covers_is_told_at_its_place_in_the_text(folder: Path) -> None:
    (told,) = verify(folder, folder.parent / "releases").uncovered
    assert str(told) == "releases/harbour-floods-2031.txt:6:69: warning: no entry covers two (paragraph 1)"


def test_a_person_may_be_named_by_another_part_of_the_name(folder: Path) -> None:
    text = folder.parent / "releases/harbour-floods-2031.txt"
    text.write_text(text.read_text("utf-8").replace("said Tomás Okello", "said Okello"), encoding="utf-8")
    told = errors(folder, ("Tomás Okello, {role}, credits", "To Tomás Okello, {role}, it is"))
    assert told == ['"Tomás Okell| “Tomás Okello” does not stand in paragraph 4, nor elsewhere in the release']


def test_a_small_figure_is_another_one_in_another_paragraph_and_a_large_one_is_the_same(folder: Path) -> None:
    text = folder.parent / "releases/harbour-floods-2031.txt"
    changed = text.read_text("utf-8").replace("Eleven clinics stayed", "For 48,200 people 14 clinics stayed")
    text.write_text(changed, encoding="utf-8")
    found = verify(folder, text.parent).uncovered
    assert [one.message for one in found] == ["no entry covers two (paragraph 1)", "no entry covers 14 (paragraph 7)"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "number: 48200",
            "number: 48300",
            "48300| “48,300” does not stand in paragraph 2, nor elsewhere in the release",
        ),
        ("number: 9300", "number: 310000", "310000| “310,000” stands in paragraph 3, not in 2"),
        ('number: 12\n    unit: "percent"', 'number: 12\n    unit: "count"', "12| “12” does not stand in paragraph 3"),
        ('qualifier: "nearly"', 'qualifier: "over"', '"over"| “over” stands in paragraph 3, not in 2'),
        ("period: {year: 2030}", "period: {year: 2029}", "2029}| “2029” does not stand in paragraph 3"),
        ("period: {since: 2019}", "period: {since: 2018}", "2018}| “2018” does not stand in paragraph 3"),
        ('places: ["MW"]', 'places: ["ZM"]', '"ZM"]| “Zambia” stands in paragraph 5, not in 1'),
        ('{place: "MZ", number: 33}', '{place: "MZ", number: 8}', "8}, {place: | the release gives 33 for Mozambique"),
        ('{place: "MG"}', '{place: "MR"}', '"MR"}, {place| “Mauritania” does not stand in paragraph 5'),
        (
            '"Rapid Shelter Programme"}',
            '"Quick Shelter Programme"}',
            '"Quick Shelt| “Quick Shelter Programme” does not stand',
        ),
        ("with her two daughters", "with Anita", '"Amina, who t| “Anita” does not stand in paragraph 1'),
        (
            "Tomás Okello, {role}, credits",
            "{role} Jo Reed credits",
            '"{role} Jo Re| “Jo Reed” does not stand in paragraph 4',
        ),
        ("never closed.", "never closed for forty days.", '"{value} clin| “forty” does not stand in paragraph 7'),
        ("ask {newsroom}", "ask news@harbour-aid.example", '"The release | “news@harbour-aid.example” does not stand'),
        ('name: "Lena Brandt"', 'name: "Lena Brand"', '"Lena Brand",| “Lena Brand” does not stand in paragraph 1'),
        ('"ines.farrugia@', '"ines.faruggia@', '"ines.farugg| “ines.faruggia@harbour-aid.example” does not stand'),
        ("7946 0958", "7946 0959", '"+44 20 7946 | “+44 20 7946 0959” does not stand in paragraph 10'),
        ('name: "Ines Farrugia"', 'name: "Ines Farugia"', '"Ines Farugi| “Ines Farugia” does not stand'),
        (
            "paragraphs: 11",
            "paragraphs: 12",
            "12| releases/harbour-floods-2031.txt has 11 paragraphs below its headline",
        ),
        ("year: 2031\n  paragraphs", "year: 2033\n  paragraphs", "2033| “2033” does not stand in the release"),
        ("source: {paragraph: 7}", "source: {paragraph: 8}", "11| “11” stands in paragraph 7, not in 8"),
    ],
)
def test_what_the_release_does_not_say_is_an_error_at_its_place(folder: Path, old: str, new: str, told: str) -> None:
    found = errors(folder, (old, new))
    field = told.partition("|")[0]
    assert [line for line in found if line.startswith(field[:12]) and told.partition("| ")[2] in line], found


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("Repairs are to cost", "Boats were there before dawn because neighbours called, and repairs are to cost"),
        (
            "{value} tents went to families",
            "Harbour Aid and its volunteers moved {moved} people to higher ground; tents",
        ),
        ("# A made-up release", "# As waters rose across southern Africa, Harbour Aid and its volunteers"),
        ('"map of the clinics"', '"eleven clinics stayed open around the clock, the map"'),
    ],
)
def test_eight_words_in_a_row_are_a_copy_wherever_they_stand(folder: Path, old: str, new: str) -> None:
    assert [line for line in errors(folder, (old, new)) if "| copies paragraph" in line]


def copied(text: str, paragraph: str) -> list[str]:
    originals = Originals()
    originals.add(
        "lamps", take_apart(f"Town Council Lights All the Lamps of the Old Town for Good\n\n{paragraph}", "text")
    )
    return [copy.words for copy in originals.copied_in(text)]


WEB_PAGE = "open it in a browser, copy from headline to contacts, and save that as plain text"
THEME = "“Light for everybody, in every street of the town,”"
NAMED = "The Council of the Town of Lamps and the Office for Lights (OFL) lit a lamp in Vienna last winter."


@pytest.mark.parametrize(
    ("text", "paragraph"),
    [
        ("The title is: Town Council lights all the lamps of the old town for good.", "No more."),
        ("It is the Council of the Town of Lamps and the Office for Lights.", NAMED),
        ("It is: light for everybody, in every street of the town!", f"Its theme, {THEME} is new."),
        ("Mali (27%), Guinea (10%) and Niger (9%) were", "There, Mali (27%), Guinea (10%) and Niger (9%) were first."),
        ("we lit all lamps in this town today", "We lit all lamps in this town today."[:29]),
    ],
)  # fmt: skip
def test_headlines_titles_names_and_figures_are_no_copies(text: str, paragraph: str) -> None:
    assert copied(text, paragraph) == []


@pytest.mark.parametrize(
    ("text", "paragraph", "words"),
    [
        ("so, LIT a lamp in each “street” for all, for good", "They lit a lamp in each street for all.", "LIT … all"),
        ("an Office for Lights (OFL) lit a lamp in Vienna last winter", NAMED, "Office … winter"),
        ("for everybody, in every street of the town", f"{THEME} said Jo Reed.", "for … town"),
        ("WE LIT A LAMP FOR EVERYBODY IN EACH STREET", "WE LIT A LAMP FOR EVERYBODY IN EACH STREET.", "WE … STREET"),
    ],
)  # fmt: skip
def test_sentences_and_what_people_say_are_copies(text: str, paragraph: str, words: str) -> None:
    (found,) = copied(text, paragraph)
    assert f"{found.split()[0]} … {found.split()[-1]}" == words


def test_names_are_told_from_words_by_their_capitals() -> None:
    text = "Lamps burn. Othmane saw Jo Reed's lamp in {place} Vienna, and Mali (Old Town)."
    assert list(typed_names(text, frozenset({"lamps"}))) == ["Othmane", "Jo Reed", "Vienna", "Mali", "Old Town"]
    assert list(typed_names("Othmane saw it.", frozenset())) == []


def test_a_letter_that_begins_a_sentence_is_no_name() -> None:
    assert list(typed_names("A lamp is lit. I see Ines.", frozenset({"lamp", "is", "lit", "see"}))) == ["Ines"]


def test_the_currency_of_a_figure_may_be_written_out(folder: Path) -> None:
    assert errors(folder, ("cost USD {value}", "cost {value} US dollars")) == []
    (told,) = errors(folder, ("cost {value} US dollars", "cost {value} Swiss francs"))
    assert "“Swiss” does not stand in paragraph 6" in told


@pytest.mark.parametrize("printed", ["USD 3", "US$3", "$3"])
def test_a_currency_is_known_by_its_code_and_its_sign(printed: str) -> None:
    assert without_currencies("3 US dollars, 4 euros", printed, "en").split() == ["3", ",", "4", "euros"]
    assert without_currencies("3 US dollars", "CA$3 or EUR 3", "en") == "3 US dollars"


def test_a_text_without_its_release_is_told(folder: Path) -> None:
    texts = folder.parent / "releases"
    (texts / "other.txt").write_text("Some other lamps of the town\n\nThey were lit.")
    (texts / "page.txt").write_text("<!doctype html><p>Lamps</p>" + "lamp " * 20)
    assert [str(finding) for finding in verify(folder, texts).errors] == [
        "releases/other.txt:1:1: no release of the knowledge base has its headline as title",
        f"releases/page.txt:1:1: is a web page; {WEB_PAGE}",
    ]


def test_a_release_without_its_text_is_named(folder: Path, tmp_path: Path) -> None:
    (folder / "more.yaml").write_text(
        "release: {id: dark, title: Lamps Are Out, label: dark release, year: 2030, paragraphs: 1, contact: Ask.}\n"
        "entries: [{id: out, label: Out, about: [floods], answer: x, source: {paragraph: 1}, utterances: [out]}]"
    )
    found = verify(folder, folder.parent / "releases")
    assert (found.held, found.missing, found.entries, found.errors) == (("harbour",), ("dark",), 18, ())
    with pytest.raises(ReleaseTextError, match="there is no folder with the texts"):
        verify(folder, tmp_path / "nowhere")


def test_drafts_are_held_against_the_text_too_and_faults_are_told_first(folder: Path) -> None:
    found = errors(folder, ("number: 48200", "number: 48300\n    draft: true"), ('"Tents handed out"', '"…"'))
    assert any("48,300" in line for line in found)
    with pytest.raises(KnowledgeError, match="is not a known key"):
        errors(folder, ('kind: "gap"', "gap: true"))


def test_every_figure_name_and_contact_of_the_shipped_entries_stands_in_its_release() -> None:
    """Their texts are no part of this repository; where they are, figures and contacts are held against them."""
    if not recall.SHARED.is_dir():
        pytest.skip(f"{recall.SHARED} is not there: the texts of the shipped releases are no part of this repository")
    found = verify(shipped_folder(), recall.SHARED)
    assert found.missing == ()
    assert [
        str(one) for one in found.errors if one.path.endswith(("number", "email", "printed", "name", "paragraphs"))
    ] == []
