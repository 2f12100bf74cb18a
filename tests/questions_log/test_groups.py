"""Questions that say much the same count together."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from asked import ASKED, DAY

from iombot.questions_log import groups as module
from iombot.questions_log.groups import Group, grouped
from iombot.questions_log.store import Asked


def asked(question: str, times: int = 1, **changes: object) -> Asked:
    return Asked(replace(ASKED, question=question, **changes), times)  # type: ignore[arg-type]


def texts(groups: list[Group]) -> list[list[str]]:
    return [[question.text for question in group.questions] for group in groups]


def test_other_words_for_the_same_come_together_under_the_most_frequent() -> None:
    found = grouped([asked("blue lamps, how many"), asked("How many lamps were blue?", 5), asked("how many blu lamps")])
    assert texts(found) == [["How many lamps were blue?", "how many blu lamps", "blue lamps, how many"]]
    assert found[0].times == 7


def test_questions_near_different_entries_stay_apart_however_alike() -> None:
    found = grouped([asked("how many lamps were lit"), asked("how many lamps were lit now", nearest="lamps-spare")])
    assert len(found) == 2


def test_questions_near_nothing_must_be_alike_as_a_whole() -> None:
    loose = [asked("what about boats", nearest=""), asked("what about boats in the harbour of Sfax", nearest="")]
    assert len(grouped(loose)) == 2
    assert len(grouped([*loose, asked("what about boatss", nearest="")])) == 2


def test_the_most_frequent_group_comes_first_and_equals_in_a_fixed_order() -> None:
    some = [asked("zebra?", nearest=""), asked("abacus?", nearest=""), asked("lamps?", 2, nearest="")]
    assert texts(grouped(some)) == texts(grouped(some[::-1])) == [["lamps?"], ["abacus?"], ["zebra?"]]


def test_the_same_question_of_several_days_and_reasons_is_one() -> None:
    later = DAY + timedelta(3)
    (group,) = grouped([asked("blue?", 2), asked("Blue", 1, day=later, reason="disliked", knowledge="f" * 12)])
    (question,) = group.questions
    assert (question.text, question.times, question.first, question.last) == ("blue?", 3, DAY, later)
    assert (group.reasons, group.last.version) == (["not-stated", "disliked"], "f" * 12)


def test_a_thumb_down_without_its_question_counts_for_its_entry() -> None:
    down = [asked("", 2, reason="disliked"), asked("", reason="disliked", nearest="lamps-spare")]
    assert [(group.nearest, group.times) for group in grouped(down)] == [("lamps-lit", 2), ("lamps-spare", 1)]


def test_questions_without_letters_are_told_apart() -> None:
    assert sorted(texts(grouped([asked("?!", nearest=""), asked("…", nearest="")]))) == [["?!"], ["…"]]


def test_the_rarest_of_very_many_are_left_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST", 2)
    found = grouped([asked("lamps", 1), asked("boats", 3, nearest=""), asked("zebras", 2, nearest="lamps-spare")])
    assert texts(found) == [["boats"], ["zebras"]]


def test_nothing_makes_no_group() -> None:
    assert grouped([]) == []
