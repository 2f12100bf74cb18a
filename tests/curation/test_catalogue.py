"""The catalogue holds the whole knowledge base, and nothing that a browser would have to fetch or run."""

from __future__ import annotations

import base64
import hashlib
import html
import re
from html.parser import HTMLParser
from pathlib import Path

import pytest
from click.testing import CliRunner
from shipped import shipped_knowledge

from iombot.cli import commands
from iombot.curation.catalogue import catalogue
from iombot.curation.examine import examine
from iombot.curation.page import page
from iombot.dialogue.compose import Composer, all_sources
from iombot.knowledge.base import KnowledgeBase, all_languages

LAKE = Path(__file__).parents[1] / "understanding/lake"
FETCHING = ("src", "href", "srcset", "action", "data", "poster", "formaction", "background", "xlink:href")
SMALL = """\
release: {id: old, title: "Lamps & <Candles> 2023", label: "lamp release", about: [old-release], year: 2023,
          paragraphs: 4, contact: "Ask {anna}."}
languages: [{id: en, suffixes: ["s"]}]
concepts:
  - {id: old-release, forms: ["release of 2023"]}
  - {id: lamp, forms: ["lamp"]}
  - {id: ask-count, kind: ask, forms: ["how many", "figure", "count"]}
entries:
  - id: lit
    label: "Lamps <script>alert()</script> lit"
    about: [lamp]
    asks: [ask-count]
    answer: {en: "{value} lamps \\" onload='x' were lit: {items}.", fr: "{value} lampes."}
    caution: "Not & candles."
    number: 40
    qualifier: "over"
    period: {since: 2001}
    items: [{name: "red", number: 30}, {name: "blue", number: 10}, {name: "grey"}]
    source: {paragraph: 2}
    utterances: ["how many lamps were lit", "figure of lamps"]
  - id: bought
    label: "Lamps bought"
    about: [lamp]
    asks: [ask-count]
    answer: "{value} lamps were bought."
    number: 12
    source: {paragraph: 2}
    utterances: ["how many lamps", "count of lamps"]
  - id: both
    kind: derived
    label: "Both"
    about: [lamp, old-release]
    answer: "{value} in all."
    formula: "{lit.1} + {bought} * 2"
    utterances: ["lamps of the release of 2023"]
  - id: hidden
    audience: staff
    label: "Lamps stolen"
    about: [lamp]
    answer: "{value} lamps were stolen."
    number: 7
    source: {paragraph: 3}
    utterances: ["how many stolen lamps"]
contacts:
  - {id: anna, name: "Anna Berg", email: "anna@lamps.example", topic: "lamps", source: {paragraph: 4}}
"""


@pytest.fixture(scope="module")
def shipped() -> str:
    return page(catalogue(examine(None, audience="public")))


@pytest.fixture(scope="module")
def base() -> KnowledgeBase:
    return shipped_knowledge()


def written(folder: Path, content: str, *arguments: str) -> str:
    folder.mkdir(exist_ok=True)
    (folder / "a.yaml").write_text(content)
    file = folder.parent / "kb.html"
    result = CliRunner().invoke(commands, ["catalogue", "-o", str(file), "--knowledge", str(folder), *arguments])
    assert result.exit_code == 0, result.output
    return file.read_text("utf-8")


