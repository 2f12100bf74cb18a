"""The commands as a shell sees them: exit code, standard output, standard error."""

from __future__ import annotations

import json
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from iombot.cli import commands

ANSWERED = "How many people did IOM support through AVRR in 2023?"
NOT_ANSWERED = "How many people did IOM support through AVRR in 1985?"


def run(*arguments: str, given: str | bytes | None = None, **environment: str | None) -> Result:
    return CliRunner(env=environment).invoke(commands, arguments, input=given)


@pytest.fixture(scope="module")
def checked() -> Result:
    """What the check of the shipped knowledge base comes to; it tries every example, which takes a while."""
    return run("check")


def test_the_version_is_that_of_the_package_and_of_its_knowledge(checked: Result) -> None:
    of_program, of_knowledge = run("--version").stdout.splitlines()
    assert of_program == f"iombot {version('iombot')}"
    found = re.fullmatch(r"knowledge ([0-9a-f]{12}): 2 releases, (\d+) entries", of_knowledge)
    assert found
    assert f", {found[2]} entries," in checked.stdout
    assert f", version {found[1]}" in checked.stdout


def test_the_version_is_told_even_if_the_knowledge_base_is_of_no_use() -> None:
    result = run("--version", IOMBOT_KNOWLEDGE="/nowhere")
    assert (result.exit_code, result.stdout.splitlines()[0]) == (0, f"iombot {version('iombot')}")
    assert "iombot check" in result.stdout


def test_what_is_for_staff_must_be_asked_for_each_time(tmp_path: Path) -> None:
    (tmp_path / "desk.yaml").write_text(
        """\
release: {id: desk, title: "Desk", label: "desk list", year: 2023, paragraphs: 1, contact: "Ask."}
entries:
  - {id: noon, label: "Noon", about: [noon], answer: "At noon.", source: {paragraph: 1}, utterances: ["noon"]}
contacts:
  - {id: eve, name: "Eve", audience: staff, email: "eve@desk.example", topic: "desk", source: {paragraph: 1}}
concepts: [{id: noon, forms: ["noon"]}]
""",
        "utf-8",
    )
    ask = ("ask", "--knowledge", str(tmp_path), "Eve")
    shown = ["eve@desk.example" in run(*ask, *staff).stdout for staff in ((), ("--staff",), (), ("--staff",))]
    assert shown == [False, True, False, True]


@pytest.mark.parametrize("arguments", [("--version",), ("ask", ANSWERED)], ids=["version", "ask"])
def test_what_is_quick_loads_nothing_that_it_has_no_use_for(arguments: tuple[str, ...]) -> None:
    command = [sys.executable, "-X", "importtime", "-m", "iombot", *arguments]
    subprocess.run(command, capture_output=True, check=True)  # what was read of the knowledge base is kept
    traced = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    loaded = {line.rsplit("|", 1)[-1].strip() for line in traced.splitlines()}
    assert "iombot.cli" in loaded
    heavy = {"sqlite3", "psycopg", "telegram", "prompt_toolkit", "rich", "yaml", "pydantic"}
    assert loaded & heavy == set()


def test_an_answer_is_printed_and_exits_with_0() -> None:
    result = run("ask", ANSWERED)
    assert (result.exit_code, result.stderr) == (0, "")
    assert "56,045" in result.stdout


def test_the_words_of_a_question_need_no_quotes() -> None:
    assert run("ask", *ANSWERED.split()).stdout == run("ask", ANSWERED).stdout


@pytest.mark.parametrize("question", [NOT_ANSWERED, "", "🦆", "x" * 10_000, "\udcff", "'; DROP TABLE releases; --"])
def test_what_is_not_answered_exits_with_1(question: str) -> None:
    result = run("ask", "--", question)
    assert (result.exit_code, result.stderr) == (1, "")
    assert len(result.stdout.strip()) > 10


@pytest.mark.parametrize("question", [ANSWERED, NOT_ANSWERED])
def test_json_is_the_reply_object(question: str) -> None:
    result = run("ask", "--json", question)
    reply = json.loads(result.stdout)
    assert list(reply) == ["status", "text", "entries", "sources", "options", "reason", "confidence", "language"]
    assert (reply["status"] == "answered") == (result.exit_code == 0)
    assert reply["text"] == run("ask", question).stdout.rstrip("\n")


def test_explain_shows_the_candidates_below_the_answer() -> None:
    plain, explained = run("ask", ANSWERED).stdout, run("ask", "--explain", ANSWERED).stdout
    assert explained.startswith(plain + "\n")
    entry = json.loads(run("ask", "--json", ANSWERED).stdout)["entries"][0]
    assert entry in explained.removeprefix(plain)


def test_explain_leaves_json_on_standard_output_alone() -> None:
    result = run("ask", "--json", "--explain", ANSWERED)
    assert json.loads(result.stdout)["status"] == "answered"
    assert result.stderr.strip()


@pytest.mark.parametrize(
    "arguments", [(), ("--jsonl", "a question"), ("--jsonl", "--json"), ("--jsonl", "--explain"), ("--nonsense",)]
)
def test_ask_refuses_what_makes_no_sense(arguments: tuple[str, ...]) -> None:
    result = run("ask", *arguments)
    assert (result.exit_code, result.stdout) == (2, "")
    assert re.search(r"\nError: .+\n$", result.stderr)


def test_a_pipe_gets_one_reply_a_line() -> None:
    given = json.dumps({"chat": 1, "text": ANSWERED}) + "\nnonsense\n" + json.dumps({"text": NOT_ANSWERED})
    result = run("ask", "--jsonl", given=given)
    replies = [json.loads(line) for line in result.stdout.splitlines()]
    assert result.exit_code == 0
    assert [reply.get("status", "error") for reply in replies] == ["answered", "error", "unknown"]


