"""Whatever comes as an update, the bot answers the next person, breaks none of Telegram's rules and logs no word."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from offline import Offline, offline
from schema import mutated_updates, valid_updates
from shipped import shipped_bot, shipped_knowledge

from iombot.adapters.states import InMemory
from iombot.adapters.telegram.desk import Desk, Edition

EXAMPLES = int(os.environ.get("FUZZ_EXAMPLES", "0"))
"""So many updates instead of a few; then chosen anew in every run."""
MANY = settings(
    max_examples=EXAMPLES or 30,
    deadline=None,
    derandomize=not EXAMPLES,
    database=None,
    suppress_health_check=list(HealthCheck),
    # To make a finding smaller takes minutes.
    phases=[Phase.explicit, Phase.generate] if not EXAMPLES else tuple(Phase),
)
EXPECTED = (
    "Update ",
    "Error while parsing updates!",
    "Something went wrong processing the data received from Telegram.",
)
"""What the log says of an update that cannot be read or answered."""
# The library itself still has names of its own that it does not want to be used.
pytestmark = pytest.mark.filterwarnings("ignore::telegram.warnings.PTBDeprecationWarning")


class Alive:
    """A bot that lives through all examples of a test."""

    def __init__(self, runner: asyncio.Runner, telegram: Offline, log: pytest.LogCaptureFixture) -> None:
        self._runner = runner
        self.telegram = telegram
        self.log = log

    def live_through(self, *updates: dict[str, Any]) -> None:
        self.log.clear()
        self._runner.run(self.telegram.live_through(*updates))

    @property
    def complaints(self) -> list[str]:
        return [record.getMessage() for record in self.log.records if record.levelno >= logging.ERROR]


@pytest.fixture
def bot(caplog: pytest.LogCaptureFixture) -> Iterator[Alive]:
    desk = Desk(Edition(shipped_bot(), shipped_knowledge()), InMemory(30))
    with asyncio.Runner() as runner, pytest.MonkeyPatch.context() as patch:
        running = offline(desk, patch)
        yield Alive(runner, runner.run(running.__aenter__()), caplog)
        runner.run(running.__aexit__(None, None, None))


@MANY
@given(update=valid_updates())
def test_what_the_schema_allows_is_handled(bot: Alive, update: dict[str, object]) -> None:
    bot.live_through(update)
    assert bot.complaints == []
    assert bot.telegram.refused == []


@MANY
@given(updates=st.lists(mutated_updates(), min_size=1, max_size=4))
def test_nothing_malformed_keeps_the_next_person_from_an_answer(bot: Alive, updates: list[dict[str, object]]) -> None:
    bot.live_through(*updates)
    assert [line for line in bot.complaints if not line.startswith(EXPECTED)] == []
