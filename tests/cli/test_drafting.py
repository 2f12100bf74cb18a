"""`iombot draft` and `iombot verify` as a shell sees them, whatever they are given."""

from __future__ import annotations

import json
import resource
from pathlib import Path

import pytest
import recall
import yaml
from click.testing import CliRunner, Result

from iombot.cli import commands

TEXT = recall.HARBOUR / "releases/harbour-floods-2031.txt"
ARABIC = """\
منظمة الميناء تنقل أكثر من ٤٨٬٢٠٠ شخص إلى مكان آمن

انتقل أكثر من ٤٨٬٢٠٠ شخص إلى مناطق مرتفعة خلال الفيضانات في عام ٢٠٣١، وجرى توزيع ٩٬٣٠٠ خيمة على العائلات في ١٤ بلدا.

للتواصل مع المكتب الصحفي: press@harbour-aid.example، هاتف ‎+44 20 7946 0958
"""
NO_ID = "'No Id' cannot be an id: use lower-case words, digits and hyphens, such as floods-2030.\n"
LATIN = "Les lampes de la ville sont allumées\n\nL’été 2031, 1 200 lampes ont été allumées à Genève, plus que jamais."


def run(*arguments: str, given: bytes | None = None) -> Result:
    return CliRunner().invoke(commands, arguments, input=given)


@pytest.fixture
def base(tmp_path: Path) -> str:
    """A knowledge base that is still to be made; drafts are then made with the words of the shipped one."""
    return str(tmp_path / "new")


def test_a_draft_goes_to_standard_output(base: str) -> None:
    result = run("draft", str(TEXT), "--id", "floods", "--knowledge", base)
    assert (result.exit_code, result.stderr) == (0, "")
    assert yaml.safe_load(result.stdout)["release"]["id"] == "floods"


@pytest.mark.parametrize("arguments", [(), ("-",)])
def test_the_text_may_come_from_standard_input(base: str, arguments: tuple[str, ...]) -> None:
    named = run("draft", str(TEXT), "--knowledge", base)
    assert run("draft", *arguments, "--knowledge", base, given=TEXT.read_bytes()).stdout == named.stdout != ""


def test_a_draft_goes_to_a_new_file_and_over_no_old_one(base: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    arguments = ("draft", str(TEXT), "-o", str(file), "--knowledge", base)
    first = run(*arguments)
    assert (first.exit_code, first.stdout) == (0, "")
    assert "11 paragraphs below “Harbour Aid Moved 48,200 People" in first.stderr
    written = file.read_bytes()
    again = run(*arguments)
    assert (again.exit_code, again.stderr) == (2, f"{file}: File exists\n")
    assert file.read_bytes() == written


def test_nothing_is_left_of_a_draft_for_which_there_is_no_room(base: str, tmp_path: Path) -> None:
    soft, hard = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000, hard))
    try:
        result = run("draft", str(TEXT), "--id", "floods", "-o", str(tmp_path / "floods.yaml"), "--knowledge", base)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, (soft, hard))
    assert isinstance(result.exception, (OSError, SystemExit))
    assert not (tmp_path / "floods.yaml").exists()


def test_nothing_is_left_where_a_draft_cannot_be_made(base: str, tmp_path: Path) -> None:
    file = tmp_path / "draft.yaml"
    assert run("draft", "-o", str(file), "--knowledge", base, given=b"").exit_code == 2
    assert not file.exists()


