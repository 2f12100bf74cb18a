"""Settings from the environment and from files."""

from __future__ import annotations

from pathlib import Path

import pytest
from botapi import TOKEN
from pydantic import ValidationError

from iombot.errors import ConfigurationError
from iombot.settings import Settings

Env = pytest.MonkeyPatch


@pytest.fixture(autouse=True)
def no_settings_of_the_machine(monkeypatch: Env) -> None:
    for name in Settings.model_fields:
        monkeypatch.delenv(f"IOMBOT_{name.upper()}", raising=False)


def test_every_setting_says_what_it_is_for() -> None:
    assert [name for name, field in Settings.model_fields.items() if not field.description] == []


def test_the_token_is_read_and_shown_nowhere(monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_TELEGRAM_TOKEN", TOKEN)
    settings = Settings.read()
    assert settings.token().get_secret_value() == TOKEN
    assert TOKEN not in repr(settings) + str(settings) + settings.model_dump_json()


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
    with pytest.raises(ValidationError, match="frozen"):
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
    assert "zebra" not in repr(settings) + str(settings.questions_address()) + settings.model_dump_json()


@pytest.mark.parametrize("value", ["0", "367", "many"])
def test_questions_are_kept_for_a_day_at_least_and_a_year_at_most(value: str, monkeypatch: Env) -> None:
    monkeypatch.setenv("IOMBOT_QUESTIONS_DAYS", value)
    with pytest.raises(ConfigurationError, match="IOMBOT_QUESTIONS_DAYS"):
        Settings.read()