def test_a_chat_over_a_pipe_is_plain_text_without_a_prompt() -> None:
    result = run("chat", given=f"{ANSWERED}\n\n{NOT_ANSWERED}\n/quit\nnever\n")
    assert (result.exit_code, result.stderr) == (0, "")
    assert result.stdout == run("ask", ANSWERED).stdout + "\n" + run("ask", NOT_ANSWERED).stdout + "\n"


def test_a_chat_over_a_pipe_survives_bytes_that_are_no_text() -> None:
    result = run("chat", given=b"\xff\xfe\n" + ANSWERED.encode())
    assert (result.exit_code, "56,045" in result.stdout) == (0, True)


@pytest.mark.parametrize(
    "arguments", [("ask", "hello"), ("ask", "--jsonl"), ("chat",), ("check",)], ids=lambda arguments: arguments[0]
)
@pytest.mark.parametrize("by", ["option", "variable"])
def test_a_faulty_knowledge_base_is_told_before_anything_starts(
    tmp_path: Path, arguments: tuple[str, ...], by: str
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    (folder / "bot.yaml").write_text("phrases:\n  hello: 1\nnonsense: 2\n")
    chosen = ("--knowledge", str(folder)) if by == "option" else ()
    variable = str(folder) if by == "variable" else None
    result = run(*arguments, *chosen, given="hello\n", IOMBOT_KNOWLEDGE=variable)
    told = (result.stdout if arguments == ("check",) else result.stderr).splitlines()
    assert result.exit_code == 2
    assert sorted({line.split(": ")[0] for line in told}) == [
        "mine/bot.yaml",
        "mine/bot.yaml:2:10",
        "mine/bot.yaml:3:11",
    ]
    assert (result.stderr if arguments == ("check",) else result.stdout) == ""


def test_a_missing_knowledge_base_is_one_sentence() -> None:
    result = run("ask", "--knowledge", "/nowhere", "hello")
    assert (result.exit_code, result.stderr) == (2, "/nowhere: there is no such folder\n")


def test_check_counts_what_it_found_in_order(checked: Result) -> None:
    *told, summary = checked.stdout.splitlines()
    assert (checked.exit_code, checked.stderr) == (0, "")
    counted = re.fullmatch(
        r"No faults in [^:]+: 2 releases, \d+ entries, \d+ contacts, version [0-9a-f]{12}"
        r"(?:; (?P<warnings>\d+) warnings?)?(?:[;,] \d+ notes?)?\.",
        summary,
    )
    assert counted
    assert all(": warning: " in line for line in told)
    assert len(told) == int(counted["warnings"] or 0)


def test_check_fails_for_errors_and_not_for_warnings_or_notes(tmp_path: Path) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    file = folder / "a.yaml"
    file.write_text(
        "concepts:\n- {id: odd, forms: [rare]}\n- {id: even, forms: [rare]}\n"
        "intents:\n- {id: a, answer: A, utterances: [open hours]}\n"
    )
    result = run("check", "--knowledge", str(folder))
    assert (result.exit_code, result.stdout.count(": warning: "), result.stdout.count(": note: ")) == (0, 2, 0)
    assert "; 2 warnings, 1 note." in result.stdout
    assert run("check", "--knowledge", str(folder), "--notes").stdout.count(": note: ") == 1
    noted = json.loads(run("check", "--knowledge", str(folder), "--format", "json", "--notes").stdout)
    assert sorted(one["level"] for one in noted) == ["note", "warning", "warning"]
    with file.open("a") as more:
        more.write("- {id: b, answer: B, utterances: [open hours]}\n")
    result = run("check", "--knowledge", str(folder))
    assert result.exit_code == 2
    assert "intents.1.id: 'b' cannot be reached" in result.stdout
    assert "No faults" not in result.stdout


def test_telegram_without_a_token_is_one_sentence() -> None:
    result = run("telegram", IOMBOT_TELEGRAM_TOKEN=None, IOMBOT_TELEGRAM_TOKEN_FILE=None)
    assert (result.exit_code, result.stdout, len(result.stderr.splitlines())) == (2, "", 1)
    assert "IOMBOT_TELEGRAM_TOKEN" in result.stderr


def test_telegram_names_its_settings() -> None:
    assert "IOMBOT_TELEGRAM_TOKEN_FILE" in run("telegram", "--help").stdout


def test_a_full_disk_is_one_sentence() -> None:
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [sys.executable, "-m", "iombot", "ask", "hello"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert (done.returncode, done.stderr) == (2, "iombot: No space left on device\n")


@pytest.fixture
def _interrupted() -> Iterator[None]:
    """What is started here can be interrupted, even where the tests run in the background of a shell."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_interrupted")
@pytest.mark.parametrize(("number", "code"), [(signal.SIGTERM, 143), (signal.SIGINT, 130)])
def test_a_stop_signal_ends_a_pipe_in_order(number: signal.Signals, code: int) -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "iombot", "ask", "--jsonl"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    ) as running:
        assert running.stdin
        assert running.stdout
        assert running.stderr
        running.stdin.write('{"text": "hello"}\n')
        running.stdin.flush()
        assert json.loads(running.stdout.readline())["language"] == "en"
        running.send_signal(number)
        assert running.stderr.read() == ""
        assert running.wait() == code


def test_a_reader_that_goes_away_is_no_fault() -> None:
    asking = f"{sys.executable} -m iombot ask --jsonl"
    lines = '{"text": "hello"}\n' * 5000
    done = subprocess.run(
        ["bash", "-c", f"{asking} | head -n 1"], input=lines, capture_output=True, text=True, check=False
    )
    assert done.stderr == ""
    assert len(done.stdout.splitlines()) == 1
