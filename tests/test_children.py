"""Processes that iombot starts get none of its settings."""

from __future__ import annotations

import pytest

from iombot.children import environment


@pytest.mark.parametrize("name", ["IOMBOT_TELEGRAM_TOKEN", "iombot_telegram_token", "Iombot_Webhook_Secret"])
def test_a_setting_is_given_to_no_child_however_its_name_is_written(monkeypatch: pytest.MonkeyPatch, name: str) -> None:
    monkeypatch.setenv(name, "secret")
    monkeypatch.setenv("LANG", "C.UTF-8")
    assert name not in environment()
    assert environment()["LANG"] == "C.UTF-8"
