"""Settings from the environment and from files."""

from __future__ import annotations

import subprocess
import sys
from dataclasses import FrozenInstanceError
from pathlib import Path

import pytest
from botapi import TOKEN

from iombot.errors import ConfigurationError
from iombot.settings import Settings

Env = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: Env) -> None:
    for name in Settings.descriptions():
        monkeypatch.delenv(name, raising=False)


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, text in Settings.descriptions().items() if not text] == []


def test_the_token_is_read_and_shown_nowhere(monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_TELEGRAM_TOKEN", TOKEN)
    settings = Settings.read()
    assert settings.token().get_secret_value() == TOKEN
    assert TOKEN not in repr(settings) + str(settings) + str(settings.telegram_token)


def test_the_token_is_read_from_a_file_without_the_line_end(tmp_path: Path, monkeypatch: Env) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n", "utf-8")
    monkeypatch.setenv("IOMBOT_TELEGRAM_TOKEN_FILE", str(file))
    assert Settings.read().token().get_secret_value() == TOKEN


@pytest.mark.parametrize("text", ["", "  ", "no-colon", "12:a b", "12:a/../getMe", "abc:def"])
def test_what_is_no_token_is_refused_without_being_repeated(text: str, monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_TELEGRAM_TOKEN", text)
    with pytest.raises(ConfigurationError, match="Telegram token") as refusal:
        Settings.read().token()
    assert not text.strip() or text not in str(refusal.value)


@pytest.mark.parametrize("content", [None, b"\xff\xfe\x00"], ids=["missing", "binary"])
def test_a_token_file_of_no_use_is_a_plain_sentence(content: bytes | None, tmp_path: Path, monkeypatch: Env) -> None:
    file = tmp_path / "token"
    if content:
        file.write_bytes(content)
    monkeypatch.setenv("IOMBOT_TELEGRAM_TOKEN_FILE", str(file))
    with pytest.raises(ConfigurationError, match="IOMBOT_TELEGRAM_TOKEN_FILE"):
        Settings.read().token()


def test_a_setting_out_of_range_is_named_and_its_value_is_not_shown(monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_CONTEXT_MINUTES", "-17")
    with pytest.raises(ConfigurationError, match="IOMBOT_CONTEXT_MINUTES") as refusal:
        Settings.read()
    assert "-17" not in str(refusal.value)


def test_a_name_in_small_letters_is_no_other_setting(monkeypatch: Env) -> None:
    monkeypatch.setenv("iombot_allowed_chats", "1,2")
    assert Settings.read().allowed_chats == frozenset({1, 2})


def test_what_the_command_line_gives_wins_over_the_environment(monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_KNOWLEDGE", "/from/environment")
    monkeypatch.setenv("IOMBOT_LOG_LEVEL", "debug")
    settings = Settings.read(knowledge=Path("/from/option"), log_level=None)
    assert (settings.knowledge, settings.log_level) == (Path("/from/option"), "debug")


def test_a_webhook_needs_a_secret_that_telegram_can_send(monkeypatch: Env) -> None:
    with pytest.raises(ConfigurationError, match="IOMBOT_WEBHOOK_SECRET"):
        Settings.read().webhook_token()
    monkeypatch.setenv("IOMBOT_WEBHOOK_SECRET", "with space")
    with pytest.raises(ConfigurationError, match="letters, digits"):
        Settings.read().webhook_token()


def test_settings_do_not_change() -> None:
    with pytest.raises(FrozenInstanceError):
        Settings.read().context_minutes = 5  # type: ignore[misc]


def test_questions_are_kept_where_programs_keep_their_state(monkeypatch: Env) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", "/somewhere")
    assert Settings.read().questions_address().get_secret_value() == "sqlite:////somewhere/iombot/questions.sqlite3"


def test_without_a_home_the_bot_starts_all_the_same(monkeypatch: Env) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.delenv("XDG_STATE_HOME", raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert Settings.read().questions_address().get_secret_value() == "sqlite:////var/lib/iombot/questions.sqlite3"


def test_the_address_of_a_database_is_shown_nowhere_and_may_stand_in_a_file(tmp_path: Path, monkeypatch: Env) -> None:
    file = tmp_path / "address"
    file.write_text("postgresql://u:zebra@host/name\n", "utf-8")
    monkeypatch.setenv("IOMBOT_QUESTIONS_URL_FILE", str(file))
    settings = Settings.read()
    assert settings.questions_address().get_secret_value() == "postgresql://u:zebra@host/name"
    monkeypatch.setenv("IOMBOT_QUESTIONS_URL", "postgresql://u:zebra@host/name")
    settings = Settings.read()
    assert "zebra" not in repr(settings) + str(settings.questions_address())


@pytest.mark.parametrize("value", ["0", "367", "many"])
def test_questions_are_kept_for_a_day_at_least_and_a_year_at_most(value: str, monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_QUESTIONS_DAYS", value)
    with pytest.raises(ConfigurationError, match="IOMBOT_QUESTIONS_DAYS"):
        Settings.read()


def test_every_fault_is_told_and_no_value_is(monkeypatch: Env) -> None:
    given = {
        "QUESTIONS_LOG": "zebra", "CHAT_LIMIT": "1.5", "RELOAD_SECONDS": "nan", "LOG_LEVEL": "DEBUG",
        "ALLOWED_CHATS": "1,zebra", "API_BASE_URL": "ftp://zebra", "WEBHOOK_URL": "http://zebra", "WEBHOOK_PORT": "0",
        "CONTEXT_MINUTES": "0",
    }  # fmt: skip
    for name, value in given.items():
        monkeypatch.setenv(f"IOMBOT_{name}", value)
    with pytest.raises(ConfigurationError) as refusal:
        Settings.read()
    told = str(refusal.value)
    assert [name for name in given if f"IOMBOT_{name}: " not in told] == []
    assert not any(value in told for value in ("zebra", "1.5", "nan", "DEBUG"))


@pytest.mark.parametrize(
    "text", ["example.org", "http://", "http://a b/", "http://a:port/", "http://a..b/", "http:a", "http://a:0/"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(ConfigurationError, match="IOMBOT_API_BASE_URL: should be an address with http or https"):
        Settings.of({"api_base_url": text})


@pytest.mark.parametrize(("text", "expected"), [
    ("https://bot.example/", "https://bot.example"),
    ("HTTPS://Bot.Example:8443/Path/", "https://bot.example:8443/Path"),
    ("https://bücher.example", "https://xn--bcher-kva.example"),
    ("https://[::1]:8443", "https://[::1]:8443"),
    ("https://bot.example:443/üx", "https://bot.example/%C3%BCx"),
])  # fmt: skip
def test_an_address_has_the_form_that_requests_need(text: str, expected: str) -> None:
    assert Settings.of({"webhook_url": text}).webhook_url == expected


@pytest.mark.parametrize(("text", "expected"), [("Yes", True), ("0", False), ("off", False), ("true", True)])
def test_a_switch_is_said_in_many_words(text: str, expected: bool) -> None:  # noqa: FBT001 (what is expected)
    assert Settings.of({"questions_log": text}).questions_log is expected


def test_what_is_empty_or_not_given_leaves_a_setting_as_it_is(monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_CHAT_LIMIT", "")
    assert (Settings.read(webhook_port=None).chat_limit, Settings.of({"total_limit": None})) == (30, Settings())


def test_a_bot_on_telegram_does_not_load_what_takes_10_mb() -> None:
    listed = "import sys, iombot.settings, iombot.adapters.telegram.app, iombot.dialogue.core; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", listed], capture_output=True, text=True, check=True)
    modules = set(ran.stdout.split())
    assert "telegram" in modules
    assert modules & {"pydantic", "pydantic_core", "yaml"} == set()
