"""The tests notice when a rule of the engine is broken."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from tests.understanding.sentences import Sentence, read_sentences

from iombot.dialogue.core import Bot

HERE = Path(__file__).parent


@pytest.mark.parametrize("sentence", read_sentences(HERE / "lake_sentences"), ids=lambda sentence: sentence.id)
def test_a_sentence_on_the_lake_leads_where_it_must(sentence: Sentence, lake_bot: Bot) -> None:
    assert sentence.complaints(lake_bot) == []


def test_every_mutation_is_noticed() -> None:
    command = (sys.executable, "-m", "tests.understanding.mutations")
    done = subprocess.run(command, cwd=HERE.parents[1], capture_output=True, text=True, check=False)
    assert (done.stderr, [line for line in done.stdout.splitlines() if "NOT NOTICED" in line]) == ("", [])
    assert done.returncode == 0
