"""A draft holds what the text tells, leaves open what it does not, and becomes a release when people fill it in."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import recall
import yaml
from shipped import shipped_knowledge

from iombot.curation.drafting.naming import knowledge_to_draft_with
from iombot.curation.drafting.paragraphs import take_apart
from iombot.curation.drafting.writing import write_draft
from iombot.curation.releasetext import read_text
from iombot.curation.verify import verify
from iombot.curation.verifying.copying import Originals
from iombot.dialogue.core import Bot
from iombot.dialogue.state import ChatState
from iombot.errors import ConfigurationError, KnowledgeError
from iombot.knowledge.base import load_knowledge, shipped_folder
from iombot.knowledge.drafts import OPEN

TEXT = recall.HARBOUR / "releases/harbour-floods-2031.txt"
LEAST = 0.95


@cache
def drafted(knowledge: Path | None = None, id: str | None = "harbour") -> str:
    return write_draft(take_apart(read_text(TEXT), TEXT.name), id, knowledge_to_draft_with(knowledge))


@pytest.fixture(scope="module")
def draft() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load(drafted())
    return loaded


def at_hand(text: Path) -> None:
    if not text.exists():
        pytest.skip(f"{text} is not there: the texts of the shipped releases are no part of this repository")


def entry(draft: dict[str, Any], paragraph: int, **wanted: object) -> dict[str, Any]:
    """The one entry of a paragraph that has some values."""
    every = [one for one in draft["entries"] if one["source"]["paragraph"] == paragraph]
    (found,) = [one for one in every if all(one.get(key) == value for key, value in wanted.items())]
    return dict(found)


@pytest.mark.parametrize(("text", "curated"), recall.pairs(), ids=lambda path: path.name)
def test_what_people_curated_is_found(
    text: Path,
    curated: Path,
    record_property: Callable[[str, object], None],
    capsys: pytest.CaptureFixture[str],
) -> None:
    at_hand(text)
    measured = recall.measure(text, curated, recall.stranger())
    record_property("recall", str(measured))
    with capsys.disabled():
        sys.stdout.write(f"\n{measured}\n")
    assert len(measured.figures) >= 10
    assert measured.share >= LEAST, measured.lost
    assert measured.unreached == frozenset()


@pytest.mark.parametrize("stem", ["return-reintegration-2023", "world-refugee-day-2023"])
def test_the_texts_of_the_shipped_releases_are_counted_as_they_were_curated(stem: str) -> None:
    text = recall.SHARED / f"{stem}.txt"
    at_hand(text)
    release = yaml.safe_load((shipped_folder() / f"releases/{stem}.yaml").read_text("utf-8"))["release"]
    article = take_apart(read_text(text), text.name)
    assert (article.headline.text, len(article.paragraphs)) == (release["title"], release["paragraphs"])


def test_the_release_has_its_headline_year_and_paragraphs(draft: dict[str, Any]) -> None:
    release = draft["release"]
    assert release["title"] == "Harbour Aid Moved 48,200 People to Safety during the 2031 Floods"
    assert (release["id"], release["year"], release["paragraphs"], release["draft"]) == ("harbour", 2031, 11, True)
    assert release["contact"] == "For more, the release names {ines-farrugia} and {press}."


def test_a_figure_has_qualifier_unit_period_and_places(draft: dict[str, Any]) -> None:
    tents = entry(draft, 2, number=9300)
    assert (tents["qualifier"], tents["unit"], tents["period"]) == ("nearly", "count", {"year": 2031})
    assert tents["places"] == ["southern-africa"]
    assert entry(draft, 3, number=1_200_000)["period"] == {"since": 2019}


def test_a_figure_beside_a_programme_is_about_it(draft: dict[str, Any]) -> None:
    assert entry(draft, 3, number=1_200_000)["about"] == ["rsp"]
    assert "rsp" in {concept["id"] for concept in draft["concepts"]}


def test_lists_names_titles_and_gaps_are_drafted(draft: dict[str, Any]) -> None:
    assert entry(draft, 5, ranked=True)["items"] == [
        {"place": "MW", "number": 41},
        {"place": "MZ", "number": 33},
        {"place": "ZM", "number": 8},
    ]
    assert entry(draft, 3, label="What RSP stands for")["details"] == {
        "short": "RSP",
        "name": "Rapid Shelter Programme",
    }
    assert entry(draft, 6, about=["theme"], asks=None)["details"] == {
        "title": "“Higher ground: nobody waits alone on the roof”"
    }
    assert [one["source"]["paragraph"] for one in draft["entries"] if one.get("kind") == "gap"] == [7, 8]


def test_people_and_contacts_are_drafted(draft: dict[str, Any]) -> None:
    assert [person["name"] for person in draft["people"]] == ["Amina", "Lena Brandt", "Tomás Okello"]
    assert draft["contacts"][0]["phone"] == {"printed": "+44 20 7946 0958"}
    assert entry(draft, 4, details={"role": "Head of Operations at Harbour Aid (a.i.)"})["about"] == [
        "person:tomas-okello"
    ]


def test_quoted_words_are_left_to_be_paraphrased() -> None:
    assert "because neighbours" not in drafted()
    assert "We never plan for a flood" not in drafted()


def test_a_draft_copies_no_sentence() -> None:
    article = take_apart(read_text(TEXT), TEXT.name)
    originals = Originals()
    originals.add("harbour", article)
    lines = [line for line in drafted().splitlines() if article.headline.text.casefold() not in line.casefold()]
    assert [copy for line in lines for copy in originals.copied_in(line)] == []
    assert list(originals.copied_in(article.paragraphs[3].text))


def test_every_point_that_is_open_is_refused(tmp_path: Path) -> None:
    draft = drafted(tmp_path / "new")
    (tmp_path / "harbour.yaml").write_text(draft, encoding="utf-8")
    with pytest.raises(KnowledgeError) as caught:
        load_knowledge(tmp_path)
    told = [str(finding) for finding in caught.value.findings]
    assert [line for line in told if "is a draft" not in line and "is still to be written" not in line] == []
    assert sum(".draft: is a draft" in line for line in told) == len(yaml.safe_load(draft)["entries"]) + 1


def filled(draft: dict[str, Any]) -> dict[str, Any]:
    """The draft as somebody fills it in who is in a hurry: every open text becomes a plain one."""

    def write(value: object) -> object:
        if isinstance(value, dict):
            return {key: write(item) for key, item in value.items() if key != "draft"}
        if isinstance(value, list):
            return [write(item) for item in value]
        return "lamps" if value == OPEN else value

    whole: dict[str, Any] = write(draft)  # type: ignore[assignment]
    for one in whole["entries"]:
        figure = "{value} of them." if "number" in one else "{items}." if "items" in one else ""
        one["answer"] = figure or (one["answer"] if one["answer"] != "lamps" else "The release shows it.")
    whole["concepts"].append({"id": "lamps", "forms": ["lamps"]})
    return whole


def test_a_draft_that_is_filled_in_is_a_release(tmp_path: Path, draft: dict[str, Any]) -> None:
    folder = tmp_path / "knowledge"
    shutil.copytree(shipped_folder(), folder)
    (folder / "releases/harbour.yaml").write_text(json.dumps(filled(draft)), encoding="utf-8")
    base = load_knowledge(folder)
    assert len(base.releases) == 3
    reply = Bot(base).respond("What does RSP stand for?", ChatState()).reply
    assert reply.text.startswith("RSP is short for Rapid Shelter Programme.")
    assert [source.paragraph for source in reply.sources] == [3]
    found = verify(folder, TEXT.parent)
    assert [str(finding) for finding in found.errors] == []
    assert found.held == ("harbour",)


def test_whom_the_knowledge_base_knows_is_not_drafted_again() -> None:
    known = recall.HARBOUR / "knowledge"
    draft = yaml.safe_load(drafted(known, "again"))
    assert "contacts" not in draft
    assert [person["name"] for person in draft["people"]] == ["Amina"]  # a first name may be somebody else's
    assert draft["release"]["contact"] == "For more, the release names {ines-farrugia} and {newsroom}."
    assert entry(draft, 4, details={"role": "Head of Operations at Harbour Aid (a.i.)"})["about"] == [
        "person:tomas-okello"
    ]


def test_ids_are_new_in_the_knowledge_base(draft: dict[str, Any]) -> None:
    ids = [one["id"] for part in ("people", "contacts", "entries") for one in draft[part]]
    assert len(set(ids)) == len(ids)
    assert set(ids) & set(shipped_knowledge().entries) == set()


@pytest.mark.parametrize(("id", "told"), [("harbour", "is taken"), ("Harbour 2031", "cannot be an id"), ("", "cannot")])
def test_an_id_that_cannot_be_is_told(id: str, told: str) -> None:
    with pytest.raises(ConfigurationError, match=told):
        drafted(recall.HARBOUR / "knowledge", id)


def test_without_an_id_the_headline_gives_one() -> None:
    assert yaml.safe_load(drafted(id=None))["release"]["id"] == "harbour-aid-moved"


def test_a_first_release_needs_no_knowledge_base(tmp_path: Path) -> None:
    draft = yaml.safe_load(drafted(tmp_path / "new"))
    assert entry(draft, 2, number=9300)["about"] == ["tents"]
    assert "asks" not in entry(draft, 2, number=9300)
