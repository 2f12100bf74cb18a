"""A process that iombot starts of itself gets none of its secrets."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from iombot.adapters.telegram.pictures import draw_apart
from iombot.charts import Bar, Chart
from iombot.cli.apart import BotsApart

TELLS = "import os\nopen({place!r}, 'w').write(' '.join(os.environ))\n"
"""What each Python that is started runs first."""
CHART = Chart("lamps", "Lamps", "lamps", (Bar("Lit", 5100.0, "5,100"), Bar("Spare", 100.0, "100")), ("A source.",))


@pytest.fixture
def seen(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Names of the variables that the process saw which was started last."""
    (tmp_path / "code").mkdir()
    (tmp_path / "code/sitecustomize.py").write_text(TELLS.format(place=str(tmp_path / "seen")), "utf-8")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(tmp_path / "code"), os.environ.get("PYTHONPATH", "")]))
    monkeypatch.setenv("IOMBOT_TELEGRAM_TOKEN", "123456:secret")
    return tmp_path / "seen"


def test_what_draws_a_chart_knows_no_secret(seen: Path) -> None:
    pytest.importorskip("matplotlib")
    assert draw_apart(CHART).startswith(b"\x89PNG")
    assert [name for name in seen.read_text("utf-8").split() if name.startswith("IOMBOT_")] == []


def test_what_makes_a_bot_knows_no_secret(seen: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", os.devnull)
    folder = tmp_path / "opening"
    folder.mkdir()
    (folder / "o.yaml").write_text('intents:\n  - {id: o, answer: "At nine.", utterances: ["when do you open"]}\n')
    with BotsApart(folder) as bots:
        assert bots("public").knowledge.intents.keys() == {"o"}
    assert [name for name in seen.read_text("utf-8").split() if name.startswith("IOMBOT_")] == []