@pytest.mark.parametrize(
    ("given", "told"),
    [
        (b"", "standard input: is empty"),
        (b" \n\xc2\xa0\n", "standard input: is empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR" + bytes(range(256)) * 9, "standard input: is no text"),
        (b"%PDF-1.7\n" + bytes(range(1, 32)) * 40, "standard input: is no text"),
        (bytes(range(128, 256)) * 9, "standard input: is no text"),
        (b"lamps\0" * 50, "standard input: is no text"),
        (b"Town Lights All Its Lamps\n\n" + b"lamps " * 100 + b"\0", "standard input: is no text"),
        (b"lamp " * 2_100_000, "standard input: is larger than 100,000 bytes"),
        (
            b"<!DOCTYPE html>\n<html><body><p>Lamps were lit in the town.</p></body></html>",
            "standard input: is a web page",
        ),
        (b'Lamps <div class="x">were lit in the town</div>', "standard input: is a web page"),
        (b"12 34 56 78", "standard input: holds too few words"),
        (b"Only a headline about the lamps of the town", "standard input: nothing stands below the headline"),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else "",
)
def test_what_is_no_text_of_a_release_is_one_plain_line(base: str, given: bytes, told: str) -> None:
    result = run("draft", "--knowledge", base, given=given)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert result.stderr.startswith(told)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32", "cp1252"])
def test_texts_in_usual_encodings_are_read(base: str, encoding: str) -> None:
    draft = yaml.safe_load(run("draft", "--knowledge", base, given=LATIN.encode(encoding)).stdout)
    assert draft["release"]["title"] == "Les lampes de la ville sont allumées"
    assert [entry["number"] for entry in draft["entries"]] == [1200]


def test_a_text_from_right_to_left_is_drafted(base: str) -> None:
    draft = yaml.safe_load(run("draft", "--knowledge", base, given=ARABIC.encode()).stdout)
    assert draft["release"]["paragraphs"] == 2
    assert [entry["number"] for entry in draft["entries"]] == [48200, 9300, 14]
    assert [contact["email"] for contact in draft["contacts"]] == ["press@harbour-aid.example"]
    assert draft["contacts"][0]["phone"] == {"printed": "+44 20 7946 0958"}


def test_the_largest_text_and_the_longest_line_are_drafted(base: str) -> None:
    long = (
        "Town Lights All Its Lamps\n\n" + "lamps were lit and said “yes (no), ".ljust(2_000, "x") * 45 + " and 40 lamps"
    )
    result = run("draft", "--knowledge", base, given=long.encode())
    assert result.exit_code == 0
    numbers = [entry.get("number") for entry in yaml.safe_load(result.stdout)["entries"]]
    assert 40 in numbers


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("nowhere.txt",), "nowhere.txt: cannot be read: No such file or directory\n"),
        ((".",), ".: cannot be read: Is a directory\n"),
        ((str(TEXT), "--title", "Lamps"), f"{TEXT}: no paragraph of it is the headline 'Lamps'\n"),
        ((str(TEXT), "--id", "No Id"), NO_ID),
        ((str(TEXT), "-o", "/nowhere/draft.yaml"), "/nowhere/draft.yaml: No such file or directory\n"),
    ],
    ids=lambda value: " ".join(value[-2:]) if isinstance(value, tuple) else "",
)  # fmt: skip
def test_what_cannot_be_is_one_plain_line(base: str, arguments: tuple[str, ...], told: str) -> None:
    result = run("draft", *arguments, "--knowledge", base)
    assert (result.exit_code, result.stdout, result.stderr) == (2, "", told)


def test_the_headline_may_be_named(base: str) -> None:
    result = run("draft", str(TEXT), "--title", "Newsroom: press@harbour-aid.example", "--knowledge", base)
    assert (result.exit_code, "nothing stands below" in result.stderr) == (2, True)


def verify(*arguments: str) -> Result:
    return run("verify", "--knowledge", str(recall.HARBOUR / "knowledge"), *arguments)


def test_verify_prints_a_line_for_each_finding_and_a_count() -> None:
    result = verify("--releases", str(TEXT.parent))
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout.splitlines() == [
        "releases/harbour-floods-2031.txt:6:69: warning: no entry covers two (paragraph 1)",
        "18 entries held against the texts of harbour: 0 errors, 1 figures or contacts that nothing covers.",
    ]


def test_verify_writes_what_programs_read() -> None:
    found = json.loads(verify("--releases", str(TEXT.parent), "--format", "json").stdout)
    assert [(one["line"], one["level"]) for one in found] == [(6, "warning")]
    assert verify("--releases", str(TEXT.parent), "--format", "github").stdout.startswith("::warning file=releases/")


def test_verify_fails_where_the_text_says_otherwise(tmp_path: Path) -> None:
    (tmp_path / TEXT.name).write_text(TEXT.read_text("utf-8").replace("9,300", "9,400"), encoding="utf-8")
    result = verify("--releases", str(tmp_path))
    assert result.exit_code == 1
    assert "“9,300” does not stand in paragraph 2, nor elsewhere in the release" in result.stdout


@pytest.mark.parametrize(
    "arguments", [("--releases", "/nowhere"), (), ("--releases", "/nowhere", "--knowledge", "/nowhere")]
)
def test_verify_refuses_what_makes_no_sense(arguments: tuple[str, ...]) -> None:
    result = verify(*arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.strip()