class _Reader(HTMLParser):
    """Elements with their attributes, and all text."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.text = ""
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_data(self, data: str) -> None:
        self.text += data

    def all(self, attribute: str) -> list[str]:
        return [values[attribute] for _, values in self.elements if attribute in values]


def test_every_entry_is_there_with_all_that_belongs_to_it(shipped: str, base: KnowledgeBase) -> None:
    composer = Composer(base, "en")
    for entry in base.entries.values():
        (card,) = re.findall(rf'<article class="card \w+" id="entry-{entry.id}".*?</article>', shipped, flags=re.DOTALL)
        text = " ".join(html.unescape(re.sub(r"<[^>]*>", " ", card)).split())
        assert composer.label(entry.id) in text
        assert composer.fill(str(entry.answer), entry) in text
        assert all(question in text for question in all_languages(entry.utterances))
        assert all(f"¶ {source.paragraph}" in text for source in all_sources(entry, base))
        if entry.formula or entry.number is not None:
            assert composer.value(entry.id) in text
        if entry.caution:
            assert composer.fill(str(entry.caution), entry) in text


def test_every_release_contact_and_plain_answer_is_there(shipped: str, base: KnowledgeBase) -> None:
    text = " ".join(_Reader(shipped).text.split())
    assert all(release.title in text for release in base.releases.values())
    for contact in base.contacts.values():
        assert contact.email in text
        assert not contact.phone or contact.phone.printed in text
    assert all(str(intent.answer) in text for intent in base.intents.values())
    assert base.version in text


def test_a_browser_has_nothing_to_fetch(shipped: str) -> None:
    reader = _Reader(shipped)
    targets = [value for name in FETCHING for value in reader.all(name)]
    assert [one for one in targets if not one.startswith(("#", "mailto:", "tel:"))] == []
    assert not {tag for tag, _ in reader.elements} & {"link", "img", "iframe", "object", "embed", "base"}
    assert not re.search(r"url\(|@import|https?://|//#", shipped)


def test_every_link_leads_somewhere_and_no_id_stands_twice(shipped: str) -> None:
    reader = _Reader(shipped)
    ids = reader.all("id")
    assert sorted(ids) == sorted(set(ids))
    assert {one[1:] for one in reader.all("href") if one.startswith("#")} <= set(ids)


def test_a_browser_runs_nothing_but_our_script_and_style(shipped: str) -> None:
    (policy,) = (values["content"] for tag, values in _Reader(shipped).elements if "http-equiv" in values and tag)
    assert policy.startswith("default-src 'none'; ")
    for tag in ("style", "script"):
        (content,) = re.findall(rf"<{tag}>(.*?)</{tag}>", shipped, flags=re.DOTALL)
        digest = base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()
        assert f"{tag}-src 'sha256-{digest}'" in policy
    assert not [name for _, values in _Reader(shipped).elements for name in values if name.startswith(("on", "style"))]


def test_the_page_is_the_same_for_the_same_knowledge() -> None:
    first, second = (page(catalogue(examine(LAKE, audience="public"))) for _ in range(2))
    assert first == second


def test_what_curators_write_is_text_and_never_markup(tmp_path: Path) -> None:
    content = written(tmp_path / "mine", SMALL)
    assert content.count("<script>") == 1
    assert "Lamps &lt;script&gt;alert()&lt;/script&gt; lit" in content
    assert "Lamps & <Candles> 2023" in _Reader(content).text
    assert not [values for _, values in _Reader(content).elements if "onload" in values]


def test_figures_lists_formulas_and_languages_are_spelled_out(tmp_path: Path) -> None:
    text = " ".join(_Reader(written(tmp_path / "mine", SMALL)).text.split())
    assert "over 40 people since 2001" in text
    assert "lampes." in text
    assert "List red 30 blue 10 grey" in text
    assert "Formula Lamps <script>alert()</script> lit: red + Lamps bought × 2 30 + 12 × 2 = 54" in text


def test_a_paragraph_from_which_nothing_was_taken_stands_out(tmp_path: Path) -> None:
    content = written(tmp_path / "mine", SMALL)
    assert re.findall(r'title="Paragraph (\d): nothing was taken from it"', content) == ["1", "3"]
    assert re.findall(r'<a href="#release-old-(\d)" title="Paragraph \d: cited (\d) times"', content) == [("2", "3")]


def test_what_is_for_staff_is_there_for_staff_alone(tmp_path: Path) -> None:
    assert "stolen" not in written(tmp_path / "mine", SMALL)
    content = written(tmp_path / "mine", SMALL, "--staff")
    assert "Lamps stolen" in content
    assert content.count("For staff only") == 1


def test_the_heat_map_shows_which_share_of_its_examples_an_entry_would_lose(tmp_path: Path) -> None:
    content = written(tmp_path / "mine", SMALL)
    (body,) = re.findall(r'<table class="heat".*?<tbody>(.*?)</tbody>', content, flags=re.DOTALL)
    rows = [re.findall(r"<td([^>]*)>([^<]*)</td>", row) for row in body.split("</tr>")[:-1]]
    assert [[text for _, text in row] for row in rows] == [["", "50%"], ["100%", ""]]
    assert [['class="self"' in kind for kind, _ in row] for row in rows] == [[True, False], [False, True]]
    assert 'class="level5" title="2 of 2"' in body


def test_a_folder_of_plain_intents_has_a_catalogue_too(tmp_path: Path) -> None:
    intents = 'intents: [{id: hours, answer: "From nine.", utterances: ["when do you open", "opening hours"]}]'
    text = " ".join(_Reader(written(tmp_path / "mine", intents)).text.split())
    assert "From nine. 2 example questions when do you open opening hours" in text
    assert "No two entries would answer each other’s example questions." in text
    assert "Nothing was found." in text


def test_a_faulty_knowledge_base_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text("nonsense: 1\n")
    file = tmp_path / "kb.html"
    result = CliRunner().invoke(commands, ["catalogue", "-o", str(file), "--knowledge", str(tmp_path)])
    assert (result.exit_code, file.exists()) == (2, False)
    assert "nonsense: is not a known key" in result.output
