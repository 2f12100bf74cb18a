"""The catalogue in a real browser: searched, by keyboard, on a phone, in the dark, on paper."""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pytest
from browser import Tab, chromium, started
from click.testing import CliRunner
from PIL import Image
from shipped import shipped_knowledge

from iombot.cli import commands

pytestmark = pytest.mark.skipif(
    chromium() is None, reason="there is no Chromium; on Debian and Ubuntu: apt-get install chromium"
)

SHOWN = "document.querySelectorAll('[data-entry]:not([hidden])').length"
IDS = "[...document.querySelectorAll('[data-entry]:not([hidden])')].map((one) => one.id)"
FOCUS = "document.activeElement.id"


@pytest.fixture(scope="module")
def address(tmp_path_factory: pytest.TempPathFactory) -> str:
    file = tmp_path_factory.mktemp("catalogue") / "kb.html"
    result = CliRunner().invoke(commands, ["catalogue", "-o", str(file)])
    assert (result.exit_code, result.output[: len(str(file))]) == (0, str(file))
    return file.as_uri()


@pytest.fixture(scope="module")
def tab() -> Iterator[Tab]:
    with started() as tab:
        yield tab


def colours(picture: bytes) -> int:
    found = Image.open(BytesIO(picture)).convert("RGB").getcolors(maxcolors=1 << 24)
    return len(found or ())


@pytest.mark.parametrize("size", [(1280, 1600), (390, 844), (320, 568)], ids=["desktop", "phone", "small phone"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_is_shown_whole_without_asking_for_anything_else(
    tab: Tab, address: str, tmp_path: Path, size: tuple[int, int], scheme: str
) -> None:
    tab.open(address, *size, scheme)
    picture = tab.screenshot(tmp_path / f"{size[0]}-{scheme}.png")
    assert Image.open(BytesIO(picture)).size == size
    assert colours(picture) > 50
    assert (tab.requested, tab.complaints) == ([address], [])
    assert tab.evaluate("document.documentElement.scrollWidth") <= size[0]
    background = Image.open(BytesIO(picture)).convert("L").tobytes()[0]
    assert (background > 128) == (scheme == "light")


def test_every_entry_contact_and_intent_is_there_at_first(tab: Tab, address: str) -> None:
    base = shipped_knowledge()
    tab.open(address)
    assert tab.evaluate(SHOWN) == len(base.entries) + len(base.contacts) + len(base.intents)


def test_what_is_typed_narrows_the_page_by_keyboard_alone(tab: Tab, address: str) -> None:
    tab.open(address)
    everything = tab.evaluate(SHOWN)
    tab.press("/", "/")
    assert (tab.evaluate(FOCUS), tab.evaluate("search.value")) == ("search", "")
    tab.type("56,045 AVRR")
    assert "entry-avrr-total" in tab.evaluate(IDS)
    assert 0 < tab.evaluate(SHOWN) < everything
    assert tab.evaluate("document.getElementById('findings').hidden")
    assert tab.evaluate("document.getElementById('shown').value") == f"{tab.evaluate(SHOWN)} of {everything}"
    tab.press("Escape")
    assert (tab.evaluate("search.value"), tab.evaluate(SHOWN)) == ("", everything)


def test_an_example_that_is_sought_for_is_unfolded(tab: Tab, address: str) -> None:
    example = next(iter(shipped_knowledge().entries["avrr-total"].utterances))
    tab.open(f"{address}?q={example.replace(' ', '%20').replace('?', '%3F')}")
    assert tab.evaluate(IDS)[0] == "entry-avrr-total"
    assert tab.evaluate("document.querySelector('#entry-avrr-total details').open")
    tab.open(address)
    assert not tab.evaluate("document.querySelector('#entry-avrr-total details').open")


def test_the_address_may_hold_search_and_kind(tab: Tab, address: str) -> None:
    gaps = [entry.id for entry in shipped_knowledge().entries.values() if entry.kind == "gap"]
    tab.open(f"{address}?kind=gap")
    assert sorted(tab.evaluate(IDS)) == sorted(f"entry-{id}" for id in gaps)
    tab.open(f"{address}?q=zzzz")
    assert tab.evaluate(SHOWN) == 0
    assert not tab.evaluate("document.getElementById('nothing').hidden")


def test_a_link_to_an_entry_that_the_search_hides_brings_it_back(tab: Tab, address: str) -> None:
    tab.open(f"{address}?q=zzzz#entry-avrr-total")
    assert tab.evaluate("document.getElementById('entry-avrr-total').checkVisibility()")


def test_everything_that_can_be_pressed_has_a_name_and_can_be_reached_by_keyboard(tab: Tab, address: str) -> None:
    tab.open(address)
    nameless = (
        "[...document.querySelectorAll('a, button, input, summary')].filter((one) => one.tabIndex < 0 || "
        "!(one.textContent.trim() || one.labels?.[0]?.textContent.trim())).map((one) => one.outerHTML)"
    )
    assert tab.evaluate(nameless) == []
    tab.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"


def test_all_examples_are_unfolded_with_one_button(tab: Tab, address: str) -> None:
    tab.open(address)
    tab.evaluate("document.getElementById('unfold').click()")
    assert tab.evaluate("document.querySelectorAll('details.examples:not([open])').length") == 0
    tab.evaluate("document.getElementById('unfold').click()")
    assert tab.evaluate("document.querySelectorAll('details.examples[open]').length") == 0


def test_it_prints_with_all_examples_and_without_the_search(tab: Tab, address: str, tmp_path: Path) -> None:
    tab.open(address)
    paper = tab.pdf()
    (tmp_path / "kb.pdf").write_bytes(paper)
    assert paper.startswith(b"%PDF-")
    assert paper.count(b"/Type /Page\n") + paper.count(b"/Type /Page ") > 10
    tab.send("Emulation.setEmulatedMedia", media="print")
    assert tab.evaluate("getComputedStyle(document.getElementById('bar')).display") == "none"
    assert tab.evaluate("document.querySelector('#entry-avrr-total details li').checkVisibility()")
    tab.send("Emulation.setEmulatedMedia", media="")
